"""Presentation (oplæg): a speaker with signals of the time, then questions if there is time.

Signals are chimes and the lamp alone, and nobody is cut off: who speaks to a room sees the lamp.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, PlanFault, Setting
from device.meeting.items.fields.slots import Slot
from device.meeting.items.fields.values import Names, OptionalLength, ShortText
from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Line
from device.meeting.items.steps.talk import Talk
from device.meeting.material import load_material
from device.meeting.plan import Item
from device.meeting.scene import Scene
from device.meeting.timing import Rules
from speech.saying.wording import duration_in_words

LEAST_TALK = 60.0
"""Seconds that whoever speaks has at least."""


@dataclass(frozen=True)
class Presentation(Item):
    """One speaks to all, or several do together."""

    speakers: tuple[str, ...] = ()
    """By their names in the plan, or others'."""
    questions: float = 0.0
    """Seconds of `seconds` that are for questions afterwards."""

    @override
    def flexible(self, people: int) -> float:
        return self.questions

    @override
    def shortened(self, part: float, invited: int, rules: Rules) -> Self:
        less = rules.shorter(self.questions, part)
        return replace(self, seconds=self.seconds - self.questions + less, questions=less)

    @property
    def talk(self) -> float:
        """Seconds that the speaker has."""
        return max(0.0, self.seconds - self.questions)


class PresentationFields(Fields):
    """Who speaks, on what, and how much of the time is for questions."""

    page_numbers: ClassVar[Mapping[str, float]] = {"leastTalk": LEAST_TALK}

    topic: ShortText = Field(None, alias="emne")
    speakers: Names = Field((), alias="oplægsholder")
    questions: OptionalLength = Field(None, alias="spørgetid")

    @override
    def slot(self, setting: Setting) -> Slot:
        if self.length is not None and self.length - (self.questions or 0.0) < LEAST_TALK:
            needed = (self.questions or 0.0) + LEAST_TALK
            raise PlanFault("questions_long", "tid", length=self.length, needed=needed)
        slot = super().slot(setting)
        if self.length is not None or not self.questions:
            return slot
        more = self.questions
        return Slot(slot.least + more, slot.usual + more, slot.most + more)

    @override
    def made(self, seconds: float, setting: Setting) -> Presentation:
        return Presentation(
            self.title or self.topic or setting.title,
            seconds,
            setting.rules.fixed,
            speakers=self.speakers,
            questions=self.questions or 0.0,
        )


@dataclass(frozen=True)
class Speech(Talk):
    """Somebody speaks to all: who wants something repeated hears how much time there is."""

    @property
    @override
    def talk_at_once(self) -> bool:
        return False

    @override
    def repeat(self, scene: Scene) -> ItemState:
        return self.resume(scene)


class PresentationKind(Kind[Presentation]):
    """Somebody gives a talk."""

    name = "oplæg"
    item = Presentation
    fields = PresentationFields
    situations = frozenset({"speaking", "running", "over"})
    helps = frozenset({"help_presentation", "help_dialogue"})

    @override
    def begin(self, scene: Scene, item: Presentation) -> ItemState:
        part = load_material("samtaleformer").part("talk")
        thanks = Line.own(part.close)
        speech = Speech(
            item.talk,
            _intro(scene, item),
            loud=True,
            thanks=thanks,
            help_key="help_presentation",
        )
        if not item.questions:
            return Steps.begun(scene, speech)
        asked = duration_in_words(item.questions, roughly=True)
        questions = Talk(
            item.questions,
            (Line.of("presentation_questions", time=asked), Line.own(part.lines["ask"].say)),
            tuple(part.lines[key].say for key in ("neighbour", "use")),
            over=Line("dialogue_time_up"),
            thanks=Line("presentation_over"),
        )
        return Steps.begun(scene, speech, questions)


def _intro(scene: Scene, item: Presentation) -> tuple[Line, ...]:
    """What comes, who has the word, and how long."""
    part = load_material("samtaleformer").part("talk")
    time = duration_in_words(item.talk, roughly=True)
    first = Line.own(part.lead) if item.questions else Line("presentation_intro")
    if not item.speakers:
        return first, Line.of("presentation_time", time=time)
    names = scene.said_name(*item.speakers)
    return first, Line.of("presentation_start", names=names, time=time)


KIND = PresentationKind()
