"""An agenda of the group's own in the room, with every way of talking that there is."""

from pathlib import Path

import pytest

from device.planfile import read_plan
from tests.table.conftest import Meet
from tests.table.play import NAMES, Play

PLAN = """\
form: egen dagsorden
deltagere: [{people}]
dagsorden:
  - velkomst: 2 minutter
  - stilhed: 1 minut
  - oplæg:
      emne: At lede på afstand
      oplægsholder: Bo
      tid: 3 minutter
      spørgetid: 1 minut
  - refleksion:
      spørgsmål: ["Hvad hørte du, der passer på dig?"]
      tid: 1 minut
  - 1-2-4-alle:
      spørgsmål: Hvad kan vi bruge i næste uge?
      tid: {minutes} minutter
  - runde før dialog:
      emne: delegering
      taletid: 15 sekunder
      tid: {dialogue} minutter
  - afslutning: {{tid: 2 minutter, aftaler: [Hvornår ses vi igen?]}}
"""
AWAY = "afbud: Frida\nkommer senere: Gitte\n"
SCRIPT = """
moments:
  - {hears: presentation_start, who: Bo, gives_turn: true,
     does: [{talks: end, plus: 25}, {presses: green}]}
  - {hears: presentation_questions, who: Carla, after: 12, besides: true,
     does: [{says: "Tidtager, et minut mere."}]}
  - {hears: groups_are, nth: 1, who: Anna, after: 15, besides: true, does: [{presses: green}]}
  - {hears: turn_start, names: Anna, who: Anna, gives_turn: true, does: [{talks: end, plus: 20}]}
  - {hears: dialogue_intro*, who: Bo, after: 15, besides: true,
     does: [{says: "Tidtager, stil et spørgsmål."}]}
  - {hears: dialogue_intro*, who: Carla, after: 35, besides: true,
     does: [{says: "Tidtager, det er koldt herinde.", insists: false}]}
  - {hears: dialogue_intro*, who: Bo, after: 60, besides: true, does: [{presses: yellow}]}
  - {hears: paused, who: Bo, after: 10, does: [{presses: yellow}]}
"""
DONE = """
  - {hears: groups_are, nth: 2, who: Bo, after: 20, besides: true, does: [{presses: green}]}
  - {hears: turn_start, who: named, gives_turn: true, does: [{talks: 7}, {presses: green}]}
  - {hears: dialogue_intro*, who: Carla, after: 90, besides: true, does: [{presses: green}]}
"""
"""They talk no longer than they need to."""
LATE = """
  - {hears: presentation_questions, who: Anna, after: 25, besides: true,
     does: [{says: "Tidtager, Gitte er her."}]}
"""


def golden() -> Play:
    """The meeting whose transcript is kept."""
    text = PLAN.format(people=", ".join(NAMES[:8]), minutes=6, dialogue=7) + AWAY
    return Play("egen-dagsorden", read_plan(text.encode()), SCRIPT + LATE + DONE)


def test_eight_people_talk_in_every_way_there_is(tmp_path: Path, graphs: Path) -> None:
    play = golden()
    outcome = play.perform(tmp_path, graphs)
    assert outcome.finished
    assert outcome.record.absent == ("Frida",)
    assert outcome.record.came == 7
    assert [item.index for item in outcome.record.items] == list(range(7))
    assert play.again(outcome) == play.kept


@pytest.mark.parametrize(
    ("seed", "count", "dialogue"), [(1, 3, 4), (2, 8, 7), (1, 16, 11)], ids=["3", "8", "16"]
)
def test_tables_of_all_sizes_come_to_the_end(
    meet: Meet, seed: int, count: int, dialogue: int
) -> None:
    text = PLAN.format(people=", ".join(NAMES[:count]), minutes=6, dialogue=dialogue)
    script = SCRIPT + DONE
    if count >= 8:
        text, script = text + AWAY, script + LATE
    outcome = meet(read_plan(text.encode()), script, seed=seed)
    assert outcome.finished
    turns = [turn for turn in outcome.record.turns if not turn.skipped]
    assert len({turn.name for turn in turns}) == (count - 1 if count >= 8 else count)
    assert (outcome.stick / "rapport.html").is_file()
