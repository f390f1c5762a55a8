"""What a plan may say of a quiet reflection."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from content import load
from device.meeting.items.fields.face import Fields, PlanFault, Setting
from device.meeting.items.fields.slots import (
    LEAST_TURN,
    MINUTE,
    Slot,
    fixed,
    round_seconds,
    whole_minutes,
)
from device.meeting.items.fields.values import Questions as OwnQuestions
from device.meeting.items.fields.values import ShortText, TurnLength, YesNo
from device.meeting.items.reflection.plan import (
    BEFORE_ROUND,
    LEAST_PAUSE,
    READ,
    Reflection,
    usual_seconds,
)
from device.meeting.reflections import Questions, find_reflection, spellings, usual_reflection

OWN_PAUSE = 45.0
"""Seconds that a question of the plan's own is thought about."""
USUAL_TURN = 60.0


class ReflectionFields(Fields):
    """What to think about, or questions of one's own; and whether there is a round after it."""

    page_numbers: ClassVar[Mapping[str, float]] = {
        "read": READ,
        "leastPause": LEAST_PAUSE,
        "beforeReflectionRound": BEFORE_ROUND,
        "ownPause": OWN_PAUSE,
        "reflectionTurn": USUAL_TURN,
    }

    about: ShortText = Field(None, alias="emne")
    questions: OwnQuestions = Field((), alias="spørgsmål")
    spoken: YesNo = Field(None, alias="runde")
    turn: TurnLength = Field(None, alias="taletid")

    def asked(self) -> Questions:
        """The questions. Raises PlanFault where nothing is known of what the plan names."""
        if self.questions:
            count = len(self.questions)
            return Questions(self.about or "", ("",) * count, self.questions,
                             (OWN_PAUSE,) * count, "")  # fmt: skip
        if self.about is None:
            return usual_reflection()
        if (found := find_reflection(self.about)) is None:
            choices = spellings().choices()
            raise PlanFault("unknown_reflection", "emne", text=self.about, choices=choices)
        return found

    @override
    def slot(self, setting: Setting) -> Slot:
        pauses = self.asked().pauses
        turns = self._round(setting, self.turn or USUAL_TURN)
        if self.length is not None:
            needed = READ + LEAST_PAUSE + self._round(setting, self.turn or LEAST_TURN)
            if setting.people_known and self.length < needed:
                raise PlanFault("reflection_tight", "tid", length=self.length,
                                needed=whole_minutes(needed))  # fmt: skip
            return fixed(self.length)
        if (span := setting.rules.length) is not None:
            least, usual, most = (MINUTE * m for m in (span.least, span.usual, span.most))
        else:
            usual = usual_seconds(pauses)
            least, most = usual / 2, 2 * usual
        least, usual, most = (whole_minutes(turns + s) for s in (least, usual, most))
        return Slot(least, usual, most)

    @override
    def made(self, seconds: float, setting: Setting) -> Reflection:
        asked = self.asked()
        question = load("questions.yaml")["after_reflection"] if self.spoken else ""
        quiet = seconds - self._round(setting, self.turn or USUAL_TURN)
        turn = self.turn or USUAL_TURN
        if self.spoken and self.turn is None and quiet < usual_seconds(asked.pauses) / 2:
            # Half of the time is for thinking, and the rest is shared.
            turn = max(LEAST_TURN, (seconds / 2 - BEFORE_ROUND) / setting.people // 5 * 5)
        return Reflection(
            self.title or asked.title or setting.title,
            seconds,
            setting.rules.fixed,
            leads=asked.leads,
            questions=asked.questions,
            pauses=asked.pauses,
            close=asked.close,
            question=question,
            turn_seconds=turn,
        )

    def _round(self, setting: Setting, turn: float) -> float:
        """Seconds that the round takes."""
        if not self.spoken or setting.people < 2:
            return 0.0
        return round_seconds(setting.people, BEFORE_ROUND, turn)
