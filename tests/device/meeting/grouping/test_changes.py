"""One more comes, or one goes: as few as can be are moved, and they alone are told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.meeting.grouping import Change, Groups, Met, divide, joined, left, told
from device.meeting.phrases import load_phrases
from device.meeting.plan import Person
from tests.bench.grouping import NAMES


def groups(text: str) -> Groups:
    return tuple(tuple(group) for group in text.split())


JOINED = {
    "a pair becomes three": ("AB CD", 2, "ABX CD"),
    "the smallest group takes them": ("ABC DE", 2, "ABC DEX"),
    "all are three: a new pair": ("ABC DEF", 2, "BC DEF AX"),
    "a three becomes four": ("ABC DEF", 3, "ABCX DEF"),
    "all are four: a new three": ("ABCD EFGH", 3, "BCD FGH AEX"),
    "a four of three is filled up": ("ABCD EFG", 4, "ABCD EFGX"),
    "fours: one of five, and nobody moves": ("ABCD EFGH", 4, "ABCDX EFGH"),
    "the only group": ("ABC", 3, "ABCX"),
    "the only group, and it is large": ("ABCDE", 3, "ABCDEX"),
    "nobody sits yet": ("", 3, "X"),
}


@pytest.mark.parametrize(("before", "size", "after"), JOINED.values(), ids=JOINED)
def test_one_more(before: str, size: int, after: str) -> None:
    assert joined(groups(before), "X", size).groups == groups(after)


LEFT = {
    "a three becomes a pair, which is enough": ("ABX CD", 2, "AB CD"),
    "a pair: the other goes to the smallest": ("AX CD EFG", 2, "CDA EFG"),
    "a pair beside a three only: one comes over": ("AX EFG", 2, "AE FG"),
    "a four becomes three": ("ABCX DEF", 3, "ABC DEF"),
    "a three: one of a four comes over": ("ABX CDEF", 3, "ABC DEF"),
    "a three, and no four: both go to others": ("ABX CDE FGH", 3, "CDEA FGHB"),
    "the only group": ("ABX", 3, "AB"),
    "who sits nowhere": ("AB CD", 2, "AB CD"),
    "a group of one": ("X AB", 2, "AB"),
}


@pytest.mark.parametrize(("before", "size", "after"), LEFT.values(), ids=LEFT)
def test_one_goes(before: str, size: int, after: str) -> None:
    assert left(groups(before), "X", size).groups == groups(after)


def test_a_newcomer_sits_with_those_they_have_not_met() -> None:
    met = {frozenset("AX"): Met(1, 1), frozenset("BX"): Met(2, 1)}
    assert joined(groups("AB CD"), "X", 2, met=met).groups == groups("AB CDX")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (joined(groups("AB CD"), "X", 2), ["X går hen til A og B."]),
        (joined(groups("ABCD EFGH"), "X", 3), ["A, E og X er en ny gruppe."]),
        (left(groups("ABX CD"), "X", 2), []),
        (left(groups("ABX CDEF"), "X", 3), ["C går hen til A og B."]),
        (
            left(groups("ABX CDE FGH"), "X", 3),
            ["A går hen til C, D og E.", "B går hen til F, G og H."],
        ),
    ],
    ids=["joined", "a new group", "nobody moves", "one comes over", "both go"],
)
def test_who_is_told_what(change: Change, said: list[str]) -> None:
    people = [Person(name) for name in "ABCDEFGHX"]
    phrases = load_phrases()
    texts = [phrases.text(one.key, **one.values) for one in told(people, change)]
    assert texts == said


@settings(max_examples=80, deadline=None)
@given(
    st.integers(2, 4),
    st.integers(2, 12),
    st.lists(st.integers(0, 20), max_size=12),
)
def test_people_come_and_go_and_nobody_is_lost_or_alone(
    size: int, begin: int, steps: list[int]
) -> None:
    here = list(NAMES[:begin])
    now = divide(here, size, {})
    for step in steps:
        name = NAMES[step % len(NAMES)]
        if name in here:
            here.remove(name)
            change = left(now, name, size)
            stay = [n for n in here if n not in change.moved]
        else:
            here.append(name)
            change = joined(now, name, size)
            stay = [n for n in here if n not in change.moved]
        assert sorted(n for group in change.groups for n in group) == sorted(here)
        assert all(len(group) > 1 for group in change.groups) or len(here) == 1
        for one in stay:  # who is not moved keeps somebody of their group, or stays with newcomers
            old = next(set(group) for group in now if one in group)
            new = next(set(group) for group in change.groups if one in group)
            assert new - {one} & (old | set(change.moved)) or len(here) == 1
        now = change.groups


def test_somebody_who_sits_already_is_not_put_twice() -> None:
    assert joined(groups("AB CD"), "A", 2) == Change(groups("AB CD"))
