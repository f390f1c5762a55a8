"""What of an evaluation is written to the journal: how a statement's scores stand, never a press.

A press's row would tell when it was given, and the order of the rows who gave what. So the journal
has one row for a statement, a `Scored` from the moment when it was opened, which is overwritten in
place, durably before the press is answered. What the presses lead to in time, asking again and
closing, are events of their own, so a replay needs to know no press.
"""

import math
from dataclasses import replace

from device.meeting import events
from device.meeting.events import Event, Scored
from device.meeting.items.registry import kind_of
from device.meeting.meeting import handle
from device.meeting.record import NOBODY
from device.meeting.signs import HEARTBEAT
from device.meeting.state import Meeting


def is_unwritten(meeting: Meeting, event: Event) -> bool:
    """Whether `event` is not for the journal.

    That is the press of a score button, but where it tells how many came, and the same finger once
    more on any button: so a replay takes every press for one.
    """
    if not isinstance(event, events.Pressed):
        return False
    return _is_score(meeting, event) or meeting.is_again(event.button, event.t)


def _is_score(meeting: Meeting, press: events.Pressed) -> bool:
    return press.button.startswith("score") and meeting.meaning(press.button) in {"score", None}


def told(meeting: Meeting, event: Event) -> Event:
    """`event`; in place of a Tick at which scores are asked for, or closed, just that."""
    item = meeting.item
    if not isinstance(event, events.Tick) or item is None:
        return event
    if meeting.paused_at is not None or (meeting.awaiting and event.t >= meeting.spoken_by):
        return event
    match item.scores_due(max(event.t, meeting.now)):
        case "ask":
            return events.ScoresAwaited(event.t)
        case "close":
            return events.ScoresClosed(event.t)
        case _:
            return event


def by_button(meeting: Meeting, event: Event) -> events.ScoredByButton | None:
    """What is to be written before `event`, a press by which hands are counted no longer.

    The press itself is not written. Its time is rounded down to a moment that is written anyway.
    """
    if not (isinstance(event, events.Pressed) and _is_score(meeting, event)):
        return None
    if meeting.is_again(event.button, event.t) or not (meeting.item and meeting.item.counts_hands):
        return None
    return events.ScoredByButton(math.floor(event.t / HEARTBEAT) * HEARTBEAT)


def standing(meeting: Meeting) -> Scored | None:
    """How the scores of the statement stand that is open; None: none is."""
    item = meeting.item
    open_now = item.standing if item else None
    if open_now is None:
        return None
    return Scored(open_now.opened, meeting.index, open_now.number, open_now.counts)


def closed(scored: Scored, meeting: Meeting) -> Scored:
    """What may be kept of a statement that was open and is no longer."""
    plan = meeting.plan
    item = plan.agenda[scored.item] if plan and scored.item < len(plan.agenda) else None
    statements = kind_of(item).statements(item) if item else ()
    counts = NOBODY
    if scored.statement < len(statements):
        statement = statements[scored.statement]
        for record in meeting.scores:
            if (record.item, record.statement) == (scored.item, statement):
                counts = record.counts
    return Scored(scored.t, scored.item, scored.statement, counts)


def replayed(meeting: Meeting, event: Event) -> Meeting:
    """The meeting after what a row of the journal tells.

    Version 0.1.0 wrote each press, took those before the end of the statement, too, and closed the
    statement with the last.
    """
    item = meeting.item
    meeting = replace(meeting, presses=())
    if not isinstance(event, events.Pressed) or not _is_score(meeting, event):
        return handle(meeting, event)[0]
    if meeting.situation == "scoring" and item:
        meeting = replace(meeting, item=item.opened_by(event.t))
    meeting, _ = handle(meeting, event)
    if meeting.item and meeting.item.scores_complete:
        meeting, _ = handle(meeting, events.ScoresClosed(event.t))
    return meeting


def is_same(one: Scored, other: Scored) -> bool:
    """Whether both are of one statement, opened once."""
    return (one.t, one.item, one.statement) == (other.t, other.item, other.statement)
