"""Silence: a sentence, the lamp dim, one soft tone at the end, and nothing else."""

from dataclasses import dataclass

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.values import LongText
from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.quiet import Quiet
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Line
from device.meeting.material import load_material
from device.meeting.plan import Item
from device.meeting.scene import Scene


@dataclass(frozen=True)
class Silence(Item):
    """Nobody speaks."""

    text: str = ""
    """The facilitator's own sentence; empty: the box's."""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds


class SilenceFields(Fields):
    """A sentence to be silent about."""

    text: LongText = Field(None, alias="tekst")

    @override
    def made(self, seconds: float, setting: Setting) -> Silence:
        title = self.title or setting.title
        return Silence(title, seconds, setting.rules.fixed, text=self.text or "")


class SilenceKind(Kind[Silence]):
    """A while without a word."""

    name = "stilhed"
    item = Silence
    fields = SilenceFields
    situations = frozenset({"speaking", "running", "over"})
    helps = frozenset({"help_silence"})

    @override
    def begin(self, scene: Scene, item: Silence) -> ItemState:
        quiet = Quiet(
            _sentence(scene, item),
            item.seconds,
            resumed=Line("silence_goes_on"),
            help_key="help_silence",
        )
        return Steps.begun(scene, quiet)


def _sentence(scene: Scene, item: Silence) -> tuple[Line, ...]:
    """The plan's own; else what fits: at the beginning to settle down, later to think."""
    if item.text:
        return (Line.own(item.text),)
    before = scene.plan.agenda[: scene.index]
    part = load_material("samtaleformer").part("silence")
    said = part.lines["think" if before and not before[-1].greets else "breathe"]
    return Line.own(part.lead), Line.own(said.say)


KIND = SilenceKind()
