"""Suggesting a topic: not one that the group had lately, and none deeper than it is ready for."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.banks import DEEPEST, Entry, choose, load_bank
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.asking import Asking
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.topic_dialogue.state import DialogueState
from device.meeting.notes import TopicNote
from device.meeting.scene import Command, Scene
from device.meeting.topics import find_topic, own_topic

LATELY = 6
"""A topic of so many meetings back is not suggested again while there are others."""
SUGGESTIONS = 3
"""After so many the group chooses for itself."""
LEAST_LEFT = 60.0
"""Seconds that a topic gets where another is asked for when the time is up."""
PATIENCE = 2
"""So often a suggestion is repeated; then it is taken."""


@dataclass(frozen=True)
class Suggesting(Asking):
    """The box has suggested the last of `suggested`; "ja" takes it, "nej" leads to another."""

    item: TopicDialogue
    suggested: tuple[str, ...] = ()
    """By their titles."""
    stage: str = field(default="ask", kw_only=True)

    @staticmethod
    def begun_with(scene: Scene, item: TopicDialogue) -> ItemState:
        """Suggest the first."""
        return Suggesting(item)._another(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "yes":
                return self._taken(scene)
            case "no" | "suggest_topic" if len(self.suggested) < SUGGESTIONS:
                return self._another(scene)
            case "no" | "suggest_topic" | "next":
                return self._own(scene)
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if not self.patience_is_over(scene.now):
            return self
        if self.reminders >= PATIENCE:
            return self._taken(scene)
        scene.say("suggest_topic", topic=self.suggested[-1])
        return replace(self, asked_at=None, reminders=self.reminders + 1)

    @override
    def resume(self, scene: Scene) -> ItemState:
        scene.say("suggest_topic", topic=self.suggested[-1])
        return replace(self, asked_at=None)

    @override
    def left(self, now: float) -> float | None:
        return self.item.seconds

    @property
    @override
    def place(self) -> object:
        return self.suggested

    @property
    @override
    def situation(self) -> str:
        return "question_yes_no"

    @property
    @override
    def help(self) -> str:
        return "help_suggest"

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", "suggest_topic"})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"yes", "no"})

    def _another(self, scene: Scene) -> ItemState:
        title = suggestion(scene, self.suggested)
        if title is None:
            return self._own(scene)
        scene.say("suggest_another" if self.suggested else "suggest_topic", topic=title)
        return replace(self, suggested=(*self.suggested, title), asked_at=None, reminders=0)

    def _taken(self, scene: Scene) -> ItemState:
        topic = find_topic(self.suggested[-1])
        assert topic is not None, "suggestion() gives topics of content/"
        chosen = replace(
            self.item, topic=topic.title, opening=topic.opening, questions=topic.questions
        )
        return SuggestedDialogue.begun_with(scene, chosen, told=True)

    def _own(self, scene: Scene) -> ItemState:
        """The group has a topic of its own, whose name the box doesn't know."""
        questions = own_topic("").questions
        own = replace(self.item, questions=questions)
        return SuggestedDialogue.begun_with(scene, own, told=True)


@dataclass(frozen=True)
class SuggestedDialogue(DialogueState):
    """A dialogue in which the box may be asked for another topic, for the time that is left."""

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if command.intent != "suggest_topic" or scene.item is None or self.leaving:
            return super().command(scene, command)
        left = self.clock_left(scene.now, self.seconds)
        item = TopicDialogue(scene.item.title, max(left, LEAST_LEFT), suggests=True)
        return Suggesting.begun_with(scene, item)

    @property
    @override
    def understands(self) -> frozenset[str]:
        return super().understands | (frozenset() if self.leaving else {"suggest_topic"})


def suggestion(scene: Scene, besides: tuple[str, ...] = ()) -> str | None:
    """The title of a topic for this group, other than those `besides`; None: there is none left.

    Deeper ones come as a group gets to know each other: one more step at each of the first
    meetings.
    """
    bank = load_bank("emner")
    past = scene.past
    today = tuple(item.title for item in scene.plan.agenda)
    noted = (note.topic for note in scene.kept.notes if isinstance(note, TopicNote))
    had = {*past.topics(LATELY), *today, *noted}
    used = {entry.id for entry in bank.entries if entry.say in {*had, *besides}}
    refused = {entry.id for entry in bank.entries if entry.say in besides}
    depth = min(past.number, DEEPEST)
    found = _fresh(scene.plan.seed + past.number, depth, used)
    again = found or _fresh(scene.plan.seed + past.number, depth, refused)
    return next((entry.say for entry in again if find_topic(entry.say)), None)


def _fresh(seed: int, depth: int, used: set[str]) -> tuple[Entry, ...]:
    return choose(load_bank("emner"), 1, seed, form="foelgende-moede", depth=depth, used=used)
