"""What each kind of event means to a meeting; buttons become the commands they stand for now."""

from device.meeting import events, presses
from device.meeting.actions import Microphone, SwitchOff
from device.meeting.along import followed_by
from device.meeting.changing import replace
from device.meeting.commands import obey
from device.meeting.confirming import asked_and_said, dropped
from device.meeting.doubting import doubted
from device.meeting.from_stick import ByStick, by_stick, put_on_stick
from device.meeting.going_off import going_off, stayed_on
from device.meeting.made_anew import made_anew
from device.meeting.pace import HOW_TO_START, USUAL, offered
from device.meeting.pausing import pause_reminder, reminded_of_pause, went_on
from device.meeting.scene import Command, Scene
from device.meeting.signs import talk_at_once
from device.meeting.state import UNSAID_SECONDS, Meeting
from device.meeting.told import moment

ATTENTIVE_SECONDS = 8.0
"""After the wake word alone, so long a command needs no wake word."""
AFTER_TALKING_SECONDS = 4.0
"""So long after the white button came up."""
SURE = 0.8
"""The confidence that a command takes where several talk at once. Of what one person said into a
moment's silence there nearly all has more than 0.9; what was taken for one, mostly 0.3 to 0.7."""
TROUBLE = {
    "stick": "stick_trouble",
    "journal": "journal_trouble",
    "memory": "memory_trouble",
    "program": "program_trouble",
    "own_voice": "own_voice_trouble",
}
"""What is said of a part that is not missed otherwise."""
EARLY = frozenset({"score", "digit", "choice"})
"""Meanings that leave the box speaking: the others want to hear the statement."""


def react(meeting: Meeting, scene: Scene, event: events.Event) -> Meeting:
    """The state after `event`; what it leads to is in `scene`."""
    if meeting.going_off and isinstance(event, events.USES):
        meeting = replace(meeting, going_off=False)
        if isinstance(event, events.Pressed):
            return stayed_on(meeting, scene)
    match event:
        case events.Tick():
            return _ticked(meeting, scene)
        case events.Spoken(id=spoken):
            return _spoken(meeting, scene) if spoken == meeting.awaiting else meeting
        case events.Heard() | events.WakeWord() | events.NotUnderstood():
            _fall_silent(meeting, scene)
            return _heard(meeting, scene, event)
        case events.Doubted() | events.SaidAfter() | events.LongSilence():
            return _overheard(meeting, scene, event)
        case events.Pressed(button=button):
            return _pressed(meeting, scene, button)
        case (
            events.Scored()
            | events.ScoresAwaited()
            | events.ScoresClosed()
            | events.ScoredByButton()
        ):
            return _scores(meeting, scene, event)
        case events.Held(button=button):
            return _held(meeting, scene, button)
        case events.HeldLong(button=button):
            return _held(meeting, scene, button, long=True)
        case events.Released(button="white") if meeting.talking:
            until = meeting.now + AFTER_TALKING_SECONDS
            return replace(meeting, talking=False, attentive_until=until)
        case _ if isinstance(event, ByStick):
            return by_stick(meeting, scene, event)
        case events.LeftAlone():
            alone = meeting.stage == "finished" and not meeting.going_off
            return going_off(meeting, scene) if alone else meeting
        case events.Trouble():
            return _trouble(meeting, scene, event)
        case _:
            return made_anew(meeting, scene, event)


def _fall_silent(meeting: Meeting, scene: Scene) -> None:
    """Whoever calls the box while it speaks wants to be heard: it stops, as for a button."""
    if meeting.awaiting is not None:
        scene.hush()


def _heard(
    meeting: Meeting, scene: Scene, event: events.Heard | events.WakeWord | events.NotUnderstood
) -> Meeting:
    match event:
        case events.Heard() if talk_at_once(meeting) and not _sure(meeting, event):
            scene.chime("no")
            return meeting
        case events.Heard():
            heeded = replace(_heeded(meeting), naming=meeting.naming)
            return obey(heeded, scene, Command.of(event))
        case events.WakeWord():
            scene.chime("listening")
            called = _called(meeting)
            return replace(called, attentive_until=meeting.now + ATTENTIVE_SECONDS)
        case events.NotUnderstood():
            return _not_understood(meeting, scene)


