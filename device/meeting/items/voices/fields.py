"""What a plan may say of learning the group's voices."""

from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.slots import Slot, fixed, whole_minutes
from device.meeting.items.voices.plan import VoiceLesson


class VoiceFields(Fields):
    """Title and time alone; the usual time follows from how many there are."""

    @override
    def slot(self, setting: Setting) -> Slot:
        if self.length is not None:
            return fixed(self.length)
        seconds = setting.rules.seconds
        return fixed(whole_minutes(seconds["opening"] + setting.people * seconds["each"]))

    @override
    def made(self, seconds: float, setting: Setting) -> VoiceLesson:
        return VoiceLesson(self.title or setting.title, seconds, setting.rules.fixed)
