"""The box asks: yes or no, or a name. Button and voice do alike."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

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
        return self._about(scene, self.suggested(scene))

    def suggested(self, scene: Scene) -> str:
        """Who is asked about first, of those who are here."""
        return scene.present[0]

    def following(self, scene: Scene) -> str:
        """Who is asked about next, of those who are here."""
        return _after(scene.present, self.asked)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "named" | "floor_to" if command.name in scene.present:
                return Done(command.name)
            case "yes" | "next":
                return Done(self.asked)
            case "no":
                return self._about(scene, self.following(scene))
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


def _after(people: tuple[str, ...], name: str) -> str:
    place = people.index(name) if name in people else -1
    return people[(place + 1) % len(people)]
