"""The script of a simulated meeting: who sits at the table, and what they do when.

A script is YAML. Its moments come on top of everybody's habits (content/scripts/habits.yaml, a
script of the same kind), so a short script already gives a whole meeting.
"""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from content import content_file
from device.meeting.events import BUTTONS
from device.simulation.acoustics import NOISES
from speech.errors import TidtagerError

Pressed = Literal[(*BUTTONS, "score", "came")]  # type: ignore[valid-type]
Noise = Literal[NOISES]  # type: ignore[valid-type]


class ScriptError(TidtagerError, ValueError):
    """A script has faults; the message has one line for each, with its line number."""


def _clock(value: object) -> object:
    """Seconds from "12:30" or "1:05:00"; anything else as it is."""
    if isinstance(value, str) and re.fullmatch(r"(\d+:)?\d{1,3}:\d{2}", value):
        seconds = 0
        for part in value.split(":"):
            seconds = seconds * 60 + int(part)
        return float(seconds)
    return value


def _several(value: object) -> object:
    """A single text as a list of one."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]


class _Notes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RoomNotes(_Notes):
    """How the room sounds; see device.simulation.room.Room."""

    rt60: float = Field(default=0.4, ge=0, le=2)
    snr: float = 20.0
    leak: float = -10.0
    distortion: float = Field(default=0.0, ge=0)
    barge_in: bool = False
    """Whether the box listens while it speaks."""
    noises: tuple[Noise, ...] = ("ventilation",)


class PersonNotes(_Notes):
    """One person at the table. What is not given is chosen from the seed."""

    name: str
    """As in the plan."""
    comes: bool = True
    leads: bool = False
    """Answers the box for the group. Without one, the first who came does."""
    answers: Literal["voice", "buttons"] | None = None
    """How this person prefers to talk to the box. None: as the script says for all."""
    voice: str | None = None
    """An espeak-ng variant, such as ``f4``."""
    pitch: int | None = Field(default=None, ge=0, le=99)
    rate: int | None = Field(default=None, ge=80, le=300)
    """Words a minute."""
    distance: float | None = Field(default=None, ge=0.2, le=6)
    """Metres from the microphone."""
    level: float = Field(default=0.0, ge=-20, le=12)
    """dB against a normal voice."""


class Step(_Notes):
    """One thing to do. Exactly one of `says`, `talks`, `presses`, `coughs` and `waits`."""

    says: Texts | None = None
    """To the box: one of these is chosen. {came} stands for how many came, {absent} for the next
    who is absent, {hands} for how many hands are up, {name} for who says it."""
    talks: float | Literal["warning", "end", "on"] | None = None
    """To the others: seconds, or until the warning's chime, the end's, or for as long as nothing
    ends it (see `ends_turns`)."""
    plus: float = 0.0
    """Seconds that `talks` goes on after that."""
    presses: Pressed | None = None
    """``score``: one of the five, by this person's mood; ``came``: how many came, in digits."""
    held: float = Field(default=0.15, gt=0)
    """Seconds that the button is down."""
    bounces: int = Field(default=0, ge=0)
    """How often the contact opens again before it stays closed."""
    coughs: bool = False
    waits: float = 0.0
    """Seconds."""
    over: bool = False
    """True: does not wait until others, or the box, are silent."""
    quiet: bool = False
    """Says it under the breath, 10 dB down."""
    insists: bool = True
    """Says it again when the box asks, or when nothing happens."""
    or_presses: Pressed | None = None
    """The button that does the same, once saying it again has not helped."""

    @model_validator(mode="after")
    def _one_thing(self) -> "Step":
        given = [self.says, self.talks, self.presses, self.coughs or None, self.waits or None]
        if sum(thing is not None for thing in given) != 1:
            raise ValueError("a step is one of says, talks, presses, coughs and waits")
        return self


