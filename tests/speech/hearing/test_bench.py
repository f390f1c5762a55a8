"""The bench runs and fills its table; its figures need more than a minute of sound."""

import dataclasses
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
from tests.bench.hearing.__main__ import CARD, README, WAKE_WORDS, main
from tests.bench.hearing.column import Column
from tests.bench.hearing.commands import CommandMaterial, Table
from tests.bench.hearing.counts import Overheard, Understood, latency, rate, share
from tests.bench.hearing.curve import Curve, draw
from tests.bench.hearing.measuring import Candidate, Measured, Order, measure, orders
from tests.bench.hearing.pace import Pace, told
from tests.bench.hearing.parts import ROOT, Part, kept, measure_all, measured_before, once
from tests.bench.hearing.places import PLACES, Microphone, Place
from tests.bench.hearing.recordings import sets
from tests.bench.hearing.report import Report
from tests.bench.hearing.short import MARKS, between_marks
from tests.bench.hearing.speakers import Said, Speakers
from tests.bench.hearing.talk import Talk, TalkMaterial, ways
from tests.bench.hearing.vosk_model import UNKNOWN, words_graph
from tests.bench.hearing.wanted import SIZES, Material, Size
from tests.bench.learning import Counts, of_group, sentences


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
    options += ["--parts", str(dev / "parts")]

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
    wanted = [*orders("commands", "clean", 60, "choosing", 1)]
    small = [dataclasses.replace(order, size=2) for order in wanted]
    parts = tmp_path / "parts"

    killed = measure_all(small, (candidate,), folder=parts)
    first = next(killed)
    killed.close()
    assert measured_before(small, (candidate,), parts) == [first]
    assert first.took > 0

    other = dataclasses.replace(small[0], seed=2)
    elsewhere = [Candidate(MODEL, tmp_path, 0.5), Candidate(MODEL, tmp_path, spotting=True)]
    names = {kept(order, (candidate,), parts) for order in (*small, other)}
    names |= {kept(small[0], (one,), parts) for one in elsewhere}
    assert len(names) == 5


def test_a_part_that_is_half_written_is_measured_again(tmp_path: Path) -> None:
    candidate = Candidate(MODEL, tmp_path / "graphs")
    (order,) = orders("commands", "clean", 2, "choosing", 1)
    kept(order, (candidate,), tmp_path).with_suffix(".new").write_bytes(b"half")

    assert measured_before([order], (candidate,), tmp_path) == []


def test_what_is_measured_besides_is_kept_too(tmp_path: Path) -> None:
    candidate, results = Candidate(MODEL, tmp_path / "graphs"), iter((3, 4))

    again = [once(tmp_path, "how far", candidate, lambda: next(results)) for _ in range(2)]

    assert again == [3, 3]
    assert once(tmp_path, "how loud", candidate, lambda: next(results)) == 4


KOKORO = (Path("voices"), Path("made"))


def seconds_that_it_took(order: Order, first: bool) -> float:
    """As foreseen, but where others talk it takes three times that, and natural voices four."""
    heard = order.work * (0.6 if order.busy else 0.09)
    return heard + (order.size * (4.4 if order.kind == "commands" else 1.7) if first else 0.0)


def those_and_their_seconds() -> dict[Order, float]:
    wanted = Material("reporting", 7, KOKORO).everything(Size(110, 110, 80.0, 80.0))
    took, said = {}, set[str]()
    for order in wanted:
        took[order] = seconds_that_it_took(order, order.natural and order.said not in said)
        said.add(order.said)
    return took


@pytest.mark.parametrize("done", [0, 3, 20, 60])
def test_what_is_left_is_told_in_the_right_measure_whatever_was_done_before(done: int) -> None:
    took = those_and_their_seconds()
    pace = Pace([*took])
    for order in [*took][:done]:
        pace.add(Part(order, [], took[order]))

    rest = [*took][done:]
    left = sum(took[order] for order in rest)
    assert left / 4 < pace.left(rest) < left * 1.5
    assert Pace(rest, workers=2).left(rest) == pytest.approx(Pace(rest).left(rest) / 2)


def test_what_is_left_is_told_to_a_few_per_cent_once_each_kind_has_come() -> None:
    took = those_and_their_seconds()
    pace = Pace([*took])
    commands = [order for order in took if order.kind == "commands"]
    for order in commands:
        pace.add(Part(order, [], took[order]))

    rest = [order for order in took if order.kind in {"talk", "words"}]
    assert pace.left(rest) == pytest.approx(sum(took[order] for order in rest), rel=0.1)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(30, "about 30 seconds"), (600, "about 10 minutes"), (7200, "about 2.0 hours")],
)
def test_time_is_told_as_people_say_it(seconds: float, words: str) -> None:
    assert told(seconds) == words


