"""Speaking round: one person at a time, the same time for everyone."""

from typing_extensions import override

from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.speaking_round.fields import SpeakingRoundFields
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.speaking_round.state import begin
from device.meeting.scene import Scene
from speech.saying.wording import duration_in_words


class SpeakingRoundKind(Kind[SpeakingRound]):
    """Everyone has the word once."""

    name = "talerunde"
    item = SpeakingRound
    fields = SpeakingRoundFields
    situations = frozenset({"running", "over", "speaking"})
    helps = frozenset({"help_round"})

    @override
    def begin(self, scene: Scene, item: SpeakingRound) -> ItemState:
        return begin(scene, item)

    @override
    def say_shortened(self, scene: Scene, item: SpeakingRound, late: float) -> None:
        time = duration_in_words(item.turn_seconds)
        scene.say("shortened_round", late=duration_in_words(late, roughly=True), time=time)


KIND = SpeakingRoundKind()
