"""The forecast as a table: how far behind, and how much of their time the items to come get."""

from dataclasses import replace

import pytest

from device.meeting import forecast
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.timing import Rules
from tests.device.meeting.table import a_plan

TEN = TopicDialogue("dialog", 600, topic="tillid")
TWENTY = replace(TEN, seconds=1200)
ROUND = SpeakingRound("runde", 400, question="Hvad nu?", turn_seconds=100)
END = Closing("afslutning", 300)
PLAN = a_plan(TEN, TEN, TWENTY, END)
RULES = Rules()


@pytest.mark.parametrize(
    ("seconds", "part", "gets"),
    [
        (600, 1.0, 600),
        (600, 0.5, 300),
        (600, 0.49, 240),  # whole minutes
        (600, 0.7, 420),
        (90, 0.5, 60),  # not below a minute
        (120, 0.5, 60),
        (50, 0.5, 50),  # never more than it was
        (3600, 0.99, 3540),
    ],
)
def test_time_of_the_whole_group_is_shortened_by_whole_minutes(
    seconds: float, part: float, gets: float
) -> None:
    assert RULES.shorter(seconds, part) == gets


@pytest.mark.parametrize(
    ("seconds", "part", "gets"),
    [(120, 0.5, 60), (100, 0.77, 70), (100, 0.8, 80), (40, 0.5, 30), (20, 0.5, 20), (30, 0.9, 30)],
)
def test_a_turn_is_shortened_by_whole_tens(seconds: float, part: float, gets: float) -> None:
    assert RULES.shorter_turn(seconds, part) == gets


@pytest.mark.parametrize(
    ("index", "elapsed", "late"),
    [(0, 0, 0), (0, 30, 30), (1, 600, 0), (1, 700, 100), (1, 500, -100), (3, 2500, 100)],
)
def test_how_far_behind(index: int, elapsed: float, late: float) -> None:
    assert forecast.behind(PLAN, index, elapsed) == late


@pytest.mark.parametrize(
    ("index", "late", "part"),
    [
        (1, 0, 1.0),
        (1, -300, 1.0),
        (1, 59, 1.0),  # under a minute nothing is shortened
        (1, 60, 1740 / 1800),
        (1, 300, 1500 / 1800),
        (1, 900, 0.5),
        (1, 5000, 0.5),  # nothing gets less than half
        (2, 300, 900 / 1200),
        (3, 300, 1.0),  # the last keeps its time
    ],
)
def test_what_is_behind_is_shared_by_those_to_come(index: int, late: float, part: float) -> None:
    elapsed = sum(item.seconds for item in PLAN.agenda[:index]) + late
    assert forecast.share(PLAN, index, elapsed, 4) == pytest.approx(part)


def test_what_is_fixed_gives_nothing_and_the_others_more() -> None:
    plan = a_plan(TEN, replace(TEN, fixed=True), TWENTY, END)
    assert forecast.share(plan, 1, 900, 4) == 900 / 1200
    assert forecast.shortened(plan, 1, 900, 4) is plan.agenda[1]
    assert forecast.shortened(plan, 2, 1500, 4).seconds == 900


def test_who_is_late_but_fewer_is_not_hurried() -> None:
    plan = a_plan(TEN, ROUND, TEN, END)
    assert forecast.share(plan, 1, 700, 4) < 1.0
    assert forecast.share(plan, 1, 700, 3) == 1.0, "a turn less makes up for it"
    assert forecast.shortened(plan, 1, 700, 3) is plan.agenda[1]


def test_without_anything_to_shorten_nothing_is() -> None:
    plan = a_plan(TEN, END)
    assert forecast.share(plan, 0, 400, 4) < 1.0
    assert forecast.share(plan, 1, 4000, 4) == 1.0
    assert forecast.shortened(plan, 1, 4000, 4) is plan.agenda[1]


@pytest.mark.parametrize(
    ("index", "elapsed", "left", "seconds"),
    [
        (0, 0, 600, 2700),
        (0, 300, 300, 2400),
        (2, 1200, 1200, 1500),
        (3, 2400, 100, 100),
        (1, 600, 600 + 300, 900 + 900 + 300),  # five minutes more: the next gets them less
    ],
)
def test_seconds_until_the_end(index: int, elapsed: float, left: float, seconds: float) -> None:
    assert forecast.remaining(PLAN, index, elapsed, 4, left) == seconds


def test_the_rules_may_be_others() -> None:
    strict = Rules(late=10, shortest_share=0.9)
    assert forecast.share(PLAN, 1, 620, 4) == 1.0
    assert forecast.share(PLAN, 1, 620, 4, strict) == pytest.approx(1780 / 1800)
    assert forecast.share(PLAN, 1, 9000, 4, strict) == 0.9
    lazy = Rules(late=1000)
    assert forecast.remaining(PLAN, 1, 900, 4, 600, lazy) == 600 + 1200 + 300
    assert forecast.shortened(PLAN, 2, 1500, 4, lazy) is PLAN.agenda[2]


SCORES = Evaluation("evaluering", 360, statements=("Godt?",), question="Hvad?", turn_seconds=60)


@pytest.mark.parametrize(
    ("item", "part", "seconds", "turn"),
    [
        (SCORES, 0.5, 360 - 4 * 30, 30),
        (SCORES, 0.8, 360 - 4 * 20, 40),
        (replace(SCORES, seconds=120), 0.5, 60, 30),  # no more turns than there is time for
        (ROUND, 0.5, 200, 50),
        (ROUND, 0.85, 320, 80),
        (ROUND, 0.1, 120, 30),
    ],
)
def test_what_is_shortened_is_each_ones_turn(
    item: Evaluation | SpeakingRound, part: float, seconds: float, turn: float
) -> None:
    shorter = item.shortened(part, 4, RULES)
    assert (shorter.seconds, shorter.turn_seconds) == (seconds, turn)


@pytest.mark.parametrize(
    ("item", "people", "flexible", "needs"),
    [
        (SCORES, 4, 240, 360),
        (SCORES, 16, 360, 360),
        (replace(SCORES, question=""), 4, 0, 360),
        (ROUND, 3, 300, 300),
        (ROUND, 0, 400, 400),  # nobody has been counted yet
        (TEN, 4, 600, 600),
        (END, 4, 300, 300),
        (Agreement("aftale", 300), 4, 0, 300),
    ],
)
def test_what_an_item_needs_and_what_of_it_may_go(
    item: Evaluation | SpeakingRound, people: int, flexible: float, needs: float
) -> None:
    assert (item.flexible(people), item.needs(people)) == (flexible, needs)


def test_whose_turns_have_a_time() -> None:
    assert ROUND.each == 100
    assert SCORES.each == 60
    assert replace(SCORES, question="").each is None
    assert TEN.each is None
