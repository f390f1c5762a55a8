"""Leading well: the list of speakers, "stop alt", ending early, roles in turn, an item given up."""

from dataclasses import replace

import pytest

from device.meeting import actions, events
from device.meeting.notes import RoleNote, TogetherNote
from device.meeting.plan import Plan
from tests.device.meeting.table import (
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    NAMES,
    ROUND,
    WELCOME,
    Table,
    a_plan,
)


def texts(table: Table) -> list[str]:
    return [said.text for said in table.said]


def in_a_dialogue() -> Table:
    table = Table.started(DIALOGUE, ROUND, CLOSING)
    table.wait(20)
    table.clear()
    return table


def test_the_list_by_voice() -> None:
    table = in_a_dialogue()
    for name in ("Bo", "Dan", "Bo"):
        table.hear("queue_add", name=name)
    table.hear("queue_list")
    table.hear("queue_remove", name="Cilla")
    table.hear("next")
    assert texts(table) == [
        "Bo er på listen.",
        "Dan er på listen.",
        "Bo står der allerede.",
        "På listen står Bo og Dan.",
        "Cilla står ikke på listen.",
        "Bo, så er det dig.",
    ]


def test_who_has_not_had_the_word_comes_first() -> None:
    table = in_a_dialogue()
    table.hear("queue_add", name="Bo")
    table.hear("next")
    for name in ("Bo", "Anne"):
        table.hear("queue_add", name=name)
    table.clear()
    table.hear("next")
    assert "Anne" in table.last
    table.hear("next")
    assert "Bo" in table.last
    assert table.meeting.index == 0
    table.hear("next")
    assert "dialogue_over" in table.keys, "the list is empty"
    assert table.meeting.index == 1


def test_the_list_by_button() -> None:
    table = in_a_dialogue()
    table.press("score1", "score1")
    table.hear("queue_list")
    table.press("green", "green", "green")
    assert texts(table)[:5] == [
        "En mere på listen.",
        "En mere på listen.",
        "Der er to fingre oppe.",
        "Den næste med fingeren oppe, værsgo.",
        "Den næste med fingeren oppe, værsgo.",
    ]
    assert table.meeting.index == 1


def test_who_goes_home_is_on_no_list() -> None:
    table = in_a_dialogue()
    table.hear("queue_add", name="Bo")
    table.hear("left", name="Bo")
    table.hear("queue_list")
    assert table.last == "Der er ingen på listen."


def test_the_next_item_comes_whoever_is_on_the_list() -> None:
    table = in_a_dialogue()
    table.hear("queue_add", name="Bo")
    table.hear("next_item")
    assert table.meeting.index == 1


def test_over_the_time_the_list_still_holds() -> None:
    table = in_a_dialogue()
    table.press("score1")
    table.wait(400)
    assert table.light == "red"
    table.press("green")
    assert table.last == "Den næste med fingeren oppe, værsgo."
    table.press("green")
    assert table.meeting.index == 1


@pytest.mark.parametrize("item", [ROUND, EVALUATION, BREAK], ids=lambda item: item.title)
def test_elsewhere_there_is_no_list(item: object) -> None:
    table = Table.started(item, CLOSING)  # type: ignore[arg-type]
    table.clear()
    table.hear("queue_add", name="Bo")
    assert table.chimes == ["no"]


STOPS = {
    "by voice": lambda table: table.hear("stop_all"),
    "by a held button": lambda table: (
        table.press("yellow"), table.happens(events.Held(0.0, "yellow"))
    ),
}  # fmt: skip
PLACES = {
    "a turn": (ROUND, 20),
    "a dialogue": (DIALOGUE, 20),
    "a dialogue over its time": (DIALOGUE, 350),
    "a break": (BREAK, 20),
    "the welcome": (WELCOME, 0),
}


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS)
@pytest.mark.parametrize(("item", "seconds"), PLACES.values(), ids=PLACES)
def test_stop_all_is_silence_until_somebody_goes_on(
    item: object, seconds: float, stop: object
) -> None:
    table = Table.started(item, CLOSING)  # type: ignore[arg-type]
    table.wait(seconds)
    before = table.meeting.item_used
    stop(table)  # type: ignore[operator]
    table.clear()
    table.wait(4000)
    assert table.said == []
    assert table.chimes == []
    assert table.meeting.shown.light == actions.Light("red", "pulse")
    assert table.meeting.item_used == pytest.approx(before)
    table.press("green")
    assert table.said
    assert table.light != "red" or seconds > 300
    assert table.meeting.index == 0
    assert table.meeting.item_used == pytest.approx(before)


def test_stop_all_cuts_the_box_off_and_says_nothing() -> None:
    table = Table.started(WELCOME, CLOSING, names=NAMES)
    table.wait(20)
    table.speaks = False
    table.hear("repeat")
    table.clear()
    table.hear("stop_all")
    assert actions.StopSaying() in table.done
    assert table.said == []


