"""A sparring exercise of one group: who tells, and what the box says."""

from dataclasses import replace

import pytest

from device.meeting import events
from device.meeting.notes import QuestionNote
from tests.device.meeting.sparrings import (
    HOUR,
    NAMES,
    WAYS,
    done,
    groups,
    notes,
    over,
    roles,
    sparring,
    stands,
    texts,
    until,
)

# One group -------------------------------------------------------------------------------------


def test_three_people_take_a_round_and_are_told_what_helps() -> None:
    table = sparring(3, 1200.0)
    assert texts(table)[3:] == [
        "Hvem har en sag, som det ville lette at få talt om?",
        "En anden spørger, og resten lytter.",
        "Anna fortæller, og Bo spørger.",
        "Passer det ikke, så tryk ét for et nyt forslag. Tryk grøn, når I er klar.",
    ]
    table.clear()
    table.press("green")
    assert texts(table)[0] == "Fortæl kort, hvad det handler om. Så begynder spørgsmålene."
    assert texts(table)[-1] == "I har tolv minutter."
    assert table.light == "green"
    table.clear()
    table.press("green")
    assert texts(table)[0] == "Nu må alle være med. Kom med erfaringer og idéer."
    table.clear()
    table.press("green")
    assert texts(table) == ["Hvad tager du med dig af det, du hørte?"]
    table.press("green")
    assert table.last == "Sig tak til hinanden."
    table.wait(9)
    assert table.keys[-3:] == ["sparring_over", "closing_intro", "own_words"]
    assert roles(table) == [("focus", "Anna"), ("asker", "Bo")]
    assert groups(table) == [("Anna", "Bo", "Carla")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("people", [3, 5, 7, 8, 16])
def test_nobody_touches_the_box_and_it_ends_in_time(people: int, way: str) -> None:
    table = sparring(people, HOUR, way=way)
    for _ in range(400):
        if done(table):
            break
        table.wait(10)
    assert 0.97 * HOUR <= table.now <= 1.02 * HOUR + 10


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("people", [3, 8])
def test_buttons_alone(people: int, way: str) -> None:
    table = sparring(people, HOUR, way=way)
    for _ in range(80):
        if over(table):
            break
        table.wait(12)  # a breath, or a moment to say thanks
        table.press("green")
    assert over(table)
    assert table.now < HOUR / 2


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("people", [3, 8])
def test_voice_alone(people: int, way: str) -> None:
    table = sparring(people, HOUR, way=way)
    for _ in range(80):
        if over(table):
            break
        table.wait(12)
        table.hear("next")
    assert over(table)


def test_over_the_rounds_each_tells_asks_and_listens() -> None:
    table = sparring(4, 4 * 1050.0, size=4)
    while not over(table):
        table.wait(60)
    told = [name for role, name in roles(table) if role == "focus"]
    asked = [name for role, name in roles(table) if role == "asker"]
    assert sorted(told) == sorted(asked) == [*NAMES[:4]]
    assert all(one != other for one, other in zip(told, asked, strict=True))
    assert texts(table).count("Så bytter I roller, og en ny fortæller.") == 3
    assert texts(table).count("Det her er den sidste runde.") == 1
    # what all know by then is not said again
    assert texts(table).count("Brug god tid, også på stilheden.") == 1


def test_a_good_question_on_request_and_other_ones_when_all_may_speak() -> None:
    table = sparring(3, 1200.0)
    until(table, "asking")
    table.clear()
    table.press("blue")
    asked = table.last
    table.hear("question")
    assert table.last != asked
    until(table, "giving")
    table.press("blue")
    read = [note.question for note in notes(table, QuestionNote)]  # type: ignore[attr-defined]
    assert read == [said.text for said in table.said if said.text in read]
    assert len(set(read)) == 3


def test_the_plans_own_questions_come_first() -> None:
    table = sparring(3, 1200.0, questions=("Hvad ville din mor sige?",))
    until(table, "asking")
    table.press("blue")
    assert table.last == "Hvad ville din mor sige?"


def test_another_wants_the_round() -> None:
    table = sparring(3, 1200.0)
    table.press("score1")
    assert table.last == "Bo fortæller, og Anna spørger."
    table.hear("take_focus", name="Carla")
    assert table.last == "Carla fortæller, og Anna spørger."
    table.hear("take_asker", name="Bo")
    assert table.last == "Carla fortæller, og Bo spørger."
    table.clear()
    table.press("blue")
    assert texts(table) == ["Carla fortæller, og Bo spørger."]
    table.press("green")
    assert roles(table) == [("focus", "Carla"), ("asker", "Bo")]
    table.hear("take_asker", name="Anna")  # in the middle of it
    assert table.last == "Carla fortæller, og Anna spørger."


def test_a_number_without_a_group_has_no_use() -> None:
    table = sparring(3, 1200.0)
    table.clear()
    table.press("score4")
    assert table.chimes == ["no"]
    assert table.said == []


# What everything has in common -----------------------------------------------------------------


def test_whoever_asked_and_went_is_filled_in_for() -> None:
    table = sparring(4, 1200.0)
    until(table, "asking")
    asker = next(name for role, name in reversed(roles(table)) if role == "asker")
    table.clear()
    table.hear("left", name=asker)
    assert [text for text in texts(table) if text.endswith("spørger.") and asker not in text]


def test_a_pause_costs_nobody_any_time() -> None:
    table = sparring(3, 1200.0)
    until(table, "asking")
    assert table.meeting.item is not None
    left = table.meeting.item.left(table.now)
    table.press("yellow")
    table.wait(300)
    table.press("yellow")
    assert table.meeting.item.left(table.now) == pytest.approx(left)


def test_back_brings_the_part_before() -> None:
    table = sparring(3, 1200.0)
    until(table, "giving")
    table.hear("back")
    assert stands(table, "asking")


def test_more_time_for_one_round_is_taken_from_the_next() -> None:
    table = sparring(3, 2400.0)
    until(table, "asking")
    table.hear("more_time", minutes=5.0)
    while not over(table):
        table.wait(10)
    assert table.now <= 2400 + 60


def test_roles_and_partners_are_remembered_from_one_meeting_to_the_next() -> None:
    table = sparring(6, 1200.0)
    while table.meeting.stage == "running":
        table.wait(30)
        table.press("green")
    met = {frozenset(people) for people in groups(table)}
    told = {name for role, name in roles(table) if role == "focus"}
    plan = table.meeting.plan
    assert plan is not None
    table.happens(events.StickIn(0.0, replace(plan, remarks=("igen",))))
    table.press("green")
    assert not met & {frozenset(people) for people in groups(table)}
    until(table, "asking")
    assert not told & {name for role, name in roles(table) if role == "focus"}
