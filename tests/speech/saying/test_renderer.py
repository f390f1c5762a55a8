"""Real pyttsx3 and espeak-ng, in their own process."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from speech.saying.renderer import Renderer, SpeechError


@pytest.fixture
def renderer(tmp_path: Path) -> Iterator[Renderer]:
    with Renderer(tmp_path / "cache") as renderer:
        yield renderer


def children() -> set[int]:
    return {
        int(child)
        for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    }


def test_text_becomes_sound_at_a_calm_pace(renderer: Renderer) -> None:
    text = "Velkommen til det første møde. Anna, du har ordet i to minutter."
    sound, rate = renderer.render(text)
    assert rate == 22_050
    assert sound.dtype == np.int16
    syllables = 20
    assert 3.5 < syllables / (len(sound) / rate) < 5.5
    assert np.abs(sound).max() > 8000
    assert not np.abs(sound[-rate // 5 :]).max() > 100


def test_the_same_text_always_gives_the_same_samples(tmp_path: Path) -> None:
    texts = ["Anna, du har ordet i to minutter.", "Tak for i dag.", "Ja?"]
    with Renderer(tmp_path / "one") as one, Renderer(tmp_path / "other") as other:
        there = [one.render(text)[0] for text in texts]
        back = [other.render(text)[0] for text in reversed(texts)]
    for first, second in zip(there, reversed(back), strict=True):
        assert np.array_equal(first, second)


def test_what_was_rendered_once_is_found_without_a_worker(tmp_path: Path) -> None:
    with Renderer(tmp_path) as first:
        made, _ = first.render("Så er der pause.")
    before = children()
    with Renderer(tmp_path) as second:
        found, _ = second.render("Så er der pause.")
        assert children() == before
    assert np.array_equal(made, found)


def test_another_voice_or_pace_is_another_sound(tmp_path: Path) -> None:
    with Renderer(tmp_path) as calm, Renderer(tmp_path, rate=190) as brisk:
        slow, _ = calm.render("Nu går vi videre til næste punkt.")
        fast, _ = brisk.render("Nu går vi videre til næste punkt.")
    assert len(fast) < 0.85 * len(slow)


def test_texts_are_rendered_ahead_and_one_that_is_needed_now_goes_before_them(
    tmp_path: Path,
) -> None:
    texts = [f"Det her er spørgsmål nummer {n}, og det er langt." for n in "abcdefghij"]
    with Renderer(tmp_path) as renderer:
        renderer.start()
        renderer.prepare(texts)
        renderer.render("Stop!")
        done_by_then = len(list(tmp_path.glob("*.wav")))
        renderer.wait()
        assert len(list(tmp_path.glob("*.wav"))) == len(texts) + 1
    assert done_by_then < len(texts)


def test_the_first_of_the_prepared_texts_is_ready_first(tmp_path: Path) -> None:
    with Renderer(tmp_path) as renderer:
        renderer.prepare(["et", "to", "tre"])
        renderer.wait()
        paths = [renderer._path(text) for text in ("et", "to", "tre")]
    assert sorted(paths, key=lambda path: path.stat().st_mtime_ns) == paths


def test_a_worker_that_dies_is_replaced(renderer: Renderer) -> None:
    before = children()
    renderer.start()
    [worker] = children() - before
    os.killpg(worker, signal.SIGKILL)
    sound, _ = renderer.render("Her er jeg igen.")
    assert len(sound) > 10_000
    assert worker not in children()


def test_a_voice_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with Renderer(tmp_path, voice="klingon") as renderer:
        with pytest.raises(SpeechError, match="has no voice 'klingon'"):
            renderer.render("nuqneH")
        renderer.prepare(["nuqneH"])
        renderer.wait()


def test_without_the_library_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("libespeak-ng.so.1", "libespeak.so.1"):
        (tmp_path / name).touch()
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    renderer = Renderer(tmp_path / "cache")
    with pytest.raises(SpeechError, match=r"is espeak-ng installed\?"):
        renderer.start()
    renderer.close()


def test_forgetting_leaves_no_sound_no_text_and_no_worker(
    renderer: Renderer, tmp_path: Path
) -> None:
    before = children()
    renderer.render("Det her er fortroligt.")
    renderer.forget()
    assert list((tmp_path / "cache").iterdir()) == []
    assert children() == before
    assert len(renderer.render("Men nu går det videre.")[0]) > 0


def test_what_was_to_be_made_ahead_is_dropped_with_what_was_made(
    renderer: Renderer, tmp_path: Path
) -> None:
    renderer.render("Ordet er dit, Anna.")
    renderer.prepare(f"Ordet er dit, nummer {number}." for number in range(100))
    renderer.drop_ahead()
    renderer.wait()
    assert list((tmp_path / "cache").iterdir()) == []
    assert len(renderer.render("Men nu går det videre.")[0]) > 0


def test_the_cache_is_bounded_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    with Renderer(tmp_path, limit=150_000) as renderer:
        renderer.render("Det her er den første sætning.")
        renderer.render("Det her er den anden sætning.")
        renderer.render("Det her er den første sætning.")
        renderer.render("Det her er den tredje sætning.")
        kept = set(tmp_path.glob("*.wav"))
        assert sum(path.stat().st_size for path in kept) <= 150_000
        assert renderer._path("Det her er den tredje sætning.") in kept
        assert renderer._path("Det her er den anden sætning.") not in kept


@pytest.mark.parametrize("keep", [0, 10, 44, 2000])
def test_half_a_file_after_a_power_cut_is_made_anew(
    renderer: Renderer, tmp_path: Path, keep: int
) -> None:
    whole, _ = renderer.render("Tak for i dag.")
    [path] = (tmp_path / "cache").iterdir()
    path.write_bytes(path.read_bytes()[:keep])
    again, _ = renderer.render("Tak for i dag.")
    assert np.array_equal(whole, again)


def test_a_cache_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Renderer(tmp_path / "file" / "cache") as renderer:
        assert len(renderer.render("Hej")[0]) > 0
        renderer.forget()


@pytest.mark.parametrize("text", ["", "   ", "…", "?!", "\n"])
def test_text_without_words_is_no_sound(renderer: Renderer, text: str) -> None:
    assert len(renderer.render(text)[0]) == 0


def test_a_closed_renderer_says_so(tmp_path: Path) -> None:
    renderer = Renderer(tmp_path)
    renderer.close()
    renderer.prepare(["Hej"])
    with pytest.raises(SpeechError, match="closed"):
        renderer.render("Hej")
