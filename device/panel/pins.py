"""Which pin each button and light is on: content/pins.yaml, and a file of one's own over it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from content import content_file
from device.meeting.events import BUTTONS
from speech.errors import TidtagerError

LAMP = ("red", "green", "blue")
PINS = range(2, 28)
"""GPIO numbers on the 40-pin header; 0 and 1 belong to the board's own memory chip."""
_PARTS = ("buttons", "lamp", "listening", "common_anode")


class PinsError(TidtagerError, ValueError):
    """The pins file has faults; the message has one line for each, with file and line."""


@dataclass(frozen=True)
class Pins:
    """GPIO numbers."""

    buttons: Mapping[str, int]
    """By button, all of BUTTONS."""
    lamp: tuple[int, int, int]
    """Red, green, blue."""
    listening: int
    common_anode: bool = False


@dataclass(frozen=True)
class _Wired:
    """A number and where it was written."""

    number: object
    where: str


def load_pins(path: Path | None = None) -> Pins:
    """The pins of content/pins.yaml, with what `path` says instead.

    Raises PinsError with all faults at once, also when `path` can't be read.
    """
    faults: list[str] = []
    own = content_file("pins.yaml").read_text(encoding="utf-8")
    wired = dict(_read(own, "pins.yaml", faults))
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise PinsError(f"{path}: can't be read: {fault}") from fault
        wired |= dict(_read(text, path.name, faults))
    anode = wired.pop("common_anode", _Wired(False, ""))
    if not isinstance(anode.number, bool):
        faults.append(f"{anode.where}: common_anode is true or false, not {anode.number!r}")
    numbers = _numbers(wired, faults)
    if faults:
        raise PinsError("\n".join(faults))
    return Pins(
        {button: numbers[button] for button in BUTTONS},
        (numbers["lamp red"], numbers["lamp green"], numbers["lamp blue"]),
        numbers["listening"],
        bool(anode.number),
    )


def _numbers(wired: Mapping[str, _Wired], faults: list[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    users: dict[int, str] = {}
    for part, wire in wired.items():
        number = wire.number
        if isinstance(number, bool) or not isinstance(number, int) or number not in PINS:
            faults.append(
                f"{wire.where}: {part} is on pin {number!r}; "
                f"the pins are GPIO numbers, {PINS.start} to {PINS.stop - 1}"
            )
            continue
        if number in users:
            faults.append(f"{wire.where}: {part} is on pin {number}, and so is {users[number]}")
        users.setdefault(number, part)
        numbers[part] = number
    return numbers


def _read(text: str, name: str, faults: list[str]) -> Iterator[tuple[str, _Wired]]:
    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        faults.append(f"{name}, line {line}: {fault.problem}")
        return
    if tree is None:
        return
    if not isinstance(tree, CommentedMap):
        faults.append(f"{name}, line 1: lines such as 'listening: 26' are wanted")
        return
    for part, value in tree.items():
        where = f"{name}, line {_line(tree, part)}"
        if part not in _PARTS:
            faults.append(f"{where}: no part {part!r}; the parts are {', '.join(_PARTS)}")
        elif part in {"listening", "common_anode"}:
            yield part, _Wired(value, where)
        elif not isinstance(value, CommentedMap):
            faults.append(f"{where}: {part} needs a line for each, such as 'green: 5'")
        else:
            yield from _group(part, value, name, faults)


def _group(
    part: str, group: CommentedMap, name: str, faults: list[str]
) -> Iterator[tuple[str, _Wired]]:
    known = BUTTONS if part == "buttons" else LAMP
    for key, value in group.items():
        where = f"{name}, line {_line(group, key)}"
        if key not in known:
            faults.append(f"{where}: {part} has no {key!r}; it has {', '.join(known)}")
        else:
            yield (key if part == "buttons" else f"lamp {key}"), _Wired(value, where)


def _line(table: CommentedMap, key: object) -> int:
    return int(table.lc.key(key)[0]) + 1
