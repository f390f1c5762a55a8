"""Topic dialogue: a topic, an opening question, time; good questions are read on request."""

from typing_extensions import override

from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.topic_dialogue.fields import TopicDialogueFields
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.topic_dialogue.state import DialogueState
from device.meeting.items.topic_dialogue.suggesting import Suggesting
from device.meeting.scene import Scene


class TopicDialogueKind(Kind[TopicDialogue]):
    """The word is free."""

    name = "dialog"
    item = TopicDialogue
    fields = TopicDialogueFields
    situations = frozenset({"dialogue", "speaking", "question_yes_no"})
    helps = frozenset({"help_dialogue", "help_suggest"})

    @override
    def begin(self, scene: Scene, item: TopicDialogue) -> ItemState:
        if item.suggests:
            return Suggesting.begun_with(scene, item)
        return DialogueState.begun_with(scene, item)


KIND = TopicDialogueKind()
