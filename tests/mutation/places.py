"""Where faults are put, and which tests ought to notice."""

from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACES = ("device/meeting", "device/planfile", "device/memory")
TESTS = (
    "tests/device/meeting",
    "tests/device/planfile",
    "tests/device/memory",
    "tests/device/report",
    "tests/device/stick",
    "tests/device/box/test_events_that_fail.py",
    "tests/device/box/test_loop.py",
    "tests/device/box/test_rehearsal.py",
    "tests/device/test_anonymity.py",
    "tests/content",
)
"""None of them needs sound, so that a fault is judged in seconds."""
BUT = (
    "tests/content/planlaeg/",
    "tests/device/report/overview/test_page.py",
    "tests/device/report/test_on_screen_and_paper.py",
    "tests/device/stick/test_real_file_systems.py",
)
"""Of these: what opens a browser or mounts a disk, and would leave it when it is ended."""

LOOKING = ("tests/device/memory/test_defaults.py", "tests/device/meeting/items/test_marks.py")
"""Tests of what stands in classes: they call nothing of the file that a fault is put into."""


def test_files(paths: Sequence[str]) -> list[str]:
    """Each file of tests at `paths`, from the root, but those that judge no fault."""
    found = []
    for name in paths:
        path = ROOT / name
        found += [path] if path.is_file() else sorted(path.rglob("test_*.py"))
    named = [path.relative_to(ROOT).as_posix() for path in found if path.exists()]
    return [name for name in named if not name.startswith(BUT)]
