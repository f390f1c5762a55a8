"""A first meeting and getting to know each other, whole: by buttons alone and by voice alone."""

import pytest

from device.box.rehearsal import rehearse
from device.meeting import events
from device.meeting.actions import ListenFor
from device.meeting.meeting import Meeting
from device.meeting.notes import QuestionNote, RoleNote, TogetherNote
from device.planfile import read_plan
from tests.device.meeting.table import BUTTONS, PHRASES, Table

NAMES = ("Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gitte", "Hans", "Ida", "Jens", "Karl",
         "Lise", "Mads", "Nina", "Ole", "Pia")  # fmt: skip


def begun(form: str, people: int, minutes: int, more: str = "") -> Table:
    names = ", ".join(NAMES[:people])
    text = f"form: {form}\nvarighed: {minutes} min\ndeltagere: [{names}]\n{more}"
    table = Table.with_plan(read_plan(text.encode()))
    table.press("green")
    return table


def by_buttons(table: Table, people: int) -> None:
    """What people do when they say nothing: yes to everything, but one round of points."""
    match table.meeting.situation:
        case "question_who":
            table.press("green")
        case "question_number":
            while people > 0:
                table.press(f"score{min(5, people)}")
                people -= min(5, people)
            table.press("green")
        case "question_yes_no" if table.keys[-1] == "gathering_again":
            table.press("yellow")
        case "question_yes_no" | "question_names" | "over" | "break" | "enrolment":
            table.press("green")
        case "scoring":
            table.press(*["score4"] * people)
            table.wait(10)
        case "points":
            table.wait(20)
            table.press("green")
        case _:
            table.wait(10)


def by_voice(table: Table, people: int) -> None:
    match table.meeting.situation:
        case "question_who":
            table.hear("yes")
        case "question_number":
            table.hear("number", number=people)
        case "question_yes_no" if table.keys[-1] == "gathering_again":
            table.hear("no")
        case "question_yes_no":
            table.hear("yes")
        case "over" | "break" | "scoring":
            table.hear("next")
        case "enrolment":
            table.hear("no")
        case "points":
            table.wait(20)
            table.hear("next")
        case _:
            table.wait(10)


def led(table: Table, people: int, way) -> None:  # type: ignore[no-untyped-def]
    for _ in range(3000):
        if table.meeting.stage != "running":
            break
        way(table, people)
    assert table.meeting.stage == "finished"


@pytest.mark.parametrize("way", [by_buttons, by_voice])
@pytest.mark.parametrize(
    ("form", "people", "minutes"),
    [
        ("første møde", 3, 40),
        ("første møde", 6, 60),
        ("første møde", 8, 120),
        ("første møde", 16, 180),
        ("lær hinanden at kende", 3, 30),
        ("lær hinanden at kende", 8, 60),
        ("lær hinanden at kende", 16, 180),
    ],
)
def test_a_whole_meeting(form: str, people: int, minutes: int, way) -> None:  # type: ignore[no-untyped-def]
    table = begun(form, people, minutes)
    led(table, people, way)
    assert table.meeting.record.finished
    assert table.now <= 60 * minutes + 60
    together = [note for note in table.meeting.notes if isinstance(note, TogetherNote)]
    if form == "første møde":
        assert len(together) == 1 + (minutes >= 150)  # with sparring in new groups
        roles = {note.role for note in table.meeting.notes if isinstance(note, RoleNote)}
        assert roles - {"focus", "asker"} == (
            {"practical", "leader"} if "frame_lead" in table.keys else set()
        )
        assert table.meeting.agreed
    else:
        assert len(together) == (5 if minutes >= 100 else 3)
        asked = [note.question for note in table.meeting.notes if isinstance(note, QuestionNote)]
        assert len(asked) == len(set(asked))


def test_a_first_meeting_of_an_hour_for_six_has_what_matters() -> None:
    table = begun("første møde", 6, 60)
    kinds = [type(item).__name__ for item in table.meeting.agenda]
    assert kinds == [
        "Welcome", "SpeakingRound", "Interview", "Gathering", "Agreement", "Frame", "Evaluation",
        "Closing",
    ]  # fmt: skip


def test_the_presentation_tells_what_to_tell() -> None:
    table = begun("første møde", 3, 60)
    table.hear("number", number=3)
    told = next(said.text for said in table.said if "Fortæl tre ting" in said.text)
    assert told.count("?") == 3


def test_who_went_home_in_the_interviews_is_missed_by_nobody() -> None:
    table = begun("lær hinanden at kende", 5, 60)
    table.hear("number", number=5)
    table.press("green")
    table.wait(30)
    table.hear("left", name="Bo")
    table.happens(events.Pressed(0.0, "yellow"))
    table.wait(60)
    table.hear("guest")
    table.press("yellow")
    led(table, 5, by_buttons)
    last = [note for note in table.meeting.notes if isinstance(note, TogetherNote)][-1]
    assert sum(map(len, last.groups)) == 5
    assert "Bo" not in {name for group in last.groups for name in group}


@pytest.mark.parametrize("form", ["første møde", "lær hinanden at kende"])
def test_what_is_listened_for_was_rehearsed(form: str) -> None:
    table = begun(form, 5, 60)
    assert table.meeting.written
    rehearsal = rehearse(Meeting(PHRASES, BUTTONS), table.meeting.written)
    led(table, 5, by_buttons)
    listened = {a for a in table.done if isinstance(a, ListenFor) and (a.commands or a.answers)}
    assert listened <= set(rehearsal.listening)
    assert len(rehearsal.listening) < 36  # two of them for what was heard with doubt
