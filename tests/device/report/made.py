"""Meetings as they may go, made up: what reports are tried with, in tests and in pictures."""

import random
from dataclasses import replace

from content import content_file, load
from device.meeting.account import Account
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.notes import AskedNote, GoalNote, Note, RoleNote, TogetherNote, TopicNote
from device.meeting.plan import Person, Plan
from device.meeting.record import Counts, ItemRecord, Record, ScoreRecord, TurnRecord
from device.meeting.remembered import Past
from device.planfile import read_plan

FIRST = read_plan(content_file("examples/foerste-moede.yaml").read_bytes())
FOLLOWING = read_plan(content_file("examples/foelgende-moede.yaml").read_bytes())
DAYS = ("2026-09-08", "2026-10-06", "2026-11-03", "2026-12-01", "2027-01-05",
        "2027-02-02", "2027-03-02", "2027-04-06", "2027-05-04", "2027-06-01", "2027-08-10",
        "2027-09-07")  # fmt: skip


def named(plan: Plan, *names: str) -> Plan:
    """`plan` for people of those names, which the report may show."""
    return replace(plan, people=tuple(map(Person, names)) or plan.people, names_in_report=True)


def went(plan: Plan, *, reached: int | None = None, overrun: float = 1.1, away: int = 1) -> Record:
    """A meeting in which each item took `overrun` times its time; the third was skipped."""
    items, turns, scores = [], [], []
    for place, item in enumerate(plan.agenda[:reached]):
        items.append(ItemRecord(place, item.seconds, item.seconds * overrun))
        if isinstance(item, SpeakingRound | Evaluation):
            for number, name in enumerate(plan.names):
                used = item.turn_seconds * (0.5 + number / 10)
                extra = 60.0 * (number == 1)
                turns.append(TurnRecord(place, name, item.turn_seconds, extra, used, number == 2))
        if isinstance(item, Evaluation):
            scores = [
                ScoreRecord(place, statement, (0, 1, 0, len(plan.people) - 3, 2))
                for statement in item.statements
            ]
    return Record(
        present=plan.names[away:],
        absent=plan.names[:away],
        came=len(plan.people) - away,
        seconds=sum(item.used for item in items),
        items=tuple(items),
        turns=tuple(turns),
        scores=tuple(scores),
        finished=reached is None,
    )


def lively(plan: Plan, number: int, *, seed: int = 1) -> Record:
    """A meeting as it may well go: now longer, now shorter, better as the group gets on."""
    chance = random.Random(f"{seed} {number}")
    away = chance.sample(plan.names, chance.choice((0, 0, 1, 1, 2)))
    here = tuple(name for name in plan.names if name not in away)
    items, turns, scores = [], [], []
    for place, item in enumerate(plan.agenda):
        used = item.seconds * chance.uniform(0.82, 1.2)
        items.append(ItemRecord(place, item.seconds, used))
        if isinstance(item, SpeakingRound | Evaluation):
            for name in here:
                spoke = item.turn_seconds * chance.uniform(0.5, 1.1)
                turns.append(TurnRecord(place, name, item.turn_seconds, 0.0, spoke))
        if isinstance(item, Evaluation):
            scores += [
                ScoreRecord(place, statement, _answers(chance, len(here), 0.12 * number + middle))
                for middle, statement in zip(
                    (3.1, 3.4, 2.5, 2.9, 3.5), item.statements, strict=False
                )
            ]
    return Record(
        present=here,
        absent=tuple(away),
        came=len(here),
        seconds=sum(item.used for item in items),
        items=tuple(items),
        turns=tuple(turns),
        scores=tuple(scores),
        finished=True,
        agreed=True if any(isinstance(item, Agreement) for item in plan.agenda) else None,
        notes=_notes(chance, here, number),
        started=17.5 * number,
    )


def _answers(chance: random.Random, people: int, middle: float) -> Counts:
    given = [min(5, max(1, round(chance.gauss(middle, 0.9)))) for _ in range(people)]
    one, two, three, four, five = (given.count(score) for score in range(1, 6))
    return one, two, three, four, five


def _notes(chance: random.Random, here: tuple[str, ...], number: int) -> tuple[Note, ...]:
    mixed = chance.sample(here, len(here))
    pairs = tuple(tuple(mixed[at : at + 2]) for at in range(0, len(mixed) - 1, 2))
    titles = [topic["title"] for topic in load("topics.yaml").values()]
    notes: tuple[Note, ...] = (
        TogetherNote(pairs),
        TopicNote(titles[number % len(titles)]),
        RoleNote("host", here[number % len(here)]),
        *(GoalNote(name) for name in here),
    )
    return (*notes, AskedNote("form")) if number == 4 else notes


def a_year(meetings: int, *, names: bool = False, seed: int = 1) -> Account:
    """The latest of so many `meetings` of one group, with all before it."""
    past = Past()
    account = None
    for number in range(1, meetings + 1):
        plan = replace(
            FIRST if number == 1 else FOLLOWING,
            date=DAYS[(number - 1) % len(DAYS)],
            names_in_report=names,
        )
        account = Account(plan, lively(plan, number, seed=seed), past)
        past = Past(account.meetings)
    assert account is not None
    return account
