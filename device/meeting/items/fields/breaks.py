"""What a plan may say of a break."""

from typing import ClassVar

from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.plan import Break


class BreakFields(Fields):
    """Title and time alone."""

    kind: ClassVar[str] = "pause"

    @override
    def made(self, seconds: float, setting: Setting) -> Break:
        return Break(self.title or setting.title, seconds, setting.rules.fixed)


FIELDS = BreakFields
