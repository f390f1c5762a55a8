"""What the box does at the stick: looks for a plan, writes reports and the starter set.

Each is an errand beside the loop (device.box.errands); what comes of it is an event.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from device.box.errands import Errand, Errands, Wanted
from device.box.ports import Stick
from device.meeting.account import Account
from device.meeting.events import Event, ReportWritten, StarterWritten, StickFailed
from device.meeting.plan import Plan
from device.meeting.remembered import Past
from device.meeting.roles import turns
from device.memory.durable import StorageError
from device.report import write_report
from device.stick.folder import PlanKeeper, Visit
from device.stick.freshen import give_turns
from device.stick.ours import clear_drafts
from device.stick.starter import write_starter

log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0
STARTER_SECONDS = 30.0
REPORT_SECONDS = 90.0
"""So long each may take. A small Pi draws for some time, and a slow stick is synced slowly."""


class AtTheStick:
    """The stick, as the loop sees it. Nothing here waits for it."""

    def __init__(self, stick: Stick | None, keeper: PlanKeeper, errands: Errands) -> None:
        self._stick = stick
        self._keeper = keeper
        self._errands = errands

    def look(self, held: frozenset[int], past: Callable[[Plan], Past]) -> None:
        """Look whether a stick has come or gone; see to what takes too long.

        `held`: the seeds of the plans that meetings have been held by; `past`: the earlier
        meetings of a plan's group.
        """
        self._errands.look_after()
        stick = self._stick
        if stick is None or not self._errands.idle:
            return

        def work(wanted: Wanted) -> Event | None:
            return stick.look(Visit(self._keeper, held, past, wanted))

        self._errands.send(
            Errand(
                "look",
                work,
                LOOK_SECONDS,
                failed=StickFailed(0.0, "reading", "broken"),
                late=StickFailed(0.0, "reading", "slow"),
                on_late=stick.lose_touch,
            )
        )

    def report(self, account: Account, *, asked: bool) -> None:
        """Write a meeting's report, if there is a stick, and it is ours or somebody `asked`."""

        def write(folder: Path) -> Event:
            write_report(folder, account, date=None)
            give_turns(folder, turns(account.plan, Past(account.meetings)))
            return ReportWritten(0.0, account.ended)

        self._write("report", f"report {account.ended}", write, REPORT_SECONDS, asked=asked)

    def starter(self) -> None:
        """Put the starter set on the stick."""

        def write(folder: Path) -> Event:
            write_starter(folder)
            return StarterWritten(0.0)

        self._write("starter", "starter", write, STARTER_SECONDS, asked=True)

    def forget(self) -> None:
        """Whatever is being read now is not to be kept."""
        self._errands.unwanted()

    def _write(
        self,
        doing: str,
        name: str,
        write: Callable[[Path], Event],
        seconds: float,
        *,
        asked: bool,
    ) -> None:
        def work(_wanted: Wanted) -> Event:
            stick = self._stick
            folder = stick.folder() if stick else None
            if stick is None or folder is None:
                return StickFailed(0.0, doing, "out")
            if not (asked or stick.is_ours()):
                return StickFailed(0.0, doing, "bare")
            try:
                clear_drafts(folder)
                return write(folder)
            except StorageError as error:
                log.warning("the %s can't be written: %s", doing, error)
                return StickFailed(0.0, doing, stick.why(error))

        self._errands.send(
            Errand(
                name,
                work,
                seconds,
                failed=StickFailed(0.0, doing, "broken"),
                late=StickFailed(0.0, doing, "slow"),
                stays=True,
            )
        )
