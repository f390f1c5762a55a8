"""The box learns voices in the room: real sound, recogniser and decoding graphs."""

import sqlite3

from device.meeting.items.voices.plan import VoiceLesson
from tests.table.conftest import CLOSING, Meet, plan_of
from tests.table.test_meetings import said

ENROLMENT = VoiceLesson("Jeres stemmer", 120)


def test_each_says_sentences_after_the_box_and_is_told_how_well_it_hears(meet: Meet) -> None:
    # Bo says something else first; Carla would rather not.
    outcome = meet(
        plan_of(ENROLMENT, CLOSING),
        """
        moments:
          - {hears: voices_turn, names: Bo, who: Bo, gives_turn: true,
             does: [{says: "Hvad var det nu jeg skulle sige?", insists: false}]}
          - {hears: voices_turn, names: Carla, who: Carla, does: [{presses: green}]}
        """,
        snr=25,
    )

    assert outcome.finished
    lines = said(outcome)
    assert "Sig det gerne én gang til: Tidtager, næste taler." in lines
    told = [line for line in lines if line.endswith(("Anna.", "Bo.")) and "hører" in line]
    assert len(told) == 2
    assert "Det er helt i orden, Carla." in lines
    # the sentences were commands, and none was obeyed
    assert not any(line.endswith(("Pause.", "Hvem kan tage over?")) for line in lines)
    understood = [line.text for line in outcome.lines if line.kind == "understood"]
    assert understood.count("(Tidtager, næste taler.)") >= 2
    assert outcome.hearing.false_accepts == ()


def test_only_phones_reach_the_journal(meet: Meet) -> None:
    outcome = meet(plan_of(ENROLMENT, names=("Anna", "Bo", "Carla")), snr=25)

    assert outcome.finished
    with sqlite3.connect(outcome.journal) as journal:
        rows = [row for (row,) in journal.execute("SELECT event FROM events")]
    sayings = [row for row in rows if '"SaidAfter"' in row]
    assert len(sayings) >= 6
    assert all('"t i' in row for row in sayings if "Tidtager" in row)
    assert not any(name in row for row in sayings for name in ("Anna", "Bo", "Carla"))
    assert max(len(row) for row in sayings) < 2_000  # no sound
