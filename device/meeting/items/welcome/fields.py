"""What a plan may say of the welcome."""

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.values import LongText
from device.meeting.items.welcome.plan import Welcome


class WelcomeFields(Fields):
    """The facilitator's own words."""

    text: LongText = Field(None, alias="tekst")

    @override
    def made(self, seconds: float, setting: Setting) -> Welcome:
        title = self.title or setting.title
        return Welcome(title, seconds, setting.rules.fixed, text=self.text or setting.welcome)
