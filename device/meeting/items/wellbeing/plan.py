"""What the plan has of a dialogue on how leaders are doing."""

from dataclasses import dataclass

from typing_extensions import override

from device.meeting.plan import Item


@dataclass(frozen=True)
class Wellbeing(Item):
    """One of three dialogues: with one's own leader, in a leader team, on the workplace."""

    tool: str = ""
    """``egen leder``, ``ledergruppe`` or ``arbejdsplads``; "": the group is asked."""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds
