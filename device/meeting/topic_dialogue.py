"""Topic dialogue: a topic, an opening question, time; good questions are read on request."""

from dataclasses import dataclass, replace
from typing import Self

from typing_extensions import override

from device.meeting import plan as plans
from device.meeting.item import Done, ItemState, Timed, signal
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer
from speech.saying.wording import duration_in_words

REMIND_SECONDS = 180.0
"""How often the box lets the group know that the time is up; nobody is cut off."""


@dataclass(frozen=True)
class TopicDialogue(Timed):
    """``intro``: being announced. ``dialogue``: the group talks. ``thanks``: over."""

    questions: tuple[str, ...]
    opening: str
    seconds: float
    read: int = 0
    """How many questions have been read; they come round again when all have."""
    stage: str = "intro"
    reminded_at: float | None = None

    @staticmethod
    def begin(scene: Scene) -> "TopicDialogue":
        """Say the topic, the time and the opening question."""
        item = scene.item
        assert isinstance(item, plans.TopicDialogue)
        topic = item.topic or item.title
        intro = "dialogue_intro" if scene.unusual(topic) else "dialogue_intro_plain"
        scene.say(intro, topic=topic, time=duration_in_words(item.seconds))
        if item.opening:
            scene.say_text("own_words", item.opening)
        scene.prepare(item.questions)
        return TopicDialogue(item.questions, item.opening, item.seconds)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.stage == "thanks":
            return Done()
        if self.stage == "intro":
            return replace(self, stage="dialogue", clock=Timer(scene.now, self.seconds))
        return self

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if self.stage == "thanks":
            return None
        match command.intent:
            case "next":
                scene.say("dialogue_over")
                return replace(self, stage="thanks")
            case "question" if self.questions or self.opening:
                questions = self.questions or (self.opening,)
                scene.say_text("own_words", questions[self.read % len(questions)])
                return replace(self, read=self.read + 1)
            case "more_time" if longer := self.longer(scene, command):
                return replace(self, clock=longer, reminded_at=None)
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
                return replace(self, clock=signalled, reminded_at=scene.now)
            return replace(self, clock=signalled)
        if self.deadline is not None and scene.now >= self.deadline:
            scene.chime("end")
            return replace(self, reminded_at=scene.now)
        return self

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "thanks":
            scene.say("dialogue_over")
        elif self.clock is None:
            if self.opening:
                scene.say_text("own_words", self.opening)
            scene.say("carry_on")
        else:
            scene.say(
                "dialogue_resumed", time=duration_in_words(max(0, self.clock.left(scene.now)))
            )
        return self

    @override
    def moved(self, seconds: float) -> Self:
        reminded = None if self.reminded_at is None else self.reminded_at + seconds
        return replace(super().moved(seconds), reminded_at=reminded)

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
            return (self.reminded_at or self.timer.due) + REMIND_SECONDS
        return self.timer.next_moment()

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.stage == "thanks":
            return frozenset()
        return frozenset({"next", "question", "more_time"})
