"""Which numbers are shown: of scores none that tells of anybody, of turns one for each person."""

import csv
import html
import io
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from device.meeting.account import Account
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.plan import Person, Plan
from device.meeting.record import Counts, Record, ScoreRecord, TurnRecord, mean_range, shown_counts
from device.report import write_report
from device.report.figures import Figures, figures, median

ROUND = SpeakingRound("Runde", 240, question="Hvem er du?", turn_seconds=60)
EVALUATION = Evaluation("Evaluering", 300, statements=("A.", "B.", "C."), question="Hvad var godt?")
PEOPLE = tuple(map(Person, ("Anna", "Bo", "Carla", "Dorte")))
PLAN = Plan("egen dagsorden", PEOPLE, (ROUND, EVALUATION))


@pytest.mark.parametrize(
    ("counts", "counts_shown", "between"),
    [
        pytest.param((0, 0, 0, 0, 0), False, None, id="nobody"),
        pytest.param((1, 1, 1, 0, 0), False, None, id="three people"),
        pytest.param((0, 0, 0, 0, 3), False, None, id="three alike"),
        pytest.param((1, 1, 1, 1, 0), True, None, id="four, all different"),
        pytest.param((0, 2, 0, 2, 0), True, None, id="two and two"),
        pytest.param((0, 0, 0, 0, 4), False, (3, 5), id="four fives"),
        pytest.param((0, 0, 0, 4, 0), False, (3, 5), id="four fours look the same"),
        pytest.param((0, 0, 0, 1, 3), False, (3, 5), id="one knows what the others gave"),
        pytest.param((1, 0, 0, 0, 3), False, (3, 5), id="just four"),
        pytest.param((0, 0, 8, 0, 0), False, (3, 5), id="eight threes"),
        pytest.param((16, 0, 0, 0, 0), False, (1, 3), id="sixteen ones"),
        pytest.param((1, 0, 0, 0, 15), False, (3, 5), id="one against fifteen"),
        pytest.param((2, 0, 0, 0, 14), True, None, id="two against fourteen"),
    ],
)
def test_of_a_statement_is_shown(
    counts: Counts, counts_shown: bool, between: tuple[int, int] | None
) -> None:
    assert (shown_counts(counts) is not None, mean_range(counts)) == (counts_shown, between)


def everyone(people: int) -> list[Counts]:
    """All ways in which so many people can score."""
    return [c for c in itertools.product(range(people + 1), repeat=5) if sum(c) == people]  # type: ignore[misc]


@pytest.mark.parametrize("people", range(1, 9))
def test_nobody_can_take_an_own_score_away_and_know_each_other_one(people: int) -> None:
    """Of whatever is shown, each who scored holds at least two ways possible for the others."""
    looks: dict[object, set[Counts]] = {}
    for counts in everyone(people):
        looks.setdefault((shown_counts(counts), mean_range(counts)), set()).add(counts)
    for possible in looks.values():
        for own in {score for counts in possible for score in range(5) if counts[score]}:
            others = {
                tuple(count - (place == own) for place, count in enumerate(counts))
                for counts in possible
                if counts[own]
            }
            # What each of the others gave is only known when there is one way, and all alike.
            known = len(others) == 1 and max(next(iter(others))) == people - 1 > 0
            assert not known, (own + 1, others)


def shows(*counts: Counts) -> Figures:
    scores = tuple(ScoreRecord(1, f"{chr(65 + k)}.", c) for k, c in enumerate(counts))
    return figures(PLAN, Record(came=4, scores=scores))


SHOWN: Counts = (1, 1, 0, 2, 0)


@pytest.mark.parametrize("hidden", [(0, 0, 0, 8, 0), (0, 0, 0, 1, 7), (0, 0, 8, 0, 0)])
def test_a_figure_over_all_leaves_nothing_when_the_others_are_taken_from_it(hidden: Counts) -> None:
    assert shows(SHOWN, hidden, SHOWN) == shows(SHOWN, (0, 0, 0, 0, 8), SHOWN)
    assert shows(SHOWN, hidden).median == shows(SHOWN).median


@pytest.mark.parametrize("few", [(1, 1, 1, 0, 0), (0, 0, 0, 0, 1), (0, 0, 0, 0, 0)])
def test_too_few_look_like_none(few: Counts) -> None:
    assert shows(few) == shows((0, 0, 0, 0, 3))
    assert shows(few).median is None


