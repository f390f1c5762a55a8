"""What the screen shows of a meeting, as text: no widgets in here."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from content import load
from device.meeting.meeting import Meeting
from device.meeting.timer import Timer

PHASES = {"running": "green", "warning": "yellow", "over": "red"}
"""The colour of a time."""


def words() -> Any:
    """content/simulate.yaml."""
    return load("simulate.yaml")


def clock(seconds: float) -> str:
    """Minutes and seconds, or hours and minutes where it is that long: "4:05", "1.05 t"."""
    whole = round(abs(seconds))
    if whole >= 3600:
        return f"{whole // 3600}.{whole // 60 % 60:02d} t"
    return f"{whole // 60}:{whole % 60:02d}"


def timer_of(meeting: Meeting) -> Timer | None:
    """The time that runs now."""
    return meeting.item.timer if meeting.item else None


def left(meeting: Meeting, now: float) -> tuple[float, tuple[str, ...]]:
    """The share of the running time that is left, and what to write in the ring."""
    timer = timer_of(meeting)
    if timer is None:
        return 0.0, (words()["waiting"],)
    moment = now if meeting.paused_at is None else meeting.paused_at
    rest = timer.left(moment)
    share = max(0.0, min(1.0, rest / max(1.0, timer.given + timer.extra)))
    about = "paused" if meeting.paused_at is not None else "left" if rest >= 0 else "over"
    return share, (clock(rest), words()[about])


def situation(meeting: Meeting) -> str:
    """What goes on, in a few words."""
    if meeting.awaiting is not None and meeting.situation == "running":
        return str(load("knapper.yaml")["states"]["speaking"])
    return str(load("knapper.yaml")["states"][meeting.situation])


def agenda(meeting: Meeting) -> Iterator[Text]:
    """A row for each item: done, under way, or to come."""
    for place, item in enumerate(meeting.agenda):
        title = item.title[:1].upper() + item.title[1:]
        length = words()["minutes"].format(minutes=max(1, round(item.seconds / 60)))
        running = meeting.stage == "running"
        if meeting.stage == "finished" or (running and place < meeting.index):
            yield Text.assemble(("✓ ", "green"), (title, "dim"), (f"  {length}", "dim"))
        elif running and place == meeting.index:
            yield Text.assemble(("▶ ", "bold"), (title, "bold"), (f"  {length}", ""))
        else:
            yield Text.assemble("  ", title, (f"  {length}", "dim"))


def meaning(meeting: Meeting, button: str) -> str:
    """What `button` does now, in a word or two; "": nothing."""
    intent = meeting.meaning(button)
    return str(load("knapper.yaml")["meanings"][intent]["short"]) if intent else ""
