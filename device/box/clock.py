"""The real clock. A Pi up to 4 has no date after a power cut, so time is monotonic."""

import time
from datetime import date, datetime
from pathlib import Path

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
"""There once the network has told the time. The box has none, but a bench may."""
_FROM_RTC = Path("/sys/class/rtc/rtc0/hctosys")
"""1 where the kernel took the time from a clock that runs on a battery."""
_FIRST_YEAR = 2026
"""A clock whose battery is dead begins long before."""


def trusted_day(synchronised: Path = _SYNCHRONISED, from_rtc: Path = _FROM_RTC) -> date | None:
    """The day, where the system has it from somebody who knows; else None."""
    try:
        told = synchronised.exists() or from_rtc.read_text().strip() == "1"
    except OSError:
        return None
    today = datetime.now().astimezone().date()  # the group's own day, where they are
    return today if told and today.year >= _FIRST_YEAR else None


class MonotonicClock:
    """CLOCK_MONOTONIC: never goes back, stands still while the computer is off."""

    def now(self) -> float:
        """Seconds since some moment before the computer started."""
        return time.monotonic()
