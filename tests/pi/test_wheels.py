"""Everything that the box is pinned to can be had on a Raspberry Pi, without a compiler."""

import re

import pytest

from tests.pi import wheels

PYTHONS = [pytest.param(python, id=".".join(map(str, python))) for python in wheels.PYTHONS]


def test_everything_that_the_box_needs_is_pinned() -> None:
    assert [name for name in wheels.needed() if name not in wheels.pinned()] == []


@pytest.mark.parametrize("python", PYTHONS)
def test_each_pin_has_a_wheel_for_a_pi(python: tuple[int, int]) -> None:
    assert wheels.missing(wheels.listed(), python) == [], "python -m tests.pi.wheels"


@pytest.mark.parametrize("python", PYTHONS)
def test_a_wheel_that_is_missing_is_noticed(python: tuple[int, int]) -> None:
    listed = wheels.listed()
    without = [name for name in listed if not name.startswith("numpy-")]
    assert [pin.split("==")[0] for pin in wheels.missing(without, python)] == ["numpy"]
    for_a_desktop = [re.sub("_aarch64", "_x86_64", name) for name in listed]
    assert "vosk==0.3.45" in wheels.missing(for_a_desktop, python)
    newer = [re.sub(r"manylinux_2_\d+_aarch64", "manylinux_2_99_aarch64", name) for name in listed]
    assert len(wheels.missing(newer, python)) > 5


def test_the_list_says_nothing_of_where_the_wheels_are() -> None:
    assert "/" not in "".join(wheels.listed())


def test_what_debian_has_instead_is_installed_from_debian() -> None:
    box = (wheels.ROOT / "systemd" / "box.sh").read_text(encoding="utf-8")
    for name in wheels.DEBIANS:
        assert f"python3-{name}" in box
    for name in wheels.PURE:
        assert f"--no-binary {name}" in box