def test_a_statement_that_was_scored_again_is_shown_as_it_was_last() -> None:
    scores = (ScoreRecord(1, "A.", (1, 1, 0, 2, 0)), ScoreRecord(1, "A.", (1, 1, 0, 2, 1)))
    shown = figures(PLAN, Record(came=5, scores=scores))
    assert [score.counts for score in shown.scores] == [(1, 1, 0, 2, 1)]


def written(tmp_path: Path, record: Record) -> tuple[str, list[list[str]]]:
    page, scores, *_ = write_report(tmp_path, Account(PLAN, record), date=None)
    rows = csv.reader(io.StringIO(scores.read_text(encoding="utf-8-sig")), delimiter=";")
    return html.unescape(page.read_text(encoding="utf-8")), list(rows)


def test_of_three_people_page_and_table_say_too_few(tmp_path: Path) -> None:
    record = Record(came=3, scores=(ScoreRecord(1, "A.", (1, 1, 1, 0, 0)),))
    page, rows = written(tmp_path, record)
    assert "for få svar" in page
    assert "typiske svar" not in page
    assert "gav 1" not in page
    assert not re.search(r"\d+ svar", page), "not even how many"
    assert [cell for row in rows[1:] for cell in row if cell] == ["1", "A.", "for få svar"]


def test_the_page_says_what_it_keeps_back_and_why(tmp_path: Path) -> None:
    page, _ = written(tmp_path, Record(came=4, scores=(ScoreRecord(1, "A.", SHOWN),)))
    assert "færre end fire svar på et udsagn, vises de ikke" in page


def test_what_people_give_is_called_svar_and_nothing_else(tmp_path: Path) -> None:
    page, rows = written(tmp_path, Record(came=4, scores=(ScoreRecord(1, "A.", SHOWN),)))
    seen = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL) + " ".join(rows[0])
    assert not re.findall(r"karakter\w*|\bpoint\b|stemmer|\bscore\w*|\bantal \d", seen.casefold())


def a_turn(name: str, used: float = 50, extra: float = 0.0, *, planned: float = 60) -> TurnRecord:
    return TurnRecord(0, name, planned, extra, used)


def passed(name: str) -> TurnRecord:
    return TurnRecord(0, name, 60, 0.0, 0.0, skipped=True)


PEOPLE_SHARE = [
    pytest.param([a_turn(name) for name in "ABCD"], 100, id="all the same"),
    pytest.param([a_turn("A"), *(passed(name) for name in "BCD")], 0, id="one had it all"),
    pytest.param([a_turn("A", 10), *(a_turn(name, 30) for name in "BCD")], 80, id="one less"),
    pytest.param(
        [a_turn("A", 20), a_turn("A", 10), *(a_turn(name, 30) for name in "BCD")], 100,
        id="in two turns",
    ),
    pytest.param(
        [passed("B"), *(a_turn(name, 30) for name in "ACD"), a_turn("B", 30)], 100,
        id="passed, but spoke in the end",
    ),
    pytest.param([a_turn(name) for name in "ABC"], None, id="of three it is not told"),
    pytest.param([passed(name) for name in "ABCD"], None, id="nobody spoke"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "shared"), PEOPLE_SHARE)
def test_of_a_round_there_is_one_number(turns: list[TurnRecord], shared: int | None) -> None:
    (single,) = figures(PLAN, Record(came=4, turns=tuple(turns))).rounds
    assert (single.title, single.shared) == ("Runde", shared)


def test_whose_turn_was_long_cannot_be_told(tmp_path: Path) -> None:
    """Not even with names: the number is the same whoever spoke, in whatever order."""
    named = replace(PLAN, names_in_report=True)
    lengths = {"Anna": 10, "Bo": 50, "Carla": 40, "Dorte": 20}
    turns = [a_turn(name, used) for name, used in lengths.items()]
    others = [a_turn(name, used) for name, used in zip(lengths, (50, 40, 20, 10), strict=True)]
    pages = [
        write_report(tmp_path, Account(named, Record(came=4, turns=tuple(one))), date=None)[
            0
        ].read_text(encoding="utf-8")
        for one in (turns, others, others[::-1])
    ]
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize(
    ("counts", "middle"),
    [((1, 0, 0, 0, 4), 5), ((2, 0, 0, 0, 2), 3), ((0, 2, 1, 0, 1), 2.5), ((0, 0, 1, 2, 2), 4)],
)
def test_the_median_is_the_middle_answer(counts: Counts, middle: float) -> None:
    assert median(counts) == middle
