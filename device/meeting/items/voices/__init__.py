"""Learning the group's voices: each says a few sentences after the box."""

from typing_extensions import override

from device.meeting.items.item import ItemState
from device.meeting.items.kind import AskedFor, Kind
from device.meeting.items.voices.fields import VoiceFields
from device.meeting.items.voices.plan import VoiceLesson
from device.meeting.items.voices.state import Enrolment
from device.meeting.scene import Scene


class VoicesKind(Kind[VoiceLesson]):
    """So that the box hears each of them."""

    name = "stemmer"
    item = VoiceLesson
    fields = VoiceFields
    situations = frozenset({"question_yes_no", "enrolment", "speaking"})
    helps = frozenset({"help", "help_enrolment"})
    asked_for = AskedFor(
        "learn_voices",
        title="voices_title",
        first="voices_first",
        after_greeting="voices_after_welcome",
        later="voices_later",
        too_late="voices_too_late",
    )

    @override
    def begin(self, scene: Scene, item: VoiceLesson) -> ItemState:
        return Enrolment.begin(scene)

    @override
    def new(self, title: str) -> VoiceLesson:
        return VoiceLesson(title, 0.0)


KIND = VoicesKind()
