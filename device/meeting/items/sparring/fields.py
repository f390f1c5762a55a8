"""What a plan may say of a sparring exercise."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, PlanFault, Setting
from device.meeting.items.fields.slots import MINUTE, Slot, fixed, whole_minutes
from device.meeting.items.fields.values import GroupSize, Questions, Rounds, Variant, YesNo
from device.meeting.items.sparring.plan import (
    GATHERING,
    LARGEST,
    LEAST_ROUND,
    SEATING,
    USUAL_ROUND,
    USUAL_SIZE,
    Sparring,
)

WAYS = {
    "ryggen til": "backs_turned",
    "ét spørgsmål hver": "one_question_each",
    "hele gruppen": "whole_group",
}
LONGEST_ROUND = 20 * MINUTE


class SparringFields(Fields):
    """How it goes, in groups of how many, how many rounds."""

    grows: ClassVar[bool] = True
    page_numbers: ClassVar[Mapping[str, float]] = {
        "sparringLeast": LEAST_ROUND,
        "sparringUsual": USUAL_ROUND,
        "sparringMost": LONGEST_ROUND,
        "sparringAround": SEATING + GATHERING,
        "sparringAlone": LARGEST,
    }

    variant: Variant = Field(None, alias="variant")
    size: GroupSize = Field(None, alias="grupper")
    rounds: Rounds = Field(None, alias="runder")
    need: YesNo = Field(None, alias="behov")
    questions: Questions = Field((), alias="spørgsmål")

    @property
    @override
    def has_time(self) -> bool:
        return self.length is not None or self.rounds is not None

    @override
    def slot(self, setting: Setting) -> Slot:
        if self.size == 2:
            raise PlanFault("sparring_pairs", "grupper")
        around = self.made(0.0, setting).around(setting.people)
        if self.length is not None:
            rounds = self.rounds or 1
            needed = whole_minutes(around + rounds * LEAST_ROUND)
            if self.length < needed and setting.people_known:
                raise PlanFault(
                    "sparring_tight" if rounds > 1 else "sparring_short",
                    "tid", length=self.length, rounds=rounds,
                    least=LEAST_ROUND, needed=needed,
                )  # fmt: skip
            return fixed(self.length)
        if self.rounds is None:
            slot = super().slot(setting)
            least = max(slot.least, whole_minutes(around + LEAST_ROUND))
            return Slot(least, max(least, slot.usual), max(least, slot.most))
        least, usual, most = (
            whole_minutes(around + self.rounds * seconds)
            for seconds in (LEAST_ROUND, USUAL_ROUND, LONGEST_ROUND)
        )
        return Slot(least, usual, most)

    @override
    def made(self, seconds: float, setting: Setting) -> Sparring:
        return Sparring(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            way=WAYS.get(self.variant or "", "questions"),
            size=self.size or USUAL_SIZE,
            rounds=self.rounds or 0,
            need=bool(self.need),
            questions=self.questions,
        )
