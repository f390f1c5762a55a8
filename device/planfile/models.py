"""What may stand in a plan file, as pydantic models, and their errors as Danish faults."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from device.planfile.faults import Faults
from device.planfile.tree import Path, Tree, Value
from device.planfile.values import (
    ClockTime,
    Form,
    IsoDate,
    ItemLength,
    LongText,
    MeetingLength,
    Name,
    NeededItemLength,
    OptionalItemLength,
    Order,
    Points,
    Question,
    Questions,
    Rules,
    SayAs,
    ShortText,
    Statements,
    TimeUp,
    TurnLength,
    WakeWord,
    YesNo,
)


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
    statements: Statements = Field((), alias="udsagn")
    points: Points = Field((), alias="aftaler")
    place: ShortText = Field(None, alias="sted")
    host: ShortText = Field(None, alias="vært")
    facilitator: ShortText = None
    presentation: Question = Field(None, alias="præsentation")
    """A first meeting's own question for the presentation."""


class Times(_Entry):
    """A first meeting's own times."""

    velkomst: NeededItemLength = None
    presentation: NeededItemLength = Field(None, alias="præsentation")
    aftale: OptionalItemLength = None
    forventninger: OptionalItemLength = None
    stemmer: OptionalItemLength = None
    pause: OptionalItemLength = None
    rammer: OptionalItemLength = None
    evaluering: OptionalItemLength = None
    afslutning: NeededItemLength = None


class Participant(_Entry):
    """One of the people."""

    name: Name = Field(alias="navn")
    say_as: SayAs = Field(None, alias="udtale")


class ItemEntry(_Entry):
    """An agenda item of any kind; `tree` lets only its own fields through."""

    title: ShortText = Field(None, alias="titel")
    length: ItemLength = Field(None, alias="tid")
    text: LongText = Field(None, alias="tekst")
    purpose: LongText = Field(None, alias="formål")
    rules: Rules = Field((), alias="spilleregler")
    turn: TurnLength = Field(None, alias="taletid")
    order: Order = Field(None, alias="rækkefølge")
    topic: ShortText = Field(None, alias="emne")
    opening: Question = Field(None, alias="åbning")
    questions: Questions = Field((), alias="spørgsmål")
    statements: Statements = Field((), alias="udsagn")
    spoken: YesNo = Field(None, alias="runde")
    points: Points = Field((), alias="aftaler")


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
) -> Checked[Model] | None:
    """`values` as `model`; what is wrong is noted and left out. None: too little is left."""
    try:
        return Checked(model.model_validate(values), frozenset())
    except ValidationError as error:
        broken = _tell(error, path, tree, faults)
    rest = {key: value for key, value in values.items() if key not in broken}
    try:
        return Checked(model.model_validate(rest), broken)
    except ValidationError:
        return None


def _tell(error: ValidationError, path: Path, tree: Tree, faults: Faults) -> frozenset[str]:
    """Note the error's faults; the words that they stand at."""
    broken = set()
    for single in error.errors():
        location = single["loc"]
        word = str(location[0]) if location else ""
        broken.add(word)
        field = next((str(part) for part in reversed(location) if isinstance(part, str)), word)
        key = "person_without_name" if single["type"] == "missing" else single["type"]
        values = {"field": field, **single.get("ctx", {})}
        faults.add(tree.line(*path, *location), key, **values)
    return frozenset(broken)
