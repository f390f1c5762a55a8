"""Topic dialogue: a topic, an opening question, time; good questions are read on request."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.items.item import Done, ItemState, Timed, signal
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.notes import QuestionNote, TopicNote
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer
from speech.saying.wording import duration_in_words

REMIND_SECONDS = 180.0
"""How often the box lets the group know that the time is up; nobody is cut off."""


@dataclass(frozen=True)
class DialogueState(Timed):
    """``intro``: being announced. ``dialogue``: the group talks. ``thanks``: over."""

    questions: tuple[str, ...]
    opening: str
    seconds: float
    read: int = 0
    """How many questions have been read."""
    stage: str = field(default="intro", kw_only=True)
    topic: str = ""
    question: str = ""
    """The question that the group is at: the one that was read last."""

    @staticmethod
    def begin(scene: Scene, item: TopicDialogue) -> "DialogueState":
        """Say the topic, the time and the opening question."""
        topic = item.topic or item.title
        intro = "dialogue_intro" if scene.unusual(topic) else "dialogue_intro_plain"
        scene.say(intro, topic=topic, time=duration_in_words(item.seconds, roughly=True))
        if item.opening:
            scene.say_text("own_words", item.opening)
            scene.note(QuestionNote(item.opening))
        scene.note(TopicNote(topic))
        scene.prepare(item.questions)
        return DialogueState(
            item.questions, item.opening, item.seconds, topic=topic, question=item.opening
        )

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.stage == "thanks":
            return Done()
        if self.stage == "intro":
            return replace(self.begun(scene.now, self.seconds), stage="dialogue")
        return self

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if self.stage == "thanks":
            return None
        match command.intent:
            case "next":
                scene.say("dialogue_over")
                return replace(self, stage="thanks")
            case "question":
                return self._next_question(scene)
            case "more_time":
                return self.longer(scene, command)
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.clock is None or self.stage != "dialogue":
            return self
        if not self.clock.ended:
            signalled = signal(self.clock, scene)
            if signalled.ended:
                scene.say("dialogue_time_up")
            return replace(self, clock=signalled)
        if self.deadline is not None and scene.now >= self.deadline:
            ahead = still_to_come(scene)
            if ahead and not self.reminders:
                scene.say("dialogue_over_time", titles=". ".join(ahead))
            else:
                scene.chime("end")
            return self.reminded(scene.now)
        return self

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "thanks":
            scene.say("dialogue_over")
        elif self.clock is None:
            if self.opening:
                scene.say_text("own_words", self.opening)
            scene.say("carry_on")
        elif (left := self.clock.left(scene.now)) > 0:
            scene.say("dialogue_resumed", time=duration_in_words(left, roughly=True))
        else:
            scene.say("dialogue_time_up")
        return self

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.stage == "thanks":
            return self.resume(scene)
        scene.say("dialogue_topic", topic=self.topic)
        if self.question:
            scene.say_text("own_words", self.question)
        return self

    @override
    def repeat_question(self, scene: Scene) -> ItemState:
        if not self.question or self.stage == "thanks":
            return self.repeat(scene)
        scene.say_text("own_words", self.question)
        return self

    @override
    def left(self, now: float) -> float | None:
        return 0.0 if self.leaving else self.clock_left(now, self.seconds)

    @property
    @override
    def help(self) -> str:
        return "help_dialogue"

    @property
    @override
    def situation(self) -> str:
        if self.stage != "dialogue":
            return "speaking"
        return "over" if self.clock and self.clock.ended else "running"

    @property
    @override
    def timer(self) -> Timer | None:
        return self.clock if self.stage == "dialogue" else None

    @property
    @override
    def deadline(self) -> float | None:
        if self.timer is None:
            return None
        if self.timer.ended:
            return self.next_reminder(REMIND_SECONDS, REMIND_SECONDS)
        return self.timer.next_moment()

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.stage == "thanks":
            return frozenset()
        return frozenset({"next", "question", "more_time"})

    def _next_question(self, scene: Scene) -> ItemState:
        """Read the next one; when all have been read, say so, and start over when asked again."""
        questions = self.questions or ((self.opening,) if self.opening else ())
        if not questions:
            return self.repeat(scene)
        if self.questions and self.read == len(self.questions):
            scene.say("questions_over")
            return replace(self, read=0)
        question = questions[self.read % len(questions)]
        scene.say_text("own_words", question)
        scene.note(QuestionNote(question))
        return replace(self, read=self.read + 1, question=question)


def still_to_come(scene: Scene) -> list[str]:
    """The titles of the evaluation and the closing that wait, else of what comes next."""
    ahead = scene.plan.agenda[scene.index + 1 :]
    last = [item.title for item in ahead if item.evaluates or item.says_goodbye]
    return last or [item.title for item in ahead[:1]]
