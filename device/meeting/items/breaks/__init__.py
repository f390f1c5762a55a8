"""Break: time off, with a call back."""

from typing_extensions import override

from device.meeting.items.breaks.fields import BreakFields
from device.meeting.items.breaks.plan import Break
from device.meeting.items.breaks.state import BreakState
from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.scene import Scene


class BreakKind(Kind[Break]):
    """A break for everyone."""

    name = "pause"
    item = Break
    fields = BreakFields
    situations = frozenset({"break", "speaking"})
    helps = frozenset({"help"})

    @override
    def begin(self, scene: Scene, item: Break) -> ItemState:
        return BreakState.begin(scene, item)


KIND = BreakKind()
