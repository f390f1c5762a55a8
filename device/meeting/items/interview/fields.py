"""What a plan may say of interviews."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import PlanFault, RoundFields, Setting
from device.meeting.items.fields.slots import RoundTiming, Slot, changeover
from device.meeting.items.fields.values import GroupSize, Questions, Rounds
from device.meeting.items.interview.plan import CHANGE, OPENING, Interview, as_said
from device.meeting.material import Part, part_at
from device.meeting.spelling import fold

LARGEST = 3


class InterviewFields(RoundFields):
    """How many are together, how often with new partners, for how long, and about what."""

    page_numbers: ClassVar[Mapping[str, float]] = {
        "interviewOpening": OPENING,
        "interviewChange": CHANGE,
        "interviewLargest": LARGEST,
    }

    size: GroupSize = Field(None, alias="sammen")
    rounds: Rounds = Field(None, alias="runder")
    questions: Questions = Field((), alias="spørgsmål")

    def about(self, setting: Setting) -> Part | None:
        """The material that the interview's name stands for, if any."""
        asks = {fold(way): place for way, place in setting.rules.asks.items()}
        place = asks.get(fold(setting.spelt))
        return part_at(place) if place else None

    @override
    def timing(self, setting: Setting) -> RoundTiming:
        span = setting.rules.turn_seconds
        if span is None:
            raise ValueError("content/items/interview.yaml has no `turn_seconds`")
        turns = (self.turn,) * 3 if self.turn is not None else (span.least, span.usual, span.most)
        rounds = self.rounds or 1
        count = Interview("", 0.0, size=self.size or 0).turns(setting.people) * rounds
        # A slot's turns have the changeover of a round; here it takes longer.
        before = rounds * OPENING + count * (CHANGE - changeover())
        return RoundTiming(count, before, *turns)

    @override
    def slot(self, setting: Setting) -> Slot:
        if self.size is not None and self.size > LARGEST:
            raise PlanFault("interview_large", "sammen")
        try:
            return super().slot(setting)
        except PlanFault as fault:
            if fault.key != "round_tight":
                raise
            raise PlanFault("interview_tight", fault.field, **fault.values) from None

    @override
    def made(self, seconds: float, setting: Setting) -> Interview:
        about = self.about(setting)
        asked = tuple(line.say for line in about.lines.values()) if about else ()
        turn = self.turn_seconds(seconds, setting)
        if self.turn is None:
            turn = as_said(turn)
        return Interview(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            turn_seconds=turn,
            rounds=self.rounds or 1,
            size=self.size or 0,
            lead=about.lead if about else "",
            questions=self.questions or asked,
            close=about.close if about else "",
        )
