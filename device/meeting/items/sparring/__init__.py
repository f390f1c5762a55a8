"""Sparring: groups of three or four help one after the other with a challenge of theirs."""

from typing_extensions import override

from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.sparring.fields import SparringFields
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.sparring.state import SparringState
from device.meeting.scene import Scene


class SparringKind(Kind[Sparring]):
    """One tells, one asks, the others listen; then roles move on."""

    name = "sparring"
    item = Sparring
    fields = SparringFields
    situations = frozenset(
        {"speaking", "question_bid", "question_who", "points", "running", "over"}
    )
    helps = frozenset({"help", "help_sparring", "help_sparring_bids", "help_sparring_next"})

    @override
    def begin(self, scene: Scene, item: Sparring) -> ItemState:
        return SparringState.begun_with(scene, item)


KIND = SparringKind()
