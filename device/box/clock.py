"""The real clock. A Pi up to 4 has no date after a power cut, so time is monotonic."""

import time


class MonotonicClock:
    """CLOCK_MONOTONIC: never goes back, stands still while the computer is off."""

    def now(self) -> float:
        """Seconds since some moment before the computer started."""
        return time.monotonic()
