"""What the kinds have in common that are one round of turns."""

from abc import ABC
from typing import TypeVar

from typing_extensions import override

from device.meeting.items.kind import Kind
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.scene import Scene
from speech.saying.wording import duration_in_words

R = TypeVar("R", bound=SpeakingRound)


class RoundKind(Kind[R], ABC):
    """A kind in which everyone has the word once."""

    @override
    def say_shortened(self, scene: Scene, item: R, late: float) -> None:
        time = duration_in_words(item.turn_seconds)
        scene.say("shortened_round", late=duration_in_words(late, roughly=True), time=time)
