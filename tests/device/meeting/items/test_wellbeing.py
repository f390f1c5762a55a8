"""Dialogues on how leaders are doing: a group gets the one that fits it, and talks."""

import pytest

from device.meeting import events
from device.meeting.banks import load_bank
from device.meeting.items.wellbeing.plan import Wellbeing
from device.meeting.items.wellbeing.scoring import spread
from device.meeting.items.wellbeing.tools import statements
from device.meeting.meeting import Meeting, handle
from device.meeting.scores import standing
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, Table, a_plan

FIVE = ("Anne", "Bo", "Cilla", "Dan", "Eva")


def table_of(tool: str, seconds: float = 1800, names: tuple[str, ...] = FIVE) -> Table:
    return Table.started(Wellbeing("Trivsel", seconds, tool=tool), CLOSING, names=names)


def texts(table: Table) -> list[str]:
    return [said.text for said in table.said]


def test_two_people_are_a_leader_and_her_own_leader() -> None:
    table = table_of("", names=("Anne", "Bo"))
    assert texts(table)[2].startswith("Nu taler I sammen om mål, opgaver og trivsel.")
    assert table.last == "Hvad går godt, som skal blive ved?"
    table.clear()
    table.press("blue")
    assert table.last == "Hvilke mål er vigtigst, set fra hver jeres stol?"
    table.wait(1800)
    table.press("green")
    assert table.last == "Skriv ned, hvad I har lovet hinanden."
    assert table.meeting.shown.light.mode == "dim"
    table.press("green")
    assert table.meeting.index == 1


@pytest.mark.parametrize(
    ("buttons", "said"),
    [
        (["green"], "Svar først hver for sig"),
        (["yellow", "green"], "Du skal snart tale med din egen leder."),
        (["yellow", "yellow"], "Nu ser vi på, hvad hele arbejdspladsen gør"),
    ],
    ids=["team", "own leader", "workplace"],
)  # fmt: skip
def test_where_the_plan_does_not_say_the_box_asks(buttons: list[str], said: str) -> None:
    table = table_of("")
    assert table.keys[-1] == "wellbeing_ask_team"
    table.press(*buttons)
    assert any(text.startswith(said) for text in texts(table))
    by_voice = table_of("")
    for button in buttons:
        by_voice.hear("yes" if button == "green" else "no")
    assert any(text.startswith(said) for text in texts(by_voice))


def test_nobody_answers_and_it_is_taken_for_a_leader_team() -> None:
    table = table_of("")
    table.wait(70)
    assert "wellbeing_statement" in table.keys


def test_a_statement_is_scored_by_all_and_talked_about() -> None:
    table = table_of("ledergruppe")
    assert table.meeting.situation == "scoring"
    assert table.last in statements()
    table.clear()
    table.press("score1", "score2", "score4", "score5")
    assert "wellbeing_time" not in table.keys
    table.press("score5")
    table.wait(6)
    assert table.keys == ["wellbeing_far", "wellbeing_time"]
    (score,) = table.meeting.scores
    assert score.counts == (1, 1, 0, 1, 2)
    table.press("blue")
    assert table.last == "Hvad får nogle til at trykke højt og andre lavt?"
    table.wait(1000)
    assert table.keys[-1] == "wellbeing_next"
    table.press("green")
    assert "wellbeing_statement" in table.keys or table.last.startswith("I har")


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (True, "Brug knapperne: Ét er helt uenig, og fem er helt enig. Svarene gemmes uden navn."),
        (False, "Ræk hånden op ved jeres svar. Ét er helt uenig, og fem er helt enig."),
    ],
    ids=["buttons", "hands"],
)
def test_what_the_answers_mean_is_said_before_the_first_statement(panel: bool, said: str) -> None:
    table = Table.with_plan(a_plan(Wellbeing("Trivsel", 1800, tool="ledergruppe"), names=FIVE))
    table.happens(events.Trouble(0.0, "panel", working=panel))
    table.hear("start")
    heard = texts(table)
    assert heard.count(said) == 1
    assert heard.index(said) < min(heard.index(one) for one in heard if one in statements())


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 1, 0, 1, 2), "wellbeing_far"),
        ((0, 2, 0, 3, 0), "wellbeing_far"),
        ((0, 0, 2, 3, 0), "wellbeing_near"),
        ((0, 0, 0, 0, 5), "wellbeing_answered"),
        ((1, 0, 0, 0, 4), "wellbeing_answered"),
        ((0, 0, 0, 0, 0), "wellbeing_answered"),
    ],
    ids=["far", "two steps", "near", "all the same", "all but one", "too few"],
)
def test_no_more_is_told_of_the_answers_than_may_be_shown(
    counts: tuple[int, int, int, int, int], said: str
) -> None:
    assert spread(counts) == said


