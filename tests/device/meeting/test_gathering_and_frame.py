"""What the groups came to is heard by all, and how the network wants to meet is settled."""

from dataclasses import replace

import pytest

from device.meeting.items.frame import Frame
from device.meeting.items.gathering import Gathering
from device.meeting.items.interview.plan import Interview
from device.meeting.notes import QuestionNote, RoleNote
from device.planfile import read_plan
from tests.device.meeting.table import CLOSING, Table

FOUR = ("Anne", "Bo", "Cilla", "Dan")
INTERVIEW = Interview("interviews", 720, questions=("Hvad håber du?",))
GATHERING = Gathering(
    "opsamling", 480, lead="Nævn et håb.", questions=("Hvad tager vi med?", "Hvad gik igen?"),
    close="Lad det hænge.",
)  # fmt: skip
FRAME = Frame(
    "rammer", 200, questions=("Hvor tit?", "Hvem indkalder?", "Hvem leder?"),
    roles=("", "practical", "leader"), lead="Nu laver vi en aftale.", close="Gør vi sådan?",
    opening=20,
)  # fmt: skip


def after_interviews(gathering: Gathering = GATHERING, names: tuple[str, ...] = FOUR) -> Table:
    table = Table.started(INTERVIEW, gathering, CLOSING, names=names)
    table.clear()
    while table.meeting.index == 0:
        table.press("green")
    return table


def turns(table: Table) -> list[tuple[str, ...]]:
    return [said.people for said in table.said if said.key == "gathering_turn"]


def test_each_group_says_one_thing_in_turn_and_once_more_as_long_as_they_want_to() -> None:
    table = after_interviews()
    groups = table.meeting.notes[0].groups
    assert table.keys[-4:] == ["gathering_lead", "own_words", "gathering_time", "gathering_turn"]
    table.press("green", "green")
    assert turns(table) == list(groups)
    assert table.keys[-1] == "gathering_again"
    table.press("green", "green", "green")
    assert turns(table) == list(groups) * 2
    table.press("yellow")
    assert table.said[-1].text == "Hvad tager vi med?"
    table.hear("question")
    assert table.last == "Hvad gik igen?"
    assert QuestionNote("Hvad gik igen?") in table.meeting.notes
    table.clear()
    table.press("green")
    assert table.said[0].text == "Lad det hænge."
    assert table.meeting.index == 2


def test_who_asks_for_the_question_while_a_group_tells_hears_whose_turn_it_is() -> None:
    """A turn of the gathering has no question of its own: the box says something all the same."""
    table = after_interviews()
    table.clear()
    table.hear("question")
    assert table.keys == ["gathering_now"]
    assert turns(table) == []
    assert table.said[0].people == table.meeting.notes[0].groups[0]


def test_where_nobody_answers_there_is_no_other_round() -> None:
    table = after_interviews()
    table.press("green", "green")
    table.wait(41)
    assert table.said[-1].text == "Hvad tager vi med?"


def test_no_group_has_turns_for_ever() -> None:
    table = after_interviews()
    for _ in range(40):
        if "Hvad tager vi med?" in [said.text for said in table.said]:
            break
        table.press("green")
    assert len(turns(table)) == 12


def test_a_group_that_forgets_itself_is_thanked_after_a_grace() -> None:
    table = after_interviews()
    table.wait(41)
    assert table.keys[-2:] == ["gathering_thanks", "gathering_turn"]


def test_who_went_is_not_named_and_who_came_is_in_the_smallest_group() -> None:
    table = after_interviews()
    first = table.meeting.notes[0].groups[0]
    table.hear("left", name=first[0])
    table.press("green")
    table.press("green")
    table.clear()
    table.press("green")
    assert turns(table)[0] == first[1:]


def test_without_groups_everyone_is_asked() -> None:
    table = Table.started(GATHERING, CLOSING, names=FOUR)
    assert "gathering_lead_alone" in table.keys
    table.press("green", "green", "green", "green")
    assert [said.people[0] for said in table.said if said.key == "turn_start"] == list(FOUR)
    assert table.keys[-1] == "gathering_again"


@pytest.mark.parametrize(
    ("seconds", "groups", "talk"),
    [(480, 2, 240), (240, 4, 60), (240, 8, 60), (1200, 8, 600)],
)
def test_the_talk_at_the_end_gets_what_a_round_leaves_but_not_more_than_half(
    seconds: float, groups: int, talk: float
) -> None:
    assert replace(GATHERING, seconds=seconds).talk_seconds(groups) == pytest.approx(talk, abs=15)


def test_without_a_question_there_is_no_talk() -> None:
    assert replace(GATHERING, questions=()).talk_seconds(2) == 0


