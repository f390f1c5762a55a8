"""The page's texts: each that it asks for is there, and each that is there is asked for."""

import re
from pathlib import Path

from content import load
from tests.content.planlaeg.planner import ROOT

UI = ROOT / "content" / "planlaeg" / "src" / "ui"
TEXTS = load("planlaeg/texts.yaml")
MADE = re.compile(r"\bt\(`(\w+)\$")
"""Keys of which only the beginning stands in the source."""
MOST_LINES = 300


def sources() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in UI.iterdir()}


def test_the_page_uses_just_the_texts_that_there_are() -> None:
    text = "\n".join(sources().values())
    assert set(re.findall(r'\b(?:t|of)\(\s*"(\w+)"', text)) - set(TEXTS) == set()
    perhaps = set(re.findall(r'"(\w+)"', text))
    begun = {key for key in TEXTS for begin in MADE.findall(text) if key.startswith(begin)}
    assert set(TEXTS) - perhaps - begun - {"title"} == set()


def test_no_source_is_longer_than_one_reads_in_a_sitting() -> None:
    lengths = {path.name: len(text.splitlines()) for path, text in sources().items()}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}
