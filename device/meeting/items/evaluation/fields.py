"""What a plan may say of the evaluation."""

from pydantic import Field
from typing_extensions import override

from content import load
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.fields.face import RoundFields, Setting, timing_of
from device.meeting.items.fields.slots import RoundTiming, Slot, fixed, whole_minutes
from device.meeting.items.fields.values import Questions, Statements, YesNo


class EvaluationFields(RoundFields):
    """The statements, and whether and what is asked in the round after them."""

    statements: Statements = Field((), alias="udsagn")
    spoken: YesNo = Field(None, alias="runde")
    questions: Questions = Field((), alias="spørgsmål")

    @property
    @override
    def has_time(self) -> bool:
        return self.length is not None or (self.turn is not None and self.spoken is not False)

    def scored(self, setting: Setting) -> tuple[str, ...]:
        """The statements: its own, the meeting's, or the usual ones."""
        usual = tuple(load("questions.yaml")["statements"])
        return self.statements or setting.statements or usual

    @override
    def timing(self, setting: Setting) -> RoundTiming:
        before = setting.rules.seconds["statement"] * len(self.scored(setting))
        return timing_of(setting, before, self.turn)

    @override
    def slot(self, setting: Setting) -> Slot:
        if self.spoken is False:
            return fixed(self.length or whole_minutes(self.timing(setting).before))
        return super().slot(setting)

    @override
    def made(self, seconds: float, setting: Setting) -> Evaluation:
        title, statements = self.title or setting.title, self.scored(setting)
        if self.spoken is False:
            return Evaluation(title, seconds, setting.rules.fixed, statements=statements)
        asked = " ".join(self.questions) or load("questions.yaml")["evaluation_round"]
        return Evaluation(
            title,
            seconds,
            setting.rules.fixed,
            statements=statements,
            question=asked,
            turn_seconds=self.turn_seconds(seconds, setting),
        )
