"""What the box is asked about the meeting itself: the time, the end, the agenda, the rules."""

from device.meeting import pace
from device.meeting.changing import replace
from device.meeting.extra import Moment
from device.meeting.grouping.saying import sayings
from device.meeting.in_turn import groups_now, say_next_host
from device.meeting.items.registry import kind_of
from device.meeting.scene import Scene
from device.meeting.state import Meeting
from speech.saying.wording import duration_in_words

SOON = 45.0
"""What ends, or ended, within so many seconds does so in a moment: it is not counted out."""


def told(meeting: Meeting, scene: Scene, intent: str) -> bool:
    """Answer a question about the meeting; False where `intent` is none."""
    match intent:
        case "time_left":
            _say_time_left(meeting, scene)
        case "end_time":
            _say_end(meeting, scene)
        case "agenda":
            say_agenda(meeting, scene, meeting.index + 1)
        case "to_break":
            _say_to_break(meeting, scene)
        case "pace":
            pace.standing(moment(meeting).late).said_by(scene)
        case "next_host":
            if not _told_by_an_item(meeting, scene, intent):
                say_next_host(scene)
        case "groups" if groups := groups_now(scene.kept.notes):
            for sentence in sayings(scene.plan.people, groups):
                sentence.said_by(scene)
        case _ if not _told_by_an_item(meeting, scene, intent):
            return False
    scene.answered = True
    return True


def say_agenda(meeting: Meeting, scene: Scene, first: int) -> None:
    """Say the agenda from item `first` on."""
    assert meeting.plan is not None
    titles = [item.title for item in meeting.plan.agenda[first:]]
    if not titles:
        scene.say("agenda_last")
    elif first == 0:
        scene.say("agenda", titles=". ".join(titles))
    else:
        scene.say("agenda_rest", titles=". ".join(titles))


def said_again(meeting: Meeting, scene: Scene, intent: str) -> Meeting:
    """ "Gentag": what people wait for now, or the answer that somebody has just been given."""
    if meeting.stage != "running" or meeting.item is None:
        if not meeting.last_said:
            scene.say("help_empty")
        for said in meeting.last_said:
            scene.say_again(said)
        return meeting
    if intent == "repeat" and meeting.answer_until and meeting.now < meeting.answer_until:
        for said in meeting.last_said:
            scene.say_again(said)
        scene.answered = True
        return meeting
    if meeting.paused_at is not None and not meeting.going_on:
        scene.say("still_paused")
        return meeting
    item = meeting.item
    said_item = item.repeat(scene) if intent == "repeat" else item.repeat_question(scene)
    return replace(meeting, item=said_item)


def moment(meeting: Meeting) -> Moment:
    """Where a meeting is that is under way, for the one forecast."""
    assert meeting.plan is not None
    assert meeting.item is not None
    now = meeting.now if meeting.paused_at is None else meeting.paused_at
    left = meeting.item.left(now)
    if left is None:
        extra = meeting.item.timer.extra if meeting.item.timer else 0.0
        left = max(0.0, meeting.item_seconds + extra - meeting.item_used)
    elapsed = meeting.now - meeting.started
    return Moment(meeting.plan, meeting.index, elapsed, len(meeting.present), left)


def seconds_left(meeting: Meeting) -> float:
    """Seconds until the meeting ends, by the one forecast that shortens items too."""
    at = moment(meeting)
    return at.end - at.elapsed


def _say_end(meeting: Meeting, scene: Scene) -> None:
    left = seconds_left(meeting)
    time = duration_in_words(left, roughly=True)
    if left <= 0:
        scene.say("end_now")
    elif left < SOON:
        scene.say("end_soon")
    elif meeting.paused_at is not None:
        scene.say("end_time_paused", time=time)
    else:
        scene.say("end_time", time=time)


def _say_to_break(meeting: Meeting, scene: Scene) -> None:
    at = moment(meeting)
    resting = at.plan.agenda[at.index].rests
    pace.to_break(at.left, at.ahead(), at.people, resting=resting).said_by(scene)


def _say_time_left(meeting: Meeting, scene: Scene) -> None:
    timer = meeting.item.timer if meeting.item else None
    if timer is None:
        scene.say("no_time_runs")
        return
    left = timer.left(meeting.now if meeting.paused_at is None else meeting.paused_at)
    if left > 0:
        scene.say("time_left", time=duration_in_words(left, roughly=True))
    elif left > -SOON / 3:
        scene.say("time_just_up")
    else:
        scene.say("time_is_up", over=duration_in_words(-left, roughly=True))


def _told_by_an_item(meeting: Meeting, scene: Scene, intent: str) -> bool:
    """The first item of the agenda that can tell does."""
    return any(
        kind_of(item).told(scene, item, intent, begun=place <= meeting.index)
        for place, item in enumerate(meeting.agenda)
    )
