"""A dialogue on how leaders are doing in the room: a team, two people, and a whole table."""

from pathlib import Path

import pytest

from device.planfile import read_plan
from tests.table.conftest import Meet
from tests.table.play import NAMES, Play

PLAN = """\
form: dialog om ledertrivsel
varighed: {length}
deltagere: [{people}]
"""
AWAY = "afbud: Frida\nkommer senere: Gitte\n"
SCRIPT = """
people:
  - {name: Carla, answers: buttons}
moments:
  - {hears: wellbeing_time, nth: 1, who: Bo, after: 15, besides: true,
     does: [{says: "Tidtager, stil et spørgsmål."}]}
  - {hears: wellbeing_time, nth: 1, who: Carla, after: 40, besides: true,
     does: [{says: "Tidtager, det er koldt herinde.", insists: false}]}
  - {hears: wellbeing_time, nth: 1, who: Anna, after: 60, besides: true,
     does: [{says: "Tidtager, et minut mere."}]}
  - {hears: wellbeing_time, nth: 2, who: Carla, after: 20, besides: true, does: [{presses: yellow}]}
  - {hears: paused, who: Carla, after: 12, does: [{presses: yellow}]}
  - {hears: wellbeing_time, nth: 1, who: Anna, after: 95, besides: true, does: [{presses: green}]}
  - {hears: wellbeing_time, nth: 2, who: Anna, after: 75, besides: true, does: [{presses: green}]}
  - {hears: own_words, text: "Vælg én ting", who: Anna, after: 25, besides: true,
     does: [{presses: green}]}
"""
"""They talk no longer than they need to."""
LATE = """
  - {hears: wellbeing_time, nth: 1, who: Anna, after: 90, besides: true,
     does: [{says: "Tidtager, Gitte er her."}]}
"""


def golden() -> Play:
    """The meeting whose transcript is kept."""
    text = PLAN.format(length="20 minutter", people=", ".join(NAMES[:5]))
    text += "værktøj: ledergruppe\ntider:\n  evaluering: nej\n"
    return Play("ledertrivsel", read_plan(text.encode()), SCRIPT)


def test_a_leader_team_answers_statements_and_talks(tmp_path: Path, graphs: Path) -> None:
    play = golden()
    outcome = play.perform(tmp_path, graphs)
    assert outcome.finished
    assert outcome.record.scores
    assert all(sum(score.counts) == 5 for score in outcome.record.scores)
    assert outcome.hearing.false_accepts == ()
    assert play.again(outcome) == play.kept


@pytest.mark.parametrize(
    ("seed", "count", "minutes", "tool"),
    [
        (1, 2, 15, "egen leder"),
        (1, 3, 16, "arbejdsplads"),
        (2, 8, 20, "egen leder"),
        (1, 16, 28, "ledergruppe"),
    ],
    ids=["2", "3", "8", "16"],
)
def test_each_tool_leads_a_table_to_its_end(
    meet: Meet, seed: int, count: int, minutes: int, tool: str
) -> None:
    people = ", ".join(NAMES[:count])
    text = PLAN.format(length=f"{minutes} minutter", people=people) + f"værktøj: {tool}\n"
    script = SCRIPT
    if count >= 8:
        text, script = text + AWAY, script + LATE
    if count < 3:
        script = "moments: []"
    outcome = meet(read_plan(text.encode()), script, seed=seed)
    assert outcome.finished
    assert outcome.record.absent == (("Frida",) if count >= 8 else ())
    assert bool(outcome.record.scores) == (tool == "ledergruppe")
    assert all(sum(score.counts) == 0 or sum(score.counts) >= 4 for score in outcome.record.scores)
    assert (outcome.stick / "rapport.html").is_file()
