"""The page's texts: each that it asks for is there, and each that is there is asked for."""

import re
from pathlib import Path

from content import load
from device.planfile.page import page_data
from tests.content.planlaeg.planner import ROOT

UI = ROOT / "content" / "planlaeg" / "src" / "ui"
TEXTS = load("planlaeg/texts.yaml")
MADE = re.compile(r"\bt\(`(\w+)\$")
"""Keys of which only the beginning stands in the source."""
MOST_LINES = 300


OF_FILES = frozenset((
    "long_line", "hint_topic", "hint_delete", "hint_item", "hint_question", "duplicate_key",
    "missing_key", "want_text", "want_list", "want_fields", "want_duration", "list_no_time",
    "want_item",
    "list_long", "unknown_person_key", "cannot_leave_out", "time_unclear", "given_twice",
    "item_outside", "item_off", "item_twice_kind",
))  # fmt: skip
"""Faults that only a file by hand can have, or whose lines are those of a field."""
AS_IN_A_FILE = re.compile(r'[Ll]inje\b(?! navn)|"[^"]*:\s[^"]*"|"- |under tider')


def sources() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in UI.iterdir()}


def test_the_page_uses_just_the_texts_that_there_are() -> None:
    text = "\n".join(sources().values())
    assert set(re.findall(r'\b(?:t|of)\(\s*"(\w+)"', text)) - set(TEXTS) == set()
    perhaps = set(re.findall(r'"(\w+)"', text))
    begun = {key for key in TEXTS for begin in MADE.findall(text) if key.startswith(begin)}
    assert set(TEXTS) - perhaps - begun - {"title"} == set()


def test_what_is_wrong_is_said_of_the_pages_fields_not_of_a_files_lines() -> None:
    given = page_data()
    said = {**given["faults"], **given["page"]["faults"]}
    assert {
        key for key in said if AS_IN_A_FILE.search(said[key].replace("hver linje", ""))
    } <= OF_FILES
    assert given["page"]["faults"].keys() <= given["faults"].keys()


def test_no_source_is_longer_than_one_reads_in_a_sitting() -> None:
    lengths = {path.name: len(text.splitlines()) for path, text in sources().items()}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}
