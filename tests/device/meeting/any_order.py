"""Events in any order at a table: what must hold after each, and when all have happened."""

from device.meeting import events
from device.meeting.meeting import Meeting, handle
from device.memory.codec import decode, encode
from tests.device.meeting.table import BUTTONS, PHRASES, Table


def happen(table: Table, event: events.Event) -> None:
    """`event` happens; a Tick is so many seconds. What is due is dealt with then."""
    if isinstance(event, events.Tick):
        table.wait(event.t)
    else:
        table.happens(event)
    holds_together(table.meeting)
    wake_at = table.meeting.shown.wake_at.t
    due = wake_at is not None and wake_at <= table.meeting.now
    # What is due is dealt with in a few ticks, never in an endless row of them.
    for _ in range(6 if due else 0):
        table.happens(events.Tick(0.0))
    wake_at = table.meeting.shown.wake_at.t
    assert wake_at is None or wake_at > table.meeting.now
    if table.meeting.stage == "running" and not table.meeting.going_off:
        assert wake_at is not None, "a meeting under way always has a next moment"


def replay_equals_live(table: Table) -> None:
    """Whatever happened: through the journal's JSON, too."""
    replayed = Meeting(PHRASES, BUTTONS)
    for event in table.history:
        replayed, _ = handle(replayed, decode(encode(event)))
    assert replayed == table.meeting


def can_be_brought_to_its_end(table: Table) -> None:
    """By the people, with two buttons and patience."""
    for _ in range(200):
        if table.meeting.stage == "finished":
            break
        table.wait(20)
        if table.meeting.situation == "paused":
            table.press("yellow")
        table.press("green")
    assert table.meeting.stage == "finished"


def holds_together(meeting: Meeting) -> None:
    """What is true of every state, whatever led to it."""
    assert (meeting.offered > 0) == (meeting.confirm == "spare"), "an offer is a question"
    assert meeting.confirm != "doubted" or meeting.doubted, "that question is about something"
    if meeting.stage != "running":
        assert meeting.item is None
        assert meeting.paused_at is None
        assert not meeting.stopped
    if meeting.going_off:
        assert meeting.confirm is None
        assert meeting.attentive_until is None
    if meeting.stopped:
        assert meeting.paused_at is not None
    assert meeting.paused >= 0
    assert meeting.item_paused >= 0
    assert len(set(meeting.present)) == len(meeting.present)
    assert not {*meeting.present} & {*meeting.absent}
