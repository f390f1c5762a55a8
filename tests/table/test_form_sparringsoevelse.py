"""A sparring exercise in the room: loud groups, a late-comer, one who leaves, and few words."""

from pathlib import Path

import pytest

from tests.table.play import NAMES, Play

PLAN = """\
form: sparringsøvelse
varighed: {minutes} minutter
deltagere: [{people}]
tider: {{runde: nej, evaluering: nej, afslutning: 3 minutter}}
aftaler: [Hvornår ses vi igen?]
"""
# Anna asks for a question, Bo says what the box can't know, Carla coughs, and time is asked for.
SCRIPT = """
people:
  - {name: Carla, answers: buttons}
moments:
  - {hears: sparring_swap*, nth: 1, who: Carla, after: 4, does: [{presses: score1}]}
  - {hears: sparring_time, nth: 1, who: Carla, after: 40, besides: true, does: [{presses: blue}]}
  - {hears: sparring_time, nth: 1, who: Bo, after: 70, besides: true,
     does: [{says: "Tidtager, det er koldt herinde.", insists: false}]}
  - {hears: sparring_time, nth: 1, who: Carla, after: 90, besides: true, does: [{coughs: true}]}
  - {hears: sparring_time, nth: 2, who: Anna, after: 30, besides: true,
     does: [{says: "Tidtager, et minut mere.", insists: false}]}
  - {hears: sparring_time, nth: 2, who: Bo, after: 60, besides: true, does: [{presses: green}]}
  - {hears: sparring_time, nth: 3, who: Bo, after: 45, besides: true, does: [{presses: green}]}
"""
MANY = """
  - {hears: sparring_time, nth: 1, who: Anna, after: 120, besides: true,
     does: [{presses: yellow}, {waits: 4}, {presses: score1}]}
  - {hears: [one_guest, guest_joined], who: Anna, after: 8, does: [{presses: yellow}]}
"""


def golden() -> Play:
    """The meeting whose transcript is kept."""
    return the_meeting(1, 3, 20)


def the_meeting(seed: int, count: int, minutes: int) -> Play:
    plan = PLAN.format(minutes=minutes, people=", ".join(NAMES[:count]))
    script = SCRIPT
    if count > 3:  # Henrik stays away; a guest comes in the middle, and is let in by buttons
        plan += "afbud: Henrik\n"
        script += MANY
    return Play("sparringsoevelse", plan.encode(), script, seed=seed)


@pytest.mark.parametrize(
    ("seed", "count", "minutes"), [(1, 3, 20), (2, 8, 22), (1, 16, 22)], ids=["3", "8", "16"]
)
def test_a_sparring_exercise(
    tmp_path: Path, graphs: Path, seed: int, count: int, minutes: int
) -> None:
    play = the_meeting(seed, count, minutes)
    outcome = play.perform(tmp_path, graphs)
    assert outcome.finished
    assert outcome.seconds < (minutes + 4) * 60
    said = [line.text for line in outcome.lines if line.kind == "box"]
    assert "Nu må alle være med. Kom med erfaringer og idéer." in said
    assert "Sig tak til hinanden." in said
    assert any("Henrik" in text for text in said) == (count > 3)
    if count > 3:
        assert "Gruppe to" in " ".join(said)
        assert any(text.startswith("Gæsten går hen til") for text in said)
        assert "Nu kommer alle tilbage til det store bord." in said
    assert (outcome.stick / "rapport.html").exists()
    if count == 3:
        assert play.again(outcome) == play.kept