def test_a_question_is_dropped_by_stop_all() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("finish")
    table.hear("stop_all")
    table.hear("yes")
    assert table.meeting.stage == "running"
    assert table.meeting.confirm is None


def test_while_all_is_stopped_little_is_understood() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("stop_all")
    listen = table.meeting.shown.listen_for
    assert {"resume", "help", "finish"} <= listen.commands
    assert not {"next", "more_time", "back"} & listen.commands
    table.hear("help")
    assert table.last == "Alt er stoppet. Tryk grøn, eller sig: Tidtager, fortsæt."
    table.hear("resume")
    assert table.meeting.situation == "running"


def test_after_a_power_cut_all_is_still_stopped() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("stop_all")
    table.happens(events.Resumed(0.0))
    assert table.keys[-2:] == ["back_again", "help_stopped"]
    table.press("green")
    assert table.meeting.situation == "running"


def test_before_the_meeting_stop_all_is_only_silence() -> None:
    table = Table.with_plan(a_plan(ROUND))
    table.hear("stop_all")
    assert table.meeting.stage == "waiting"
    table.press("green")
    assert table.meeting.stage == "running"


def ending() -> Table:
    table = Table.started(ROUND, DIALOGUE, EVALUATION, CLOSING)
    table.wait(20)
    table.clear()
    table.hear("finish")
    return table


def test_who_ends_early_may_look_back_first() -> None:
    table = ending()
    assert table.last.startswith("Vil I se tilbage på mødet, før I slutter?")
    table.press("green")
    assert table.meeting.index == 2
    assert table.meeting.confirm is None


def test_who_will_not_look_back_is_asked_whether_that_is_meant() -> None:
    table = ending()
    table.press("yellow")
    assert table.last.startswith("Skal vi slutte mødet nu?")
    assert table.meeting.stage == "running"
    table.press("green")
    assert table.meeting.stage == "finished"


def test_from_a_pause_the_pause_is_no_part_of_the_item() -> None:
    table = Table.started(ROUND, EVALUATION, CLOSING)
    table.wait(20)
    table.press("yellow")
    table.wait(100)
    table.hear("finish")
    table.hear("yes")
    assert table.meeting.index == 1
    assert table.meeting.items[0].used == pytest.approx(20)
    assert table.meeting.paused == pytest.approx(100)


def test_after_the_evaluation_the_end_is_the_end() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.hear("finish")
    assert table.last.startswith("Skal vi slutte mødet nu?")


def test_a_role_is_taken_and_kept() -> None:
    table = Table.started(ROUND, CLOSING, host="Anne")
    table.clear()
    table.hear("take_host", name="Bo")
    table.hear("take_leader", name="Cilla")
    table.hear("take_host", name="Cilla")
    assert texts(table) == [
        "Bo er vært i dag.",
        "Cilla leder mødet.",
        "Cilla er vært i dag.",
        "Bo leder mødet.",
    ]
    assert set(table.meeting.notes) == {RoleNote("host", "Cilla"), RoleNote("leader", "Bo")}
    table.hear("next_host")
    assert table.last == "Næste gang er det Anne, der er vært."


def test_a_meetings_role_is_not_swapped_for_a_round_of_sparring() -> None:
    table = Table.started(ROUND, CLOSING, host="Anne")
    table.hear("take_asker", name="Bo")
    table.hear("take_host", name="Bo")
    assert set(table.meeting.notes) == {RoleNote("host", "Bo"), RoleNote("asker", "Bo")}


def test_who_is_host_today_is_not_the_next() -> None:
    table = Table.started(ROUND, CLOSING, host="Anne")
    table.hear("next_host")
    assert table.last == "Næste gang er det Bo, der er vært."


def test_the_groups_are_read_where_there_are_some() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    assert "groups" not in table.meeting.shown.listen_for.commands
    groups = (("Anne", "Bo"), ("Cilla", "Dan"))
    kept = table.meeting.kept.with_note(TogetherNote(groups))
    table.meeting = replace(table.meeting, kept=kept)
    table.happens(events.Tick(0.0))
    assert "groups" in table.meeting.shown.listen_for.commands
    table.hear("groups")
    assert table.last == "Anne og Bo. Cilla og Dan."


def plan() -> Plan:
    return a_plan(ROUND, DIALOGUE, CLOSING)


def test_an_item_that_is_given_up_is_gone_past() -> None:
    table = Table.started(*plan().agenda)
    table.wait(100)
    table.press("yellow")
    table.wait(50)
    table.clear()
    table.happens(events.GivenUp(0.0, 0, 1))
    assert table.keys[0] == "item_given_up"
    assert table.meeting.index == 1
    assert table.meeting.items[0].used == pytest.approx(100)
    table.happens(events.GivenUp(0.0, 0, 1))
    assert table.meeting.index == 1, "that was another item"
    table.happens(events.GivenUp(0.0, 1, 3))
    assert table.meeting.stage == "finished"
