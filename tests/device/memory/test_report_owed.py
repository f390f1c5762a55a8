"""A report that no stick got when the meeting ended: the next one of the group gets it."""

from dataclasses import replace
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import events
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, a_box, lead
from tests.device.meeting.table import CLOSING, ROUND, a_plan, people

PLAN = a_plan(ROUND, CLOSING)


def over_without_a_stick(folder: Path) -> tuple[Loop, Ears, SetClock]:
    stick, clock = folder / "stick", SetClock()
    stick.mkdir()
    loop, ears = a_box(folder / "journal.db", clock, stick=stick)
    ears.stick_is_in = False
    loop.put(events.StickIn(0.0, PLAN))
    loop.put(events.Pressed(0.0, "green"))
    lead(loop, clock)
    assert loop.meeting.stage == "finished"
    assert "report_written" not in ears.said
    ears.stick_is_in = True
    ears.said.clear()
    return loop, ears, clock


def reports(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "stick").iterdir())


def written(ears: Ears) -> int:
    """How often people were told that a report is on the stick."""
    return sum(key in {"report_written", "report_owed_written"} for key in ears.said)


OTHERS = replace(PLAN, people=people("Xenia", "Yrsa", "Zenia"))


@pytest.mark.parametrize(
    "put_in",
    [events.NoPlan(0.0), events.StickIn(0.0, PLAN), events.StickIn(0.0, replace(PLAN, seed=7))],
    ids=["an empty stick", "the plan's own stick", "the group's next plan"],
)
def test_the_stick_that_comes_later_gets_it(tmp_path: Path, put_in: events.Event) -> None:
    loop, ears, _ = over_without_a_stick(tmp_path)
    loop.put(put_in)
    loop.run_pending()
    assert written(ears) == 1
    page = (tmp_path / "stick" / "rapport.html").read_text(encoding="utf-8")
    assert "hvem er vi" in page.lower()
    (tmp_path / "stick" / "rapport.html").unlink()
    loop.put(put_in)
    loop.run_pending()
    assert "rapport.html" not in reports(tmp_path), "once is enough"


def test_another_groups_stick_doesnt(tmp_path: Path) -> None:
    loop, ears, _ = over_without_a_stick(tmp_path)
    loop.put(events.StickIn(0.0, OTHERS))
    loop.run_pending()
    assert ears.said[0] == "plan_read"
    assert reports(tmp_path) == []


def test_a_power_cut_before_it_was_written_loses_nothing(tmp_path: Path) -> None:
    over_without_a_stick(tmp_path)[0].close()
    for times in (1, 0):
        loop, ears = a_box(tmp_path / "journal.db", SetClock(900.0), stick=tmp_path / "stick")
        loop.put(events.NoPlan(0.0))  # the first look at a stick that has been used
        loop.run_pending()
        assert ears.said.count("report_written") == times
        loop.close()
    assert "rapport.html" in reports(tmp_path)


def test_a_meeting_gone_back_to_has_a_new_one(tmp_path: Path) -> None:
    loop, ears, clock = over_without_a_stick(tmp_path)
    for _ in range(2):
        loop.put(events.Pressed(0.0, "yellow"))
        loop.run_pending()
        assert loop.meeting.stage == "running"
        ears.said.clear()
        lead(loop, clock)
        assert ears.said.count("report_written") == 1


def test_it_is_owed_through_another_groups_meeting_and_a_power_cut(tmp_path: Path) -> None:
    loop, _, _ = over_without_a_stick(tmp_path)
    loop.put(events.StickIn(0.0, OTHERS))
    loop.run_pending()
    kept = list(loop.events_kept())
    assert isinstance(kept[0], events.Remembered), "the meeting itself has been cut away"
    assert len(kept[0].owed) == 1
    loop.close()
    loop, ears = a_box(tmp_path / "journal.db", SetClock(900.0), stick=tmp_path / "stick")
    loop.put(events.StickIn(0.0, OTHERS))
    loop.run_pending()
    assert reports(tmp_path) == [], "it is none of theirs"
    loop.put(events.StickIn(0.0, replace(PLAN, seed=7)))
    loop.run_pending()
    assert ears.said.count("report_owed_written") == 1
    assert "hvem er vi" in (tmp_path / "stick" / "rapport.html").read_text().lower()
    assert loop.meeting.owed == ()


def test_two_that_are_owed_are_both_written(tmp_path: Path) -> None:
    loop, ears, clock = over_without_a_stick(tmp_path)
    ears.stick_is_in = False
    loop.put(events.StickIn(0.0, replace(PLAN, seed=7, date="2026-12-01")))
    loop.run_pending()
    loop.put(events.Pressed(0.0, "green"))
    lead(loop, clock)
    ears.said.clear()
    ears.stick_is_in = True
    loop.put(events.StickIn(0.0, replace(PLAN, seed=8)))
    loop.run_pending()
    assert written(ears) == 2
    assert sum(name.startswith("rapport") for name in reports(tmp_path)) == 2
