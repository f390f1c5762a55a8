"""The play of a meeting in which groups talk at once: who talks is told once until more happens."""

import re

from device.simulation.outcome import Outcome
from tests.table.play import played


def briefly(outcome: Outcome) -> str:
    """The play of `tests.table.play`, with each one's talk once between two other lines."""
    return told_once(played(outcome))


def told_once(play: str) -> str:
    """`play` without a talk of somebody who has talked since the last line of another kind."""
    lines = []
    talked: set[str] = set()
    for line in play.splitlines():
        talk = re.fullmatch(r"\d+:\d\d  \((.+) taler\)", line)
        if talk is None:
            talked.clear()
        elif talk[1] in talked:
            continue
        else:
            talked.add(talk[1])
        lines.append(line)
    return "\n".join(lines) + "\n"
