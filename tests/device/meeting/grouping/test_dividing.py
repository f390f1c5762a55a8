"""Over the meetings people meet new partners."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.meeting.grouping import Met, divide, history, search, sizes, tables
from tests.bench.grouping import ABSENT, NAMES, fresh, meetings, times_met

FRESH = {
    (12, 3): 4, (16, 4): 5, (9, 3): 4, (12, 2): 11, (15, 3): 7, (15, 4): 5,
    (4, 2): 3, (6, 2): 5, (8, 2): 7, (10, 2): 9, (14, 2): 13, (16, 2): 15,
}  # fmt: skip
"""So many meetings of so many people go by without a pair that was together before."""


@pytest.mark.parametrize(("people", "size"), FRESH)
def test_nobody_meets_anybody_twice(people: int, size: int) -> None:
    assert fresh(meetings(people, size, FRESH[people, size])) == FRESH[people, size]


@pytest.mark.parametrize("seed", range(5))
def test_any_seed_lasts_as_long(seed: int) -> None:
    assert fresh(meetings(12, 3, 4, seed=seed)) == 4


@pytest.mark.parametrize("seed", range(12))
def test_everybody_meets_everybody_though_some_are_away(seed: int) -> None:
    """12 in threes, ten meetings, each is away now and then."""
    met = times_met(meetings(12, 3, 10, absent=ABSENT, seed=seed), 12)
    assert sum(met.values()) == 66
    assert min(met) >= 1
    assert max(met) <= 3


@pytest.mark.parametrize(("people", "size"), [(7, 3), (11, 3), (13, 3), (16, 3), (11, 2), (13, 4)])
def test_without_a_table_the_second_meeting_is_new_where_it_can_be(people: int, size: int) -> None:
    first, second = meetings(people, size, 2)
    again = sum(
        len(set(one) & set(other)) * (len(set(one) & set(other)) - 1) // 2
        for one in first
        for other in second
    )
    # 7 as 4 and 3: three at least meet one again; 11 as 4, 4 and 3: one of each four is left over.
    assert again <= {(7, 3): 3, (11, 3): 2}.get((people, size), 0)


def test_the_one_who_was_away_does_not_end_the_table() -> None:
    names = NAMES[:12]
    held = [divide(names, 3, {}, everyone=names)]
    held.append(divide(names[1:], 3, history(held), everyone=names))
    third = divide(names, 3, history(held), everyone=names)
    seen = {
        frozenset(pair) for groups in held for group in groups for pair in combinations(group, 2)
    }
    assert not [
        pair for group in third for pair in combinations(group, 2) if frozenset(pair) in seen
    ]


def test_those_who_met_last_time_meet_last() -> None:
    """Everybody has met everybody: it is the ones of long ago who meet again."""
    met = {frozenset(two): Met(1, 2) for two in combinations("ABCD", 2)}
    met[frozenset("AB")] = met[frozenset("CD")] = Met(1, 5)
    assert divide("ABCD", 2, met) == (("A", "B"), ("C", "D"))


def test_who_met_very_often_is_kept_apart_even_from_a_new_partner_for_others() -> None:
    """A and B never met, but then C and D would be together for the ninth time."""
    times = {"AB": 0, "CD": 8, "AC": 4, "BD": 4, "AD": 5, "BC": 5}
    met = {frozenset(pair): Met(n, 1) for pair, n in times.items() if n}
    assert divide("ABCD", 2, met) == (("A", "C"), ("B", "D"))


people_and_size = st.tuples(
    st.lists(st.sampled_from(NAMES), min_size=2, unique=True), st.integers(2, 4)
)


@settings(max_examples=60, deadline=None)
@given(people_and_size, st.integers(0, 5), st.integers(0, 99))
def test_each_sits_once_in_groups_of_the_right_sizes(
    case: tuple[list[str], int], before: int, seed: int
) -> None:
    present, size = case
    met = history(meetings(16, size, before, seed=seed))
    groups = divide(present, size, met, everyone=NAMES, seed=seed)
    assert sorted(name for group in groups for name in group) == sorted(present)
    assert sorted(map(len, groups), reverse=True) == list(sizes(len(present), size))
    assert groups == divide(present, size, met, everyone=NAMES, seed=seed)
    for group in groups:
        assert list(group) == sorted(group, key=present.index)


def test_the_seed_chooses_among_what_is_as_good() -> None:
    assert len({divide(NAMES[:12], 3, {}, seed=seed) for seed in range(8)}) > 1


def test_one_who_is_alone_stays_alone() -> None:
    assert divide(["Bo"], 2, {}) == (("Bo",),)
    assert divide([], 2, {}) == ()


def test_what_has_been_is_counted_with_how_lately() -> None:
    met = history([[("A", "B", "C")], [("A", "B")]])
    assert met[frozenset("AB")] == Met(2, 0)
    assert met[frozenset("BC")] == Met(1, 1)
    assert frozenset("AD") not in met


@pytest.mark.parametrize(("people", "size"), [(n, k) for n in range(2, 17) for k in range(2, 5)])
def test_a_construction_has_no_pair_twice(people: int, size: int) -> None:
    seen: set[frozenset[int]] = set()
    for one in tables.rounds(people, size):
        assert sorted(person for group in one for person in group) == list(range(people))
        together = [frozenset(pair) for group in one for pair in combinations(group, 2)]
        assert not seen & set(together)
        seen |= set(together)


def test_the_search_is_bounded_by_its_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work for the largest group, counted: a descent for each start, and no clock."""
    descents = []
    descend = search._descend
    monkeypatch.setattr(search, "_descend", lambda *given: (descents.append(1), descend(*given)))
    held = meetings(16, 3, 6)
    descents.clear()
    divide(NAMES, 3, history(held), everyone=NAMES)
    assert 0 < len(descents) <= search.STARTS + 8
