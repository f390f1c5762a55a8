"""What a plan may say of a dialogue."""

from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from content import load
from device.meeting.items.fields.face import Fields, PlanFault, Remark, Setting, ToldAlreadyError
from device.meeting.items.fields.slots import Slot
from device.meeting.items.fields.values import Question, Questions, ShortText
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.spelling import fold
from device.meeting.topics import Topic, find_topic, near_topic, own_topic


class TopicDialogueFields(Fields):
    """A topic of content/ or the group's own; the meeting's where it is empty."""

    grows: ClassVar[bool] = True

    topic: ShortText = Field(None, alias="emne")
    opening: Question = Field(None, alias="åbning")
    questions: Questions = Field((), alias="spørgsmål")

    @override
    def slot(self, setting: Setting) -> Slot:
        self.found(setting)
        return super().slot(setting)

    @property
    def suggests(self) -> bool:
        """Whether the box is to suggest a topic when it comes to that."""
        ways = {fold(way) for way in load("planfile.yaml")["suggest_topic"]}
        return self.topic is not None and fold(self.topic) in ways

    def found(self, setting: Setting) -> Topic:
        """What is talked about. Raises PlanFault, ToldAlreadyError where nothing says."""
        named = self.topic
        if self.suggests:
            return Topic("", "", ())
        if named is None:
            if setting.topic is not None:
                return setting.topic
            if self.opening:
                return Topic(self.title or setting.title, "", ())
            if setting.topic_told:
                raise ToldAlreadyError
            raise PlanFault("missing_topic", example=next(iter(load("topics.yaml"))))
        if (topic := find_topic(named)) is not None:
            return topic
        if self.opening:
            return Topic(named, "", self.questions or own_topic(named).questions)
        if (close := near_topic(named)) is not None:
            raise PlanFault("unknown_topic", "emne", text=named, close=close)
        return own_topic(named)

    @override
    def remarks(self, _setting: Setting) -> tuple[Remark, ...]:
        named = self.topic
        if named is None or self.suggests or find_topic(named) or self.opening or self.questions:
            return ()
        return (Remark("own_topic", "emne", named),)

    @override
    def made(self, seconds: float, setting: Setting) -> TopicDialogue:
        topic = self.found(setting)
        if self.suggests:
            title = self.title or setting.title
            return TopicDialogue(title, seconds, setting.rules.fixed, suggests=True)
        return TopicDialogue(
            self.title or topic.title,
            seconds,
            setting.rules.fixed,
            topic=topic.title,
            opening=self.opening or topic.opening,
            questions=self.questions or topic.questions,
        )
