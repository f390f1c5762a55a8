"""Leading well: extra minutes and their price, time to spare, and breaks that nobody planned."""

from device.meeting import extra
from device.meeting.along import followed_by
from device.meeting.changing import replace
from device.meeting.items.item import Done, ItemState
from device.meeting.pausing import paused
from device.meeting.scene import Command, Scene
from device.meeting.state import Meeting
from device.meeting.told import moment
from speech.saying.wording import duration_in_words


def longer(meeting: Meeting, scene: Scene, after: ItemState | Done, seconds: float) -> Meeting:
    """The item became `after` since so many seconds more were asked for: somebody gives them.

    What turns give is said and given here; what the items ahead give the forecast takes from them.
    """
    if isinstance(after, Done):
        return followed_by(meeting, scene, after)
    before = moment(meeting)
    each = extra.each_gives(seconds - before.spare, after.turns_ahead(scene))
    grown = replace(meeting, item=after.giving(each))
    return _charged(grown, scene, extra.paid(before, moment(grown), each))


def rested(meeting: Meeting, scene: Scene, seconds: float) -> Meeting:
    """ "Tag en pause på fem minutter": the clocks stop, and the box calls when it is over."""
    scene.say("rest_start", time=duration_in_words(seconds))
    before = moment(meeting)
    payment = extra.paid(before, replace(before, elapsed=before.elapsed + seconds))
    charged = _charged(meeting, scene, payment)
    already = 0.0 if meeting.paused_at is None else meeting.now - meeting.paused_at
    resting = paused(charged) if meeting.paused_at is None else charged
    return replace(resting, rest=already + seconds, pause_reminders=0, going_on=False)


def offer_taken(meeting: Meeting, scene: Scene) -> Meeting:
    """The group will have the time to spare that it was offered."""
    assert meeting.item is not None
    after = meeting.item.command(scene, Command("more_time", minutes=meeting.offered / 60))
    meeting = replace(meeting, confirm=None, offered=0.0)
    return meeting if after is None else followed_by(meeting, scene, after)


def offer_declined(meeting: Meeting, scene: Scene) -> Meeting:
    """The time is up, then, and the group hears how it goes on."""
    assert meeting.item is not None
    item = meeting.item.resume(scene)
    return replace(meeting, item=item, confirm=None, offered=0.0)


def _charged(meeting: Meeting, scene: Scene, payment: extra.Payment) -> Meeting:
    """Say what it costs; if that is a later end, it is what the group knows from now on."""
    for sentence in extra.told(payment):
        sentence.said_by(scene)
    if not payment.later or meeting.plan is None:
        return meeting
    promised = meeting.plan.promised + payment.later
    return replace(meeting, plan=meeting.plan.promising(promised))
