"""A following meeting in the room: a group that the box knows, by voice and buttons."""

from pathlib import Path

import pytest

from device.meeting.notes import FollowUpNote, GoalNote, RoleNote, TopicNote
from device.meeting.remembered import Summary
from device.simulation.run import run_meeting
from device.simulation.script import Script
from tests.device.meeting.voice_budget import SECONDS_A_CHARACTER
from tests.table.play import NAMES, Play, network, remembers

PLAN = """\
form: følgende møde
netværk: Netværk Nord
varighed: {minutes} min
deltagere: [{people}]
taletid: 30 sekunder
tider: {{velkomst: 2 min, evaluering: nej, afslutning: 3 min}}
"""
AWAY = "afbud: Gitte\n"
SCRIPT = """
people:
  - {name: Carla, answers: buttons}
moments:
  - {hears: turn_start, names: Anna, nth: 1, who: Anna, gives_turn: true,
     does: [{talks: 4}, {says: "Tidtager, et minut mere."}, {talks: 25}, {presses: green}]}
  - {hears: follow_up_ask, names: Anna, who: Anna, does: [{says: "Nej.", or_presses: yellow}]}
  - {hears: follow_up_ask, names: Carla, who: Carla, does: [{presses: green}]}
  - {hears: turn_start, names: Bo, nth: 1, who: Bo, gives_turn: true,
     does: [{talks: end, plus: 40}]}
  - {hears: suggest_topic, who: Anna, does: [{says: "Nej.", or_presses: yellow}]}
  - {hears: dialogue_intro*, who: Carla, after: 15, besides: true, does: [{presses: blue}]}
  - {hears: dialogue_intro*, who: Bo, after: 40, besides: true,
     does: [{says: "Tidtager, det er koldt herinde.", insists: false}]}
  - {hears: dialogue_intro*, who: Anna, after: 60, besides: true,
     does: [{says: "Tidtager, hvem er vært næste gang?"}]}
  - {hears: dialogue_intro*, who: Bo, after: 80, besides: true, does: [{coughs: true}]}
  - {hears: dialogue_intro*, who: Anna, after: 110, besides: true,
     does: [{says: "Tidtager, næste.", or_presses: green}]}
  - {hears: suggest_host, who: Anna, does: [{says: "Bo tager værtsrollen.", or_presses: green}]}
"""
A_GUEST = """
  - {hears: follow_up_other, nth: 1, who: Anna, after: 6, besides: true,
     does: [{presses: yellow}, {waits: 4}, {presses: score1}]}
  - {hears: is_it, names: Gitte, who: Anna, does: [{presses: yellow}]}
  - {hears: one_guest, who: Anna, after: 6, does: [{presses: yellow}]}
"""


def golden() -> Play:
    """The meeting whose transcript is kept."""
    return the_meeting(1, 3, 24)


def the_meeting(seed: int, count: int, minutes: int) -> Play:
    """The third meeting of a group of which some set themselves a goal last time."""
    people = NAMES[:count]
    last = Summary(
        2, "følgende møde", present=people, goals=set_goals(count), topics=("Hvad er ledelse?",),
        roles=(RoleNote("host", "Anna"), RoleNote("practical", "Bo"), RoleNote("leader", "Carla")),
    )  # fmt: skip
    plan = PLAN.format(minutes=minutes, people=", ".join(people))
    script = SCRIPT
    if count >= 8:
        plan, script = plan + AWAY, script + A_GUEST
    return Play("foelgende-moede", plan.encode(), script, network(last), seed)


def set_goals(count: int) -> tuple[str, ...]:
    return ("Anna", "Bo", "Carla")[: 3 if count > 3 else 2]


@pytest.mark.parametrize(
    ("seed", "count", "minutes"), [(1, 3, 24), (2, 8, 30), (1, 16, 38)], ids=["3", "8", "16"]
)
def test_a_following_meeting(
    tmp_path: Path, graphs: Path, seed: int, count: int, minutes: int
) -> None:
    play = the_meeting(seed, count, minutes)
    outcome = play.perform(tmp_path, graphs)
    assert outcome.finished
    assert outcome.number == 3
    turns = outcome.record.turns
    assert turns[0].name == "Anna"
    assert turns[0].extra == 60
    followed = {n.name: n.followed_up for n in outcome.notes if isinstance(n, FollowUpNote)}
    assert set(followed) == set(set_goals(count))
    assert followed["Anna"] is False
    assert {note.name for note in outcome.notes if isinstance(note, GoalNote)} >= {"Anna"}
    assert [note for note in outcome.notes if isinstance(note, TopicNote)]
    roles = [note for note in outcome.notes if isinstance(note, RoleNote)]
    assert {note.role for note in roles} == {"host", "practical", "leader"}
    said = [line.text for line in outcome.lines if line.kind == "box"]
    assert "Carla leder mødet." in said
    assert not any("Passer formen" in text for text in said)
    assert sum(len(text) * SECONDS_A_CHARACTER for text in said) < 6 * 60
    assert (outcome.stick / "rapport.html").exists()
    if count >= 8:
        assert "Gitte har meldt afbud i dag." in said
        spoke = [turn.name for turn in turns]
        assert spoke.count("Frida") == 2
        assert spoke.count("Gæst 1") == 2
        assert "Gitte" not in spoke
    if count == 3:
        assert play.again(outcome) == play.kept


def test_a_group_meets_three_times_and_is_asked_about_the_form(
    tmp_path: Path, graphs: Path
) -> None:
    plan = PLAN.format(minutes=24, people="Anna, Bo, Carla").encode()
    remembers(tmp_path, network(Summary(1, "første møde", present=("Anna", "Bo", "Carla"))))
    first, second, third = (
        run_meeting(plan, Script(), seed=seed, out=tmp_path, graphs=graphs, fresh=False)
        for seed in (1, 2, 3)
    )
    assert [first.number, second.number, third.number] == [2, 3, 4]
    for before, after in ((first, second), (second, third)):
        goals = {note.name for note in before.notes if isinstance(note, GoalNote)}
        followed = {note.name for note in after.notes if isinstance(note, FollowUpNote)}
        assert followed == goals
    titles = [[item.title for item in outcome.plan.agenda] for outcome in (first, second, third)]
    assert ["Passer formen stadig?" in told for told in titles] == [False, False, True]
    topics = [n.topic for o in (first, second, third) for n in o.notes if isinstance(n, TopicNote)]
    assert len(set(topics)) == 3
