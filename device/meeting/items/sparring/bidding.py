"""How much does each need time today? One after the other is named, and presses or says 1 to 5.

It is a bid, given openly at the table and not a score: the box doesn't know who presses, so it
asks by name. It comes into no report and no memory; the presses are in the journal until that is
cut, as all are.
"""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.sparring.ways import said
from device.meeting.items.steps.asking import Asking
from device.meeting.items.steps.step import Answers, Line, Step
from device.meeting.scene import Command, Scene

HIGHEST = 5


@dataclass(frozen=True)
class Bidding(Asking, Step):
    """The answer: for each who bid, the name and the number. Green goes on without the rest."""

    stage: str = field(default="ask", kw_only=True)
    calling: tuple[str, ...] = ()
    """Whose bids are still to come; the first has been named."""
    bids: tuple[tuple[str, int], ...] = ()
    remind_seconds: ClassVar[float] = 12.0
    """So long somebody has to answer; then the next is named."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if len(scene.present) < 2:
            return Done(())
        Line.own(said("need.lead")).say(scene)
        Line.own(said("need.scale")).say(scene)
        scene.say("sparring_bids")
        return self._named(scene, scene.present)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "number" if command.number and command.number <= HIGHEST:
                return self._bid(scene, command.number)
            case "no" | "skip":
                return self._named(scene, self.calling[1:])
            case "yes" if self.calling[0]:
                scene.say("sparring_bid_more", name=scene.said_name(self.calling[0]))
                return replace(self, asked_at=None)
            case "next":
                return Done(self.bids)
            case _:
                return None

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        return self._bid(scene, value)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        return self._named(scene, self.calling[1:]) if self.patience_is_over(scene.now) else self

    @override
    def resume(self, scene: Scene) -> ItemState:
        Line.own(said("need.lead")).say(scene)
        if self.calling[0]:
            scene.say("sparring_bid", name=scene.said_name(self.calling[0]))
        return replace(self, asked_at=None)

    @override
    def joined(self, scene: Scene, name: str) -> ItemState:
        return replace(self, calling=(*self.calling, name))

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        bids = tuple(bid for bid in self.bids if bid[0] != name)
        calling = tuple(other for other in self.calling if other != name)
        if calling == self.calling or calling[:1] == self.calling[:1]:
            return replace(self, bids=bids, calling=calling)
        # Who was being asked is gone: as if they had passed.
        return replace(self, bids=bids, calling=("", *calling), asked_at=scene.now)

    @override
    def settled(self, scene: Scene) -> ItemState:
        if self.calling[:1] != ("",) or len(self.calling) < 2:
            return self
        after = self._named(scene, self.calling[1:])
        return self if isinstance(after, Done) else after

    def _bid(self, scene: Scene, value: int) -> ItemState | Done:
        bids = (*self.bids, (self.calling[0], value)) if self.calling[0] else self.bids
        scene.chime("tick")
        return replace(self, bids=bids)._named(scene, self.calling[1:])

    def _named(self, scene: Scene, calling: tuple[str, ...]) -> ItemState | Done:
        if not calling:
            return Done(self.bids)
        scene.say("sparring_bid", name=scene.said_name(calling[0]))
        return replace(self, calling=calling, asked_at=None)

    @property
    @override
    def place(self) -> object:
        return self.stage, self.calling

    @property
    @override
    def situation(self) -> str:
        return "question_bid"

    @property
    @override
    def help(self) -> str:
        return "help_sparring_bids"

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", "skip"})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"number", "yes", "no"})
