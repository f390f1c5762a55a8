"""Getting to know each other in the room: new partners and deeper questions from round to round."""

from itertools import combinations
from pathlib import Path

import pytest

from device.meeting.banks import load_bank
from device.meeting.notes import QuestionNote, TogetherNote
from device.planfile import read_plan
from tests.table.play import NAMES, Play

PLAN = """\
form: lær hinanden at kende
varighed: {minutes} min
tider:
  velkomst: 2 min
  interviews: {interviews} min
  opsamling: {gathering} min
  evaluering: nej
  afslutning: 2 min
aftaler: [Hvilken dag ses vi næste gang?]
deltagere: [{people}]
"""
AWAY = "afbud: Frida\n"
SCRIPT = """
people:
  - {name: Bo, answers: buttons}
moments:
  - {hears: interview_question, nth: 1, who: Bo, after: 12, besides: true, does: [{presses: blue}]}
  - {hears: interview_question, nth: 2, who: Carla, after: 8, besides: true,
     does: [{presses: yellow}]}
  - {hears: paused, who: Carla, after: 9, does: [{presses: yellow}]}
  - {hears: interview_question, nth: 3, who: Bo, after: 15, besides: true, does: [{presses: green}]}
  - {hears: interview_question, nth: 4, who: Bo, after: 25, besides: true, does: [{presses: green}]}
  - {hears: interview_question, nth: 5, who: Bo, after: 25, besides: true, does: [{presses: green}]}
  - {hears: gathering_turn, nth: 1, who: named, gives_turn: true,
     does: [{talks: 6}, {says: "Tidtager, det er koldt herinde.", insists: false},
            {talks: end, plus: 20}]}
  - {hears: gathering_again, nth: 1, does: [{presses: green}]}
"""


def golden() -> Play:
    """The meeting whose transcript is kept."""
    return the_meeting(1, 3, 22)


def the_meeting(seed: int, count: int, minutes: int) -> Play:
    gathering = 7 if count == 16 else 4
    interviews = minutes - 4 - gathering
    people = ", ".join(NAMES[:count])
    text = PLAN.format(minutes=minutes, people=people, gathering=gathering, interviews=interviews)
    text += AWAY if count >= 8 else ""
    return Play("laer-hinanden-at-kende", read_plan(text.encode()), SCRIPT, seed=seed)


@pytest.mark.parametrize(
    ("seed", "count", "minutes"), [(1, 3, 22), (2, 8, 20), (1, 16, 24)], ids=["3", "8", "16"]
)
def test_they_get_to_know_each_other(
    tmp_path: Path, graphs: Path, seed: int, count: int, minutes: int
) -> None:
    play = the_meeting(seed, count, minutes)
    outcome = play.perform(tmp_path, graphs)
    assert outcome.finished
    rounds = [note.groups for note in outcome.notes if isinstance(note, TogetherNote)]
    assert len(rounds) == 3
    met = [
        frozenset(pair) for groups in rounds for group in groups for pair in combinations(group, 2)
    ]
    if count > 3:
        assert len(met) == len(set(met)), "new partners each round"
        assert outcome.record.absent == ("Frida",)
    depth = {entry.say: entry.depth for entry in load_bank("laer-hinanden-at-kende").entries}
    asked = [note.question for note in outcome.notes if isinstance(note, QuestionNote)]
    of_the_bank = [question for question in asked if question in depth]
    assert len(of_the_bank) == len(set(of_the_bank)), "no question twice"
    assert {depth[question] for question in of_the_bank} == {1, 2, 3}
    if count == 3:
        assert play.again(outcome) == play.kept