def test_the_frame_is_settled_question_by_question_and_roles_are_named() -> None:
    table = Table.started(FRAME, CLOSING, names=FOUR)
    assert [said.text for said in table.said][-2:] == ["Nu laver vi en aftale.", "Hvor tit?"]
    assert table.meeting.item.timer.left(table.now) == pytest.approx(60)
    table.wait(60)
    assert table.keys[-1] == "frame_over"
    table.press("green")
    assert table.last == "Hvem indkalder?"
    table.hear("next")
    assert table.keys[-2:] == ["frame_practical", "is_it"]
    table.hear("named", name="Cilla")
    assert "Cilla" in table.said[-2].text
    table.press("green")  # who leads: by buttons, the second of the list
    table.press("yellow", "green")
    assert [note for note in table.meeting.notes if isinstance(note, RoleNote)] == [
        RoleNote("practical", "Cilla"),
        RoleNote("leader", "Bo"),
    ]
    assert table.last == "Gør vi sådan?"
    table.press("green")
    assert "frame_agreed" in table.keys
    assert table.meeting.index == 1


def texts(table: Table) -> list[str]:
    return [said.text for said in table.said]


def test_whoever_took_a_role_is_not_suggested_for_the_next() -> None:
    table = Table.started(FRAME, CLOSING, names=FOUR)
    table.press("green", "green")
    assert table.last == "Er det Anne?"
    table.press("green", "green")
    assert table.keys[-2] == "frame_leader"
    assert table.last == "Er det Bo?"


def test_whoever_took_a_role_is_asked_about_last_and_then_nobody() -> None:
    table = Table.started(FRAME, CLOSING, names=FOUR)
    table.press("green", "green", "green", "green")
    asked = [table.last]
    for _ in range(3):
        table.press("yellow")
        asked.append(table.last)
    assert asked == ["Er det Bo?", "Er det Cilla?", "Er det Dan?", "Er det Anne?"]
    table.press("yellow")
    assert table.last == "Gør vi sådan?"


INSIDE = replace(FRAME, questions=("Hvor tit?",), roles=(), inside=("På gangen?", "Enige?"),
                 across=("Hvem giver kaffe?", "Og afbud?", "Gæster?"))  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("yes", ("På gangen?", "Enige?", "Hvem giver kaffe?")),
        ("no", ("Hvem giver kaffe?", "Og afbud?", "Gæster?")),
    ],
)
def test_colleagues_of_one_workplace_have_more_to_agree_on(
    answer: str, asked: tuple[str, ...]
) -> None:
    table = Table.started(INSIDE, CLOSING, names=FOUR)
    table.press("green")
    assert table.last == "Kommer I alle fra samme arbejdsplads? Tryk grøn for ja og gul for nej."
    table.hear(answer)
    assert table.last == asked[0]
    assert ("I kommer fra samme sted, så der er lidt mere at aftale." in texts(table)) == (
        answer == "yes"
    )
    table.press("green")
    assert table.last == asked[1]
    table.press("green")
    assert table.last == asked[2]
    table.press("green", "green")
    assert "frame_agreed" in table.keys


def test_in_a_long_first_meeting_it_is_asked_whether_all_come_from_one_workplace() -> None:
    names = "[Anna, Bo, Carla, Dorte]"
    text = f"form: første møde\nvarighed: 3 timer\ndeltagere: {names}\n"
    (frame,) = [item for item in read_plan(text.encode()).agenda if isinstance(item, Frame)]
    assert frame.inside[0] == "Hvad må I fortælle på gangen, og hvad må I ikke?"
    assert len(frame.questions) == 7
    assert len(frame.across) >= 2


def test_a_group_that_forgets_the_box_is_asked_the_next_after_three_minutes() -> None:
    table = Table.started(FRAME, CLOSING, names=FOUR)
    table.wait(60 + 179)
    assert table.keys[-1] == "frame_over"
    table.wait(2)
    assert table.last == "Hvem indkalder?"


@pytest.mark.parametrize(
    "answer",
    [
        lambda table: table.hear("nobody"),
        lambda table: table.press("yellow", "yellow", "yellow", "yellow"),
        lambda table: table.wait(61),
    ],
    ids=["said", "none of them", "silence"],
)
def test_nobody_need_take_a_role(answer) -> None:  # type: ignore[no-untyped-def]
    table = Table.started(replace(FRAME, questions=FRAME.questions[1:2], roles=("practical",)))
    table.press("green")
    answer(table)
    assert "frame_nobody" in table.keys
    assert [note for note in table.meeting.notes if isinstance(note, RoleNote)] == []


def test_where_they_do_not_agree_it_waits_until_next_time() -> None:
    table = Table.started(replace(FRAME, questions=("Hvor tit?",), roles=()), CLOSING)
    table.press("green", "yellow")
    assert "frame_open" in table.keys