def _sure(meeting: Meeting, event: events.Heard) -> bool:
    """Whether it is more than something that was said to somebody else, among much talk.

    The wake word may have been that, too; a hand on the white button is never.
    """
    by_hand = meeting.by_hand and meeting.attentive_until is not None
    return by_hand or event.confidence >= SURE or event.intent == "stop_all"


def _heeded(meeting: Meeting) -> Meeting:
    """Something was understood: the ear may rest."""
    return replace(meeting, attentive_until=None, by_hand=False, unclear=0, naming=None)


def _ticked(meeting: Meeting, scene: Scene) -> Meeting:
    now = meeting.now
    waited = meeting.attentive_until is not None and now >= meeting.attentive_until
    if waited and not meeting.talking:
        meeting = _heeded(meeting)
    if meeting.awaiting is not None and now >= meeting.spoken_by:
        return _spoken(meeting, scene)
    if meeting.confirm:
        # Until it is answered nothing else goes on, or a yes might mean that.
        return dropped(meeting, scene) if now >= meeting.confirm_until else meeting
    if meeting.stage == "waiting" and not meeting.reminded and now >= _start_reminder(meeting):
        HOW_TO_START.said_by(scene)
        return replace(meeting, reminded=True)
    reminder = pause_reminder(meeting)
    if reminder is not None and now >= reminder:
        return reminded_of_pause(meeting, scene)
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    timer, spare = meeting.item.timer, 0.0
    if timer and not timer.ended and now >= timer.due and scene.item:
        spare = moment(meeting).spare
        scene.offer = offered(spare, scene.item)
    after = followed_by(meeting, scene, meeting.item.tick(scene))
    if not scene.offering:
        return after
    until = now + UNSAID_SECONDS
    after = replace(after, confirm="spare", offered=scene.offer, confirm_until=until)
    return replace(after, late_said=-spare)  # now they know that they are ahead


def _start_reminder(meeting: Meeting) -> float:
    return meeting.read + USUAL.start_reminder


def _spoken(meeting: Meeting, scene: Scene) -> Meeting:
    """All that was to be said has been said, or could not be."""
    meeting = replace(meeting, awaiting=None)
    if meeting.going_off:
        scene.actions.append(SwitchOff())
        return meeting
    asks = meeting.stage == "running" and meeting.paused_at is None and not meeting.confirm
    if asks and not meeting.voice and meeting.item and meeting.item.needs_voice:
        return replace(meeting, unheard=True)
    if meeting.confirm:
        meeting = asked_and_said(meeting)
    if meeting.attentive_until is not None:
        meeting = replace(meeting, attentive_until=meeting.now + ATTENTIVE_SECONDS)
    if meeting.going_on:
        meeting = went_on(meeting)
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    return followed_by(meeting, scene, meeting.item.quiet(scene))


def _scores(meeting: Meeting, scene: Scene, event: events.OfScores) -> Meeting:
    """What stands in for presses, and for what time led to: see device.meeting.scores."""
    if meeting.item is None or (isinstance(event, events.Scored) and event.item != meeting.index):
        return meeting
    return followed_by(meeting, scene, meeting.item.scored(scene, event))


def _called(meeting: Meeting) -> Meeting:
    """Somebody is about to say something: whatever waits for the group waits a little more."""
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    return replace(meeting, item=meeting.item.addressed(meeting.now))


def _overheard(
    meeting: Meeting, scene: Scene, event: events.Doubted | events.SaidAfter | events.LongSilence
) -> Meeting:
    """What was hardly said to the box, or concerns the item alone, while it goes on."""
    if isinstance(event, events.Doubted):
        return doubted(meeting, scene, event)
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    match event:
        case events.SaidAfter():
            after = meeting.item.said_after(scene, event)
            return meeting if after is None else followed_by(meeting, scene, after)
        case events.LongSilence():
            busy = meeting.awaiting is not None or meeting.attentive_until is not None
            if busy or meeting.confirm or not meeting.microphone:
                return meeting
            return followed_by(meeting, scene, meeting.item.silence(scene))


