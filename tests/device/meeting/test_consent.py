"""The ground rules: what it takes to dare, the rules, and a real yes; silence is none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from device.meeting import plan
from device.meeting.items.agreement.plan import dare_seconds
from device.meeting.material import part_at
from tests.device.meeting.table import AGREEMENT, CLOSING, DIALOGUE, NAMES, ROUND, Table

Act = Callable[[Table], None]
SHORT = replace(AGREEMENT, seconds=60)


def press(*buttons: str) -> Act:
    return lambda table: table.press(*buttons)


def hear(*intents: str) -> Act:
    def act(table: Table) -> None:
        for intent in intents:
            table.hear(intent)

    return act


def silence(seconds: float) -> Act:
    return lambda table: table.wait(seconds)


WAYS: dict[str, tuple[list[Act], bool | None]] = {
    "each by button": ([press(*["green"] * 4)], True),
    "each by voice": ([hear(*["yes"] * 4)], True),
    "some of each": ([hear("yes"), press("green", "green"), hear("yes")], True),
    "all in one voice": ([hear("all_agree")], True),
    "one, and then all": ([press("green"), silence(25), hear("all_agree")], True),
    "late": ([silence(50), press(*["green"] * 4)], True),
    "asked whether to talk": ([silence(70), hear("all_agree")], True),
    "they talk, and agree": ([hear("no"), silence(400), press(*["green"] * 5)], True),
    "offered a talk": ([silence(70), press("green"), silence(90), press(*["green"] * 5)], True),
    "not a word": ([silence(300)], False),
    "one says nothing": ([press(*["green"] * 3), silence(300)], False),
    "next": ([press("green"), hear("next")], False),
    "no talk wanted": ([silence(70), hear("no")], False),
    "no talk wanted, by button": ([silence(70), press("yellow")], False),
    "they talk, and say nothing": ([hear("no"), press("green"), silence(300)], False),
    "skipped": ([hear("next_item")], None),
}


@pytest.mark.parametrize(("acts", "agreed"), WAYS.values(), ids=WAYS)
def test_only_a_yes_is_a_yes(acts: list[Act], agreed: bool | None) -> None:
    table = Table.started(SHORT, DIALOGUE, CLOSING)
    for act in acts:
        act(table)
    table.wait(10)
    assert table.meeting.index >= 1
    assert table.meeting.record.agreed is agreed
    assert ("agreed" in table.keys) == (agreed is True)
    assert ("agreement_later" in table.keys) == (agreed is False)


def later(*agenda: plan.Item) -> Table:
    table = Table.started(SHORT, *agenda)
    table.hear("next")
    table.clear()
    return table


def titles(table: Table) -> list[str]:
    return [item.title for item in table.meeting.plan.agenda] if table.meeting.plan else []


@pytest.mark.parametrize(
    ("agenda", "order"),
    [
        ((DIALOGUE, CLOSING), ["aftale", "dialog", "aftale", "afslutning"]),
        ((CLOSING, DIALOGUE), ["aftale", "aftale", "afslutning", "dialog"]),
        ((ROUND, DIALOGUE), ["aftale", "hvem er vi", "aftale", "dialog"]),
        ((CLOSING,), ["aftale", "aftale", "afslutning"]),
        ((), ["aftale"]),
    ],
)
def test_it_comes_back_before_the_end_as_was_promised(
    agenda: tuple[plan.Item, ...], order: list[str]
) -> None:
    table = Table.started(SHORT, *agenda)
    table.hear("next")
    assert titles(table) == order
    assert ("agreement_later" in table.keys) == (len(order) > 1 + len(agenda))
    assert ("agreement_open" in table.keys) == (len(order) == 1)


@pytest.mark.parametrize(
    ("act", "agreed"),
    [(press(*["green"] * len(NAMES)), True), (hear("all_agree"), True), (silence(120), False)],
)
def test_once_more_and_then_it_is_let_be(act: Act, agreed: bool) -> None:
    table = later(DIALOGUE, CLOSING)
    table.press("green")
    assert table.keys[-1] == "agreement_again"
    act(table)
    assert table.meeting.record.agreed is agreed
    assert ("agreement_open" in table.keys) != agreed
    assert table.keys[-1] == "own_words"  # the closing's first point
    assert titles(table).count("aftale") == 2


def test_whoever_goes_back_and_agrees_is_not_asked_again() -> None:
    table = later(DIALOGUE, CLOSING)
    table.hear("back")
    table.hear("all_agree")
    assert titles(table) == ["aftale", "dialog", "afslutning"]
    assert table.meeting.record.agreed is True


@pytest.mark.parametrize(
    ("seconds", "talk"),
    [(30, 0), (60, 0), (119, 0), (120, 30), (180, 60), (300, 120), (600, 180), (1800, 180)],
)
def test_the_talk_before_the_rules_fits_the_plan(seconds: float, talk: float) -> None:
    assert dare_seconds(seconds) == talk


def test_first_what_it_takes_then_the_rules_then_the_yes() -> None:
    table = Table.started(AGREEMENT, CLOSING)
    assert table.keys[-3:] == ["agreement_intro", "purpose", "agreement_dare"]
    assert table.light == "green"
    table.clear()
    table.wait(30)
    assert table.said == []
    table.press("green")
    assert table.keys == ["rules_intro", "own_words", "ask_agreed"]


def test_nobody_is_ready_and_the_rules_are_read_all_the_same() -> None:
    table = Table.started(AGREEMENT, CLOSING)
    table.clear()
    table.wait(60)
    assert table.chimes == ["warning", "end"]
    table.wait(59)
    assert table.said == []
    table.wait(2)
    assert table.keys == ["agreement_dare_over"]
    table.wait(60)
    assert "ask_agreed" in table.keys


def test_more_time_to_talk_before_the_rules() -> None:
    table = Table.started(AGREEMENT, CLOSING)
    table.wait(50)
    table.hear("more_time", minutes=2.0)
    table.clear()
    table.wait(129)
    assert "end" not in table.chimes
    table.wait(2)
    assert "end" in table.chimes


@pytest.mark.parametrize("in_a_pause", [False, True])
def test_who_goes_is_not_waited_for(in_a_pause: bool) -> None:
    table = Table.started(SHORT, DIALOGUE, CLOSING)
    table.press("green", "green", "green")
    if in_a_pause:
        table.hear("pause")
    table.clear()
    table.hear("left", name="Dan")
    if in_a_pause:
        table.hear("resume")
    assert table.meeting.agreed
    assert "one_yes_missing" not in table.keys


def test_all_have_gone_and_nobody_has_agreed() -> None:
    table = Table.started(SHORT, DIALOGUE, CLOSING)
    for name in NAMES:
        table.hear("left", name=name)
    assert table.meeting.agreed is None


@pytest.mark.parametrize("yes", [hear("all_agree"), hear("next")], ids=["agreed", "later"])
def test_whoever_goes_back_to_the_question_has_not_answered_it(yes: Act) -> None:
    table = Table.started(SHORT, DIALOGUE, CLOSING)
    yes(table)
    table.hear("back")
    table.hear("next_item")
    assert table.meeting.record.agreed is None
    table.hear("back")
    table.hear("next")
    assert titles(table) == ["aftale", "dialog", "aftale", "afslutning"]
    assert table.meeting.record.agreed is False


def test_whoever_goes_back_later_has_agreed_still() -> None:
    table = Table.started(SHORT, ROUND, CLOSING)
    table.hear("all_agree")
    table.wait(20)
    table.hear("next")
    table.hear("back")
    assert table.meeting.record.agreed is True


def test_questions_for_the_talk_about_daring_are_read_on_request() -> None:
    table = Table.started(AGREEMENT, CLOSING)
    table.clear()
    lines = [line.say for line in part_at("foerste-moede.dare").lines.values()]
    for _ in range(len(lines) + 1):
        table.hear("question")
    assert [said.text for said in table.said] == [*lines, lines[0]]
    table.press("green")
    assert "ask_agreed" in table.keys
