"""What the pages for contributors name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("architecture.md", "contributing.md", "decisions.md", "glossary.md", "planning-page.md",
         "testing.md")  # fmt: skip
PLACES = ("", "device/", "device/meeting/", "device/meeting/items/", "speech/hearing/", "docs/")
ROOMS = ("content", "device", "speech", "tests")
MADE = ("out/", "content/items/<", "content/forms/<", "x/")
"""What is there only when something has run, or stands for any name."""


def named(page: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    paths = re.findall(r"`([\w./-]+(?:/|\.(?:py|yaml|md|db)))`", text)
    return [path for path in paths if not path.startswith(MADE)]


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page: str) -> None:
    files = {path.name for room in ROOMS for path in (ROOT / room).rglob("*.*")}
    for path in named(page):
        there = any((ROOT / place / path).exists() for place in PLACES)
        assert there or path in files, f"docs/{page} names {path}"


def test_pages_name_files() -> None:
    assert len(named("glossary.md")) > 20
