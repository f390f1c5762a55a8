"""What a plan may say of a speaking round."""

from typing import TypeVar

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import PlanFault, RoundFields, Setting, timing_of
from device.meeting.items.fields.slots import RoundTiming, Slot
from device.meeting.items.fields.values import Order, Questions
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.material import part_at
from device.meeting.spelling import fold

R = TypeVar("R", bound=SpeakingRound)


class AskedRoundFields(RoundFields):
    """What everyone is asked, and for how long they have the word."""

    questions: Questions = Field((), alias="spørgsmål")

    @override
    def timing(self, setting: Setting) -> RoundTiming:
        return timing_of(setting, setting.rules.seconds["opening"], self.turn)

    def made_as(self, kind: type[R], seconds: float, setting: Setting) -> R:
        """The round as an item of class `kind`."""
        return kind(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            question=" ".join(self.questions),
            turn_seconds=self.turn_seconds(seconds, setting),
        )


class SpeakingRoundFields(AskedRoundFields):
    """What everyone answers, for how long, and in which order."""

    order: Order = Field(None, alias="rækkefølge")

    def question(self, setting: Setting) -> str:
        """What is asked; "" where neither the plan nor the round's name says."""
        asks = {fold(way): place for way, place in setting.rules.asks.items()}
        if self.questions or fold(setting.spelt) not in asks:
            return " ".join(self.questions)
        return " ".join(part_at(asks[fold(setting.spelt)]).texts)

    @override
    def timing(self, setting: Setting) -> RoundTiming:
        return timing_of(setting, setting.rules.seconds["opening"], self._turn(setting))

    def _turn(self, setting: Setting) -> float | None:
        """Each one's time where it is given; the meeting's gives way to the round's own."""
        if self.turn is None and self.length is None:
            return setting.turn
        return self.turn

    @override
    def slot(self, setting: Setting) -> Slot:
        if not self.question(setting):
            raise PlanFault("missing_question", spelt=setting.spelt)
        return super().slot(setting)

    @override
    def made(self, seconds: float, setting: Setting) -> SpeakingRound:
        turn = self._turn(setting)
        return SpeakingRound(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            question=self.question(setting),
            turn_seconds=turn if turn is not None else self.timing(setting).turn(seconds),
            shuffled=(self.order or setting.order) == "blandet",
        )
