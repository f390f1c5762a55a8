"""Every two published figures taken from each other: what is left is nothing, or four people.

A figure is a set of answers: who gave it, at which meeting, to which statement. Here everybody's
answer is known, so that what a figure was made of is known, too. Where one figure is made of some
of what another is made of, the rest can be found by subtraction; so the rest must be nobody's, or
at least four people's.
"""

import csv
import io
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import duckdb
import pytest

from device.meeting.account import Account
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.plan import Person, Plan
from device.meeting.record import Counts, ItemRecord, Record, ScoreRecord
from device.meeting.remembered import Past
from device.report import write_report

STATEMENTS = ("Aa.", "Bb.", "Cc.")
PEOPLE = tuple(Person(f"Person{number}") for number in range(9))
PLAN = Plan("egen dagsorden", PEOPLE, (Evaluation("Evaluering", 300, statements=STATEMENTS),))
Answer = tuple[int, str, int]
"""Meeting, statement, person."""
Given = dict[tuple[int, str], list[int]]
"""By meeting and statement: what everybody gave."""


@dataclass(frozen=True)
class Figure:
    """Something that is published."""

    where: str
    of: frozenset[Answer]


def counted(given: list[int]) -> Counts:
    found = Counter(given)
    return found[1], found[2], found[3], found[4], found[5]


def a_course(seed: int) -> tuple[Account, Given]:
    """Five meetings with now few, now many answers, now all alike; what everybody gave."""
    chance = random.Random(seed)
    past, answers = Past(), {}
    account = None
    for number in range(1, 6):
        scores = []
        for statement in STATEMENTS:
            people = chance.choice((0, 1, 2, 3, 3, 4, 4, 5, 6, 9))
            given = [chance.choice((2, 4, 4, 5)) for _ in range(people)]
            given = chance.choice(([4] * people, given, given, given))
            answers[number, statement] = given
            scores.append(ScoreRecord(0, statement, counted(given)))
        record = Record(
            present=PLAN.names, came=9, seconds=300, scores=tuple(scores), finished=True,
            items=(ItemRecord(0, 300, 300),), started=10.0 * number,
        )  # fmt: skip
        account = Account(PLAN, record, past)
        past = Past(account.meetings)
    assert account is not None
    return account, answers


def everyone(answers: Given, meeting: int, statement: str) -> set[Answer]:
    return {(meeting, statement, who) for who in range(len(answers[meeting, statement]))}


def published(folder: Path, answers: Given, account: Account) -> Iterator[Figure]:
    """Each figure of answers in anything that is written, with what it must be made of."""
    page, scores, _, exported = write_report(folder, account, date=None)
    text = unescape(page.read_text(encoding="utf-8"))
    for row in csv.DictReader(io.StringIO(scores.read_text("utf-8-sig")), delimiter=";"):
        meeting, statement = int(row["møde"]), row["udsagn"]
        figures = [row[column] for column in ("svar i alt", "median", "snit") if row[column]]
        for column in figures:
            yield Figure(f"csv {column}", frozenset(everyone(answers, meeting, statement)))
        if "mellem" in row["bemærkning"]:
            yield Figure("csv between", frozenset(everyone(answers, meeting, statement)))
        if figures:
            assert [int(row[f"svar {score}"]) for score in range(1, 6)] == list(
                counted(answers[meeting, statement])
            )
    for meeting, statement in duckdb.sql(
        f"SELECT moede, tekst FROM '{exported}' WHERE slags = 'udsagn' AND svar IS NOT NULL"
    ).fetchall():
        yield Figure("parquet", frozenset(everyone(answers, meeting, statement)))
    for statement, told in re.findall(r'aria-label="(\w+\.) median [\d,]+ · (\d+) svar', text):
        assert int(told) == len(answers[5, statement])
        yield Figure("page", frozenset(everyone(answers, 5, statement)))
    for statement, course in re.findall(r'aria-label="(\w+\.) Møde for møde: ([^"]+)"', text):
        for meeting, told in re.findall(r"(\d+): median [\d,]+ af (\d+) svar", course):
            assert int(told) == len(answers[int(meeting), statement])
            yield Figure("over meetings", frozenset(everyone(answers, int(meeting), statement)))
    if "typiske svar" in text:
        shown = set(re.findall(r'aria-label="(\w+\.) median', text))
        yield Figure("sentence", frozenset().union(*(everyone(answers, 5, one) for one in shown)))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_subtracted_four_people_are_left_or_none(tmp_path: Path, seed: int) -> None:
    account, answers = a_course(seed)
    figures = list(published(tmp_path, answers, account))
    assert {"csv median", "parquet", "over meetings"} & {one.where for one in figures} or seed
    for one in figures:
        assert len(one.of) >= 4, one
    for one, other in itertools.permutations(figures, 2):
        if one.of < other.of:
            assert len(other.of - one.of) >= 4, (one, other)


def test_the_figures_are_found(tmp_path: Path) -> None:
    """Else there would be nothing to subtract."""
    found = Counter()
    for seed in range(6):
        account, answers = a_course(seed)
        found.update(one.where.split()[0] for one in published(tmp_path, answers, account))
    assert set(found) == {"csv", "parquet", "page", "over", "sentence"}, found
    assert min(found.values()) >= 5, found


def test_a_statement_asked_twice_is_told_once_over_meetings(tmp_path: Path) -> None:
    twice = replace(PLAN, agenda=(PLAN.agenda[0], PLAN.agenda[0]))
    scores = (ScoreRecord(0, "Aa.", (1, 1, 0, 2, 0)), ScoreRecord(1, "Aa.", (1, 1, 0, 2, 1)))
    record = Record(present=twice.names, came=9, seconds=600, scores=scores, finished=True)
    first = Account(twice, record)
    account = Account(twice, replace(record, started=9.0), Past(first.meetings))
    page, _, _, exported = write_report(tmp_path, account, date=None)
    assert duckdb.sql(f"SELECT svar FROM '{exported}' WHERE slags = 'udsagn'").fetchall() == [
        (5,), (5,),
    ]  # fmt: skip
    (course,) = re.findall(r"Møde for møde: ([^\"]+)", page.read_text(encoding="utf-8"))
    assert "af 4 svar" not in course
