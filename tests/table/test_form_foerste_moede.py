"""A first meeting in the room: presentation, interviews, gathering up, agreements, the frame."""

from pathlib import Path

import pytest

from device.meeting.notes import QuestionNote, RoleNote, TogetherNote
from device.planfile import read_plan
from tests.table.play import NAMES, Play

PLAN = """\
form: første møde
varighed: {minutes} min
formål: Vi hjælper hinanden med det, der er svært.
spilleregler: [Det bliver her i rummet]
taletid: 20 sekunder
tider:
  velkomst: 2 min
  stemmer: nej
  forventninger: 5 min
  opsamling: 3 min
  aftale: 3 min
  rammer: 6 min
  evaluering: nej
  afslutning: 3 min
aftaler: [Hvilken dag ses vi næste gang?]
deltagere: [{people}]
"""
AWAY = "afbud: Frida\nkommer senere: Gitte\n"
SCRIPT = """
people:
  - {name: Carla, answers: buttons}
moments:
  - {hears: turn_start, names: Anna, nth: 1, who: Anna, gives_turn: true,
     does: [{talks: 10}, {says: "Tidtager, et minut mere."}, {talks: 15}, {presses: green}]}
  - {hears: turn_start, names: Bo, nth: 1, who: Bo, gives_turn: true,
     does: [{talks: end, plus: 40}]}
  - {hears: interview_question, nth: 1, who: Carla, after: 15, besides: true,
     does: [{presses: blue}]}
  - {hears: interview_question, nth: 2, who: Bo, after: 35, besides: true, does: [{presses: green}]}
  - {hears: gathering_lead, who: Bo, after: 3, besides: true, does: [{coughs: true}]}
  - {hears: frame_question, nth: 2, who: Bo, after: 2, besides: true,
     does: [{says: "Tidtager, det er koldt herinde.", insists: false}]}
"""
GITTE = "people:\n  - {name: Gitte, comes: false}\n"
"""She is not there when they are counted, and comes in the middle of the interviews."""
LATE = """
  - {hears: interview_question, nth: 1, who: Anna, after: 30, besides: true,
     does: [{presses: yellow}, {waits: 4}, {presses: score1}]}
  - {hears: is_it, names: Gitte, does: [{presses: green}]}
  - {hears: [joined, one_guest, guest_joined], who: Anna, after: 6, does: [{presses: yellow}]}
  # where all talk at once the box may hear a pause that nobody asked for
  - {hears: paused, nth: 2, who: Anna, after: 8, does: [{presses: yellow}]}
  - {hears: paused, nth: 3, who: Anna, after: 8, does: [{presses: yellow}]}
"""


def golden() -> Play:
    """The meeting whose transcript is kept."""
    return the_meeting(1, 3, 26)


def the_meeting(seed: int, count: int, minutes: int) -> Play:
    text = PLAN.format(minutes=minutes, people=", ".join(NAMES[:count]))
    script = SCRIPT
    if count >= 8:
        text, script = text + AWAY, script.replace("people:\n", GITTE) + LATE
    return Play("foerste-moede", read_plan(text.encode()), script, seed=seed)


@pytest.mark.parametrize(
    ("seed", "count", "minutes"), [(1, 3, 26), (2, 8, 28), (1, 16, 32)], ids=["3", "8", "16"]
)
def test_a_first_meeting(tmp_path: Path, graphs: Path, seed: int, count: int, minutes: int) -> None:
    play = the_meeting(seed, count, minutes)
    outcome = play.perform(tmp_path, graphs)
    assert outcome.finished
    presentation = [turn for turn in outcome.record.turns if turn.item == 1]
    turns = {turn.name: turn for turn in presentation}
    assert turns["Anna"].extra == 60
    assert turns["Bo"].used > turns["Bo"].planned
    groups = [note.groups for note in outcome.notes if isinstance(note, TogetherNote)]
    assert len(groups) == 1
    everyone = {name for group in groups[0] for name in group}
    assert everyone == set(NAMES[:count]) - ({"Frida"} if count >= 8 else set())
    assert min(map(len, groups[0])) >= 2
    asked = [note.question for note in outcome.notes if isinstance(note, QuestionNote)]
    assert "Hvad håber du, at vi kan hjælpe dig med?" in asked
    roles = {note.role for note in outcome.notes if isinstance(note, RoleNote)}
    assert roles == {"practical", "leader"}
    assert outcome.record.agreed
    if count == 3:
        assert play.again(outcome) == play.kept
