"""Topic dialogue: a topic, an opening question, time; good questions are read on request."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.step import Line
from device.meeting.items.steps.talk import Talk
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.notes import QuestionNote, TopicNote
from device.meeting.scene import Scene
from device.meeting.speakers import Speakers
from speech.saying.wording import duration_in_words


@dataclass(frozen=True)
class DialogueState(Talk):
    """``intro``: being announced. ``dialogue``: the group talks. ``thanks``: over."""

    opening_question: str = ""
    topic: str = ""
    question: str = ""
    """The question that the group is at: the one that was read last."""
    running: ClassVar[str] = "dialogue"

    @classmethod
    def begun_with(cls, scene: Scene, item: TopicDialogue, *, told: bool = False) -> Self:
        """Say the topic, the time and the opening question; `told`: they know the topic."""
        topic = item.topic or item.title
        time = duration_in_words(item.seconds, roughly=True)
        if told and not item.topic:
            scene.say("suggest_own", time=time)
        elif told or not scene.unusual(topic):
            scene.say("dialogue_intro_plain", time=time)
        else:
            scene.say("dialogue_intro", topic=topic, time=time)
        if item.opening:
            scene.say_text("own_words", item.opening)
            scene.note(QuestionNote(item.opening))
        if item.topic or not item.suggests:
            scene.note(TopicNote(topic))
        scene.prepare(item.questions)
        return cls(
            item.seconds,
            prompts=item.questions,
            over=Line("dialogue_time_up"),
            thanks=Line("dialogue_over"),
            opening_question=item.opening,
            topic=topic,
            question=item.opening,
            speakers=Speakers(),
        )

    @override
    def prompt(self, scene: Scene) -> ItemState:
        if self.read < len(self.prompts):
            read = replace(self, question=self.prompts[self.read])
            return super(DialogueState, read).prompt(scene)
        return super().prompt(scene)

    @override
    def over_time(self, scene: Scene) -> ItemState | Done:
        ahead = still_to_come(scene)
        if not ahead or self.reminders:
            return super().over_time(scene)
        scene.say("dialogue_over_time", titles=". ".join(ahead))
        return self.reminded(scene.now)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.leaving:
            scene.say("dialogue_over")
        elif self.clock is None:
            if self.opening_question:
                scene.say_text("own_words", self.opening_question)
            scene.say("carry_on")
        elif (left := self.clock.left(scene.now)) > 0:
            scene.say("dialogue_resumed", time=duration_in_words(left, roughly=True))
        else:
            scene.say("dialogue_time_up")
        return self

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.leaving:
            return self.resume(scene)
        scene.say("dialogue_topic", topic=self.topic)
        if self.question:
            scene.say_text("own_words", self.question)
        return self

    @override
    def repeat_question(self, scene: Scene) -> ItemState:
        if not self.question or self.leaving:
            return self.repeat(scene)
        scene.say_text("own_words", self.question)
        return self


def still_to_come(scene: Scene) -> list[str]:
    """The titles of the evaluation and the closing that wait, else of what comes next."""
    ahead = scene.plan.agenda[scene.index + 1 :]
    last = [item.title for item in ahead if item.evaluates or item.says_goodbye]
    return last or [item.title for item in ahead[:1]]
