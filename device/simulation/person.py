"""A virtual person: what they are about to do, and doing it with mouth and fingers."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from device.simulation.acoustics import Sound, cough
from device.simulation.fingers import Fingers
from device.simulation.mouth import Mouth
from device.simulation.script import PersonNotes, Step
from speech.hearing.grammar import commands, normal

TRIES = 3
"""So often somebody says a command before giving up."""
PATIENCE = 4.0
"""Seconds without any sign from the box before somebody says it again."""
LISTENING_GAP = 1.6
"""Seconds for which the others are silent after a command, to hear what the box does."""


class Table(Protocol):
    """What a person perceives of the others and the box, and how they are heard."""

    def now(self) -> float:
        """Seconds since the room opened."""

    @property
    def box_sounds(self) -> bool:
        """True while the box plays something."""

    def silent_for(self) -> float:
        """Seconds since anybody, or the box, sounded; 0 while somebody does."""

    def quiet_until(self) -> float:
        """Until when everybody listens for the box, after a command."""

    def sentence(self, person: "Person") -> str:
        """Something else to talk about."""

    def utter(
        self, person: "Person", text: str, sound: Sound, seconds: float, *, to_box: bool = False
    ) -> None:
        """Let the room hear the person; after words to the box everybody listens for it."""

    def pressed(self, person: "Person", button: str) -> None:
        """The person presses a button."""


@dataclass
class Doing:
    """Steps that a person is going through."""

    steps: deque[Step]
    ready: float
    """Not before this."""
    answers: bool = False
    """True: only worth doing as long as the box's question stands."""
    tries: int = 1
    """How often its first step has been tried, this time included."""
    begun: bool = False
    chimes: set[str] = field(default_factory=set)
    """Chimes heard since the present step of talking began."""
    talk_until: float | None = None

    @property
    def telling(self) -> bool:
        """True in the middle of telling the box something, or before saying it again."""
        return bool(self.steps[0].says) and (self.begun or self.tries > 1)

    def next_step(self, ready: float) -> None:
        """This step is done."""
        self.steps.popleft()
        self.ready = ready
        self.begun = True
        self.talk_until = None
        self.chimes.clear()


@dataclass
class _Awaited:
    """A command that the box has not reacted to yet."""

    step: Step
    text: str
    since: float
    """When it had been said."""
    tries: int


