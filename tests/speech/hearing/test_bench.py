"""The bench runs and fills its table; its figures need more than a minute of sound."""

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
import typer
from typer.testing import CliRunner

from speech.festival import FestivalError
from speech.hearing.grammar import commands, normal, phrases
from speech.hearing.store import MODEL
from speech.sound import RATE
from tests.bench.hearing.__main__ import WAKE_WORDS, main
from tests.bench.hearing.commands import CommandMaterial, Table
from tests.bench.hearing.counts import Overheard, Understood, latency, rate, share
from tests.bench.hearing.curve import Curve, draw
from tests.bench.hearing.measuring import Candidate, Measured, kept, measure, measure_all, orders
from tests.bench.hearing.places import PLACES, Microphone, Place
from tests.bench.hearing.recordings import sets
from tests.bench.hearing.report import MARKS, Column, Report
from tests.bench.hearing.speakers import Said, Speakers
from tests.bench.hearing.talk import Talk, TalkMaterial, ways
from tests.bench.hearing.vosk_model import UNKNOWN, words_graph
from tests.bench.learning import of_group, sentences


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    """Five recordings of two sources; nobody says anything in them."""
    lines = []
    for n, text in enumerate(("ost", "smør", "brød", "ost", "te")):
        soundfile.write(tmp_path / f"{n}.flac", np.zeros(RATE // 2, np.int16), RATE)
        lines.append(f"{n}.flac\t{text}\t{'køkkenet' if n < 4 else 'stuen'}\n")
    (tmp_path / "index.tsv").write_text("".join(reversed(lines)), encoding="utf-8")
    return tmp_path


def test_the_bench_prints_every_row_for_every_model(dev: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    options = ["--commands", "2", "--minutes", "0.1", "--faults", "--dev", str(dev)]

    result = CliRunner().invoke(app, [*options, "--before", str(MODEL)])

    assert result.exit_code == 0, result.output
    nobody = "(b) nobody there, cups, after a question"
    for row in ("clean", "room 5 dB", "latency", "(b) talk", nobody, "real-time factor", "memory"):
        assert row in result.output
    assert "(c) køkkenet, choosing half" in result.output
    same = [line.split("│")[3:5] for line in result.output.splitlines() if "%" in line]
    assert same
    assert all(now.strip() == before.strip() for now, before in same)


def test_what_started_the_ear_is_none_of_its_memory() -> None:
    load = b"\1" * 400_000_000
    asks = "from tests.bench.hearing.footprint import peak; print(peak())"

    told = subprocess.run(
        (sys.executable, "-c", asks), capture_output=True, check=True, text=True
    ).stdout

    assert float(told) < len(load) / 1e6


def test_recordings_are_halved_by_name_within_their_source(dev: Path) -> None:
    kitchen, room = sorted(sets(dev), key=lambda one: one.name)

    assert [(r.file.name, r.choosing) for r in kitchen.recordings] == [
        ("0.flac", True),
        ("1.flac", False),
        ("2.flac", True),
        ("3.flac", False),
    ]
    assert kitchen.texts == ("ost", "smør", "brød")
    assert [r.choosing for r in room.recordings] == [True]


def test_a_higher_threshold_takes_sounds_away_and_never_adds_any(tmp_path: Path) -> None:
    understood = Understood(right=3, wrong=1, missed=1, sure=[0.4, 0.9, 0.9], sure_wrong=[0.5])
    overheard = Overheard(3600.0, ["pause", "stop"], [0.35, 0.6], [0.7])
    measured = Measured({("clean", "in one breath"): understood}, {"clean": overheard})
    curve = Curve(measured)

    points = [curve.at(threshold) for threshold in (0.0, 0.45, 0.55, 1.0)]
    draw(curve, 0.45, tmp_path / "curve.png")

    assert [(p.missed, p.wrong, p.accepts, p.calls) for p in points] == [
        (1, 1, 2, 1),
        (2, 1, 1, 1),
        (3, 0, 1, 1),
        (5, 0, 0, 0),
    ]
    chosen = curve.chosen(most_an_hour=1.0)
    assert chosen is not None
    assert chosen.threshold == 0.4
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")


def test_nobody_is_both_for_choosing_and_for_reporting() -> None:
    choosing, reporting = Speakers("choosing"), Speakers("reporting")

    assert len(choosing.all) >= 60 <= len(reporting.all)
    assert not set(choosing.all) & set(reporting.all)


def test_a_speaker_says_the_same_at_the_same_pace_each_time() -> None:
    def said(speaker: str) -> float:
        return Speakers("choosing").say("vi holder pause", speaker, random.Random(1)).end

    assert said("speaker 0") == pytest.approx(said("speaker 0"), rel=0.02)
    assert said("speaker 0") != pytest.approx(said("f2"), rel=0.02)


def test_a_voice_that_dies_of_a_phrase_costs_no_measurement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speakers, fate = Speakers("choosing"), iter((FestivalError("it died"), None))
    say = speakers.say

    def dying(text: str, speaker: str, rng: random.Random) -> Said:
        if error := next(fate, None):
            raise error
        return say(text, speaker, rng)

    monkeypatch.setattr(speakers, "say", dying)
    material = CommandMaterial(PLACES[0], speakers, random.Random(1), Table())
    assert len([*material.say(3)]) == 3


def test_talk_has_no_command_in_it_and_says_the_wake_word_only_in_passing() -> None:
    talk = Talk(random.Random(5))
    wakes = {word for wake in (*WAKE_WORDS, *commands().wake_words) for word in wake.split()}
    wakes -= {"hej", "kære", "hallo"}
    said = {phrase.text for phrase in phrases(Table().in_talk.commands, Table().names)}

    sentences = [talk.sentence() for _ in range(3000)]
    in_passing = [talk.passing("hej tidtager") for _ in range(200)]

    assert sum(ways("talk")) > 100_000
    assert len(set(sentences)) > 2500
    for sentence in map(normal, sentences):
        assert sentence not in said
        assert "ordstyrer" in sentence or not wakes & set(sentence.split())
    assert all("tidtager" in sentence and "hej" not in sentence for sentence in in_passing)
    assert not [s for s in sentences + in_passing if "{" in s or "WAKE" in s]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_place_adds_what_it_says_and_lasts_as_long(place: Place) -> None:
    said = np.float32(0.05) * np.sin(np.arange(RATE, dtype=np.float32) * 0.3)

    def heard(seed: int) -> np.ndarray:
        microphone = Microphone(place, random.Random(seed), box=lambda _: said, talk=lambda: said)
        return microphone.hear(said).astype(np.float64)

    first = heard(1)
    before = first[: int(0.5 * RATE)]

    assert len(first) == RATE + int(place.before * RATE) + int(place.after * RATE)
    assert np.array_equal(first, heard(1))
    assert not np.array_equal(first, heard(2))
    quiet = place.snr is None
    assert (np.sqrt(np.mean(before**2)) > 20) != quiet


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("babble 20 dB", -20),
        ("babble 10 dB", -10),
        ("babble 5 dB", -5),
        ("one other talker 10 dB", -10),
        ("two interviews 8 dB", -5),  # two voices at once
    ],
)
def test_others_talk_before_during_and_after_as_loud_as_they_should(name: str, level: int) -> None:
    noise = np.random.default_rng(1).standard_normal(3 * RATE, np.float32)
    others = noise * np.float32(10 ** (-26 / 20))
    place = next(place for place in PLACES if place.name == name)
    microphone = Microphone(place, random.Random(1), box=lambda _: others, talk=lambda: others)

    heard = microphone.hear(np.zeros(RATE, np.float32)).astype(np.float64) / 32768

    parts = (heard[:RATE], heard[int(place.before * RATE) :][:RATE], heard[-RATE:])
    for part in parts:
        assert 10 * np.log10(np.mean(part**2)) == pytest.approx(-26 + level, abs=3)


def test_an_interviews_voices_take_turns_and_pause() -> None:
    place = Place("interviews", interviews=0.0, hollow=False)
    n = np.arange(RATE, dtype=np.float32)
    voices = iter(range(10_000))

    def talk() -> np.ndarray:
        return np.asarray(0.07 * np.sin(n * (0.1 + 0.01 * next(voices))), np.float32)

    microphone = Microphone(place, random.Random(1), box=lambda _: n, talk=talk)
    heard = microphone.hear(np.zeros(8 * RATE, np.float32)).astype(np.float64)
    loud = np.array([np.sqrt(np.mean(part**2)) for part in heard.reshape(-1, RATE // 50)])

    assert next(voices) > 20  # two streams of a second each
    assert (loud < loud.max() / 1.2).mean() > 0.2  # one of them alone, now and then


@pytest.mark.parametrize("kind", ["commands", "talk"])
def test_the_same_is_said_by_the_same_in_every_place(kind: str) -> None:
    def said(name: str) -> list[tuple[str, str]]:
        place = next(place for place in PLACES if place.name == name)
        speakers, rng = Speakers("choosing"), random.Random(3)
        if kind == "commands":
            commands = CommandMaterial(place, speakers, rng, Table()).say(4)
            return [(one.phrase.text, one.speaker) for one in commands]
        return [(one.text, one.speaker) for one in TalkMaterial(place, speakers, rng, "x").say(6.0)]

    assert said("clean") == said("babble 10 dB")[: len(said("clean"))]


def test_what_was_measured_is_taken_from_its_folder_the_next_time(tmp_path: Path) -> None:
    candidate = Candidate(MODEL, tmp_path / "graphs")
    (order,) = orders("commands", "clean", 2, "choosing", 1)
    parts = tmp_path / "parts"

    ((_, first),) = measure_all([order], (candidate,), parts=parts)
    (file,) = parts.iterdir()
    written = file.stat().st_mtime_ns
    ((_, again),) = measure_all([order], (candidate,), parts=parts)
    assert (again, file.stat().st_mtime_ns) == (first, written)

    (other,) = orders("commands", "clean", 2, "choosing", 2)
    assert kept(other, (candidate,), parts) != file
    assert kept(order, (Candidate(MODEL, tmp_path, 0.5),), parts) != file


def test_natural_places_need_natural_voices() -> None:
    (order,) = orders("commands", "natural, clean", 1, "choosing", 1)
    with pytest.raises(ValueError, match="--voices"):
        measure(order, ())


def test_the_table_is_written_between_its_marks_in_the_card(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n", encoding="utf-8")
    column = Column("now")
    column.measured.understood["clean", "in one breath"] = Understood(right=98, missed=2)

    Report([column]).write(card)

    text = card.read_text(encoding="utf-8")
    assert "| (a) clean | 100 | 98.0 % (93.0-99.4) |" in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    card.write_text("no place for it", encoding="utf-8")
    with pytest.raises(ValueError, match="not marked"):
        Report([column]).write(card)


def test_a_grammar_of_vosks_own_has_every_word_once_and_anything_else() -> None:
    graph = words_graph(["tidtager stop", "tidtager start uret"])

    assert list(graph.symbols) == ["<eps>", "tidtager", "stop", "start", "uret", UNKNOWN]


def test_wilsons_interval() -> None:
    assert share(98, 100) == "98.0 % (93.0-99.4)"
    assert share(0, 15) == "0.0 % (0.0-20.4)"


def test_where_nothing_was_understood_there_is_no_latency() -> None:
    assert latency([]) == "-"
    assert latency([0.2, 0.3, 0.4]) == "0.30 / 0.39 s"


def test_garwoods_interval_an_hour() -> None:
    assert rate(0, 10 * 3600) == "0.00 (0.00-0.37)"
    assert rate(2, 3600) == "2.00 (0.24-7.22)"


def test_the_bench_of_learning_teaches_the_wake_word() -> None:
    called = [said for said in sentences() if "idtager" in said]

    assert len(called) == len(sentences()) - 1
    assert not any("{" in said for said in sentences())


def test_the_bench_of_learning_keeps_what_the_box_keeps() -> None:
    often, seldom = ("stop", "s t V b"), ("stop", "s d V b")

    assert of_group([(seldom, often, often), (seldom,)]) == (often, seldom)
