"""Steps one after the other, as one agenda item."""

from dataclasses import dataclass, field, replace
from typing import Literal, Self

from typing_extensions import override

from device.meeting.events import Event, OfScores, SaidAfter
from device.meeting.items.item import Done, ItemState, Standing, TurnsAhead
from device.meeting.items.steps.step import Passing, Step
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer


@dataclass(frozen=True)
class Steps(ItemState):
    """The step under way has the item's whole face; when it is done the next one begins."""

    step: ItemState
    ahead: tuple[Step, ...] = ()
    answers: tuple[tuple[str, object], ...] = field(default=(), kw_only=True)
    """What the steps that are over found out, by name; a later answer replaces one before it."""
    name: str = field(default="", kw_only=True)
    """The step under way's."""

    @staticmethod
    def begun(scene: Scene, *steps: Step) -> ItemState:
        """The first of `steps` begins; where none has anything to do the item is over at once."""
        return Steps(NOTHING, steps).first(scene)

    def first(self, scene: Scene) -> ItemState:
        """The first step ahead that has something to do begins; without one it is over at once."""
        first = self._next(scene)
        return NOTHING if isinstance(first, Done) else first

    def _next(self, scene: Scene) -> Self | Done:
        answers = dict(self.answers)
        for place, step in enumerate(self.ahead):
            state = step.begin(scene, answers)
            if not isinstance(state, Done) and not scene.last_said:
                state = state.quiet(scene)  # it had nothing to say, so nobody will tell
            if isinstance(state, Done):
                answers[step.name] = state.answer
                continue
            kept = tuple(answers.items())
            ahead = self.ahead[place + 1 :]
            return replace(self, step=state, ahead=ahead, answers=kept, name=step.name)
        return Done()

    def _after(self, scene: Scene, after: ItemState | Done) -> ItemState | Done:
        if isinstance(after, Done):
            found = {**dict(self.answers), self.name: after.answer}
            return replace(self, answers=tuple(found.items()))._next(scene)
        return replace(self, step=after)

    def _after_any(self, scene: Scene, after: ItemState | Done | None) -> ItemState | Done | None:
        return None if after is None else self._after(scene, after)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return self._after(scene, self.step.quiet(scene))

    @override
    def resume(self, scene: Scene) -> ItemState:
        return replace(self, step=self.step.resume(scene))

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        return self._after_any(scene, self.step.command(scene, command))

    @override
    def takes(self, intent: str) -> bool:
        return self.step.takes(intent)

    @override
    def repeat(self, scene: Scene) -> ItemState:
        return replace(self, step=self.step.repeat(scene))

    @override
    def repeat_question(self, scene: Scene) -> ItemState:
        return replace(self, step=self.step.repeat_question(scene))

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        return self._after_any(scene, self.step.digit(scene, value))

    @override
    def said_after(self, scene: Scene, said: SaidAfter) -> ItemState | Done | None:
        return self._after_any(scene, self.step.said_after(scene, said))

    @override
    def not_understood(self, scene: Scene) -> ItemState | Done | None:
        return self._after_any(scene, self.step.not_understood(scene))

    @override
    def silence(self, scene: Scene) -> ItemState | Done:
        return self._after(scene, self.step.silence(scene))

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        return self._after(scene, self.step.tick(scene))

    @override
    def addressed(self, now: float) -> ItemState:
        return replace(self, step=self.step.addressed(now))

    @override
    def moved(self, seconds: float) -> Self:
        return replace(self, step=self.step.moved(seconds))

    @override
    def joined(self, scene: Scene, name: str) -> ItemState:
        return replace(self, step=self.step.joined(scene, name))

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        return replace(self, step=self.step.without(scene, name))

    @override
    def settled(self, scene: Scene) -> ItemState:
        return replace(self, step=self.step.settled(scene))

    @override
    def speaker(self, scene: Scene) -> str | None:
        return self.step.speaker(scene)

    @override
    def taken_back(self, since: ItemState | None, away: float, now: float) -> ItemState:
        same = isinstance(since, Steps) and len(since.ahead) == len(self.ahead)
        inner = since.step if same and isinstance(since, Steps) else None
        return replace(self, step=self.step.taken_back(inner, away, now))

    @override
    def left(self, now: float) -> float | None:
        """What the step under way takes, and those ahead by what they were given."""
        left = self.step.left(now)
        if left is None:
            return None
        given = [step.left(now) for step in self.ahead]
        return left + sum(seconds for seconds in given if seconds is not None)

    @override
    def turns_ahead(self, scene: Scene) -> TurnsAhead | None:
        return self.step.turns_ahead(scene)

    @override
    def giving(self, seconds: float) -> Self:
        return replace(self, step=self.step.giving(seconds))

    @override
    def expected(self, now: float, came: int) -> Event | None:
        return self.step.expected(now, came)

    @override
    def scored(self, scene: Scene, event: OfScores) -> ItemState | Done:
        return self._after(scene, self.step.scored(scene, event))

    @property
    @override
    def counts_hands(self) -> bool:
        return self.step.counts_hands

    @override
    def scores_due(self, now: float) -> Literal["ask", "close"] | None:
        return self.step.scores_due(now)

    @override
    def opened_by(self, t: float) -> ItemState:
        return replace(self, step=self.step.opened_by(t))

    @property
    @override
    def standing(self) -> Standing | None:
        return self.step.standing

    @property
    @override
    def scores_complete(self) -> bool:
        return self.step.scores_complete

    @property
    @override
    def leaving(self) -> bool:
        return not self.ahead and self.step.leaving

    @property
    @override
    def place(self) -> object:
        return len(self.ahead), self.step.place

    @property
    @override
    def situation(self) -> str:
        return self.step.situation

    @property
    @override
    def help(self) -> str:
        return self.step.help

    @property
    @override
    def timer(self) -> Timer | None:
        return self.step.timer

    @property
    @override
    def deadline(self) -> float | None:
        return self.step.deadline

    @property
    @override
    def dims(self) -> bool:
        return self.step.dims

    @property
    @override
    def talk_at_once(self) -> bool:
        return self.step.talk_at_once

    @property
    @override
    def needs_voice(self) -> bool:
        return self.step.needs_voice

    @property
    @override
    def enrolment(self) -> str:
        return self.step.enrolment

    @property
    @override
    def teaches(self) -> bool:
        return self.step.teaches

    @property
    @override
    def counts_people(self) -> bool:
        return self.step.counts_people

    @property
    @override
    def round_to_come(self) -> bool:
        return self.step.round_to_come or any(step.round_to_come for step in self.ahead)

    @property
    @override
    def understands(self) -> frozenset[str]:
        return self.step.understands

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return self.step.answer_intents


@dataclass(frozen=True)
class _Nothing(Passing):
    """No step: over when the clock is looked at next."""

    @override
    def quiet(self, scene: Scene) -> Done:
        return Done()

    @override
    def tick(self, scene: Scene) -> Done:
        return Done()

    @property
    @override
    def deadline(self) -> float:
        return 0.0


NOTHING = _Nothing()
"""What stands in a sequence before its first step."""
