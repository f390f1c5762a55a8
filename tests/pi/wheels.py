"""Which wheels a Raspberry Pi can have of what the box is pinned to: tests/pi/wheels.txt.

    python -m tests.pi.wheels        ask the package index anew, and write the list

The box has no compiler, so whatever is pinned must be there as a wheel for its processor and its
Pythons, 3.11 (Bookworm) and 3.13 (Trixie). The list is asked for when a version changes; the tests
compare it with constraints.txt without a network.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("wheels.txt")
PYTHONS = ((3, 11), (3, 13))
GLIBC = 36
"""Bookworm's C library is 2.36, and Trixie's newer."""
DEBIANS = frozenset({"pyaudio"})
"""Debian's own package instead (systemd/box.sh)."""
PURE = frozenset({"srt"})
"""Has no wheel, but is Python alone: pip makes one anywhere."""


def needed() -> dict[str, str]:
    """Each distribution that the box needs, and its version here: with all that those need."""
    found: dict[str, str] = {}

    def walk(requirement: Requirement, extras: Iterable[str]) -> None:
        name = canonicalize_name(requirement.name)
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            return
        if name in found:
            return
        there = distribution(name)
        found[name] = there.version
        for more in there.requires or ():
            walk(Requirement(more), requirement.extras)

    for requirement in distribution("tidtager").requires or ():
        if "extra ==" not in requirement:
            walk(Requirement(requirement), ())
    return found


def pinned() -> dict[str, str]:
    """constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if "==" in line)
    return {canonicalize_name(name): version for name, version in pins}


def platforms() -> list[str]:
    """What a Pi's wheels may be called, the newest first."""
    return [*(f"manylinux_2_{minor}_aarch64" for minor in range(GLIBC, 16, -1)),
            "manylinux2014_aarch64"]  # fmt: skip


def fitting(python: tuple[int, int]) -> frozenset[Tag]:
    """Every tag that this Python on a Pi takes."""
    own = f"cp{python[0]}{python[1]}"
    return frozenset(
        [*cpython_tags(python, platforms=platforms()), *compatible_tags(python, own, platforms())]
    )


def missing(wheels: Iterable[str], python: tuple[int, int]) -> list[str]:
    """The pins that no wheel in the list fits, as "name==version"."""
    fits = fitting(python)
    there = {
        (name, str(version))
        for name, version, _, tags in map(parse_wheel_filename, wheels)
        if tags & fits
    }
    pins = pinned()
    return [
        f"{name}=={pins.get(name, '(not pinned)')}"
        for name in needed()
        if name not in DEBIANS | PURE and (name, pins.get(name, "")) not in there
    ]


def listed() -> list[str]:
    """The wheels in the list."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.endswith(".whl")]


def renew() -> int:
    """Ask the index, and write the list; the exit code."""
    pins = pinned()
    wanted = [f"{name}=={pins[name]}" for name in needed() if name not in DEBIANS | PURE]
    found: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for python in PYTHONS:
            there = Path(folder, ".".join(map(str, python)))
            words = [word for name in platforms() for word in ("--platform", name)]
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", there,
                 "--only-binary", ":all:", "--implementation", "cp", "--python-version",
                 there.name, *words, *wanted], check=True,
            )  # fmt: skip
            found |= {file.name for file in there.iterdir()}
    head = "# Wheels of what constraints.txt pins, for aarch64: python -m tests.pi.wheels"
    names = sorted(found, key=lambda name: re.sub(r"[-_.]+", "-", name).lower())
    LIST.write_text("\n".join([head, *names, ""]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(renew())
