"""Graphs that are loaded: the few that were used last, and none besides."""

import shutil
import subprocess
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from speech.hearing import Ear
from speech.hearing.grammar import ClosedSet
from speech.hearing.recogniser import Models
from speech.hearing.store import GraphError, GraphStore, checksum
from tests.speech.hearing.conftest import Say


def test_what_was_used_least_lately_is_let_go(graphs: Path) -> None:
    store = GraphStore(graphs)
    places = [store.graph(ClosedSet((said,))) for said in ("ja", "nej", "hej", "farvel", "tak")]
    models = Models(most=4)
    loaded = [weakref.ref(models.load(place)) for place in places[:4]]
    models.load(places[0])  # now "nej" is the one
    models.load(places[4])
    assert [ref() is not None for ref in loaded] == [True, False, True, True]


def test_what_is_let_go_goes_before_another_is_loaded(graphs: Path, tmp_path: Path) -> None:
    models = Models(most=1)
    before = weakref.ref(models.load(GraphStore(graphs).graph(ClosedSet(("ja",)))))
    with pytest.raises(GraphError):
        models.load(tmp_path)
    assert before() is None


def test_what_is_no_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        Models().load(tmp_path)


@pytest.fixture
def wiped_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A folder for graphs that is wiped once, as the first of them is being made."""

    def prepared(moment: str) -> Path:
        folder, run = tmp_path / "graphs", subprocess.run
        left = [moment]

        def compiling(*args: object, **kwargs: object) -> object:
            if left == ["before it is made"]:
                left.clear()
                shutil.rmtree(folder)
            done = run(*args, **kwargs)  # type: ignore[call-overload]
            if left == ["before it is loaded"]:
                left.clear()
                shutil.rmtree(folder)
            return done

        monkeypatch.setattr(subprocess, "run", compiling)
        return folder

    return prepared


@pytest.mark.parametrize("moment", ["before it is made", "before it is loaded"])
def test_a_graph_that_is_wiped_as_it_is_made_is_made_once_more(
    moment: str, wiped_as: Callable[[str], Path], say: Say
) -> None:
    ear = Ear(cache=wiped_as(moment))
    ear.listen_for(ClosedSet(("ja", "nej")))
    heard = ear.one(say("ja"))
    assert heard is not None
    assert heard.text == "ja"


def test_a_graph_that_looks_whole_and_is_not_is_made_once_more(tmp_path: Path, say: Say) -> None:
    said = ClosedSet(("ja", "nej"))
    place = GraphStore(tmp_path).graph(said)
    (place / "graph" / "HCLG.fst").write_bytes(b"")
    (place / "checksum").write_text(checksum(place), encoding="utf-8")
    ear = Ear(cache=tmp_path)
    ear.listen_for(said)
    heard = ear.one(say("ja"))
    assert heard is not None
    assert heard.text == "ja"
