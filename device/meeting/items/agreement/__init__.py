"""Agreement: purpose and ground rules, and a yes from everyone."""

from typing_extensions import override

from device.meeting.items.agreement.fields import AgreementFields
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.agreement.state import AgreementState, read_rules
from device.meeting.items.item import ItemState
from device.meeting.items.kind import About, Kind
from device.meeting.scene import Scene


class AgreementKind(Kind[Agreement]):
    """What the group wants of its meetings, and how it wants to be together."""

    name = "aftale"
    item = Agreement
    fields = AgreementFields
    situations = frozenset({"question_yes_no", "points", "speaking"})
    helps = frozenset({"help"})

    @override
    def begin(self, scene: Scene, item: Agreement) -> ItemState:
        return AgreementState.begin(scene, item)

    @override
    def commands_by_plan(self, item: Agreement) -> frozenset[str]:
        return frozenset({"rules", "purpose"} if item.purpose else {"rules"})

    @override
    def told(self, scene: Scene, item: Agreement, intent: str, *, begun: bool) -> bool:
        if intent == "purpose" and item.purpose:
            scene.say("purpose", purpose=item.purpose)
            return True
        if intent == "rules":
            read_rules(scene, item.rules, again=begun)
            return True
        return False

    @override
    def about(self, item: Agreement) -> tuple[About, ...]:
        rules = About("rules", points=item.rules) if item.rules else About("own_rules")
        return (About("purpose", item.purpose), rules) if item.purpose else (rules,)


KIND = AgreementKind()