class Person:
    """One person at the table."""

    def __init__(
        self,
        notes: PersonNotes,
        *,
        prefers: str,
        came: int,
        mouth: Mouth,
        fingers: Fingers,
        fill: Callable[[str], str],
        aloud: Callable[[str], str],
        rng: np.random.Generator,
    ) -> None:
        self.name = notes.name
        self.leads = notes.leads
        self.prefers = prefers
        """``voice`` or ``buttons``."""
        self._came = came
        self.mood = float(rng.uniform(3.2, 4.8))
        self._mouth = mouth
        self._fingers = fingers
        self._fill = fill
        self._aloud = aloud
        self._rng = rng
        self._doings: list[Doing] = []
        self._speaks_until = 0.0
        self._talked_at = float(rng.uniform(-1.0, 0.0))
        self._awaited: _Awaited | None = None

    def give(self, steps: tuple[Step, ...], ready: float, *, answers: bool = False) -> None:
        """Something to do, from `ready` on; it comes before all that is under way."""
        if steps:
            self._doings.insert(0, Doing(deque(steps), ready, answers))

    def think(self) -> float:
        """Seconds of thinking before an answer."""
        return float(self._rng.uniform(0.4, 1.2))

    def stop_talking(self) -> None:
        """Nothing more to say to the others, after the present sentence."""
        self._doings = [doing for doing in self._doings if not _talks(doing)]

    def turn_to_speak(self, now: float) -> tuple[bool, float]:
        """Who has the least comes first: commands before talk, then who was silent longest."""
        command = any(d.ready <= now and d.steps[0].says for d in self._doings)
        return not command, self._talked_at

    def hears(self, now: float, *, asks_again: bool) -> None:
        """The box has said something; `asks_again`: that it did not understand."""
        awaited, self._awaited = self._awaited, None
        if asks_again and awaited:
            self._again(awaited, awaited.text, now)
        elif not asks_again:
            self._doings = [d for d in self._doings if d.begun or not (d.answers or d.tries > 1)]

    def takes_up_new_item(self) -> None:
        """Another agenda item begins: what was to be done and has not been is let go."""
        self._doings = [doing for doing in self._doings if doing.begun]

    def hears_chime(self, name: str, now: float) -> None:
        """The box has chimed."""
        for doing in self._doings:
            doing.chimes.add(name)
            if name == "listening" and doing.begun and doing.steps[0].says:
                doing.ready = min(doing.ready, now + 0.5)
        awaited, self._awaited = self._awaited, None
        if awaited and name == "listening":
            command = _without_wake_word(awaited.text)
            if command:
                self._again(awaited, command, now)
        elif awaited and name == "no":
            self._again(awaited, awaited.text, now)

    def sees_light(self) -> None:
        """The lamp has changed: whatever was said, the box did something."""
        self._awaited = None

    def step(self, table: Table) -> None:
        """Do what is due now."""
        now = table.now()
        if now < self._speaks_until:
            return
        self._lose_patience(table)
        ready = [doing for doing in self._doings if doing.ready <= now]
        first = next((doing for doing in ready if doing.steps[0].talks is None), None)
        if first:
            self._do(first, table)
        elif ready and not any(doing.telling for doing in self._doings):
            self._do(ready[0], table)
        self._doings = [doing for doing in self._doings if doing.steps]

    def _do(self, doing: Doing, table: Table) -> None:
        step = doing.steps[0]
        now = table.now()
        if step.waits:
            doing.next_step(now + step.waits)
        elif step.presses == "came":
            doing.steps.popleft()
            doing.steps.extendleft(_digits(self._came))
        elif step.presses:
            button = step.presses if step.presses != "score" else self._score()
            table.pressed(self, button)
            self._fingers.press(button, now, held=step.held, bounces=step.bounces)
            doing.next_step(now + step.held)
        elif step.coughs:
            sound = self._mouth.noise(cough(self._rng))
            table.utter(self, "(hoster)", sound, 0.5)
            self._speaks_until = now + 0.5
            doing.next_step(now + 0.5)
        elif step.says:
            if step.over or (table.silent_for() >= 0.3 and now >= table.quiet_until()):
                self._tell_box(doing, step, table)
        elif self._talked_enough(doing, step, now):
            doing.next_step(now + float(self._rng.uniform(0.3, 0.8)))
        elif self._may_talk(step, table):
            self._talk(doing, step, table)

    @staticmethod
    def _may_talk(step: Step, table: Table) -> bool:
        if table.box_sounds:
            return False
        return step.over or (table.silent_for() >= 0.4 and table.now() >= table.quiet_until())

    def _talked_enough(self, doing: Doing, step: Step, now: float) -> bool:
        if doing.talk_until is None:
            if isinstance(step.talks, float):
                doing.talk_until = now + step.talks + step.plus
            elif step.talks in doing.chimes or "end" in doing.chimes:
                doing.talk_until = now + step.plus
        return doing.talk_until is not None and now >= doing.talk_until and step.talks != "on"

    def _talk(self, doing: Doing, step: Step, table: Table) -> None:
        """One sentence; then a breath, or a longer one where others may talk, too."""
        text = table.sentence(self)
        sound, seconds = self._mouth.say(text, quiet=step.quiet, keep=True)
        self._speaks_until = self._talked_at = table.now() + seconds
        table.utter(self, text, sound, seconds)
        breath = self._rng.uniform(0.2, 9.0) if step.talks == "on" else self._rng.uniform(0.1, 0.6)
        doing.ready = self._speaks_until + float(breath)
        doing.begun = True

    def _tell_box(self, doing: Doing, step: Step, table: Table) -> None:
        wordings = step.says or ("",)
        text = self._fill(wordings[int(self._rng.integers(len(wordings)))])
        sound, seconds = self._mouth.say(self._aloud(text), quiet=step.quiet)
        self._speaks_until = table.now() + seconds
        table.utter(self, text, sound, seconds, to_box=True)
        if step.insists and not _is_wake_word(text):
            self._awaited = _Awaited(step, text, self._speaks_until, doing.tries)
        doing.next_step(self._speaks_until + LISTENING_GAP)

    def _again(self, awaited: _Awaited, text: str, now: float) -> None:
        """Say it again; when it has been said often enough, take the button if there is one."""
        step = awaited.step
        if awaited.tries < TRIES:
            again = step.model_copy(update={"says": (text,), "over": False})
            doing = Doing(deque((again,)), now + self.think(), tries=awaited.tries + 1)
        elif step.or_presses:
            doing = Doing(deque((Step(presses=step.or_presses),)), now + self.think())
        else:
            return
        self._doings.insert(0, doing)

    def _lose_patience(self, table: Table) -> None:
        awaited = self._awaited
        if awaited and not table.box_sounds and table.now() > awaited.since + PATIENCE:
            self._awaited = None
            self._again(awaited, awaited.text, table.now())

    def _score(self) -> str:
        score = int(np.clip(np.rint(self._rng.normal(self.mood, 0.8)), 1, 5))
        return f"score{score}"


def _talks(doing: Doing) -> bool:
    return any(step.talks is not None for step in doing.steps)


def _digits(number: int) -> list[Step]:
    """`number` as presses of the score buttons, which are added up; the last first."""
    rounds, rest = divmod(number, 5)
    buttons = ["score5"] * rounds + ([f"score{rest}"] if rest else [])
    steps: list[Step] = []
    for button in buttons:
        steps[:0] = [Step(waits=0.6), Step.model_validate({"presses": button})]
    return steps


def _is_wake_word(text: str) -> bool:
    return normal(text) in commands().choosable


def _without_wake_word(text: str) -> str:
    called, _, rest = text.partition(",")
    return rest.strip() if _is_wake_word(called) else text