def test_three_people_talk_about_statements_without_the_buttons() -> None:
    table = table_of("ledergruppe", names=FIVE[:3])
    assert table.meeting.situation == "running"
    assert table.meeting.scores == ()


def test_there_are_twenty_and_more_to_choose_from_and_as_many_as_there_is_time_for() -> None:
    assert len(load_bank("ledergruppe").entries) >= 20
    asked = []
    for minutes in (10, 30, 60):
        table = table_of("ledergruppe", seconds=60 * minutes)
        asked.append(len([note for note in table.meeting.notes if hasattr(note, "question")]))
    assert asked == [1, 5, 10]


def test_the_same_statement_is_not_met_again_at_the_next_meeting() -> None:
    table = table_of("ledergruppe")
    first = {note.question for note in table.meeting.notes if hasattr(note, "question")}
    table.wait(1200)
    for _ in range(60):
        if table.meeting.stage == "finished":
            break
        if table.meeting.situation == "scoring":
            table.press("score3", "score3", "score3", "score3", "score3")
            table.wait(8)
        else:
            table.wait(600)
            table.press("green")
    assert table.meeting.stage == "finished"
    plan = table.meeting.written
    assert plan is not None
    table.happens(events.StickIn(0.0, plan))
    table.press("green")
    assert "Har nogen af jer haft en af samtalerne hjemme hos sig selv?" in texts(table)
    again = {note.question for note in table.meeting.notes if hasattr(note, "question")}
    assert again
    assert first.isdisjoint(again)


def test_pairs_practise_the_talk_swap_and_write_down_what_to_ask_for() -> None:
    table = table_of("egen leder", seconds=2400)
    said = texts(table)
    for _ in range(40):
        table.wait(120)
        if table.meeting.index:
            break
    said = texts(table)
    order = [
        "Hvilke opgaver er landet hos dig det sidste halve år?",
        "Nu øver vi samtalen. Den ene er sig selv, og den anden er den nærmeste leder.",
        "Hvad kommer først, hvis jeg ikke kan nå det hele?",
        "Byt nu plads, så den anden er sig selv.",
        "Skriv ned, hvad du vil aftale derhjemme.",
    ]
    assert [said.index(text) for text in order] == sorted(said.index(text) for text in order)
    assert table.keys.count("groups_are") == 1, "they know who they are"


def test_the_workplace_is_looked_at_in_three_steps() -> None:
    table = table_of("arbejdsplads")
    for _ in range(3):
        table.press("blue")
        table.press("green")
    steps = [text for text in texts(table) if text.endswith("?") and " trin: " in text]
    assert steps == [
        "Det første trin: Hvordan står det til?",
        "Det andet trin: Hvad samler vi os om?",
        "Det tredje trin: Hvem gør hvad?",
    ]
    assert table.meeting.index == 1


def test_a_score_is_kept_through_a_power_cut_and_nothing_tells_who_gave_it() -> None:
    table = table_of("ledergruppe")
    table.press("score1", "score2", "score4")
    stands = standing(table.meeting)
    assert stands is not None
    assert stands.counts == (1, 1, 0, 1, 0)
    assert statements()[stands.statement] in texts(table)
    replayed = Meeting(PHRASES, BUTTONS)
    for event in table.history:
        if not (isinstance(event, events.Pressed) and event.button.startswith("score")):
            replayed, _ = handle(replayed, event)
    replayed, _ = handle(replayed, stands)
    assert standing(replayed) == stands


@pytest.mark.parametrize("seed", range(12))
def test_who_has_time_for_one_alone_gets_one_for_the_buttons(seed: int) -> None:
    item = Wellbeing("Trivsel", 300, tool="ledergruppe")
    table = Table.started(item, CLOSING, names=FIVE, seed=seed)
    assert table.meeting.situation == "scoring"
