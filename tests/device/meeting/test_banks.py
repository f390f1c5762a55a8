"""What a group is asked: chosen by form, depth and group, by lot, and not twice."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.meeting.banks import (
    BANKS,
    Bank,
    BankError,
    Entry,
    choose,
    fitting,
    load_bank,
    read_bank,
)

GOOD: Mapping[str, Any] = {
    "say": "Hvad nu?",
    "depth": 1,
    "for": ["alle"],
    "forms": ["egen-dagsorden"],
    "minutes": 2,
}


def bank(*, ordered: bool = False, **themes: str) -> Bank:
    """A bank whose entries are given as id=theme, of depth 1, 2, 3, 1, …."""
    entries = tuple(
        Entry(
            key,
            f"Hvad er {key}?",
            place % 3 + 1,
            frozenset({"alle"}),
            frozenset({"egen-dagsorden"}),
            2,
            theme,
        )
        for place, (key, theme) in enumerate(themes.items())
    )
    return Bank("trial", entries, tuple(dict.fromkeys(themes.values())), ordered)


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


@pytest.mark.parametrize("name", BANKS)
def test_every_bank_opens(name: str) -> None:
    assert load_bank(name).name == name


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"depth": 4}, "a01: depth is 4"),
        ({"depth": "1"}, "a01: depth is '1'"),
        ({"minutes": 0}, "a01: minutes is 0"),
        ({"for": ["alle", "børn"]}, "a01: for.1 is 'børn'"),
        ({"for": []}, "a01: for is []"),
        ({"forms": ["sommerfest"]}, "a01: forms.0 is 'sommerfest'"),
        ({"say": ""}, "a01: say is ''"),
        ({"theme": "vejret"}, "a01: theme is 'vejret'"),
        ({"tekst": "Hvad nu?"}, "a01: tekst is 'Hvad nu?'"),
        ({"id": "b07"}, "a01: its id is its key; take 'b07' out"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_entry_is_told(change: Mapping[str, Any], told: str) -> None:
    with pytest.raises(BankError, match=r"content/banks/trial\.yaml") as raised:
        read_bank("trial", {"entries": {"a01": {**GOOD, **change}}})
    assert told in str(raised.value)


@pytest.mark.parametrize("field", sorted(GOOD))
def test_a_field_that_is_missing_is_told(field: str) -> None:
    left = {key: value for key, value in GOOD.items() if key != field}
    with pytest.raises(BankError, match=rf"a01: {field} is missing"):
        read_bank("trial", {"entries": {"a01": left}})


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({}, "no entries"),
        ({"entries": {}}, "no entries"),
        ({"entries": {"a01": GOOD}, "themer": ["sagen"]}, "unknown words"),
        ({"entries": {"a01": GOOD}, "themes": ["sagen"]}, "must be one of sagen"),
    ],
    ids=["nothing", "empty", "unknown", "no theme"],
)
def test_a_wrong_file_is_told(raw: Mapping[str, Any], told: str) -> None:
    with pytest.raises(BankError, match=told):
        read_bank("trial", raw)


@pytest.mark.parametrize("key", ["A01", "a1", "a01b", "egen-nej"])
def test_a_key_that_is_no_id_is_told(key: str) -> None:
    with pytest.raises(BankError, match=f"{key}: id is '{key}'"):
        read_bank("trial", {"entries": {key: GOOD}})


def test_an_entry_is_found_by_its_id() -> None:
    assert load_bank("spilleregler").entry("r01").say == "Det, vi siger her, bliver her."
    with pytest.raises(BankError, match="bank spilleregler has no entry 'r99'"):
        load_bank("spilleregler").entry("r99")


def test_what_is_for_some_is_asked_only_of_them() -> None:
    everyone = ids(fitting(load_bank("laer-hinanden-at-kende")))
    new = ids(fitting(load_bank("laer-hinanden-at-kende"), audience={"nye"}))
    assert "k01" in everyone
    assert "k32" not in everyone
    assert set(new) - set(everyone) == {"k32", "k44"}


def test_a_first_meeting_is_not_asked_the_deepest() -> None:
    found = fitting(load_bank("laer-hinanden-at-kende"), form="foerste-moede")
    assert found
    assert max(entry.depth for entry in found) == 2


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_nothing_is_deeper_than_asked_for(depth: int) -> None:
    assert {entry.depth for entry in fitting(load_bank("sparring"), depth=depth)} == set(
        range(1, depth + 1)
    )


def test_only_one_theme_where_one_is_asked_for() -> None:
    found = choose(load_bank("sparring"), 4, seed=1, theme="håbet")
    assert {entry.theme for entry in found} == {"håbet"}


def test_the_same_seed_chooses_the_same() -> None:
    first, again = (choose(load_bank("sparring"), 6, seed=3) for _ in range(2))
    other = choose(load_bank("sparring"), 6, seed=4)
    assert first == again
    assert first != other


def test_another_entry_leaves_the_others_in_their_order() -> None:
    """A new sentence in a bank doesn't give a journal that is replayed another meeting's."""
    small = bank(a01="", a02="", a03="", a04="")
    large = bank(a01="", a02="", a03="", a04="", a05="")
    for seed in range(20):
        before = sorted(ids(choose(small, 4, seed)))
        after = ids(choose(large, 4, seed))
        assert len(set(after) - set(before)) <= 1


def test_a_group_is_not_asked_twice() -> None:
    used: set[str] = set()
    for meeting in range(4):
        chosen = choose(load_bank("laer-hinanden-at-kende"), 8, seed=meeting, used=used)
        assert len(chosen) == 8
        assert not used & set(ids(chosen))
        used |= set(ids(chosen))


def test_an_empty_bank_gives_fewer_or_begins_again() -> None:
    small = bank(a01="", a02="", a03="")
    assert ids(choose(small, 2, seed=1, used={"a01", "a02"})) == ["a03"]
    assert choose(small, 2, seed=1, used={"a01", "a02", "a03"}) == ()
    again = ids(choose(small, 2, seed=1, used={"a01", "a02"}, again=True))
    assert len(again) == 2
    assert "a03" in again


def test_the_light_ones_come_first() -> None:
    chosen = choose(load_bank("laer-hinanden-at-kende"), 9, seed=5)
    depths = [entry.depth for entry in chosen]
    assert depths == sorted(depths)


def test_steps_come_in_their_order_from_the_first_to_the_last() -> None:
    sparring = load_bank("sparring")
    for seed in range(10):
        steps = [sparring.themes.index(entry.theme) for entry in choose(sparring, 5, seed)]
        assert steps == sorted(steps)
        assert len(set(steps)) == 5
        assert (steps[0], steps[-1]) == (0, len(sparring.themes) - 1)


def test_statements_are_about_different_things() -> None:
    chosen = choose(load_bank("udsagn"), 5, seed=2)
    assert len({entry.theme for entry in chosen}) == 5


def test_a_plan_replaces_and_adds() -> None:
    changed = load_bank("spilleregler").changed({"r03": "Telefonerne er slukket."}, ["Vi synger."])
    assert changed.entry("r03").say == "Telefonerne er slukket."
    assert changed.entry("r03").depth == load_bank("spilleregler").entry("r03").depth
    own = changed.entries[-1]
    assert (own.say, own.minutes) == ("Vi synger.", 2)
    assert own in fitting(changed, form="sparringsoevelse", depth=1)
    with pytest.raises(BankError, match="r99"):
        load_bank("spilleregler").changed({"r99": "Vi synger."})


def test_an_own_sentence_is_known_again_and_is_there_once() -> None:
    one = load_bank("udsagn").changed({}, ["Jeg blev glad.", "Jeg blev glad."])
    other = load_bank("udsagn").changed({}, ["Kaffen var god.", "Jeg blev glad."])
    assert len(one.entries) == len(load_bank("udsagn").entries) + 1
    assert one.entries[-1].id == other.entries[-1].id
    assert one.entries[-1].theme == "udbytte"


def test_what_the_bank_has_is_not_added_again() -> None:
    rules = load_bank("spilleregler")
    assert rules.changed({}, ["Telefonerne bliver i tasken."]) == rules


@given(
    count=st.integers(0, 60),
    seed=st.integers(),
    depth=st.integers(1, 3),
    used=st.sets(st.sampled_from([entry.id for entry in load_bank("sparring").entries])),
    again=st.booleans(),
)
def test_whatever_is_asked_for(
    count: int, seed: int, depth: int, used: set[str], again: bool
) -> None:
    sparring = load_bank("sparring")
    chosen = ids(choose(sparring, count, seed, depth=depth, used=used, again=again))
    among = set(ids(fitting(sparring, depth=depth)))
    left = among if again else among - used
    assert len(chosen) == len(set(chosen)) == min(count, len(left))
    assert set(chosen) <= left
    if again and len(chosen) < len(among - used):
        assert not set(chosen) & used, "used ones come only when the fresh are gone"
