"""A preparation in the room: one person alone with the box, and groups before they begin."""

from pathlib import Path

import pytest

from device.planfile import read_plan
from tests.table.conftest import Meet
from tests.table.play import NAMES, Play

PLAN = """\
form: forberedelse
varighed: {length}
deltagere: [{people}]
"""
AWAY = "afbud: Frida\nkommer senere: Gitte\n"
SCRIPT = """
moments:
  - {hears: own_words, text: "rolige åndedrag", who: Anna, after: 12, does: [{coughs: true}]}
  - {hears: own_words, text: "til fælles med dem", nth: 1, who: Anna, after: 5,
     does: [{presses: green}]}
  - {hears: own_words, text: "dine vaner", nth: 1, who: Anna, after: 4,
     does: [{presses: yellow}]}
  - {hears: paused, who: Anna, after: 15, does: [{presses: yellow}]}
"""
GROUP = """
  - {hears: own_words, text: "timer om måneden", who: Bo, after: 3,
     does: [{says: "Tidtager, det er koldt herinde.", insists: false}]}
  - {hears: turn_start, names: Anna, who: Anna, gives_turn: true,
     does: [{talks: 10}, {says: "Tidtager, et minut mere."}, {talks: 15}, {presses: green}]}
  - {hears: turn_start, names: Bo, who: Bo, gives_turn: true, does: [{talks: end, plus: 40}]}
  - {hears: dialogue_intro*, who: Carla, after: 20, besides: true,
     does: [{says: "Tidtager, stil et spørgsmål."}]}
  - {hears: dialogue_intro*, who: Anna, after: 50, besides: true, does: [{presses: green}]}
"""
LATE = """
  - {hears: own_words, text: "kender dit sted indefra", who: Anna, after: 6,
     does: [{says: "Tidtager, Gitte er her."}]}
"""


def golden() -> Play:
    """The meeting whose transcript is kept."""
    plan = read_plan(PLAN.format(length="15 minutter", people="Anna").encode())
    return Play("forberedelse", plan, SCRIPT)


def test_one_person_alone_with_the_box(tmp_path: Path, graphs: Path) -> None:
    play = golden()
    outcome = play.perform(tmp_path, graphs)
    assert outcome.finished
    assert outcome.record.came == 1
    assert outcome.record.scores == ()
    assert outcome.hearing.false_accepts == ()
    assert 10 * 60 <= outcome.record.seconds <= 15 * 60
    said = [line.text for line in outcome.lines if line.kind == "box"]
    assert said[-2].startswith("Det var det hele.")
    told = [text for text in said if not text.endswith("?")]
    assert not any(" I " in text or "jer " in text for text in told), "to one it says du"
    assert play.again(outcome) == play.kept


@pytest.mark.parametrize(
    ("seed", "count", "minutes"), [(1, 3, 26), (2, 8, 30), (1, 16, 36)], ids=["3", "8", "16"]
)
def test_a_group_before_it_begins(meet: Meet, seed: int, count: int, minutes: int) -> None:
    people = ", ".join(NAMES[:count])
    text = PLAN.format(length=f"{minutes} minutter", people=people)
    script = SCRIPT + GROUP
    if count >= 8:
        text, script = text + AWAY, script + LATE
    outcome = meet(read_plan(text.encode()), script, seed=seed)
    assert outcome.finished
    assert len(outcome.record.turns) == (count - 1 if count >= 8 else count)
    assert outcome.record.absent == (("Frida",) if count >= 8 else ())
    assert outcome.record.scores == ()
    turns = {turn.name: turn for turn in outcome.record.turns}
    if count < 8:  # among many the box may not understand her
        assert turns["Anna"].extra == 60
    assert outcome.record.seconds <= minutes * 60 + 180
