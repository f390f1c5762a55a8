"""What the overview keeps back: no few meetings alone, and nothing that a difference would tell."""

import itertools
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from device.report.overview.reading import Answers, ask
from tests.device.report.overview.sticks import STATEMENT, a_group, on_stick

FEWEST_MEETINGS, FEWEST_GROUPS = 5, 3
FORMS = ("første møde", "følgende møde", "sparringsøvelse", "ledertrivsel", "egen dagsorden")
TOPICS = ("Hvad er ledelse?", "Mit ledelsesrum", "Den svære samtale", "eget emne")
Meeting = tuple[int, int]
"""Group, and its how manieth."""


def scattered(
    folder: Path, seed: int
) -> tuple[Answers, dict[str, dict[tuple[object, ...], set[Meeting]]]]:
    """Groups with now few, now many meetings; which meetings are in which part of each query."""
    chance = random.Random(seed)
    parts: dict[str, dict[tuple[object, ...], set[Meeting]]] = defaultdict(lambda: defaultdict(set))
    for group in range(chance.randint(3, 14)):
        rows = []
        forms = chance.sample(FORMS, chance.randint(1, 3))
        topics = {n: chance.choice(TOPICS) for n in range(1, 20)}
        of_meeting = {n: chance.choice(forms) for n in range(1, 20)}
        for row in a_group(group, chance.choice((1, 1, 2, 3, 6, 15)), seed=seed):
            form = of_meeting[row.moede]
            topic = topics[row.moede] if row.slags == "emne" else row.tekst
            rows.append(replace(row, form=form, tekst=topic))
            at, number = (group, row.moede), min(row.moede, 13)
            parts["former"][form,].add(at)
            parts["fremmoede"][number,].add(at)
            parts["udsagn"][form, STATEMENT, number].add(at)
            parts["emner"][topics[row.moede],].add(at)
        on_stick(folder, group, rows)
    return ask([folder]), parts


KEYS = {"former": 1, "fremmoede": 1, "udsagn": 3, "emner": 1}
"""So many columns say which part a row is of; then comes how many meetings."""


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_subtracted_five_meetings_are_left_or_none(tmp_path: Path, seed: int) -> None:
    answers, parts = scattered(tmp_path, seed)
    everything = set().union(*parts["former"].values())
    assert answers.rows["alle"] == [(len(everything), len({group for group, _ in everything}))]
    published: dict[str, list[set[Meeting]]] = {}
    for name, keys in KEYS.items():
        published[name] = [parts[name][row[:keys]] for row in answers.rows[name]]
        for row, of in zip(answers.rows[name], published[name], strict=True):
            assert (row[keys], row[keys + 1] if name != "former" else row[2]) == (
                len(of), len({group for group, _ in of}),
            )  # fmt: skip
            assert len(of) >= FEWEST_MEETINGS
            assert len({group for group, _ in of}) >= FEWEST_GROUPS
    # Two of one query
    for shown in published.values():
        for one, other in itertools.permutations(shown, 2):
            if one < other:
                assert len(other - one) >= FEWEST_MEETINGS
    # All that is shown, from all there is: of what is left nobody can tell the parts
    families = [("former", None), ("fremmoede", None), ("emner", None)]
    for name, form in (*families, *(("udsagn", form) for form in FORMS)):
        of_form = {key: of for key, of in parts[name].items() if form in {None, key[0]}}
        seen = {row[: KEYS[name]] for row in answers.rows[name]} & set(of_form)
        hidden = [of for key, of in of_form.items() if key not in seen]
        if seen and hidden:
            assert len(set().union(*hidden)) >= FEWEST_MEETINGS, (name, form)
            assert len(hidden) >= 2, (name, form)


def shown(folder: Path, sizes: dict[str, int], query: str = "former") -> list[object]:
    """Which forms are shown, where each had so many meetings, one in each group."""
    group = 0
    for form, meetings in sizes.items():
        for _ in range(meetings):
            group += 1
            on_stick(folder, group, a_group(group, 1, form=form, topic=form))
    return sorted({row[0] for row in ask([folder]).rows[query]})


@pytest.mark.parametrize("query", ["former", "emner"])
@pytest.mark.parametrize(
    ("sizes", "seen"),
    [
        pytest.param({"a": 5, "b": 6}, ["a", "b"], id="none is small"),
        pytest.param({"a": 4, "b": 6, "c": 7}, ["c"], id="the next smallest goes with it"),
        pytest.param({"a": 3, "b": 3, "c": 7}, ["c"], id="two small ones hide each other"),
        pytest.param({"a": 1, "b": 1, "c": 6, "d": 7}, ["d"], id="two that are too few together"),
        pytest.param({"a": 4, "b": 6}, [], id="nothing is left"),
    ],
)
def test_the_next_smallest_is_hidden_too(
    tmp_path: Path, query: str, sizes: dict[str, int], seen: list[str]
) -> None:
    assert shown(tmp_path, sizes, query) == seen


def test_one_group_is_never_shown_alone_however_often_it_met(tmp_path: Path) -> None:
    on_stick(tmp_path, 1, a_group(1, 12, form="sparringsøvelse"))
    for group in range(2, 9):
        on_stick(tmp_path, group, a_group(group, 3))
    answers = ask([tmp_path])
    assert answers.rows["former"] == [], "the other form would tell it, taken from all"
    assert {row[0] for row in answers.rows["udsagn"]} == {"følgende møde"}
    assert Counter(row[0] for row in answers.rows["fremmoede"]) == Counter((1, 2, 3))
