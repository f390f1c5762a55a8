"""A word is understood from sounds near its own, at a cost; the sounds are the model's."""

from pathlib import Path

import pytest

from speech.hearing import ClosedSet, store
from speech.hearing.builder import GraphBuilder
from speech.hearing.confusion import CONFUSION, confusion_at
from speech.hearing.costs import Costs
from speech.hearing.graph import Graph
from speech.hearing.job import Branch
from speech.hearing.store import MODEL, GraphStore
from speech.phones import PHONES, SILENCE
from tests.bench.confusion import aligned

TO = ("t", "o")


def costs(graph: Graph, to: int) -> dict[str, float]:
    """Every string of phones from the start to `to` without staying, and the least it costs."""
    found: dict[str, float] = {}
    here = [(0, "", 0.0)]
    while here:
        state, said, cost = here.pop()
        if state == to:
            found[said.strip()] = min(cost, found.get(said.strip(), cost))
        for a, b, transition, _, more in graph.arcs:
            if a == state and b != a:
                phone = f" {PHONES[transition // 2 - 1]}" if transition else ""
                here.append((b, said + phone, cost + more))
    return found


def test_every_phone_confusion_is_one_of_the_models() -> None:
    spoken = set(PHONES) - {SILENCE}
    assert CONFUSION.keys() <= spoken
    assert {phone for ways in CONFUSION.values() for way, _ in ways for phone in way} <= spoken
    assert not [phone for phone, ways in CONFUSION.items() if (phone,) in dict(ways)]
    assert all(cost > 0 for ways in CONFUSION.values() for _, cost in ways)


def test_each_phone_confusion_costs() -> None:
    graph = Graph()
    to = graph.state()
    graph.word(0, [TO], to, confusion=CONFUSION)
    found = costs(graph, to)
    t, o = dict(CONFUSION["t"]), dict(CONFUSION["o"])
    assert found["t o"] == 0.0
    assert found["s o"] == t["s",]
    assert found["t s o"] == t["t", "s"]
    assert found["t u"] == o["u",]
    assert found["s u"] == t["s",] + o["u",]
    assert "m o" not in found


def test_beside_other_speech_all_cost_the_same() -> None:
    pronounce = {"to": [TO]}.__getitem__
    word = [Branch("p1", "to", wake=False)]
    costs_of = [
        {cost for *_, cost in GraphBuilder(pronounce, {}, Costs()).closed_set(word, garbage=g).arcs}
        for g in (False, True)
    ]
    own = {cost for _, cost in (*CONFUSION["t"], *CONFUSION["o"])}
    assert own <= costs_of[0]
    assert not (own - {Costs().confused}) & costs_of[1]
    assert confusion_at(None) == {}


def test_a_graph_of_other_phone_confusions_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graphs, words = GraphStore(tmp_path, MODEL), ClosedSet(("ja", "nej"), garbage=False)
    before = graphs.graph(words)
    assert graphs.graph(words) == before
    monkeypatch.setattr(store, "CONFUSION", {**CONFUSION, "t": ()})
    assert graphs.graph(words) != before


def test_without_a_cost_a_word_is_heard_as_itself_only() -> None:
    graph = Graph()
    to = graph.state()
    graph.word(0, [TO], to)
    assert costs(graph, to) == {"t o": 0.0}


def test_another_sound_does_not_run_on_into_the_one_it_stands_for() -> None:
    graph = Graph()
    to = graph.state()
    graph.word(0, [("e",)], to, confusion=confusion_at(2.0))
    enters = {b for a, b, transition, *_ in graph.arcs if a == 0 and transition}
    stays = {a for a, b, *_ in graph.arcs if a == b}
    assert enters == stays
    assert not [1 for a, b, *_ in graph.arcs if a in stays and b in stays and a != b]


def test_what_was_said_and_what_was_heard_stand_side_by_side() -> None:
    for said, heard, pairs in (
        ("tAl", "sAl", ["ts", "AA", "ll"]),
        ("tAlv", "Al", ["AA", "ll"]),
        ("tA", "tnA", ["tt", "AA"]),
    ):
        assert ["".join(pair) for pair in aligned([*said], [*heard])[1]] == pairs
