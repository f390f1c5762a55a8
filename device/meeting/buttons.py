"""What a button means in each state of a meeting: the table in content/buttons.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from content import content_file, load
from device.meeting.events import BUTTONS, CHORDS
from speech.errors import TidtagerError

STATES = (
    "empty",
    "waiting",
    "question_number",
    "question_names",
    "question_yes_no",
    "question_bid",
    "question_who",
    "speaking",
    "running",
    "dialogue",
    "over",
    "paused",
    "stopped",
    "scoring",
    "points",
    "break",
    "enrolment",
    "listening",
    "finished",
    "bare_stick",
)
"""The states of a meeting that buttons may mean different things in."""

OWN_MEANINGS = frozenset({"score", "digit", "choice", "talk", "microphone", "wait", "starter"})
"""Meanings that are not an intent of content/commands.yaml."""

SCORES = tuple(button for button in BUTTONS if button.startswith("score"))
_HELD = (
    "yellow held",
    "blue held",
    "blue held long",
    "white held",
    *(f"{chord} held" for chord in CHORDS),
)
_KEYS = frozenset({*BUTTONS, *_HELD, "scores"})


class ButtonTableError(TidtagerError, ValueError):
    """The button table has faults; the message has one line for each, with its line number."""


@dataclass(frozen=True)
class ButtonTable:
    """What each button means in each state."""

    meanings: Mapping[tuple[str, str], str]
    """(state, button) -> meaning; the button may be "blue held", "blue held long" and the like."""

    def meaning(
        self, state: str, button: str, *, held: bool = False, long: bool = False
    ) -> str | None:
        """An intent of content/commands.yaml, one of OWN_MEANINGS, or None: no use there.

        `button` may be one of CHORDS, which mean something held alone. Raises ValueError for a
        state or a button that does not exist.
        """
        if state not in STATES:
            raise ValueError(f"no state {state!r}; the states are {', '.join(STATES)}")
        if button not in BUTTONS and button not in CHORDS:
            raise ValueError(f"no button {button!r}; the buttons are {', '.join(BUTTONS)}")
        how = " held long" if long else " held" if held else ""
        return self.meanings.get((state, f"{button}{how}"))


def load_buttons(text: str | None = None) -> ButtonTable:
    """The table in `text`, or content/buttons.yaml.

    Raises ButtonTableError with all faults at once.
    """
    if text is None:
        text = content_file("buttons.yaml").read_text(encoding="utf-8")
    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise ButtonTableError(f"line {line}: {fault.problem}") from fault
    faults: list[str] = []
    meanings = _read(tree, faults)
    if faults:
        raise ButtonTableError("\n".join(faults))
    return ButtonTable(meanings)


def intents() -> frozenset[str]:
    """The names of the intents in content/commands.yaml."""
    return frozenset(load("commands.yaml")["intents"])


def _read(tree: object, faults: list[str]) -> dict[tuple[str, str], str]:
    if not isinstance(tree, CommentedMap) or not isinstance(tree.get("states"), CommentedMap):
        faults.append("line 1: the table needs 'states:' with what the buttons do in each")
        return {}
    faults += [
        f"line {_line(tree, part)}: '{part}' is not a part of the table; 'always' and 'states' are"
        for part in tree
        if part not in {"always", "states"}
    ]
    known = intents() | OWN_MEANINGS
    always = dict(_row("always", tree, known, faults))
    states = tree["states"]
    for state in states:
        if state not in STATES:
            line = _line(states, state)
            faults.append(f"line {line}: no state {state!r}; the states are {', '.join(STATES)}")
    missing = [state for state in STATES if state not in states]
    if missing:
        faults.append(f"line {_line(tree, 'states')}: no row for {', '.join(missing)}")
    return {
        (state, button): meaning
        for state in states
        for button, meaning in (always | dict(_row(state, states, known, faults))).items()
    }


def _row(
    name: str, table: CommentedMap, known: frozenset[str], faults: list[str]
) -> Iterator[tuple[str, str]]:
    row = table.get(name)
    if row is None:
        return
    if not isinstance(row, CommentedMap):
        line = _line(table, name)
        faults.append(f"line {line}: '{name}' needs lines such as 'green: next'")
        return
    for button, meaning in row.items():
        line = _line(row, button)
        if button not in _KEYS:
            faults.append(
                f"line {line}: no button {button!r}; the buttons are {', '.join(sorted(_KEYS))}"
            )
        elif meaning not in known:
            faults.append(
                f"line {line}: {button} means {meaning!r}, which is neither an intent of "
                f"commands.yaml nor one of {', '.join(sorted(OWN_MEANINGS))}"
            )
        elif button == "scores":
            yield from ((score, meaning) for score in SCORES)
        else:
            yield button, meaning


def _line(table: CommentedMap, key: object) -> int:
    """The line in the file, counted from 1, where `key` stands."""
    return int(table.lc.key(key)[0]) + 1
