"""What lamp, ear and clock should show in a given state: derived, never stored as a decision."""

import math

from device.meeting.actions import Action, Light, ListenFor, ListeningLight, WakeAt
from device.meeting.attendance import ATTENDANCE
from device.meeting.changing import replace
from device.meeting.group import learned_of
from device.meeting.in_turn import TAKEN, groups_now
from device.meeting.items.registry import kind_of, kinds
from device.meeting.names import Heard, heard
from device.meeting.pace import USUAL
from device.meeting.pausing import pause_reminder
from device.meeting.shown import Shown
from device.meeting.speakers import ON_THE_LIST
from device.meeting.state import Meeting
from device.meeting.timer import Timer

HEARTBEAT = 10.0
"""While a meeting is under way the journal gets the time at each whole multiple of this (seconds):
not so long after the last event, for that would tell when somebody pressed a score button."""

ALWAYS = frozenset({"repeat", "repeat_question", "help", "louder", "quieter", "stop_all", "off"})
"""Understood whenever the box listens."""
EMPTY = frozenset({"forget"})
ASKED_FOR = frozenset(kind.asked_for.intent for kind in kinds() if kind.asked_for)
"""What brings an item that may not be in the plan."""
WAITING = ASKED_FOR | {"start", "agenda", "forget"}
BACK = frozenset({"back", "undo"})
UNDER_WAY = BACK | ATTENDANCE | ASKED_FOR | {
    "pause", "take_break", "agenda", "time_left", "end_time", "to_break", "pace", "next_item",
    "finish", "next_host", *TAKEN,
}  # fmt: skip
PAUSED = BACK | ATTENDANCE | ASKED_FOR | {
    "resume", "start", "next", "pause", "take_break", "finish", "time_left", "end_time", "pace"
}  # fmt: skip
AT_ONCE = ALWAYS - {"off"} | BACK | {"pause", "time_left"}
"""Where several talk at once a call in one breath can be these, or what the item has to do with.
So much talk comes close to some command or other, above all to those with a name in them. Whoever
calls and waits for the tone, or holds the white button, can say everything."""
STOPPED = frozenset({"resume", "start", "finish"})
FINISHED = EMPTY | BACK
QUESTION = frozenset({"yes", "no"})
"""The answers to "Skal vi slutte mødet nu?"."""
ASKED_ABOUT = frozenset({
    "start", "next", "next_item", "skip", "back", "floor_to", "take_break", "pause", "finish",
    "evaluate", "stop_all", "off", "absent", "left", "here",
})  # fmt: skip
"""What is asked about where it was heard with doubt; meanwhile it can be said again, surely."""
LOOSE = frozenset({None, "spare", "doubted"})
"""No question, or one that is in nobody's way."""
NAMING = frozenset(
    {"floor_to", "skip", "named", "absent", "left", "here", "take_focus", *TAKEN, *ON_THE_LIST}
)
"""Commands with a name in them."""


def shown(meeting: Meeting) -> Shown:
    """The lamp, the white light, the commands that make sense, and the next moment."""
    listen = _listen_for(meeting)
    hears = meeting.microphone and meeting.ears and meeting.awaiting is None
    return Shown(
        light=_light(meeting),
        listening=ListeningLight(on=hears and bool(listen.answers)),
        listen_for=listen,
        wake_at=WakeAt(_next_moment(meeting)),
    )


def changes(before: Shown, after: Shown) -> list[Action]:
    """The actions that lead from one to the other."""
    pairs = (
        (before.light, after.light),
        (before.listening, after.listening),
        (before.listen_for, after.listen_for),
        (before.wake_at, after.wake_at),
    )
    return [new for old, new in pairs if old != new]


def _light(meeting: Meeting) -> Light:
    """A lamp that blinks tells that the box speaks, and nobody can hear it."""
    light = _time_and_state(meeting)
    told = meeting.voice or light.colour == "off" or (light.mode == "dim" and not meeting.unheard)
    return light if told else Light(light.colour, "blink")


def _time_and_state(meeting: Meeting) -> Light:
    if meeting.stage == "finished" or meeting.going_off:
        return Light("off")
    if meeting.stage == "empty":
        return Light("white", "pulse")
    if meeting.stage == "waiting" or meeting.item is None:
        return Light("green", "pulse")
    if meeting.stopped:
        return Light("red", "pulse")
    if meeting.paused_at is not None:
        return Light("blue", "pulse")
    if meeting.item.dims:
        return Light("white", "dim")
    timer = meeting.item.timer
    return Light("blue") if timer is None else _time_light(timer, meeting.now)


def _time_light(timer: Timer, now: float) -> Light:
    return Light({"running": "green", "warning": "yellow", "over": "red"}[timer.phase(now)])


