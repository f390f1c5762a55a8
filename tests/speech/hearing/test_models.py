"""Graphs that are loaded: the few that were used last, and none besides."""

import weakref
from pathlib import Path

import pytest

from speech.hearing.grammar import ClosedSet
from speech.hearing.recogniser import Models
from speech.hearing.store import GraphError, GraphStore


def test_what_was_used_least_lately_is_let_go(graphs: Path) -> None:
    store = GraphStore(graphs)
    places = [store.graph(ClosedSet((said,))) for said in ("ja", "nej", "hej", "farvel", "tak")]
    models = Models(most=4)
    loaded = [weakref.ref(models.load(place)) for place in places[:4]]
    models.load(places[0])  # now "nej" is the one
    models.load(places[4])
    assert [ref() is not None for ref in loaded] == [True, False, True, True]


def test_what_is_no_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        Models().load(tmp_path)
