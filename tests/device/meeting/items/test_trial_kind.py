"""docs/contributing.md says true: its kind, form, command, button and phrase work as they stand."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[4]
PAGE = (HOUSE / "docs/contributing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+) (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = {path: text for language, path, text in BLOCKS if language != "diff"}
CHANGES = {path: text for language, path, text in BLOCKS if language == "diff"}
MODULE, ITEM = "device/meeting/items/walk.py", "content/items/vandring.yaml"
FORM = "content/forms/gaamoede.yaml"
WALK = FILES[MODULE]

LED = """
from device.meeting.items.registry import by_name
from device.memory.codec import decode, encode
from device.meeting import events
from tests.device.meeting.items.test_every_kind import by_buttons, by_voice, led
kind = by_name("vandring")
for people in (by_buttons, by_voice):
    for table in led(kind, people):
        item = table.meeting.item
        if table.meeting.index == 0:
            assert item.situation in kind.situations and item.help in kind.helps
    assert [turn.name for turn in table.meeting.turns] == ["Anne", "Bo", "Cilla", "Dan"]
    assert "no" not in table.chimes
stick = events.StickIn(0.0, table.meeting.plan)
assert decode(encode(stick)) == stick
print("led whole")
"""
READ = """
import json, sys
from device.planfile import read_plan
plan = read_plan(sys.stdin.buffer.read())
print(json.dumps([plan.form, [[item.title, item.seconds] for item in plan.agenda],
                  [getattr(item, "question", "") for item in plan.agenda]]))
"""
SAID = """
from device.meeting import signs
from device.meeting.items.breaks.plan import Break
from device.meeting.items.registry import by_name
from speech.hearing.grammar import phrases
from tests.device.meeting.table import CLOSING, Table
walk = by_name("vandring").item("Gåtur", 600.0)
table = Table.started(Break("pause", 600.0), walk, CLOSING)
assert "route" in table.meeting.shown.listen_for.commands
(phrase,) = phrases(frozenset({"route"}), ())
print(phrase.text)
table.hear(phrase.intent)
print(table.last)
table.clear()
table.press("score5")
print(table.last)
without = Table.started(CLOSING)
without.hear("route")
assert without.chimes[-1] == "no", "it is understood where it is in the plan"
"""
PHRASE = """
from device.meeting.phrases import load_phrases
print(load_phrases().text("walk_weather", 0), load_phrases().text("walk_weather", 1))
"""


def changed(text: str, change: str) -> str:
    """`text` after a diff without places: below its context lines, or at the end, come new ones."""
    lines = change.splitlines()
    context = "".join(f"{line[1:]}\n" for line in lines if line.startswith(" "))
    new = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
    if not context:
        return text + new
    matches = re.findall(f"^{re.escape(context.rstrip())}.*\n", text, re.MULTILINE)
    assert len(matches) == 1, f"the page's {context!r} stands {len(matches)} times in the file"
    return text.replace(matches[0], matches[0] + new)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program, so that a file more does no harm."""
    for room in ("device", "content"):
        shutil.copytree(HOUSE / room, tmp_path / room, ignore=shutil.ignore_patterns("*.pyc"))
    return tmp_path


def add(house: Path, *paths: str) -> None:
    for path in paths:
        assert not (house / path).exists()
        (house / path).write_text(FILES[path], encoding="utf-8")


def change(house: Path, *paths: str) -> None:
    for path in paths:
        text = (house / path).read_text(encoding="utf-8")
        (house / path).write_text(changed(text, CHANGES[path]), encoding="utf-8")


def run(house: Path, program: str, given: str = "") -> subprocess.CompletedProcess[str]:
    paths = f"import sys; sys.path[:0] = [{str(house)!r}, {str(HOUSE)!r}]\n"
    command = [sys.executable, "-c", paths + program]
    return subprocess.run(
        command, cwd=house, capture_output=True, text=True, check=False, input=given
    )


def printed(house: Path, program: str, given: str = "") -> str:
    done = run(house, program, given)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_every_block_of_the_page_is_tested() -> None:
    assert set(FILES) == {MODULE, ITEM, FORM}
    changed = {"commands.yaml", "buttons.yaml", "knapper.yaml", "phrases.yaml"}
    assert set(CHANGES) == {f"content/{name}" for name in changed}
    assert PAGE.count("```") == 2 * len(BLOCKS)


def test_a_kind_is_one_module_and_one_content_file(house: Path) -> None:
    add(house, MODULE, ITEM)
    change(house, "content/commands.yaml")
    assert printed(house, LED) == "led whole"
    plan = "form: egen dagsorden\ndeltagere: [Anna, Bo, Carla]\ndagsorden:\n"
    plan += '- gåtur:\n    tid: 30 min\n    spørgsmål: "Hvad så du?"\n- afslutning: 5 min\n'
    form, agenda, questions = json.loads(printed(house, READ, plan))
    assert form == "egen dagsorden"
    assert agenda == [["Gåtur", 1800.0], ["Aftaler og tak", 300.0]]
    assert questions[0] == "Hvad så du?"


def test_a_form_is_one_file(house: Path) -> None:
    add(house, MODULE, ITEM, FORM)
    change(house, "content/commands.yaml")
    plan = "form: gåmøde\ndeltagere: [Anna, Bo, Carla]\ntider:\n  tur: 25 min\n"
    form, agenda, questions = json.loads(printed(house, READ, plan))
    assert form == "gåmøde"
    assert [title for title, _ in agenda] == ["Velkomst", "Gåtur", "Aftaler og tak"]
    assert agenda[1][1] == 1500.0
    assert questions[1] == "Hvad lagde du mærke til?"


def test_a_command_and_a_button_are_understood_and_led(house: Path) -> None:
    add(house, MODULE, ITEM)
    change(house, "content/commands.yaml", "content/buttons.yaml")
    answer = "Gå en tur rundt om huset."
    assert printed(house, SAID).splitlines() == ["hvor går vi hen", answer, answer]
    change(house, "content/knapper.yaml")
    page = printed(house, "from device.commands.button_table import page; print(page())")
    assert "| 5 | Jeg siger, hvor I går hen. |" in page


def test_a_phrase_has_wordings_in_turn(house: Path) -> None:
    change(house, "content/phrases.yaml")
    assert printed(house, PHRASE) == "Husk en jakke. Tag gerne en jakke på."


@pytest.mark.parametrize(
    ("module", "item", "told"),
    [
        (WALK, None, "no file in content/items whose first spelling is 'vandring'"),
        (WALK.replace("def begin", "def starts"), FILES[ITEM], "begin"),
        (WALK.replace("def flexible", "def stretches"), FILES[ITEM], "leaves out flexible"),
        (WALK.replace("KIND = ", "OTHER = "), FILES[ITEM], "has the kind 'vandring'"),
        (WALK.replace('(None, alias="spørgsmål")', "(None)"), FILES[ITEM], "alias spørgsmål"),
    ],
    ids=["no content", "no beginning", "no timing", "content without a kind", "lost field"],
)
def test_what_is_incomplete_stops_the_program_at_its_start(
    house: Path, module: str, item: str | None, told: str
) -> None:
    (house / MODULE).write_text(module.replace("@override\n", "\n"), encoding="utf-8")
    if item:
        (house / ITEM).write_text(item, encoding="utf-8")
    started = run(house, "import device.meeting.meeting")
    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert "IncompleteKindError" in last
    assert told in last