def _listen_for(meeting: Meeting) -> ListenFor:
    if not meeting.microphone:
        return ListenFor()
    enrolment = _enrolment(meeting)
    commands, answers = _understood(meeting)
    if talk_at_once(meeting) and meeting.attentive_until is None and meeting.item:
        commands &= AT_ONCE | meeting.item.understands
    if enrolment:  # its sentences are commands
        commands = frozenset()
    interruptions = commands | {"hush", "stop_all"}
    called = False
    if meeting.attentive_until is not None and meeting.confirm in LOOSE:
        answers |= commands | ({"named"} if meeting.naming else set())
        called = not enrolment  # its graph is the same whoever called
    names = _names(meeting, commands | answers | interruptions)
    # An enrolment's graph is the same for everybody, and made ahead.
    learned = () if enrolment else learned_of(meeting.groups, meeting.plan)
    own = meeting.plan.wake_word if meeting.plan else ""
    return ListenFor(
        commands - answers,
        answers,
        names,
        interruptions,
        learned,
        enrolment,
        wake_words=(own,) if own else (),
        called=called,
        careful=meeting.plan is not None and meeting.plan.careful,
    )


def understood(meeting: Meeting, intent: str) -> bool:
    """Whether there is anything to do for `intent` now: what is listened for, and no more.

    What comes by a button is held to it too. Where several talk at once it is what is listened for
    once somebody has called.
    """
    commands, answers = _understood(meeting)
    return intent in commands or intent in answers or intent == "hush"


def talk_at_once(meeting: Meeting) -> bool:
    """Whether several talk at the same time."""
    waits = meeting.confirm in {None, "spare"}
    runs = meeting.stage == "running" and meeting.paused_at is None
    return runs and waits and meeting.item is not None and meeting.item.talk_at_once


def _understood(meeting: Meeting) -> tuple[frozenset[str], frozenset[str]]:
    """What is understood now after the wake word, and what without it."""
    nothing: frozenset[str] = frozenset()
    if meeting.confirm == "spare":  # an offer is in nobody's way
        commands, answers = _understood(replace(meeting, confirm=None))
        return commands, answers | QUESTION
    if meeting.confirm == "doubted":  # the same whatever goes on: one graph more for a plan
        return ALWAYS | ASKED_ABOUT, QUESTION
    if meeting.confirm:
        return ALWAYS, QUESTION
    if meeting.stage == "finished":
        return ALWAYS | FINISHED, nothing
    if meeting.stage == "empty":
        return ALWAYS | EMPTY, nothing
    if meeting.stage == "waiting" or meeting.item is None:
        return ALWAYS | WAITING, nothing
    if meeting.stopped:
        return ALWAYS | STOPPED, nothing
    if meeting.paused_at is not None:
        return ALWAYS | PAUSED, nothing
    item = meeting.item
    known = ALWAYS | UNDER_WAY | item.understands | _by_plan(meeting)
    return known | ({"groups"} if groups_now(meeting.notes) else set()), item.answer_intents


def _enrolment(meeting: Meeting) -> str:
    """The sentence that somebody is to say after the box now."""
    if meeting.item is None or meeting.paused_at is not None or meeting.confirm:
        return ""
    return meeting.item.enrolment if meeting.attentive_until is None else ""


def _by_plan(meeting: Meeting) -> frozenset[str]:
    """Commands that only make sense with something in the plan.

    The same in every state of a meeting, so that few decoding graphs are needed.
    """
    return frozenset().union(*(kind_of(item).commands_by_plan(item) for item in meeting.agenda))


def _names(meeting: Meeting, intents: frozenset[str]) -> tuple[Heard, ...]:
    if meeting.plan is None or not intents & NAMING:
        return ()
    # Everyone in the plan, here or not: the same names in every state mean fewer graphs to build.
    return heard(meeting.plan.people)


def _next_moment(meeting: Meeting) -> float | None:
    spoken = meeting.spoken_by if meeting.awaiting is not None else None
    if meeting.going_off:
        return spoken
    moments = [
        spoken,
        meeting.attentive_until if not meeting.talking else None,
        meeting.confirm_until if meeting.confirm else None,
    ]
    if meeting.stage == "waiting" and not meeting.reminded:
        moments.append(meeting.read + USUAL.start_reminder)
    if meeting.stage == "running" and meeting.item is not None:
        moments.append((math.floor(meeting.now / HEARTBEAT) + 1) * HEARTBEAT)
        if not meeting.confirm:
            paused = meeting.paused_at is not None
            moments.append(pause_reminder(meeting) if paused else meeting.item.deadline)
    due = [moment for moment in moments if moment is not None]
    return min(due) if due else None
