"""The box's own voice is counted right: how long, and whether somebody asked for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content import load
from device.meeting import actions
from device.simulation.transcript import Line
from speech.saying.renderer import Renderer
from tests.content import texts
from tests.device.meeting.table import CLOSING, DIALOGUE, ROUND
from tests.device.meeting.voice_budget import ASKED, CountingTable, Voice, of_lines, seconds


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    with Renderer(Path(tmp_path_factory.mktemp("sound"))) as made:
        yield made


def test_the_known_pace_is_the_voices_own(renderer: Renderer) -> None:
    said = [texts.filled_in(text) for _, text in texts.phrases()][::3]
    sounds = [renderer.render(text) for text in said]
    real = sum(len(sound) / rate for sound, rate in sounds)
    assert sum(seconds(actions.Say(1, "", text)) for text in said) == pytest.approx(real, rel=0.07)


def test_the_voice_reads_what_is_aloud_where_that_differs() -> None:
    assert seconds(actions.Say(1, "", "JP", "Jens Peter")) > seconds(actions.Say(1, "", "JP"))


def test_all_that_counts_as_asking_can_be_asked() -> None:
    assert set(load("commands.yaml")["intents"]) >= ASKED


def test_an_announcement_is_talk_and_an_answer_is_not() -> None:
    table = CountingTable.started(DIALOGUE, CLOSING)
    assert isinstance(table, CountingTable)
    announced = table.voice
    assert announced.asked == 0
    assert announced.unasked == pytest.approx(sum(map(seconds, table.said)))
    table.hear("time_left")
    assert table.voice.unasked == announced.unasked
    assert table.voice.asked == pytest.approx(seconds(table.said[-1]))


def test_a_question_by_button_is_asked_for_too() -> None:
    table = CountingTable.started(DIALOGUE, CLOSING)
    before = table.voice.asked
    table.press("blue")
    assert table.said[-1].text == DIALOGUE.questions[0]
    assert table.voice.asked > before


def test_what_confirms_a_command_is_talk() -> None:
    table = CountingTable.started(ROUND, CLOSING)
    before = table.voice.unasked
    table.hear("more_time", minutes=1.0)
    assert table.keys[-2:] == ["more_time", "extra_turns"]
    assert table.voice.unasked > before
    assert table.longest[-1][1] == table.last


LINES = {
    "the box by itself": ([("box", 0, 3, "Velkommen.")], Voice(0, 3)),
    "an answer": (
        [("understood", 0, 0, "end_time"), ("box", 1, 3, "Vi slutter …")], Voice(2, 0),
    ),
    "an answer in two sentences": (
        [("understood", 0, 0, "rules"), ("box", 1, 3, "…"), ("box", 3.5, 6, "…")], Voice(4.5, 0),
    ),
    "what comes later is no answer": (
        [("understood", 0, 0, "rules"), ("box", 1, 3, "…"), ("box", 30, 32, "…")], Voice(2, 2),
    ),
    "a command": ([("understood", 0, 0, "more_time 1.0"), ("box", 1, 3, "…")], Voice(0, 2)),
    "the blue button": ([("press", 0, 0, "blue"), ("box", 1, 3, "…")], Voice(2, 0)),
    "another button in between": (
        [("press", 0, 0, "blue"), ("press", 1, 1, "green"), ("box", 2, 4, "…")], Voice(0, 2),
    ),
    "people talk": ([("talk", 0, 60, "…"), ("to_box", 60, 62, "…")], Voice()),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "voice"), LINES.values(), ids=LINES)
def test_a_transcript_is_counted(lines: list[tuple[str, float, float, str]], voice: Voice) -> None:
    made = [Line(t, kind, "", text, end) for kind, t, end, text in lines]  # type: ignore[arg-type]
    assert of_lines(made) == voice
