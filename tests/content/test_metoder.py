"""docs/metoder.md: no method of the texts is without a place, and each place is there."""

import re
from pathlib import Path

import pytest

from content import load
from device.meeting.banks import BANKS
from device.meeting.material import MATERIAL, load_material

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/metoder.md").read_text(encoding="utf-8")
HEAD = ["Metode, råd eller krav", "Tekst", "Hvor", "Hvordan"]


def rows(text: str) -> list[list[str]]:
    """The cells of each row of the tables in `text`, without heads and rules."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|") and not line.startswith("|---")
    ]
    return [row for row in cells if row != HEAD]


def places(cell: str) -> list[str]:
    """The places that the cell names: `path` or `path#key.key`."""
    return re.findall(r"`([^`]+)`", cell)


def missing(place: str) -> str:
    """Why `place` isn't there; empty when it is."""
    path, _, key = place.partition("#")
    if not (ROOT / path).is_file():
        return f"no file {path}"
    found = load(path.removeprefix("content/")) if key else None
    if path.startswith("content/banks/") and key:
        found = found["entries"]
    for part in key.split(".") if key else ():
        if isinstance(found, dict) and "lines" in found and part not in found:
            found = found["lines"]
        if not isinstance(found, dict) or part not in found:
            return f"no {part!r} in {path}"
        found = found[part]
    return ""


NAMED = sorted({place for row in rows(TEXT) for place in places(row[2])})


def faults(row: list[str]) -> list[str]:
    """What a row lacks."""
    if len(row) != len(HEAD):
        return [f"{len(row)} cells"]
    found = [name for name, cell in zip(HEAD, row, strict=True) if not cell]
    found += [] if places(row[2]) else ["a place"]
    return found + ([] if row[1] in {"A", "H", "A H", "–"} else ["A or H"])


@pytest.mark.parametrize("row", rows(TEXT), ids=lambda row: row[0])
def test_a_method_has_a_place(row: list[str]) -> None:
    assert faults(row) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("| Lytte | A |  | Regel |", ["Hvor", "a place"]),
        ("| Lytte | A | et sted | Regel |", ["a place"]),
        ("| Lytte | B | `docs/metoder.md` | Regel |", ["A or H"]),
        ("| Lytte | A | `docs/metoder.md` |", ["3 cells"]),
    ],
)
def test_a_row_that_lacks_something_is_seen(line: str, told: list[str]) -> None:
    assert faults(rows(line)[0]) == told


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("content/items/dans.yaml", "no file content/items/dans.yaml"),
        ("content/banks/udsagn.yaml#u99", "no 'u99' in content/banks/udsagn.yaml"),
        ("content/topics.yaml#vejret", "no 'vejret' in content/topics.yaml"),
        (
            "content/material/forberedelse.yaml#why.vejret",
            "no 'vejret' in content/material/forberedelse.yaml",
        ),
        ("content/material/forberedelse.yaml#why.for_me", ""),
        ("content/material/forberedelse.yaml#motivation.close", ""),
        ("content/banks/udsagn.yaml#u01", ""),
    ],
)
def test_a_place_that_is_not_there_is_seen(place: str, told: str) -> None:
    assert missing(place) == told


@pytest.mark.parametrize("place", NAMED)
def test_a_place_is_there(place: str) -> None:
    assert missing(place) == ""


def test_every_bank_and_every_part_of_the_material_serves_a_method() -> None:
    files = {place.partition("#")[0] for place in NAMED}
    assert {f"content/banks/{name}.yaml" for name in BANKS} - files == set()
    parts = {".".join(place.split(".")[:2]) for place in NAMED}
    told = {f"content/material/{name}.yaml#{key}" for name in MATERIAL
            for key in load_material(name).parts}  # fmt: skip
    assert told - parts == set()


def test_each_topic_of_the_texts_is_a_row() -> None:
    named = {place.partition("#")[2] for place in NAMED if place.startswith("content/topics.yaml#")}
    assert set(load("topics.yaml")) - named == set()
