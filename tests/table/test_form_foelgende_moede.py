"""A following meeting in the room: the same group again, by voice and buttons."""

from pathlib import Path

from device.meeting.notes import FollowUpNote, GoalNote, RoleNote
from device.simulation.outcome import Outcome
from device.simulation.run import run_meeting
from device.simulation.script import parse_script

NAMES = tuple(
    [
        "Anna",
        "Bo",
        "Carla",
        "Dorte",
        "Erik",
        "Finn",
        "Gitte",
        "Hans",
        "Ida",
        "Jens",
        "Karen",
        "Lone",
        "Mads",
        "Niels",
        "Ole",
        "Per",
    ]
)
PLAN = """\
form: følgende møde
varighed: {minutes} min
deltagere: [{names}]
afbud: [{away}]
når tiden er gået: gå videre
tider: {{evaluering: nej}}
taletid: {turn} sekunder
"""
SCRIPT = """
people:
  - {{name: {away}, comes: false}}
  - {{name: {buttons}, answers: buttons}}
moments:
  - {{hears: turn_start, names: {late}, who: {late}, nth: 1, gives_turn: true, does: [{{talks: end, plus: 30}}]}}
  - {{hears: dialogue_intro*, who: {buttons}, after: 20, besides: true, does: [{{says: "Tidtager, hvor lang tid er der tilbage?"}}]}}
  - {{hears: dialogue_intro*, who: {late}, after: 40, besides: true, does: [{{says: "Tidtager, det er koldt herinde.", insists: false}}]}}
  - {{hears: dialogue_intro*, who: {late}, after: 60, besides: true, does: [{{coughs: true}}]}}
  - {{hears: dialogue_intro*, who: {buttons}, after: 90, besides: true, does: [{{presses: blue}}]}}
  - {{hears: dialogue_intro*, after: 150, besides: true, does: [{{says: "Tidtager, næste punkt."}}]}}
"""


def held(
    out: Path, graphs: Path, people: int, minutes: int, *, seed: int, fresh: bool = True
) -> Outcome:
    away, buttons, late = NAMES[people - 1], NAMES[1], NAMES[0]
    names = ", ".join(NAMES[:people])
    plan = PLAN.format(minutes=minutes, names=names, away=away, turn=30)
    script = SCRIPT.format(away=away, buttons=buttons, late=late)
    return run_meeting(
        plan.encode(), parse_script(script), seed=seed, out=out, graphs=graphs, fresh=fresh
    )


def test_a_group_meets_twice_and_its_goals_are_followed_up(tmp_path: Path, graphs: Path) -> None:
    first = held(tmp_path, graphs, 4, 25, seed=1)
    assert first.finished
    goals = {note.name for note in first.notes if isinstance(note, GoalNote)}
    assert len(goals) >= 2
    assert {note.role for note in first.notes if isinstance(note, RoleNote)} == {
        "host", "practical", "leader"
    }  # fmt: skip
    second = held(tmp_path, graphs, 4, 25, seed=2, fresh=False)
    assert second.finished
    followed = {note.name for note in second.notes if isinstance(note, FollowUpNote)}
    assert followed == goals
    said = [line.text for line in second.lines if line.kind == "box"]
    assert any("leder mødet." in text for text in said)
    assert (second.stick / "rapport.html").exists()
