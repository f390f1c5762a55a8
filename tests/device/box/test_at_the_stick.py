"""What the box does at the stick when a meeting is over."""

import base64
import json
import re
from dataclasses import replace
from pathlib import Path

from device.box.at_the_stick import AtTheStick
from device.box.errands import Errands
from device.meeting.account import Account
from device.meeting.events import Event, ReportWritten
from device.meeting.notes import RoleNote
from device.meeting.remembered import Past
from device.simulation.clock import SetClock
from device.stick.folder import PlanKeeper
from device.stick.freshen import own_page, plan_style
from device.stick.watched import WatchedStick
from speech.doing import at_once
from tests.device.report.made import FOLLOWING, went


def roles_beside(folder: Path) -> dict[str, object]:
    """What the planning page on the stick is told of roles."""
    found = re.search(r'--roles:"([^"]*)"', (folder / "plan.css").read_text())
    assert found
    told: dict[str, object] = json.loads(base64.b64decode(found[1]))
    return told


def test_with_the_report_the_planning_page_gets_what_was_agreed_of_roles(tmp_path: Path) -> None:
    # Given a stick with the plan, and the page that was made with
    folder, told = tmp_path / "stick", list[Event]()
    folder.mkdir()
    (folder / "planlaeg.html").write_bytes(own_page() or b"")
    (folder / "plan.css").write_bytes(plan_style("form: første møde # æ"))
    # When a meeting is over, at which somebody said yes to be host next time
    first, second = FOLLOWING.names[:2]
    record = replace(went(FOLLOWING), notes=(RoleNote("host", second),))
    clock = SetClock()
    at = AtTheStick(
        WatchedStick(folder), PlanKeeper(tmp_path), Errands(told.append, clock.now, at_once)
    )
    at.report(Account(replace(FOLLOWING, host=first), record), asked=True)
    # Then the page at home knows, and still has the plan
    assert [type(one) for one in told] == [ReportWritten]
    assert roles_beside(folder)["agreed"] == {"host": second}
    style = (folder / "plan.css").read_bytes()
    assert style.startswith(plan_style("form: første møde # æ").removesuffix(b"}\n"))
    # When the stick is looked at, it is the same as before: nothing is written for nothing
    at.look(frozenset(), lambda _: Past())
    assert (folder / "plan.css").read_bytes() == style
