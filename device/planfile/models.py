"""What may stand in a plan file outside of its items, and how models are filled from it."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from device.meeting.items.fields.values import (
    ClockTime,
    Form,
    GroupSize,
    Hearing,
    IsoDate,
    LongText,
    MeetingLength,
    Name,
    NeededLength,
    OptionalLength,
    Order,
    Points,
    Question,
    ReadBy,
    Rounds,
    Rules,
    SayAs,
    ShortText,
    Statements,
    TimeUp,
    Tool,
    TurnLength,
    Variant,
    WakeWord,
    YesNo,
)
from device.planfile.faults import Faults
from device.planfile.forms import all_forms
from device.planfile.readers import READERS
from device.planfile.tree import Path, Tree, Value
from device.planfile.values import Refused


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Header(_Entry):
    """The file's top level, without people, times and agenda."""

    form: Form = None
    network: ShortText = Field(None, alias="netværk")
    date: IsoDate = Field(None, alias="dato")
    start: ClockTime = None
    end: ClockTime = Field(None, alias="slut")
    length: MeetingLength = Field(None, alias="varighed")
    purpose: LongText = Field(None, alias="formål")
    rules: Rules = Field((), alias="spilleregler")
    topic: ShortText = Field(None, alias="emne")
    welcome: LongText = Field(None, alias="velkomst")
    turn: TurnLength = Field(None, alias="taletid")
    order: Order = Field(None, alias="rækkefølge")
    on_time_up: TimeUp = Field(None, alias="når tiden er gået")
    names_in_report: YesNo = Field(None, alias="navne i rapporten")
    wake_word: WakeWord = Field(None, alias="vækkeord")
    hearing: Hearing = Field(None, alias="hørelse")
    statements: Statements = Field((), alias="udsagn")
    points: Points = Field((), alias="aftaler")
    place: ShortText = Field(None, alias="sted")
    host: ShortText = Field(None, alias="vært")
    facilitator: ShortText = None
    tool: Tool = Field(None, alias="værktøj")
    presentation: Question = Field(None, alias="præsentation")
    """The group's own question where a form has a presentation."""
    variant: Variant = None
    size: GroupSize = Field(None, alias="grupper")
    rounds: Rounds = Field(None, alias="runder")
    need: YesNo = Field(None, alias="behov")


@cache
def times_model(form: str) -> type[BaseModel]:
    """The lengths that a plan may give the items of `form`, under ``tider``."""
    lengths: dict[str, Any] = {
        f"time{place}": (
            NeededLength if entry.needed else OptionalLength,
            Field(None, alias=entry.word),
        )
        for place, entry in enumerate(all_forms()[form].entries)
    }
    model: type[BaseModel] = create_model("Times", __base__=_Entry, **lengths)
    return model


class Participant(_Entry):
    """One of the people."""

    name: Name = Field(alias="navn")
    say_as: SayAs = Field(None, alias="udtale")


Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Checked(Generic[Model]):
    """A model of what was right, and the words whose values were not."""

    entry: Model
    broken: frozenset[str]


def check(
    model: type[Model],
    values: dict[str, Value],
    path: Path,
    tree: Tree,
    faults: Faults,
    **told_too: str,
) -> Checked[Model] | None:
    """`values` as `model`; what is wrong is noted and left out. None: too little is left.

    `told_too`: values that any fault's wording may use.
    """
    read: dict[str, object] = {}
    broken: set[str] = set()
    for name, info in model.model_fields.items():
        word = info.alias or name
        if word in values:
            try:
                value = READERS[_reader(info)](values[word])
            except Refused as refused:
                broken.add(word)
                for place, key, told in refused.problems:
                    here = (*path, word) if place is None else (*path, word, place)
                    faults.add(tree.line(*here), key, **{"field": word, **told_too, **told})
                continue
            if value is not None:
                read[word] = value
        elif info.is_required():
            broken.add(word)
            faults.add(tree.line(*path, word), "person_without_name", field=word)
    required = (info.alias or name for name, info in model.model_fields.items()
                if info.is_required())  # fmt: skip
    if broken.intersection(required):
        return None
    return Checked(model.model_validate(read), frozenset(broken))


def _reader(info: FieldInfo) -> str:
    return next(found.reader for found in info.metadata if isinstance(found, ReadBy))
