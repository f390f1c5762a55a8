"""Whether a box that runs leads a meeting: `python -m device.commands.standing STATE`.

Its journal says so, whatever version wrote it. It is read from a copy: opening a database writes
beside it, and what is beside this one belongs to the box that runs.
"""

import logging
import shutil
import sys
import tempfile
from pathlib import Path

from device.meeting.buttons import load_buttons
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from device.memory.journal import Journal

BETWEEN, MEETS, UNKNOWN = 0, 1, 2
"""Exit codes."""

log = logging.getLogger(__name__)


def stage(state: Path) -> str:
    """Give the stage of the meeting in the state folder: see device.meeting.state.

    Raises OSError where the folder can't be read.
    """
    with tempfile.TemporaryDirectory(prefix="tidtager-") as work:
        copy = Path(work)
        for file in state.glob("journal.db*"):
            if not file.name.endswith((".damaged", "-shm")):
                shutil.copyfile(file, copy / file.name)
        journal = Journal(copy / "journal.db")
        try:
            return journal.replay(Meeting(load_phrases(), load_buttons())).stage
        finally:
            journal.close()


def main(state: Path) -> int:
    """Print the stage. Gives the exit code."""
    try:
        now = stage(state)
    except Exception:  # whatever it is: a meeting may be on, and is left in peace
        log.exception("it can't be told whether a meeting is on")
        return UNKNOWN
    sys.stdout.write(f"{now}\n")
    return MEETS if now == "running" else BETWEEN


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
