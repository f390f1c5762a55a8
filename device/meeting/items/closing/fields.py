"""What a plan may say of the closing."""

from pydantic import Field
from typing_extensions import override

from content import load
from device.meeting.items.closing.plan import Closing
from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.values import Points


class ClosingFields(Fields):
    """What to agree on; the meeting's points, or the usual ones, where it is empty."""

    points: Points = Field((), alias="aftaler")

    @override
    def made(self, seconds: float, setting: Setting) -> Closing:
        usual = tuple(load("questions.yaml")["closing_points"])
        return Closing(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            points=self.points or setting.points or usual,
        )
