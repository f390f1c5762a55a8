"""The types of values that a plan holds, with the limits of content/limits.yaml.

A type says what the value is once it is read. How people write it in Danish ("et kvarter", "nej
tak") is `device.planfile.readers`', found by the name in its `ReadBy`.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from content import load, load_all
from device.meeting.items.fields.rules import limits, most, numbers


@dataclass(frozen=True)
class ReadBy:
    """How a value of the type is written in a plan file: the name of what reads it."""

    reader: str


def _seconds(name: str) -> object:
    least, longest = limits(name)
    return Field(ge=least, le=longest)


def _one_of(words: list[str]) -> object:
    return Field(json_schema_extra={"enum": [*words]})


ShortText = Annotated[Annotated[str, Field(max_length=most("title"))] | None, ReadBy("title")]
LongText = Annotated[Annotated[str, Field(max_length=most("text"))] | None, ReadBy("text")]
Question = Annotated[Annotated[str, Field(max_length=most("line"))] | None, ReadBy("line")]
Line = Annotated[str, Field(min_length=1, max_length=most("line"))]
Rules = Annotated[tuple[Line, ...], Field(max_length=most("rules")), ReadBy("rules")]
Questions = Annotated[tuple[Line, ...], Field(max_length=most("questions")), ReadBy("questions")]
Statements = Annotated[tuple[Line, ...], Field(max_length=most("statements")), ReadBy("statements")]
Points = Annotated[tuple[Line, ...], Field(max_length=most("points")), ReadBy("points")]
MeetingLength = Annotated[Annotated[float, _seconds("meeting")] | None, ReadBy("meeting")]
ItemLength = Annotated[Annotated[float, _seconds("item")] | None, ReadBy("item")]
TurnLength = Annotated[Annotated[float, _seconds("turn_seconds")] | None, ReadBy("turn_seconds")]
OptionalLength = Annotated[
    Annotated[float, _seconds("item")] | Literal[False] | None, ReadBy("item_or_no")
]
"""False: the item is left out."""
NeededLength = Annotated[Annotated[float, _seconds("item")] | None, ReadBy("needed_item")]
ClockTime = Annotated[Annotated[int, Field(ge=0, le=24 * 60)] | None, ReadBy("clock")]
"""Minutes since midnight."""
IsoDate = Annotated[
    Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None, ReadBy("iso_date")
]
YesNo = Annotated[bool | None, ReadBy("yes_no")]
Order = Annotated[Literal["fast", "blandet"] | None, ReadBy("order")]
Tool = Annotated[Literal["egen leder", "ledergruppe", "arbejdsplads"] | None, ReadBy("tool")]
"""Which of the three dialogues on how leaders are doing."""
TimeUp = Annotated[Literal["gå videre", "vent"] | None, ReadBy("time_up")]
WakeWord = Annotated[
    Annotated[str, _one_of(load("commands.yaml")["choosable_wake_words"])] | None,
    ReadBy("wake_word"),
]
Hearing = Annotated[Literal["almindelig", "forsigtig"] | None, ReadBy("hearing")]
"""How surely something must be heard that can't be undone."""
Form = Annotated[Annotated[str, _one_of([*load_all("forms")])] | None, ReadBy("form")]
GroupSize = Annotated[Literal[2, 3, 4] | None, ReadBy("group_size")]
"""How many work together."""
Rounds = Annotated[
    Annotated[int, Field(ge=numbers("rounds")[0], le=numbers("rounds")[1])] | None,
    ReadBy("rounds"),
]
"""How many times something is done."""
Variant = Annotated[
    Literal["spørgsmål", "ryggen til", "ét spørgsmål hver", "hele gruppen"] | None,
    ReadBy("variant"),
]
"""How people help each other in groups."""
Names = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=most("name"))], ...],
    Field(max_length=most("speakers")),
    ReadBy("names"),
]
"""Who gives a talk: people of the list or others."""
Name = Annotated[str, Field(min_length=1, max_length=most("name")), ReadBy("name")]
SayAs = Annotated[Annotated[str, Field(max_length=most("name"))] | None, ReadBy("say_as")]
