"""Along the agenda: from one item to the next, each with the time that is left it, to the end."""

from device.meeting import forecast, pace
from device.meeting.actions import WriteReport
from device.meeting.changing import replace
from device.meeting.items.item import Done, ItemState
from device.meeting.items.registry import kind_of
from device.meeting.record import ItemRecord
from device.meeting.scene import Scene
from device.meeting.state import Meeting


def followed_by(meeting: Meeting, scene: Scene, after: ItemState | Done) -> Meeting:
    """The current item became `after`; when it is done, the next begins."""
    if isinstance(after, Done):
        return advanced(meeting, scene)
    return replace(meeting, item=after)


def note_item(meeting: Meeting, scene: Scene) -> None:
    """The current item is over, or left: keep how long it took."""
    assert meeting.plan is not None
    planned = meeting.plan.agenda[meeting.index].seconds
    scene.kept = scene.kept.with_item(ItemRecord(meeting.index, planned, meeting.item_used))


def advanced(meeting: Meeting, scene: Scene) -> Meeting:
    """The current item is over: begin the next, or end the meeting."""
    note_item(meeting, scene)
    return began(meeting, scene, meeting.index + 1)


def began(meeting: Meeting, scene: Scene, index: int) -> Meeting:
    """Item `index` begins, with the time that the forecast leaves it."""
    assert meeting.plan is not None
    if index >= len(meeting.plan.agenda):
        return finished(meeting, scene, index)
    elapsed = meeting.now - meeting.started
    item = forecast.shortened(meeting.plan, index, elapsed, len(scene.present))
    scene.index, scene.item = index, item
    kind = kind_of(item)
    late, told = forecast.over(meeting.plan, index, elapsed, len(scene.present)), False
    if item != meeting.plan.agenda[index]:
        kind.say_shortened(scene, item, forecast.behind(meeting.plan, index, elapsed))
        told = True
    elif 0 < index < len(meeting.plan.agenda) - 1 and (late > 0 or elapsed >= pace.USUAL.begun):
        news = pace.at_change(late, meeting.late_said)
        told = news is not None
        if news:
            news.said_by(scene)
    return replace(
        meeting,
        index=index,
        late_said=late if told else meeting.late_said,
        item=kind.begin(scene, item),
        item_seconds=item.seconds,
        item_began=meeting.now,
        item_paused=0.0,
        paused_at=None,
        stopped=False,
        going_on=False,
    )


def finished(meeting: Meeting, scene: Scene, index: int) -> Meeting:
    """The meeting is over; the report is written, after those that are owed."""
    owed = meeting.owed_to(meeting.plan) if meeting.plan else ()
    scene.actions += [*(WriteReport(account) for account in owed), WriteReport()]
    return replace(
        meeting,
        stage="finished",
        index=index,
        item=None,
        ended=meeting.now,
        reported=False,
        paused_at=None,
        stopped=False,
        going_on=False,
        confirm=None,
        offered=0.0,
    )
