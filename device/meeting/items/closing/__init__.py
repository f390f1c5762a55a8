"""Closing: what the group agrees on until next time, point by point, and thanks."""

from typing_extensions import override

from device.meeting.items.closing.fields import ClosingFields
from device.meeting.items.closing.plan import Closing
from device.meeting.items.closing.state import ClosingState
from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.scene import Scene


class ClosingKind(Kind[Closing]):
    """The last words."""

    name = "afslutning"
    item = Closing
    fields = ClosingFields
    situations = frozenset({"points", "speaking"})
    helps = frozenset({"help"})

    @override
    def begin(self, scene: Scene, item: Closing) -> ItemState:
        return ClosingState.begin(scene, item)


KIND = ClosingKind()
