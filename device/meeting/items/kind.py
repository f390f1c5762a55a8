"""What a kind of agenda item must give, so that nothing else in the program has to know it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from device.meeting.items.fields.face import Fields
from device.meeting.items.item import ItemState
from device.meeting.plan import Item, Plan
from device.meeting.remembered import Past
from device.meeting.scene import Command, Scene
from speech.saying.wording import duration_in_words

P = TypeVar("P", bound=Item)


@dataclass(frozen=True)
class GoTo:
    """A command that takes the group straight to the next item of a kind."""

    intent: str
    going: str
    """The phrase that tells it."""
    none_left: str
    """The phrase where none is to come."""


@dataclass(frozen=True)
class AskedFor:
    """A command by which the group gets an item that may not be in its plan."""

    intent: str
    title: str
    """The phrase that has the new item's title; it has one wording."""
    first: str
    """The phrases for: it comes first …"""
    after_greeting: str
    """… or right after the welcome …"""
    later: str
    """… or when what is going on is over."""
    too_late: str
    """Nothing comes any more."""


@dataclass(frozen=True)
class About:
    """A line that ``tidtager check`` shows of a plan; its words are in content/planfile.yaml."""

    key: str
    value: str = ""
    points: tuple[str, ...] = ()


class Kind(ABC, Generic[P]):
    """A kind of agenda item. `registry` finds its `KIND` and checks that nothing is missing."""

    name: ClassVar[str]
    """Its first Danish spelling in the plan file: that of its file in content/items."""
    item: ClassVar[type[Item]]
    """What stands in the plan; the class's name is the journal's word for it."""
    fields: ClassVar[type[Fields]]
    """What the plan may say of it, the time it takes, and how that becomes an `item`."""
    situations: ClassVar[frozenset[str]]
    """The rows of content/buttons.yaml that hold in it."""
    helps: ClassVar[frozenset[str]]
    """The phrases that "hjælp" may be answered with in it."""

    goes_to: ClassVar[GoTo | None] = None
    asked_for: ClassVar[AskedFor | None] = None

    @abstractmethod
    def begin(self, scene: Scene, item: P) -> ItemState:
        """The item begins: say what it is about. `item` has the time that it gets now."""

    def commands_by_plan(self, _item: P) -> frozenset[str]:
        """What is listened for in the whole meeting because `item` is in the plan."""
        return frozenset()

    def told(self, _scene: Scene, _item: P, _intent: str, *, begun: bool) -> bool:  # noqa: ARG002
        """Answer such a command, if `item` can; `begun`: whether it has been, or is, under way."""
        return False

    def say_shortened(self, scene: Scene, item: P, late: float) -> None:
        """Tell that `item` has less time than it was given; `late`: seconds behind."""
        title = item.title.rstrip(" .?!")
        scene.say("shortened", late=duration_in_words(late, roughly=True), title=title)

    def new(self, _title: str) -> P:
        """An item that the group asked for; it takes no time of its own. See `asked_for`."""
        raise NotImplementedError(f"{self.name} can't be asked for")

    def comes_up(self, _plan: Plan, _past: Past) -> P | None:
        """The item that the box puts in where a meeting begins, because of what was before."""
        return None

    def obeyed(self, _scene: Scene, _item: P, _command: Command) -> bool:
        """Do what a command of `commands_by_plan` asks for, if `item` can: more than an answer."""
        return False

    def statements(self, _item: P) -> tuple[str, ...]:
        """What is scored in it, in order."""
        return ()

    def about(self, _item: P) -> tuple[About, ...]:
        """What ``tidtager check`` shows of it besides title and time."""
        return ()
