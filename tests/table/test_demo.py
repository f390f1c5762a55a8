"""`tidtager demo`, as a person at a terminal or a log file sees it."""

import io
from pathlib import Path

from rich.console import Console

from device.commands.demo import demo

PLAN = """\
form: egen dagsorden
deltagere: [Anna, Bo, Carla]
dagsorden:
  - talerunde: {spørgsmål: Hvad fylder mest?, taletid: 15 sekunder}
  - pause: 5 minutter
  - afslutning: {tid: 5 minutter, aftaler: [Hvornår ses vi igen?]}
"""
# nobody wants a break today
SCRIPT = """\
room: {snr: 35}
moments:
  - {hears: break_start, who: Anna, after: 2, does: [{presses: green}]}
"""


def run(tmp_path: Path, plan: str, script: str) -> tuple[int, str]:
    files = {"plan.yaml": plan, "script.yaml": script}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = io.StringIO()
    console = Console(file=shown, width=100, highlight=False)
    plan_file, script_file = (tmp_path / name for name in files)
    return demo(plan_file, script_file, 1, tmp_path / "out", console), shown.getvalue()


def test_the_whole_meeting_is_told_and_what_it_leaves_is_named(tmp_path: Path) -> None:
    code, shown = run(tmp_path, PLAN, SCRIPT)
    assert code == 0
    lines = shown.splitlines()
    assert lines[0] == "Egen dagsorden · 3 på listen · 12 minutter planlagt"
    assert any("Tidtager: Anna, " in line or ", Anna." in line for line in lines)
    assert any("→ start" in line for line in lines)
    assert any("Anna: trykker grøn" in line for line in lines)
    assert any("lampen: gul" in line for line in lines)
    assert "Sagt til boksen" in shown
    for name in ("meeting.wav", "stick/rapport.html", "stick/evaluering.csv", "journal.db"):
        assert str(tmp_path / "out" / name) in shown
    assert "\x1b" not in shown


def test_a_plan_with_faults_is_told_in_danish(tmp_path: Path) -> None:
    code, shown = run(tmp_path, "form: første møde\n", SCRIPT)
    assert code == 2
    assert "Der mangler deltagere" in shown


def test_a_script_with_faults_is_told_with_its_line(tmp_path: Path) -> None:
    code, shown = run(tmp_path, PLAN, "people:\n  - {name: Anna, pitch: 400}\n")
    assert code == 2
    assert "line 2" in shown


def test_a_plan_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    shown = io.StringIO()
    assert demo(tmp_path / "x.yaml", None, 1, tmp_path, Console(file=shown, width=200)) == 2
    assert "x.yaml" in shown.getvalue()
    assert len(shown.getvalue().splitlines()) == 1
