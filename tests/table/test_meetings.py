"""Whole meetings in the room: real voice, recogniser, buttons, journal and report."""

import sqlite3
import wave

import numpy as np
import pytest

from device.meeting.plan import Plan
from device.simulation.outcome import Outcome
from tests.table.conftest import (
    AGREEMENT,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
    WELCOME,
    Meet,
    plan_of,
)

CLEAR = 35.0
"""dB above the noise."""
FIVE = ("Anna", "Bo", "Carla", "Dorte", "Erik")


def said(outcome: Outcome, who: str = "") -> list[str]:
    kind = {"box", "to_box"} if not who else {"to_box"}
    return [line.text for line in outcome.lines if line.kind in kind and line.who == who]


def test_three_people_hold_a_meeting_by_voice_alone(meet: Meet) -> None:
    outcome = meet(plan_of(WELCOME, AGREEMENT, ROUND, CLOSING), snr=CLEAR)

    assert outcome.finished
    assert outcome.record.came == 3
    assert [turn.name for turn in outcome.record.turns] == ["Anna", "Bo", "Carla"]
    assert all(20 < turn.used < 45 for turn in outcome.record.turns)
    assert said(outcome)[-2:] == [
        "Tak for i dag, og tak for jeres tid. Kom godt hjem.",
        "Rapporten ligger på stikket. Nu kan I tage det ud.",
    ]
    # by voice alone: nobody touched a button, and the box understood most of what it was told
    assert not any(line.kind == "press" for line in outcome.lines)
    assert outcome.hearing.right >= 0.8 * len(outcome.hearing.told)
    assert outcome.hearing.false_accepts == ()

    # what it leaves behind: signals in time, a journal, a report, and sound to listen to
    assert max(signal.late for signal in outcome.signals) <= 0.1
    with sqlite3.connect(outcome.journal) as journal:
        (rows,) = journal.execute("SELECT count(*) FROM events").fetchone()
    assert rows > 40
    left = {path.name for path in outcome.stick.iterdir()}
    assert left == {"rapport.html", "evaluering.csv", "forloeb.csv", "moeder.parquet"}
    with wave.open(str(outcome.wav)) as wav:
        sound = np.frombuffer(wav.readframes(wav.getnframes()), np.int16).astype(int)
    assert sound.size == round(outcome.seconds * 16_000)
    assert 3_000 < np.abs(sound).max() < 32_000


def test_four_people_hold_a_meeting_by_buttons_alone(meet: Meet) -> None:
    # Bo is absent, and the table calls the roll; Carla's finger rests on a contact that bounces.
    outcome = meet(
        plan_of(WELCOME, AGREEMENT, ROUND, EVALUATION, CLOSING, names=FIVE),
        """
        answers: buttons
        people:
          - {name: Bo, comes: false}
        moments:
          - {hears: own_words, since: statement_*, who: Carla, after: 1,
             does: [{presses: score5, held: 3, bounces: 6}]}
        """,
    )

    assert outcome.finished
    assert not any(line.kind == "to_box" for line in outcome.lines)
    assert outcome.record.absent == ("Bo",)
    assert [turn.name for turn in outcome.record.turns] == ["Anna", "Carla", "Dorte", "Erik"]
    scores = outcome.record.scores
    assert [score.statement for score in scores] == list(EVALUATION.statements)
    assert [sum(score.counts) for score in scores] == [4, 4]
    assert all(score.counts[4] >= 1 for score in scores)


def test_in_noise_the_box_does_not_hear_itself_nor_the_talk(meet: Meet) -> None:
    # Rain, cups, and the box's own voice in its microphone as loud as anybody's.
    outcome = meet(
        plan_of(ROUND, DIALOGUE, CLOSING),
        """
        room: {snr: 12, leak: 0, rt60: 0.5, noises: [ventilation, rain, cups]}
        """,
        seed=3,
    )

    assert outcome.finished
    assert outcome.hearing.false_accepts == ()
    assert [turn.name for turn in outcome.record.turns] == ["Anna", "Bo", "Carla"]


def round_of_five() -> Plan:
    return plan_of(WELCOME, ROUND, names=FIVE)


