"""A form or a kind that is new in content/ is on the page without a line of the page's own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from device.planfile.page import page_data, timing_of
from tests.content.planlaeg.agreement import ask
from tests.content.planlaeg.chromium import Chromium
from tests.content.planlaeg.planner import ROOT

FORM = """
place: 8
spellings: [morgenmøde, kort morgenmøde]
called: et morgenmøde
about: Et kvarter, før dagen går i gang.
greeting: "I dag er det kort, og vi har {duration} sammen."
items:
  - item: velkomst
    time: {velkomst: [velkomst]}
    needed: true
    length: {least: 1, usual: 2, most: 3}
  - item: talerunde
    time: {runde: [runde]}
    title: Lige nu
    turn_seconds: {least: 20, usual: 45, most: 60}
    fields: {spørgsmål: Hvad er vigtigst for dig i dag?}
  - item: afslutning
    time: {afslutning: [afslutning]}
    length: {least: 2, usual: 3, most: 5}
"""
PLAN = """\
form: kort morgenmøde
start: 8:00
varighed: 20 minutter
deltagere: [Anna, Bo, Carla, Gitte]
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The box's code beside a content/ with one form more."""
    house = tmp_path_factory.mktemp("house")
    for room in ("device", "speech", "tests"):
        (house / room).symlink_to(ROOT / room)
    leave = shutil.ignore_patterns("planlaeg*", "__pycache__")
    shutil.copytree(ROOT / "content", house / "content", ignore=leave)
    (house / "content" / "forms" / "morgenmoede.yaml").write_text(FORM, encoding="utf-8")
    return house


def python(house: Path, *arguments: str) -> str:
    """What Python prints that is run there."""
    run = subprocess.run(
        [sys.executable, *arguments],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def data(house: Path) -> Path:
    """What the page is given there."""
    path = house / "data.json"
    python(house, "-m", "device.planfile.page", str(path))
    return path


def test_a_new_form_is_given_to_the_page(data: Path) -> None:
    given: dict[str, Any] = json.loads(data.read_text(encoding="utf-8"))
    assert "morgenmøde" not in page_data()["forms"]
    assert [one["word"] for one in given["forms"]["morgenmøde"]["entries"]] == [
        "velkomst", "runde", "afslutning",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "timing"), [("pause", "plain"), ("mål", "round"), ("sparring", "sparring")]
)
def test_a_kinds_time_is_reckoned_by_its_content_where_that_is_all(kind: str, timing: str) -> None:
    assert timing_of(kind) == timing


def test_the_page_has_it_and_reckons_as_the_box_does(
    request: pytest.FixtureRequest, chromium: Chromium, data: Path, house: Path, stick: Path
) -> None:
    if not request.config.getoption("--page"):
        pytest.skip("only with --page, which installs Node's packages")
    page = stick / "planlaeg.html"
    run = subprocess.run(
        ["npm", "run", "build", "--", "--out", str(page)],
        cwd=ROOT / "content" / "planlaeg",
        env={**os.environ, "PAGE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    chromium.open(page)
    told = ask(chromium, {"plan": PLAN})["plan"]
    (house / "plan.yaml").write_text(PLAN, encoding="utf-8")
    box = python(
        house,
        "-c",
        "from pathlib import Path\n"
        "from tests.content.planlaeg.box import of_the_box\n"
        "print(repr(of_the_box(Path('plan.yaml').read_text(encoding='utf-8'))))",
    )
    assert repr(told) == box.strip()
    assert [title for _, title, _ in told.items] == ["Velkomst", "Lige nu", "Aftaler og tak"]
    assert "Morgenmøde" in chromium.js("return document.body.textContent")
