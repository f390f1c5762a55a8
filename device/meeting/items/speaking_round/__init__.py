"""Speaking round: one person at a time, the same time for everyone."""

from typing_extensions import override

from device.meeting.items.item import ItemState
from device.meeting.items.speaking_round.fields import SpeakingRoundFields
from device.meeting.items.speaking_round.kind import RoundKind
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.speaking_round.state import begin
from device.meeting.scene import Scene


class SpeakingRoundKind(RoundKind[SpeakingRound]):
    """Everyone has the word once."""

    name = "talerunde"
    item = SpeakingRound
    fields = SpeakingRoundFields
    situations = frozenset({"running", "over", "speaking"})
    helps = frozenset({"help_round"})

    @override
    def begin(self, scene: Scene, item: SpeakingRound) -> ItemState:
        return begin(scene, item)


KIND = SpeakingRoundKind()