def test_overrun_an_extra_minute_a_skip_and_the_floor_to_somebody_else(meet: Meet) -> None:
    outcome = meet(
        round_of_five(),
        """
        moments:
          - {hears: turn_start, names: Anna, who: Anna, gives_turn: true,
             does: [{talks: end, plus: 60}]}
          - {hears: turn_start, names: Bo, who: Bo, gives_turn: true,
             does: [{talks: 15}, {says: "Tidtager, et minut mere."}, {talks: 40}, {presses: green}]}
          - {hears: turn_start, names: Carla, who: Anna,
             does: [{says: "Tidtager, spring Carla over."}]}
          - {hears: turn_start, names: Carla, who: Carla, gives_turn: true}
          - {hears: turn_start, names: Dorte, nth: 1, who: Dorte, gives_turn: true,
             does: [{says: "Tidtager, giv ordet til Erik."}]}
        """,
        snr=CLEAR,
    )

    assert outcome.finished
    turns = {turn.name: turn for turn in outcome.record.turns}
    assert list(turns) == ["Anna", "Bo", "Carla", "Erik", "Dorte"]
    # Anna would have gone on for a minute: the box thanks her ten seconds after the end.
    assert 39.5 <= turns["Anna"].used <= 41
    assert turns["Bo"].extra == 60
    assert turns["Carla"].skipped
    assert not turns["Dorte"].skipped


def test_in_a_dialogue_a_question_is_read_and_time_told_on_request(meet: Meet) -> None:
    outcome = meet(
        plan_of(DIALOGUE),
        """
        moments:
          - {hears: dialogue_intro, who: Bo, after: 12, besides: true,
             does: [{says: "Tidtager, spørgsmål."}]}
          - {hears: dialogue_intro, who: Anna, after: 30, besides: true,
             does: [{says: Tidtager.}, {says: "Hvor lang tid er der tilbage?"}]}
        """,
        snr=CLEAR,
    )

    assert outcome.finished
    lines = said(outcome)
    asked = lines.index("Hvem kan tage over?")
    assert any(text.startswith("Der er ") and "tilbage" in text for text in lines[asked:])
    # nobody is cut off: the group talks on after the time is up, until somebody says "næste"
    assert outcome.record.items[0].used > 60


def test_a_pause_stops_the_clock(meet: Meet) -> None:
    outcome = meet(
        plan_of(DIALOGUE),
        """
        answers: buttons
        moments:
          - {hears: dialogue_intro, who: Bo, after: 15, besides: true, does: [{presses: yellow}]}
          - {hears: paused, who: Carla, after: 25, does: [{presses: yellow}]}
        """,
    )

    assert outcome.finished
    assert 25 <= outcome.record.paused <= 35
    began = next(line.t for line in outcome.lines if line.text == "green steady")
    end = next(signal for signal in outcome.signals if signal.name == "end")
    assert end.at == pytest.approx(began + 60 + outcome.record.paused, abs=0.1)


def test_who_is_not_heard_says_it_again_and_then_takes_the_button(meet: Meet) -> None:
    # Anna whispers across a noisy room.
    outcome = meet(
        plan_of(ROUND),
        """
        people: [{name: Anna, level: -20, distance: 3}]
        limit: "0:45"
        """,
        snr=5,
    )

    told = [line for line in outcome.lines if line.kind == "to_box"]
    assert len(told) == 3
    assert {line.who for line in told} == {"Anna"}
    pressed = next(line for line in outcome.lines if line.kind == "press")
    assert (pressed.who, pressed.text) == ("Anna", "green")
    assert pressed.t > told[-1].end
    assert "Bordet rundt" in [line.text for line in outcome.lines if line.kind == "phase"]


def test_two_talk_at_once_and_one_of_them_to_the_box(meet: Meet) -> None:
    # Nobody waits for anybody: what the box makes of it, the meeting goes on.
    outcome = meet(
        plan_of(ROUND, CLOSING),
        """
        moments:
          - {hears: turn_start, names: Anna, who: Bo, after: 4, does: [{talks: 8, over: true}]}
          - {hears: turn_start, names: Anna, who: Carla, after: 6,
             does: [{says: "Tidtager, hvor lang tid er der tilbage?", over: true}]}
        """,
        snr=CLEAR,
    )

    assert outcome.finished
    talk = [line for line in outcome.lines if line.kind in {"talk", "to_box"}]
    together = [(a, b) for a in talk for b in talk if a.who < b.who and a.t < b.end and b.t < a.end]
    assert any(b.kind == "to_box" or a.kind == "to_box" for a, b in together)
