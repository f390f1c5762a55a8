"""A sparring exercise at the table: who sits with whom, who tells, and what the box says."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from device.meeting import actions, events
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.sparring.ways import said
from device.meeting.items.steps.sequence import Steps
from device.meeting.notes import QuestionNote, RoleNote, TogetherNote
from tests.device.meeting.table import CLOSING, Table

NAMES = (
    "Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gustav", "Hanne",
    "Ib", "Jens", "Karen", "Lars", "Mads", "Nina", "Ole", "Pia",
)  # fmt: skip
HOUR = 3600.0
WAYS = ("questions", "backs_turned", "one_question_each", "whole_group")


def sparring(people: int, seconds: float = 2400.0, **more: object) -> Table:
    item = replace(Sparring("Sparring", seconds), **more)
    return Table.started(item, CLOSING, names=NAMES[:people])


def texts(table: Table) -> list[str]:
    return [said.text for said in table.said]


def notes(table: Table, kind: type) -> list[object]:
    return [note for note in table.meeting.notes if isinstance(note, kind)]


def groups(table: Table) -> list[tuple[str, ...]]:
    """Who sits with whom, as it was noted first."""
    (first, *_) = notes(table, TogetherNote)
    assert isinstance(first, TogetherNote)
    return [*first.groups]


def roles(table: Table) -> list[tuple[str, str]]:
    return [(note.role, note.name) for note in notes(table, RoleNote)]  # type: ignore[attr-defined]


def over(table: Table) -> bool:
    return table.meeting.index > 0 or table.meeting.stage != "running"


def done(table: Table) -> bool:
    """Whether it is over, or waits for green with all back at one table."""
    item = table.meeting.item
    back = isinstance(item, Steps) and not item.ahead
    return over(table) or (back and table.meeting.situation == "over")


def stands(table: Table, name: str) -> bool:
    """Whether the step of this name is under way."""
    return getattr(table.meeting.item, "name", "") == name


def until(table: Table, name: str) -> None:
    """Green until the step of this name is under way, and its time runs."""
    for _ in range(30):
        if stands(table, name) and table.meeting.situation in {"running", "question_who"}:
            return
        table.press("green")
        table.wait(3)
    raise AssertionError(f"{name} never came; it is {getattr(table.meeting.item, 'name', '')}")


# One group ------------------------------------------------------------------------------------


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


# Several groups at once -----------------------------------------------------------------------


def test_groups_are_told_by_number_and_find_their_places() -> None:
    table = sparring(8)
    assert texts(table)[3:] == [
        "Sæt jer sammen i grupper.",
        "Gruppe ét: Anna, Bo, Carla og Hanne.",
        "Gruppe to: Dorte, Erik, Frida og Gustav.",
        "Tryk grøn, når I sidder sammen.",
    ]
    table.clear()
    table.hear("groups")
    assert texts(table)[-1] == "Gruppe to: Dorte, Erik, Frida og Gustav."
    table.clear()
    table.press("green")
    assert "Gruppe to: Dorte fortæller, og Erik spørger." in texts(table)
    table.clear()
    table.press("score2")
    assert texts(table) == ["Gruppe to: Erik fortæller, og Dorte spørger."]
    table.press("yellow")
    assert texts(table)[1:] == [
        "Gruppe ét: Bo fortæller, og Anna spørger.",
        "Gruppe to: Frida fortæller, og Dorte spørger.",
    ]


def moments(table: Table) -> Iterator[tuple[float, str]]:
    """When the box chimed or spoke, second by second."""
    for _ in range(3600):
        before = len(table.done)
        at = table.now
        table.wait(0.5)
        for action in table.done[before:]:
            if isinstance(action, actions.Chime):
                yield at, action.name
            elif isinstance(action, actions.Say):
                yield at, "says"
        if not isinstance(table.meeting.item, Steps) or not table.meeting.item.ahead:
            return  # all are back at one table


def test_a_loud_table_hears_a_chime_and_a_breath_before_each_sentence() -> None:
    table = sparring(9, 1500.0)
    until(table, "asking")
    last = -1.0
    spoken = 0
    for at, what in moments(table):
        if what == "says":
            fresh = at > last + 20  # not one of several sentences in a row
            assert not fresh, f"said at {at} without a chime"
            assert at - last >= 1.5 or spoken == at
            spoken = at
        elif what in {"end", "attention"}:
            last = at
    assert spoken


def test_a_question_for_one_group_waits_for_the_table_to_fall_silent() -> None:
    table = sparring(9)
    until(table, "asking")
    table.clear()
    table.press("blue")
    assert (table.chimes, texts(table)) == (["attention"], [])
    table.wait(2.5)
    assert len(texts(table)) == 1


def test_a_long_silence_is_met_once() -> None:
    table = sparring(3)
    until(table, "asking")
    table.clear()
    table.happens(events.LongSilence(0.0))
    assert texts(table)[0] == (
        "Der har været stille længe. Her er et spørgsmål, hvis I vil have det."
    )
    assert len(texts(table)) == 2
    table.wait(70)
    table.happens(events.LongSilence(0.0))
    assert len(texts(table)) == 2


@pytest.mark.parametrize("why", ["several groups", "a pause", "finding who tells"])
def test_a_silence_that_is_left_alone(why: str) -> None:
    table = sparring(9 if why == "several groups" else 3)
    if why != "finding who tells":
        until(table, "asking")
    if why == "a pause":
        table.press("yellow")
    table.clear()
    table.happens(events.LongSilence(0.0))
    assert texts(table) == []


def test_all_come_back_and_tell_what_they_found() -> None:
    table = sparring(8, 1200.0)
    while not done(table):
        table.wait(10)
    assert texts(table)[-3:] == [
        "Nu kommer alle tilbage til det store bord.",
        "Hvad har I opdaget, som I andre også kan bruge?",
        "Tiden er gået. Rund roligt af, og tryk grøn, når I er klar.",
    ]
    table.press("green")
    assert over(table)


# Who comes and goes ---------------------------------------------------------------------------


def test_one_who_comes_late_sits_down_in_the_smallest_group() -> None:
    table = sparring(7)
    until(table, "asking")
    table.clear()
    table.hear("guest")
    assert texts(table)[-1] == "Gæsten går hen til Anna, Bo og Frida."
    table.clear()
    table.hear("groups")
    assert "gæsten" in texts(table)[0]


def test_whoever_tells_goes_and_another_tells() -> None:
    table = sparring(8)
    until(table, "asking")
    table.clear()
    table.hear("left", name="Anna")
    assert texts(table)[-1] == "Gruppe ét: Carla fortæller, og Bo spørger."
    table.clear()
    table.hear("left", name="Hanne")
    assert len(texts(table)) == 1, "nobody has to move, and nothing changes"


def test_one_of_three_goes_and_the_two_who_are_left_are_helped() -> None:
    table = sparring(6)
    assert [len(people) for people in groups(table)] == [3, 3]
    until(table, "asking")
    table.clear()
    table.hear("left", name="Bo")
    table.hear("groups")
    assert texts(table)[1:] == [
        "Gruppe to: Frida fortæller, og Carla spørger.",
        "Gruppe ét: Anna, Dorte og Erik.",
        "Gruppe to: Carla og Frida.",
    ]
    table.clear()
    table.hear("left", name="Carla")
    assert texts(table)[-1] == "Frida går hen til Anna, Dorte og Erik."


def test_whoever_has_to_move_is_told_also_when_the_group_goes_back() -> None:
    table = sparring(6)
    until(table, "asking")
    table.press("green")
    table.wait(10)
    table.hear("left", name="Bo")
    table.hear("left", name="Carla")
    table.clear()
    table.hear("back")
    assert table.keys[:2] == ["gone_back", "group_go_to"]
    assert texts(table)[1] == "Frida går hen til Anna, Dorte og Erik."
    table.clear()
    table.hear("left", name="Erik")
    assert "Frida går hen til" not in " ".join(texts(table)), "told once"


@pytest.mark.parametrize("people", [3, 4])
def test_all_but_one_go_and_the_meeting_goes_on(people: int) -> None:
    table = sparring(people, 1200.0)
    until(table, "asking")
    for name in NAMES[1:people]:
        table.hear("left", name=name)
    for _ in range(10):
        table.wait(12)
        table.press("green")
    assert over(table)


# Who needs time -------------------------------------------------------------------------------


def test_who_needs_time_most_is_suggested_first() -> None:
    table = sparring(4, 2400.0, need=True)
    assert table.last == "Anna?"
    table.press("score2")
    assert table.last == "Bo?"
    table.hear("number", number=5)
    table.press("yellow")  # Carla passes
    assert table.last == "Dorte?"
    table.wait(13)  # Dorte says nothing
    assert "Bo fortæller, og Anna spørger." in texts(table)
    assert "Hvem har en sag, som det ville lette at få talt om?" not in texts(table)
    until(table, "asking")
    while ("focus", "Anna") not in roles(table) and not over(table):
        table.wait(30)
    assert [name for role, name in roles(table) if role == "focus"] == ["Bo", "Anna"]


@pytest.mark.parametrize(
    ("bids", "said"),
    [
        ((4, 4, 1), "To står lige. Tal om, hvem der begynder."),
        ((1, 1, 1), "Ingen trykkede højt. Er der alligevel en, der vil begynde?"),
    ],
)
def test_two_alike_or_nobody(bids: tuple[int, ...], said: str) -> None:
    table = sparring(3, 1200.0, need=True)
    for bid in bids:
        table.press(f"score{bid}")
    assert said in texts(table)


def test_who_bid_and_went_needs_no_time() -> None:
    table = sparring(4, 1200.0, need=True)
    table.press("score5")
    table.hear("left", name="Anna")
    table.press("score5", "score1", "score1")
    assert "Bo fortæller, og Carla spørger." in texts(table)
    assert said("need.tie") not in texts(table)


def test_green_leaves_the_bidding_out() -> None:
    table = sparring(3, 1200.0, need=True)
    table.press("green")
    assert "Anna fortæller, og Bo spørger." in texts(table)


def test_a_yes_to_a_name_is_no_bid_yet_and_ends_nothing() -> None:
    table = sparring(3, 1200.0, need=True)
    table.hear("yes")
    assert table.last == "Hvor meget, Anna? Sig et tal fra ét til fem."
    table.hear("number", number=2)
    assert table.last == "Bo?"
    table.press("yellow")
    assert table.last == "Carla?"
    table.hear("yes")
    table.wait(13)  # no number comes, and the others wait no longer
    assert "Anna fortæller, og Bo spørger." in texts(table)


def test_a_finger_that_trembles_bids_once() -> None:
    table = sparring(3, 1200.0, need=True)
    table.happens(events.Pressed(0.0, "score5"))
    table.wait(0.2)
    table.happens(events.Pressed(0.0, "score5"))
    assert table.last == "Bo?"


def test_a_bid_is_kept_nowhere() -> None:
    table = sparring(3, 1200.0, need=True)
    table.press("score3", "score4", "score5")
    assert table.meeting.scores == ()
    assert notes(table, RoleNote) == []


# What everything has in common ----------------------------------------------------------------


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
