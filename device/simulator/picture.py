"""The picture of the simulator: `python -m device.simulator.picture docs/pictures/simulator.svg`.

A real box is led by keys and typed words into the middle of a meeting; that is the picture.
"""

import asyncio
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from device.simulator.app import Simulator
from device.simulator.desk import Desk, prepare_stick
from device.simulator.views import left

SIZE = (96, 28)
"""Columns and rows."""
SPEED = 3.0
SHARE = 0.7
"""Of a turn that is left in the picture."""
PATIENCE = 90.0
"""Seconds for each thing that is waited for."""
KEYS = {" ": "space", ",": "comma", ".": "full_stop"}
_FETCHED = re.compile(r"@font-face\s*\{[^}]*\}\s*|<!--.*?-->\s*", re.DOTALL)


def without_addresses(svg: str) -> str:
    """`svg` without who made it, nor fonts to fetch: the reader's own monospace does."""
    return "\n".join(line.rstrip() for line in _FETCHED.sub("", svg).splitlines()) + "\n"


async def until(pilot: Any, holds: Callable[[], bool], what: str) -> None:
    """Let the app go on until `holds`. Raises TimeoutError that says `what` did not come."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        await pilot.pause(0.05)


async def type_in(pilot: Any, text: str) -> None:
    """Type `text` at the line for it, and say it."""
    await pilot.press("t")
    await pilot.press(*(KEYS.get(letter, letter) for letter in text), "enter", "escape")


async def picture(out: Path) -> str:
    """The screen in the middle of a round, as SVG."""
    prepare_stick(out / "stik", None)
    app = Simulator(Desk(out, speed=SPEED))

    def quiet() -> bool:
        return app.meeting.awaiting is None and not (app.desk.box and app.desk.box.speaking)

    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.desk.box is not None, "the box is on")
        await pilot.press("p")
        await until(pilot, lambda: app.meeting.stage == "waiting" and quiet(), "the plan is read")
        await type_in(pilot, "Tidtager, start mødet.")
        await until(pilot, lambda: app.meeting.stage == "running", "the meeting begins")
        asked = "question_number"
        await until(pilot, lambda: app.meeting.situation == asked and quiet(), "how many")
        await pilot.press("3")
        await pilot.pause(0.3)
        await pilot.press("g")
        await until(pilot, lambda: bool(app.meeting.item and app.meeting.item.timer), "a turn")
        await until(pilot, lambda: left(app.meeting, app.desk.now)[0] < SHARE, "a while")
        svg = app.export_screenshot(title="tidtager simulate")
        await pilot.press("q")
    return without_addresses(svg)


def main(arguments: list[str]) -> int:
    """Write the picture; the exit code."""
    target = Path(arguments[0])
    with TemporaryDirectory() as out:
        svg = asyncio.run(picture(Path(out)))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