def test_the_whole_table_has_ten_hours_of_talk_and_one_of_words_by_either_kind_of_voices() -> None:
    wanted = Material("reporting", 7, KOKORO).everything(SIZES["full"])

    for natural in (False, True):
        hours = {
            kind: sum(o.size for o in wanted if (o.kind, o.natural) == (kind, natural)) / 3600
            for kind in ("talk", "words")
        }
        assert hours["talk"] >= 10
        assert hours["words"] >= 1
    said = {order.place for order in wanted if order.kind == "commands"}
    assert said == {place.name for place in PLACES}
    assert {order.part for order in wanted} == {"reporting"}


def test_natural_places_need_natural_voices() -> None:
    (order,) = orders("commands", "natural, clean", 1, "choosing", 1)
    with pytest.raises(ValueError, match="--voices"):
        measure(order, ())


@pytest.fixture
def measured() -> Column:
    column = Column("now")
    understood, overheard = column.measured.understood, column.measured.overheard
    understood["clean", "in one breath"] = Understood(right=98, missed=2, latencies=[0.2])
    understood["babble 10 dB", "as an answer"] = Understood(right=1, wrong=1)
    understood["natural, clean", "after the tone"] = Understood(right=150, wrong=10, missed=40)
    overheard["dishes 10 dB"] = Overheard(36_000.0, ["pause"], [0.5], [0.6, 0.7])
    overheard["natural, clean"] = Overheard(36_000.0, [], [], [0.6])
    overheard["natural, clean, words"] = Overheard(3600.0, ["stop"], [0.4], [])
    column.among["edgetx numbers"] = 110
    column.recognised["edgetx numbers"] = {True: (50, 55), False: (40, 55)}
    column.learned["kept half"] = Counts(10, 4, 80)
    column.distances["shy"] = [Understood(right=24), Understood(right=12, missed=12)]
    return column


def test_the_table_is_written_between_its_marks_in_card_and_readme(
    tmp_path: Path, measured: Column
) -> None:
    card, readme = tmp_path / "card.md", tmp_path / "README.md"
    for file in (card, readme):
        file.write_text(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n", encoding="utf-8")

    Report([measured]).write(card, readme)

    texts = [file.read_text(encoding="utf-8") for file in (card, readme)]
    for text in texts:
        assert text.startswith(f"before\n{MARKS[0]}\n|")
        assert text.endswith(f"|\n{MARKS[1]}\nafter\n")
        assert "old" not in text
    for row in (
        "| (a) clean | 100 | 98.0 % (93.0-99.4) |",
        "| (d) errors left after learning voices, kept half | 80 | 10 -> 4: 0.40 |",
        "| (e) shy, % at 0.3 / 0.5 / 1 / 2 / 3 / 4 m | 24 each | 100 / 50 |",
    ):
        assert row in texts[0]
    for row in (
        "| understood, %: clean | 98 (99.5 %) | 75.0 (97 %) |",
        "20 / 10 / 5 dB under it | - / 50 / - (97 / 92 / 80 %) | - / - / - (95 / 88 / 72 %) |",
        "| taken for another, all places | 1.0 % of 102 (1 %) | 5.0 % of 200 (2 %) |",
        "| 1, 2 in 10.0 h (1, 3 in 10 h) | 0, 1 in 10.0 h (2, 5 in 10 h) |",
        "single words and rows of numbers | - | 1, 0 in 1.0 h (2 in 1 h) |",
        "| recordings: edgetx numbers, 110 among 110 texts | 81.8 % (90 %) |",
        "| 10 -> 4 of 80: 0.40 (0.33) |",
    ):
        assert row in texts[1]


def test_nothing_is_written_where_one_of_them_has_no_marks(
    tmp_path: Path, measured: Column
) -> None:
    card, readme = tmp_path / "card.md", tmp_path / "README.md"
    whole = f"{MARKS[0]}\nold\n{MARKS[1]}\n"
    card.write_text(whole, encoding="utf-8")
    readme.write_text("no place for it", encoding="utf-8")

    with pytest.raises(ValueError, match=r"README\.md: the table's place is not marked"):
        Report([measured]).write(card, readme)

    assert card.read_text(encoding="utf-8") == whole


def test_the_cards_have_a_place_for_the_table() -> None:
    for file in (CARD, ROOT / README):
        assert between_marks(file, "x\n").count("\nx\n") == 1


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
