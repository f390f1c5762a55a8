"""Interviews: pairs or threes, who take turns at asking and telling, all at the same time."""

from typing_extensions import override

from device.meeting.items.interview.fields import InterviewFields
from device.meeting.items.interview.plan import Interview
from device.meeting.items.interview.state import Interviewing
from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.scene import Scene


class InterviewKind(Kind[Interview]):
    """People get to know each other a few at a time."""

    name = "interview"
    item = Interview
    fields = InterviewFields
    situations = frozenset({"running", "over", "points", "speaking"})
    helps = frozenset({"help_interview", "help_interview_find"})

    @override
    def begin(self, scene: Scene, item: Interview) -> ItemState:
        return Interviewing.begin(scene, item)


KIND = InterviewKind()
