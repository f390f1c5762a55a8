"""A rehearsal of the plan on the pure core: what will be said, and what will be listened for.

So the voice can render every sentence and the ear can build every decoding graph ahead, and
nobody keeps a second list of what the meeting does.
"""

from collections.abc import Callable
from dataclasses import dataclass

from device.meeting import events
from device.meeting.actions import Action, ListenFor, Prepare, Say
from device.meeting.meeting import Meeting, handle
from device.meeting.plan import Plan

_STEPS = 2000
"""More than any plan of 16 people needs."""


@dataclass(frozen=True)
class Rehearsal:
    """What a meeting by this plan is made of."""

    texts: tuple[str, ...]
    """Everything that is said when all goes as planned, as the voice has it, each once."""
    listening: tuple[ListenFor, ...]
    """Every set of commands that is listened for, in order, each once."""
    during: dict[str, ListenFor]
    """By situation (content/buttons.yaml): what is listened for the first time that it comes."""


def rehearse(meeting: Meeting, plan: Plan) -> Rehearsal:
    """Lead a meeting by `plan` on a copy of `meeting`'s phrases and buttons."""
    texts: dict[str, None] = {}
    listening: dict[ListenFor, None] = {}
    during: dict[str, ListenFor] = {}

    def note(state: Meeting, actions: list[Action]) -> None:
        if state.attentive_until is None:
            during.setdefault(state.situation, state.shown.listen_for)
        for action in actions:
            if isinstance(action, Say):
                texts[action.aloud] = None
            elif isinstance(action, Prepare):
                texts.update(dict.fromkeys(action.texts))
            elif isinstance(action, ListenFor) and (action.commands or action.answers):
                listening[action] = None

    state = meeting.cleared(None)
    for event in (events.StickIn(state.now, plan), events.Heard(state.now, "start")):
        state, actions = handle(state, event)
        note(state, actions)
    for _ in range(_STEPS):
        if state.stage == "finished":
            break
        _aside(state, note)
        state, actions = handle(state, _what_people_do(state))
        note(state, actions)
    return Rehearsal(tuple(texts), tuple(listening), during)


def _aside(state: Meeting, note: Callable[[Meeting, list[Action]], None]) -> None:
    """The wake word alone, a pause, a question about the end, and one whether something was meant
    open sets of their own."""
    if state.awaiting is not None:
        return
    called, doubted = events.WakeWord(state.now), events.Doubted(state.now, "pause")
    for happened in (
        (called,),
        (events.Heard(state.now, "pause"),),
        (events.Heard(state.now, "finish"),),
        (doubted, called),
    ):
        after = state
        for event in happened:
            after, actions = handle(after, event)
            note(after, actions)


def _what_people_do(state: Meeting) -> events.Event:
    now = state.now
    if state.awaiting is not None:
        return events.Spoken(now, state.awaiting)
    enrolment = state.shown.listen_for.enrolment
    if enrolment:
        return events.SaidAfter(now, enrolment, ())
    done = None
    if state.item and state.situation == state.item.situation:
        done = state.item.expected(now, state.came)
    return done or events.Tick(state.shown.wake_at.t or now)
