"""A kind of agenda item made on trial, in one module and one content file, and nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[4]

MODULE = '''
from dataclasses import dataclass
from device.meeting.items.kind import Kind
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.ask import AskWho
from device.meeting.items.steps.round import Round
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Line
from device.meeting.items.steps.talk import Talk
from device.meeting.plan import Item


@dataclass(frozen=True)
class Walk(Item):
    """Walk and talk, then a round."""

    question: str = "Hvad så du?"

    def flexible(self, people):
        return self.seconds


class WalkKind(Kind[Walk]):
    name = "vandring"
    item = Walk
    situations = frozenset({"speaking", "running", "over", "question_yes_no"})
    helps = frozenset({"help", "help_dialogue", "help_round"})

    def begin(self, scene, item):
        return Steps.begun(
            scene,
            Announce((Line("next_item"),)),
            Talk(item.seconds, (Line("carry_on"),), over=Line("end_soon"), loud=True),
            AskWho(Line("carry_on"), name="first"),
            Round(30.0, item.question, starts="first"),
        )


KIND = WalkKind()
'''

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


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program, so that a file more does no harm."""
    for room in ("device", "content"):
        shutil.copytree(HOUSE / room, tmp_path / room, ignore=shutil.ignore_patterns("*.pyc"))
    return tmp_path


def run(house: Path, program: str) -> subprocess.CompletedProcess[str]:
    paths = f"import sys; sys.path[:0] = [{str(house)!r}, {str(HOUSE)!r}]\n"
    command = [sys.executable, "-c", paths + program]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_one_module_and_one_content_file_are_enough(house: Path) -> None:
    (house / "device/meeting/items/walk.py").write_text(MODULE, encoding="utf-8")
    (house / "content/items/vandring.yaml").write_text("spellings: [vandring]\n", encoding="utf-8")
    led = run(house, LED)
    assert (led.stdout, led.returncode) == ("led whole\n", 0), led.stderr[-2000:]


@pytest.mark.parametrize(
    ("module", "told"),
    [
        (MODULE, "no file content/items/vandring.yaml"),
        (MODULE.replace("def begin", "def starts"), "begin"),
        (MODULE.replace("def flexible", "def stretches"), "Walk leaves out flexible"),
    ],
    ids=["no content", "no beginning", "no timing"],
)
def test_what_is_incomplete_stops_the_program_at_its_start(
    house: Path, module: str, told: str
) -> None:
    (house / "device/meeting/items/walk.py").write_text(module, encoding="utf-8")
    started = run(house, "import device.meeting.meeting")
    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert "IncompleteKindError" in last
    assert told in last
