"""docs/knapper.md is what the command makes, and it leaves nothing out."""

from pathlib import Path

import pytest

from content import load
from device.commands import button_table
from device.meeting.buttons import STATES, load_buttons
from device.meeting.events import BUTTONS, CHORDS
from device.meeting.items.fields.rules import all_rules
from device.meeting.items.registry import kinds

PAGE = Path(__file__).parents[3] / "docs/knapper.md"
WORDS = load("knapper.yaml")


def test_the_page_is_what_the_command_makes() -> None:
    made = button_table.page()
    assert PAGE.read_text(encoding="utf-8") == made, (
        "run: python -m device.commands.button_table > docs/knapper.md"
    )


def section(state: str) -> str:
    return button_table.page().split(f"## {WORDS['states'][state]}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("state", STATES)
def test_every_button_of_every_state_is_there(state: str) -> None:
    named = load("buttons.yaml")["states"][state]
    rows = [line for line in section(state).splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(named)
    assert all(line.endswith(". |") for line in rows)


def test_no_word_is_left_over() -> None:
    table = load_buttons()
    meant = {
        table.meaning(state, button, held=held, long=long)
        for state in STATES
        for button in (*BUTTONS, *CHORDS)
        for held, long in ((False, False), (True, False), (True, True))
    }
    assert set(WORDS["meanings"]) == meant - {None}
    assert set(WORDS["states"]) == set(STATES)
    own = WORDS["own"]
    assert all(set(own[state]) <= set(load("buttons.yaml")["states"][state]) for state in own)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_a_kind_is_named_where_a_state_is_its_own(kind: object) -> None:
    title = all_rules()[kind.name].title  # type: ignore[attr-defined]
    rare = kind.situations - {"speaking", *WORDS["anywhere"]}  # type: ignore[attr-defined]
    assert all(title in section(state) for state in rare)
