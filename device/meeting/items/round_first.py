"""A round before the dialogue: everybody says something short, and then the word is free."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import PlanFault, Setting
from device.meeting.items.fields.slots import (
    LEAST_TURN,
    Slot,
    fixed,
    round_seconds,
    turn_in,
    whole_minutes,
)
from device.meeting.items.fields.values import TurnLength
from device.meeting.items.item import Done, ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.round import Round
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Answers, Line
from device.meeting.items.topic_dialogue.fields import TopicDialogueFields
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.topic_dialogue.state import DialogueState
from device.meeting.material import load_material
from device.meeting.notes import QuestionNote
from device.meeting.scene import Scene

BEFORE = 30.0
"""Seconds: the round is announced, and its question read."""
LEAST_DIALOGUE = 120.0
"""Seconds of dialogue, however few are left."""


@dataclass(frozen=True)
class RoundFirst(TopicDialogue):
    """A dialogue that begins with a short round on its opening question."""

    turn_seconds: float = 30.0

    @property
    @override
    def each(self) -> float | None:
        return self.turn_seconds

    def dialogue_seconds(self, people: int) -> float:
        """What is left for the dialogue after a round of so many."""
        turns = round_seconds(people, BEFORE, self.turn_seconds)
        return max(LEAST_DIALOGUE, self.seconds - turns)


class RoundFirstFields(TopicDialogueFields):
    """A dialogue's, and how long each has in the round."""

    page_numbers: ClassVar[Mapping[str, float]] = {
        "beforeDialogueRound": BEFORE,
        "leastDialogue": LEAST_DIALOGUE,
    }

    turn: TurnLength = Field(None, alias="taletid")

    @override
    def slot(self, setting: Setting) -> Slot:
        self.found(setting)
        turns = setting.rules.turn_seconds
        assert turns is not None, "content/items: a round has `turn_seconds`"
        least, usual = (self.turn or turn for turn in (turns.least, turns.usual))
        times = setting.rules.seconds
        rounds = [round_seconds(setting.people, BEFORE, turn) for turn in (least, usual, usual)]
        if self.length is not None:
            needed = round_seconds(setting.people, BEFORE, self.turn or LEAST_TURN) + LEAST_DIALOGUE
            if setting.people_known and self.length < needed:
                raise PlanFault("round_first_tight", "tid", length=self.length,
                                needed=whole_minutes(needed))  # fmt: skip
            return fixed(self.length)
        talks = (times["least_dialogue"], times["dialogue"], times["most_dialogue"])
        least, usual, most = (whole_minutes(a + b) for a, b in zip(rounds, talks, strict=True))
        return Slot(least, usual, most)

    @override
    def made(self, seconds: float, setting: Setting) -> RoundFirst:
        spoken = super().made(seconds, setting)
        turns = setting.rules.turn_seconds
        assert turns is not None, "content/items: a round has `turn_seconds`"
        able = turn_in(seconds / 2, setting.people, BEFORE) // 5 * 5
        turn = self.turn or max(LEAST_TURN, min(turns.usual, able))
        return RoundFirst(**vars(spoken), turn_seconds=turn)


@dataclass(frozen=True)
class Opened(DialogueState):
    """The dialogue as a step: its opening question has been read before the round."""

    item: TopicDialogue | None = None

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        assert isinstance(self.item, RoundFirst)
        seconds = self.item.dialogue_seconds(len(scene.present))
        begun = DialogueState.begun_with(scene, replace(self.item, opening="", seconds=seconds))
        return replace(begun, question=self.item.opening, opening_question=self.item.opening)


class RoundFirstKind(Kind[RoundFirst]):
    """Everyone is heard before the word is free."""

    name = "runde før dialog"
    item = RoundFirst
    fields = RoundFirstFields
    situations = frozenset({"speaking", "running", "over", "dialogue"})
    helps = frozenset({"help", "help_round", "help_dialogue"})

    @override
    def begin(self, scene: Scene, item: RoundFirst) -> ItemState:
        dialogue = Opened(item.dialogue_seconds(len(scene.present)), item=item)
        if len(scene.present) < 2:
            return Steps.begun(scene, dialogue)
        part = load_material("samtaleformer").part("round_first")
        said = [Line.own(part.lead), Line.own(part.lines["how"].say)]
        if item.opening:
            scene.note(QuestionNote(item.opening))
        else:
            said.append(Line.of("dialogue_topic", topic=item.topic or item.title))
        return Steps.begun(
            scene,
            Announce(tuple(said)),
            Round(item.turn_seconds, item.opening),
            dialogue,
        )


KIND = RoundFirstKind()
