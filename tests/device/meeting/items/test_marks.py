"""What the core asks of a kind's plan class: which bids welcome, looks back, says goodbye."""

import pytest

from device.meeting.items.registry import by_name

NAMES = (
    "velkomst",
    "aftale",
    "talerunde",
    "dialog",
    "pause",
    "evaluering",
    "stemmer",
    "afslutning",
)


@pytest.mark.parametrize(
    ("mark", "marked"),
    [("greets", "velkomst"), ("evaluates", "evaluering"), ("says_goodbye", "afslutning")],
)
def test_one_of_the_usual_kinds_has_the_mark(mark: str, marked: str) -> None:
    assert [name for name in NAMES if getattr(by_name(name).item, mark)] == [marked]


@pytest.mark.parametrize(("name", "grows"), [("dialog", True), ("pause", False), ("aftale", False)])
def test_a_dialogue_takes_what_is_left_over(name: str, grows: bool) -> None:
    assert by_name(name).fields.grows is grows
