"""What a plan may say of a break."""

from typing_extensions import override

from device.meeting.items.breaks.plan import Break
from device.meeting.items.fields.face import Fields, Setting


class BreakFields(Fields):
    """Title and time alone."""

    @override
    def made(self, seconds: float, setting: Setting) -> Break:
        return Break(self.title or setting.title, seconds, setting.rules.fixed)
