"""Welcome: greets, asks how many came, and finds out who is here."""

from typing_extensions import override

from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.welcome.fields import WelcomeFields
from device.meeting.items.welcome.plan import Welcome
from device.meeting.items.welcome.state import WelcomeState
from device.meeting.scene import Scene


class WelcomeKind(Kind[Welcome]):
    """Who is here, and how many."""

    name = "velkomst"
    item = Welcome
    fields = WelcomeFields
    situations = frozenset({"question_number", "question_names", "question_yes_no", "speaking"})
    helps = frozenset({"help"})

    @override
    def begin(self, scene: Scene, item: Welcome) -> ItemState:
        return WelcomeState.begin(scene, item)


KIND = WelcomeKind()