def _not_understood(meeting: Meeting, scene: Scene) -> Meeting:
    """One short "Undskyld?"; the second time only the low sound."""
    asked = meeting.item is not None and meeting.paused_at is None and not meeting.confirm
    after = meeting.item.not_understood(scene) if meeting.item and asked else None
    if after is not None:
        return followed_by(_heeded(meeting), scene, after)
    # Where several talk at once it was hardly said to the box, nor is what is said next.
    if meeting.unclear or (talk_at_once(meeting) and not meeting.by_hand):
        scene.chime("no")
        return _heeded(meeting)
    scene.say("sorry")
    until = meeting.now + ATTENTIVE_SECONDS
    return replace(meeting, attentive_until=until, unclear=1)


def _pressed(meeting: Meeting, scene: Scene, button: str) -> Meeting:
    if button == "green" and meeting.now < meeting.dropped_until:
        scene.chime("no")
        return meeting
    meaning = meeting.meaning(button)
    again = meeting.is_again(button, meeting.now)
    meeting = replace(meeting, presses=presses.noted(meeting.presses, button, meeting.now))
    if again:
        return meeting
    if meaning is None:
        scene.chime("no")
        return meeting
    if meeting.awaiting is not None and meaning not in EARLY:
        scene.hush()
    if meaning in EARLY:
        return _digit(meeting, scene, int(button.removeprefix("score")))
    if meaning == "talk":
        if not (meeting.microphone and meeting.ears):
            scene.chime("no")
            return meeting
        return replace(_called(meeting), talking=True, by_hand=True, attentive_until=meeting.now)
    if meaning == "hush":
        return _heeded(meeting)
    return obey(_heeded(meeting), scene, Command(meaning))


def _digit(meeting: Meeting, scene: Scene, value: int) -> Meeting:
    after = meeting.item.digit(scene, value) if meeting.item else None
    if after is None:
        scene.chime("no")
        return meeting
    return followed_by(meeting, scene, after)


def _held(meeting: Meeting, scene: Scene, button: str, *, long: bool = False) -> Meeting:
    meaning = meeting.held_meaning(button, long=long)
    if meaning is None or meaning == "wait":
        return meeting
    if meeting.awaiting is not None:
        scene.hush()
    if meaning == "starter":
        return put_on_stick(_heeded(meeting), scene)
    if meaning == "microphone":
        on = not meeting.microphone
        scene.actions.append(Microphone(on=on))
        scene.say("microphone_on" if on else "microphone_off")
        return replace(_heeded(meeting), microphone=on, talking=False)
    return obey(_heeded(meeting), scene, Command(meaning))


def _trouble(meeting: Meeting, scene: Scene, event: events.Trouble) -> Meeting:
    """Say what is missing, once, and what can be used in its place."""
    match event.part:
        case "microphone" if meeting.ears != event.working:
            scene.say("microphone_back" if event.working else "microphone_lost")
            return replace(_heeded(meeting), ears=event.working, talking=False)
        case "panel" if meeting.panel != event.working:
            scene.say("panel_back" if event.working else "panel_lost")
            return replace(meeting, panel=event.working)
        case "voice" if meeting.voice != event.working:
            return _voice(meeting, scene, event)
        case "memory" if event.working:
            scene.say("memory_back")
            return meeting
        case part if part in TROUBLE and not event.working:
            scene.say(TROUBLE[part])
            return meeting
        case _:
            return meeting


def _voice(meeting: Meeting, scene: Scene, event: events.Trouble) -> Meeting:
    """Nobody can be told that the voice is gone but by the lamp. What waited for it is said now."""
    after = replace(meeting, voice=event.working)
    if not event.working:
        return after
    scene.say("voice_back")
    if not after.unheard or after.item is None or after.paused_at is not None:
        return after
    return replace(after, item=after.item.resume(scene))
