"""What a plan may say of the agreement on purpose and ground rules."""

from pydantic import Field
from typing_extensions import override

from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.values import LongText, Rules


class AgreementFields(Fields):
    """Purpose and rules; the meeting's own where they are empty."""

    purpose: LongText = Field(None, alias="formål")
    ground_rules: Rules = Field((), alias="spilleregler")

    @override
    def made(self, seconds: float, setting: Setting) -> Agreement:
        return Agreement(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            purpose=self.purpose or setting.purpose,
            rules=self.ground_rules or setting.ground_rules,
            dare=True,
        )
