"""Given a stick without anything of ours, nothing is written on it until somebody holds blue."""

from dataclasses import replace

import pytest

from device.meeting import actions, events
from device.meeting.account import Account
from tests.device.meeting.table import CLOSING, ROUND, Table, a_plan, people

PLAN = a_plan(ROUND, CLOSING)
OTHERS = replace(PLAN, people=people("Xenia", "Yrsa", "Zenia"))
BARE = events.NoPlan(0.0, ours=False)


def holds_blue(table: Table) -> None:
    table.happens(events.Held(0.0, "blue"))
    table.happens(events.HeldLong(0.0, "blue"))


def written(table: Table) -> list[Account | None]:
    return [done.of for done in table.done if isinstance(done, actions.WriteReport)]


def starters(table: Table) -> int:
    return sum(isinstance(done, actions.WriteStarter) for done in table.done)


def over() -> Table:
    """A meeting that is over, after its time; its report has been asked for."""
    table = Table.started(ROUND, CLOSING)
    while table.meeting.stage != "finished":
        table.wait(30)
        table.press("green")
    table.clear()
    return table


def test_blue_held_for_three_seconds_puts_the_starter_set_there() -> None:
    table = Table()
    table.happens(BARE)
    assert table.keys == ["no_plan", "offer_starter"]
    table.clear()
    table.happens(events.Held(0.0, "blue"))
    assert (table.keys, starters(table)) == ([], 0), "the finger is to stay: nothing is said again"
    table.happens(events.HeldLong(0.0, "blue"))
    assert starters(table) == 1
    table.happens(events.StarterWritten(0.0))
    assert table.keys == ["starter_written"]
    assert table.meeting.offer == ""


def test_where_nothing_is_offered_blue_held_says_again_and_writes_nothing() -> None:
    table = Table.with_plan(PLAN)
    table.clear()
    holds_blue(table)
    assert table.keys == ["plan_read", "how_to_start"]
    assert starters(table) == 0


@pytest.mark.parametrize(
    "ends",
    [
        events.StickOut(0.0),
        events.StickIn(0.0, PLAN),
        events.StickFailed(0.0, "starter", "full"),
        events.PlanRejected(0.0, 1, "Linje 1: Nej."),
    ],
    ids=lambda event: type(event).__name__,
)
def test_the_offer_ends_with_its_stick(ends: events.Event) -> None:
    table = Table()
    table.happens(BARE)
    table.happens(ends)
    holds_blue(table)
    assert starters(table) == 0


def test_while_a_meeting_goes_on_the_offer_takes_no_button() -> None:
    table = Table.with_plan(PLAN)
    table.happens(BARE)
    table.press("green")
    table.clear()
    holds_blue(table)
    assert starters(table) == 0
    assert table.keys, "blue held says again what was said"


def test_a_report_goes_onto_a_strangers_stick_only_when_blue_is_held() -> None:
    table = over()
    table.happens(events.StickFailed(0.0, "report", "bare"))
    assert table.keys == ["offer_report"]
    assert written(table) == []
    holds_blue(table)
    (asked,) = [done for done in table.done if isinstance(done, actions.WriteReport)]
    assert asked.asked
    assert starters(table) == 0
    table.happens(events.ReportWritten(0.0, table.meeting.account.ended))  # type: ignore[union-attr]
    assert table.keys[-1] == "report_written"
    assert not table.meeting.owes_report


def test_a_strangers_stick_after_the_meeting_is_offered_the_report() -> None:
    table = over()
    table.happens(BARE)
    assert table.keys == ["offer_report"]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("out", "stick_out"),
        ("full", "stick_full"),
        ("locked", "stick_locked"),
        ("gone", "stick_gone"),
        ("slow", "stick_slow"),
        ("broken", "stick_trouble"),
        ("of another version", "stick_trouble"),
    ],
)
def test_what_happened_is_said_and_the_report_is_kept(why: str, said: str) -> None:
    table = over()
    table.happens(events.StickFailed(0.0, "report", why))
    assert table.keys == [said, "report_kept"]
    assert table.meeting.owes_report
    # When a stick of ours comes it gets it
    table.happens(events.NoPlan(0.0))
    assert written(table) == [None]


def test_no_report_is_promised_of_what_was_but_a_trial() -> None:
    # Given somebody who presses through the whole agenda at once, to see how it goes
    table = Table.started(ROUND, CLOSING)
    while table.meeting.stage != "finished":
        table.wait(0.5)
        table.press("green")
    table.clear()
    table.happens(events.StickFailed(0.0, "report", "out"))
    assert table.keys == ["stick_out", "report_trial"]
    # Then the next stick gets none
    table.happens(events.StickIn(0.0, PLAN))
    assert written(table) == []


def test_a_report_that_failed_again_is_still_owed_when_the_next_plan_is_read() -> None:
    table = over()
    account = table.meeting.account
    assert account is not None
    table.happens(events.StickIn(0.0, PLAN))
    assert written(table) == [account], "before anything else"
    table.happens(events.StickFailed(0.0, "report", "full"))
    assert table.keys[-2:] == ["stick_full", "report_kept"]
    table.clear()
    # Another group's stick never gets it
    table.happens(events.StickIn(0.0, OTHERS))
    assert written(table) == []
    # But the group's own, and then it is said, once
    table.happens(events.StickIn(0.0, PLAN))
    assert written(table) == [account]
    table.happens(events.ReportWritten(0.0, account.ended))
    assert table.keys[-1] == "report_owed_written"
    table.clear()
    table.happens(events.ReportWritten(0.0, account.ended))
    table.happens(events.StickIn(0.0, PLAN))
    assert "report_owed_written" not in table.keys
    assert written(table) == []


def test_what_was_forgotten_is_owed_no_more() -> None:
    table = over()
    table.happens(events.StickIn(0.0, PLAN))
    assert table.meeting.owed
    table.hear("forget")
    table.press("green")
    table.happens(events.Wiped(0.0, whole=True))
    assert table.meeting.owed == ()


def test_a_trial_at_home_is_owed_to_nobody() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("finish")
    table.press("green")
    assert table.meeting.stage == "finished"
    table.happens(events.StickIn(0.0, PLAN))
    assert table.meeting.owed == ()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("today", "plan_of_today"),
        ("next", "plan_next"),
        ("last", "plan_last"),
        ("newest", "plan_newest"),
    ],
)
def test_of_several_plans_it_is_said_which_one_was_taken(chosen: str, said: str) -> None:
    table = Table()
    table.happens(events.StickIn(0.0, PLAN, among=3, chosen=chosen))
    assert table.keys[:2] == [said, "plan_read"]
    assert "tre planer" in table.said[0].text
