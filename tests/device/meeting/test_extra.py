"""Extra minutes come from somewhere, in a fair way, and the box says from where."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.meeting.extra import Payment, each_gives, told
from device.meeting.items.item import TurnsAhead
from device.meeting.phrases import load_phrases
from device.meeting.plan import Item
from tests.device.meeting.table import BREAK, CLOSING, DIALOGUE, ROUND, Table

PHRASES = load_phrases()
TALK = replace(DIALOGUE, title="Mig og min leder", seconds=1200)
SHORT = replace(DIALOGUE, title="Siden sidst", seconds=300)
TURNS = replace(ROUND, seconds=520, turn_seconds=120)

EACH = {
    "six are still to come": (60, TurnsAhead(6, 120, 120), 10),
    "seven: it doesn't come out even": (60, TurnsAhead(7, 120, 120), 10),
    "fifteen": (60, TurnsAhead(15, 120, 120), 5),
    "nothing is missing": (0, TurnsAhead(6, 120, 120), 0),
    "there is time to spare": (-60, TurnsAhead(6, 120, 120), 0),
    "nobody is left": (60, None, 0),
    "turns as short as can be": (60, TurnsAhead(4, 30, 30), 0),
    "down to half": (300, TurnsAhead(2, 120, 120), 60),
    "down to half of what was planned": (300, TurnsAhead(2, 80, 120), 20),
    "halved already": (60, TurnsAhead(2, 60, 120), 0),
    "a short turn keeps half a minute": (60, TurnsAhead(2, 45, 45), 15),
}


@pytest.mark.parametrize(("missing", "turns", "each"), EACH.values(), ids=EACH)
def test_what_each_turn_gives(missing: float, turns: TurnsAhead | None, each: float) -> None:
    assert each_gives(missing, turns) == each


@given(st.floats(1, 900), st.integers(1, 15), st.floats(15, 300))
def test_no_turn_gives_too_much(missing: float, count: int, seconds: float) -> None:
    each = each_gives(missing, TurnsAhead(count, seconds, seconds))
    assert each % 5 == 0
    assert each >= 0
    assert each == 0 or seconds - each >= max(30, seconds / 2)
    assert each * count < missing + 5 * count


SAID = {
    "turns": (Payment(each=10), ["Det koster de næste ti sekunder hver."]),
    "one item": (
        Payment(items=(("Mig og min leder?", 120),)),
        ["Det tager to minutter fra punktet Mig og min leder."],
    ),
    "several items": (
        Payment(items=(("Et", 120), ("To", 180))), ["Det tager fem minutter fra de næste punkter."],
    ),
    "the end": (Payment(later=300), ["Så slutter vi fem minutter senere."]),
    "two at most": (
        Payment(each=5, items=(("Et", 60),), later=300),
        ["Det koster de næste fem sekunder hver.", "Det tager et minut fra punktet Et."],
    ),
    "nothing": (Payment(), []),
}  # fmt: skip


@pytest.mark.parametrize(("payment", "said"), SAID.values(), ids=SAID)
def test_how_it_is_said(payment: Payment, said: list[str]) -> None:
    assert [PHRASES.text(one.key, **one.values) for one in told(payment)] == said


ASKED = {
    "a turn of four": ([TURNS, CLOSING], 1, ["Det koster de næste tyve sekunder hver."], 0),
    "a dialogue before another": (
        [SHORT, TALK, CLOSING], 5, ["Det tager fem minutter fra punktet Mig og min leder."], 0,
    ),
    "a dialogue before two": (
        [TALK, SHORT, TALK, CLOSING], 5, ["Det tager fem minutter fra de næste punkter."], 0,
    ),
    "nothing can be shorter": (
        [TALK, BREAK, CLOSING], 5, ["Så slutter vi fem minutter senere."], 5,
    ),
    "too much for what comes": (
        [TALK, SHORT, CLOSING], 5,
        ["Det tager tre minutter fra punktet Siden sidst.", "Så slutter vi to minutter senere."], 2,
    ),
    "half a minute is not worth a word": ([TALK, BREAK, CLOSING], 0.5, [], 0),
    "the last item": ([CLOSING], 2, ["Så slutter vi to minutter senere."], 2),
}  # fmt: skip


@pytest.mark.parametrize(("agenda", "minutes", "said", "later"), ASKED.values(), ids=ASKED)
def test_who_asks_for_more_hears_what_it_costs(
    agenda: list[Item], minutes: float, said: list[str], later: float
) -> None:
    table = Table.started(*agenda)
    table.wait(20)
    table.clear()
    table.hear("more_time", minutes=minutes)
    assert [one.text for one in table.said][1:] == said
    promised = sum(item.seconds for item in agenda) + 60 * later
    assert table.meeting.plan.promised == pytest.approx(promised, abs=1)


def test_the_turns_that_gave_are_shorter_and_no_more_than_half() -> None:
    table = Table.started(TURNS, CLOSING)
    table.wait(20)
    table.hear("more_time", minutes=1)
    table.press("green")
    assert table.meeting.item.timer.given == 100
    table.hear("more_time", minutes=10)
    table.press("green")
    assert table.meeting.item.timer.given == 60
    table.clear()
    table.hear("more_time", minutes=1)
    assert "extra_turns" not in table.keys


def test_with_time_to_spare_nobody_pays() -> None:
    table = Table.started(TALK, TURNS, CLOSING)
    table.wait(600)
    table.press("green")
    table.clear()
    table.hear("more_time", minutes=5)
    assert table.keys == ["more_time"]
    table.press("green")
    assert table.meeting.item.timer.given == 120


def test_a_break_that_nobody_planned_costs_too_and_is_called_to_its_end() -> None:
    table = Table.started(SHORT, TALK, CLOSING)
    table.wait(60)
    table.clear()
    table.hear("take_break", minutes=5)
    assert [said.text for said in table.said] == [
        "Pause i fem minutter. Jeg kalder, når den er gået. Tryk gul, hvis I vil i gang før.",
        "Det tager fem minutter fra punktet Mig og min leder.",
    ]
    assert table.light == "blue"
    table.clear()
    table.wait(299)
    assert table.said == []
    table.wait(2)
    assert [said.text for said in table.said] == ["Så er pausen slut. Tryk gul, når I er klar."]
    assert table.chimes == ["end"]
    table.press("yellow")
    assert table.last == "Vi fortsætter samtalen. Der er fire minutter tilbage."
    assert table.meeting.paused == pytest.approx(301)


def test_a_pause_can_become_a_break_of_so_long() -> None:
    table = Table.started(SHORT, CLOSING)
    table.press("yellow")
    table.wait(60)
    table.hear("take_break", minutes=5)
    table.clear()
    table.wait(299)
    assert table.said == []
    table.wait(2)
    assert table.keys == ["rest_over"]
    assert table.chimes == ["end"]
    assert table.meeting.situation == "paused"


def test_a_break_that_nobody_comes_back_from_is_called_again_and_then_goes_on() -> None:
    table = Table.started(SHORT, CLOSING)
    table.wait(60)
    table.hear("take_break", minutes=5)
    table.wait(300)
    table.clear()
    table.wait(5 * 60)
    assert table.keys == ["rest_over_again"] * 5
    assert table.meeting.situation == "paused"
    table.clear()
    table.wait(60)
    assert [said.text for said in table.said] == [
        "Så fortsætter vi. De andre kommer til undervejs.",
        "Vi fortsætter samtalen. Der er fire minutter tilbage.",
    ]
    assert table.meeting.paused_at is None
    assert table.meeting.paused == pytest.approx(300 + 6 * 60)


def test_one_alone_is_not_told_of_others() -> None:
    table = Table.started(SHORT, CLOSING, names=("Anne",))
    table.hear("take_break", minutes=1)
    table.clear()
    table.wait(60 + 6 * 60)
    assert {said.text for said in table.said if said.key.startswith("rest")} == {
        "Så er pausen slut. Tryk gul, når du er klar.",
        "Er du her igen? Så tryk gul, eller sig: Tidtager, fortsæt.",
        "Så fortsætter vi.",
    }


def test_more_break_is_more_time_before_the_call() -> None:
    table = Table.started(SHORT, CLOSING)
    table.hear("take_break", minutes=2)
    table.wait(2 * 60 + 90)
    table.hear("take_break", minutes=5)
    table.clear()
    table.wait(299)
    assert table.said == []
    table.wait(2)
    assert table.keys == ["rest_over"]