class Moment(_Notes):
    """When something happens, somebody does something. All that is given must fit."""

    hears: Texts | None = None
    """The name of a phrase that the box said, * and ? allowed: ``round.turn``, ``welcome.*``."""
    text: str | None = None
    """Words that were in it."""
    since: str | None = None
    """The phrase before it, the plan's own words not counted; * and ? allowed."""
    during: str | None = None
    """The agenda item that the box has opened: a name in `openings`."""
    names: str | None = None
    """A person whom the box named in it, by their name in the plan."""
    named_is: Literal["here", "absent"] | None = None
    """Whether the one whom the box named last in it came."""
    chime: str | None = None
    light: str | None = None
    """A colour, or colour and mode: ``red``, ``red blink``."""
    at: Annotated[float | None, BeforeValidator(_clock)] = None
    """Seconds, or "12:30", since the room opened."""
    holder: str | None = None
    """Only in this person's turn."""
    nth: int | None = Field(default=None, ge=1)
    """Only the nth time that all the rest fits."""
    who: str = "leader"
    """A name; ``leader``; ``named``: the one whom the box named last in it; ``holder``: whose turn
    it is; ``everyone``; ``somebody``; ``another``: somebody whose turn it isn't."""
    after: float | None = Field(default=None, ge=0)
    """Seconds of thinking first; without it, a short while."""
    besides: bool = False
    """True: does this besides what habit or a moment before it says, and not in its place."""
    unasked: bool = False
    """True: only where nobody told the box anything, nor pressed a button, just before."""
    gives_turn: bool = False
    """True: it is this person's turn from here; others stop talking."""
    ends_turns: bool = False
    """True: nobody's turn any more; everyone stops talking."""
    prefers: Literal["voice", "buttons"] | None = None
    """Only for a person who prefers this."""
    does: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _a_cue(self) -> "Moment":
        if not (self.hears or self.chime or self.light or self.at is not None):
            raise ValueError("a moment needs one of hears, chime, light and at")
        return self


class Script(_Notes):
    """A whole script."""

    title: str = ""
    answers: Literal["voice", "buttons"] = "voice"
    room: RoomNotes = RoomNotes()
    people: tuple[PersonNotes, ...] = ()
    """Those of the plan's people who are not named here come, and have only habits."""
    moments: tuple[Moment, ...] = ()
    openings: dict[str, Texts] = {}
    """Phrases from which people know which kind of agenda item has begun."""
    limit: Annotated[float, BeforeValidator(_clock)] = 4 * 3600.0
    """When the people give up, in seconds or as "1:30:00"."""


def read_script(source: Path | str) -> Script:
    """The script in a file, or in content/scripts under the name `source`.

    Raises ScriptError with all faults, each with its line.
    """
    if isinstance(source, Path):
        try:
            text = source.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as fault:
            raise ScriptError(f"{source} is no text in UTF-8: {fault}") from fault
    else:
        text = content_file(f"scripts/{source}.yaml").read_text(encoding="utf-8")
    return parse_script(text)


def parse_script(text: str) -> Script:
    """The script in `text`. Raises ScriptError with all faults, each with its line."""
    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise ScriptError(f"line {line}: {fault.problem}") from fault
    try:
        return Script.model_validate(tree if tree is not None else {})
    except ValidationError as faults:
        lines = [
            f"line {_line(tree, fault['loc'])}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for fault in faults.errors()
        ]
        raise ScriptError("\n".join(lines)) from faults


def _line(tree: object, where: tuple[int | str, ...]) -> int:
    """The line, counted from 1, of the innermost part of the YAML tree that `where` leads to."""
    line = 1
    for part in where:
        if isinstance(tree, CommentedMap) and part in tree:
            line = tree.lc.key(part)[0] + 1
        elif isinstance(tree, CommentedSeq) and isinstance(part, int) and part < len(tree):
            line = tree.lc.item(part)[0] + 1
        else:
            break
        tree = tree[part]
    return line
