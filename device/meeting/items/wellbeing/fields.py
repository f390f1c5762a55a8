"""What a plan may say of a dialogue on how leaders are doing."""

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.values import Tool
from device.meeting.items.wellbeing.plan import Wellbeing
from device.meeting.spelling import fold


class WellbeingFields(Fields):
    """Which of the three."""

    tool: Tool = Field(None, alias="værktøj")

    @override
    def made(self, seconds: float, setting: Setting) -> Wellbeing:
        titles = {fold(way): title for way, title in setting.rules.titles.items()}
        title = self.title or titles.get(fold(self.tool or ""), setting.title)
        return Wellbeing(title, seconds, setting.rules.fixed, tool=self.tool or "")
