"""The box asks: yes or no, a number, a name, or a yes from everyone. Button and voice do alike."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.events import Event, Heard
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.asking import Asking
from device.meeting.items.steps.step import Answers, Line, Step
from device.meeting.scene import Command, Scene


@dataclass(frozen=True)
class Ask(Asking, Step):
    """A question that waits; after `patience` reminders `otherwise` is taken for the answer."""

    line: Line
    stage: str = field(default="ask", kw_only=True)
    again: Line | None = field(default=None, kw_only=True)
    """The question once more; None: the same."""
    patience: int = field(default=2, kw_only=True)
    otherwise: object = field(default=None, kw_only=True)

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        self.line.say(scene)
        return self

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if not self.patience_is_over(scene.now):
            return self
        if self.reminders >= self.patience:
            return Done(self.otherwise)
        (self.again or self.line).say(scene)
        return replace(self, asked_at=None, reminders=self.reminders + 1)

    @override
    def resume(self, scene: Scene) -> ItemState:
        (self.again or self.line).say(scene)
        return replace(self, asked_at=None)

    @property
    @override
    def situation(self) -> str:
        return "question_yes_no"

    @property
    @override
    def help(self) -> str:
        return "help"

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next"})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"yes", "no"})


@dataclass(frozen=True)
class AskYesNo(Ask):
    """The answer is True or False; `otherwise` where nobody answers."""

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "yes" | "next":
                return Done(answer=True)
            case "no":
                return Done(answer=False)
            case _:
                return None


@dataclass(frozen=True)
class AskNumber(Ask):
    """The answer is a number: said, or pressed digit by digit, 5 and 3 are eight, ended by green.

    `otherwise`: what green means where nothing was pressed, and silence.
    """

    most: int = field(default=16, kw_only=True)
    digits: int = field(default=0, kw_only=True)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "number" if command.number is not None and command.number <= self.most:
                return Done(command.number)
            case "next" | "yes":
                return Done(self.digits or self.otherwise)
            case "no" if self.digits:
                scene.chime("tick")
                return replace(self, digits=0)
            case "no":
                return self.resume(scene)
            case _:
                return None

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        if self.digits + value > self.most:
            return None
        scene.chime("tick")
        return replace(self, digits=self.digits + value)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.digits and self.patience_is_over(scene.now):
            return Done(self.digits)
        return super().tick(scene)

    @override
    def expected(self, now: float, came: int) -> Event | None:
        return Heard(now, "number", number=min(came, self.most))

    @property
    @override
    def situation(self) -> str:
        return "question_number"

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", "yes", "no"})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"number"})


@dataclass(frozen=True)
class AskWho(Ask):
    """The answer is a person's name, as for "who starts?": said; or asked about one by one.

    Whoever is said is taken. By buttons: "no" leads to the next name, "yes" takes that one.
    `suggest`: the phrase that asks about one {name}. `otherwise` is whom it asks about last.
    """

    suggest: str = field(default="is_it", kw_only=True)
    asked: str = field(default="", kw_only=True)
    """Who is being asked about."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if not scene.present:
            return Done("")
        super().begin(scene, answers)
        return self._about(scene, scene.present[0])

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "named" | "floor_to" if command.name in scene.present:
                return Done(command.name)
            case "yes" | "next":
                return Done(self.asked)
            case "no":
                return self._about(scene, _after(scene.present, self.asked))
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.patience_is_over(scene.now) and self.reminders >= self.patience:
            return Done(self.asked)
        return super().tick(scene)

    @override
    def resume(self, scene: Scene) -> ItemState:
        return self._about(scene, self.asked)

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        if name != self.asked:
            return self
        return replace(self, asked=_after(scene.present, name), asked_at=scene.now)

    def _about(self, scene: Scene, name: str) -> ItemState:
        scene.say(self.suggest, name=scene.said_name(name))
        return replace(self, asked=name, asked_at=None)

    @property
    @override
    def place(self) -> object:
        return self.stage

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"yes", "no", "named", "floor_to"})


@dataclass(frozen=True)
class WaitForAll(Ask):
    """Everyone says ja or presses green; the answer is whether all who are here did.

    "næste" goes on without the rest; so does silence.
    """

    given: int = field(default=0, kw_only=True)

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        super().begin(scene, answers)
        return replace(self, otherwise=False)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "yes" if self.given + 1 >= scene.came:
                return Done(answer=True)
            case "yes":
                scene.chime("tick")
                waiting = None if self.asked_at is None else scene.now
                return replace(self, given=self.given + 1, asked_at=waiting)
            case "all_agree" | "all_here":
                return Done(answer=True)
            case "no" | "next":
                return Done(answer=False)
            case _:
                return None

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"yes", "no", "all_agree", "all_here"})


def _after(people: tuple[str, ...], name: str) -> str:
    place = people.index(name) if name in people else -1
    return people[(place + 1) % len(people)]
