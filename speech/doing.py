"""Who does what may have to wait: somebody beside (device.box.hand), or whoever asks, at once."""

from collections.abc import Callable

Work = Callable[[], None]
Doer = Callable[[Work], None]
"""Does what it is given, one thing after the other."""


def at_once(work: Work) -> None:
    """Do `work` now, on whatever thread there is: in the room there is one."""
    work()
