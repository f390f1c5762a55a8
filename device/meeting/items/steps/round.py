"""A round as a step: everyone who is here then, or each group, has a turn."""

from dataclasses import dataclass, field
from random import Random

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.parties import WORDS, Party, TurnWords, order_of
from device.meeting.items.steps.step import Answers, Becoming
from device.meeting.items.steps.turns import Turns
from device.meeting.scene import Scene


@dataclass(frozen=True)
class Round(Becoming):
    """It becomes `Turns` when it begins."""

    turn_seconds: float
    question: str = ""
    parties: tuple[Party, ...] = field(default=(), kw_only=True)
    words: TurnWords = field(default=WORDS, kw_only=True)
    shuffled: bool = field(default=False, kw_only=True)
    starts: str = field(default="", kw_only=True)
    """The name of the step before whose answer is who starts; "": the first of the plan."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        order = tuple(party.name for party in self.parties) or scene.present
        if not order:
            return Done()
        if self.shuffled:
            mixed = list(order)
            Random(f"{scene.plan.seed}/{scene.index}").shuffle(mixed)
            order = tuple(mixed)
        order = order_of(order, str(answers.get(self.starts, "")))
        return Turns.opened(
            scene, self.turn_seconds, self.question, order, self.parties, self.words
        )

    @property
    @override
    def help(self) -> str:
        return self.words.help

    @property
    @override
    def round_to_come(self) -> bool:
        return not self.parties
