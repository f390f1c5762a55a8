"""Whatever people do, in whatever order, with a panel that comes and goes: a replay stands as live.

The presses of score buttons are written nowhere, so what they lead to must come of other rows.
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.meeting import events
from device.meeting.buttons import intents
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.item import ItemState
from device.meeting.items.steps.sequence import Steps
from device.meeting.meeting import Meeting
from device.memory.journal import Journal
from device.planfile import read_plan
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, a_plan
from tests.device.memory.test_forms_resumed import PLANS
from tests.device.test_anonymity import Box

INTENTS = sorted(intents() - {"forget"})
OFTEN = ("next", "yes", "no", "resume", "pause", "back", "undo", "number")
SCORING = Evaluation("evaluering", 300, statements=("Jeg fik noget med.", "Vi lyttede."))


@pytest.fixture
def state() -> Iterator[Path]:
    """A folder in memory, where syncing costs no time."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        yield Path(name)


def steps(item: ItemState | None) -> list[object]:
    """Where the item is, from the outside in."""
    found: list[object] = []
    while item is not None:
        scores = (getattr(item, "stage", None), getattr(item, "counts", None))
        found.append((type(item).__name__, item.place, scores))
        item = item.step if isinstance(item, Steps) else None
    return found


def stands(meeting: Meeting) -> tuple[object, ...]:
    """What must be the same in a replay: all but when the last press came, and its finger."""
    return (
        meeting.stage,
        meeting.index,
        steps(meeting.item),
        meeting.kept,
        meeting.here,
        meeting.paused,
        meeting.paused_at,
        meeting.confirm,
    )


def replayed(state: Path) -> Meeting:
    journal = Journal(state / "journal.db")
    meeting = journal.replay(Meeting(PHRASES, BUTTONS))
    journal.close()
    return meeting


def hands_are_counted(state: Path) -> Box:
    """Four people score, and the panel is dead."""
    box = Box(state)
    box.happens(events.StickIn(0.0, a_plan(SCORING, CLOSING)))
    box.happens(events.Trouble(0.0, "panel"))
    box.hears_out()
    box.happens(events.Heard(0.0, "start"))
    box.hears_out()
    box.until(box.loop.now + 1)
    return box


def happens(box: Box, *happened: str) -> None:
    for one in happened:
        press = one.startswith("score")
        box.happens(events.Pressed(0.0, one) if press else events.Heard(0.0, one))
        box.hears_out()
        box.until(box.loop.now + 1)


@pytest.mark.parametrize(
    "happened",
    [
        pytest.param(["score4"], id="a button works after all"),
        pytest.param(["score4", "pause", "resume"], id="hands are asked for once more"),
        pytest.param(["score4", "pause", "resume", "score2"], id="and buttons once more"),
        pytest.param(["score4", "next", "back", "score2"], id="the group goes back"),
        pytest.param(["score4", "score3", "undo", "undo"], id="what was pressed is taken back"),
    ],
)
def test_a_press_while_hands_are_counted(state: Path, happened: list[str]) -> None:
    box = hands_are_counted(state)
    happens(box, *happened)
    assert stands(replayed(state)) == stands(box.loop.meeting)


def test_when_somebody_pressed_while_hands_were_counted_is_written_nowhere(state: Path) -> None:
    box = hands_are_counted(state)
    happens(box, "score4")
    (told,) = [row for row in box.rows if isinstance(row, events.ScoredByButton)]
    assert told.t % 10 == 0
    assert not [row for row in box.rows if isinstance(row, events.Pressed)]


def something(dice: random.Random, names: tuple[str, ...]) -> events.Event | None:
    """Somebody does something, or nothing for a while."""
    match dice.choices(("press", "often", "any", "panel", "wake", "wait"), (35, 15, 10, 6, 2, 32))[
        0
    ]:
        case "press":
            return events.Pressed(0.0, dice.choice(events.BUTTONS))
        case "often":
            number = dice.choice((None, 1, 3, 4))
            return events.Heard(0.0, dice.choice(OFTEN), number=number)
        case "any":
            minutes, name = dice.choice((None, 1.0)), dice.choice((None, *names))
            number = dice.choice((None, 0, 3, 4))
            return events.Heard(0.0, dice.choice(INTENTS), minutes, number, name)
        case "panel":
            return events.Trouble(0.0, "panel", working=dice.random() < 0.5)
        case "wake":
            return events.WakeWord(0.0)
        case _:
            return None


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", PLANS)
def test_a_replay_stands_where_the_meeting_does(state: Path, name: str, seed: int) -> None:
    dice = random.Random(f"{name} {seed}")
    plan = read_plan(PLANS[name].encode())
    box = Box(state)
    box.happens(events.StickIn(0.0, plan))
    box.happens(events.Pressed(0.0, "green"))
    for _ in range(120):
        event = something(dice, plan.names)
        if event is not None:
            box.happens(event)
        waits = (0.2, 1, 3, 10, 40, 120) if event is None else (0, 0, 0.2, 1, 3, 8)
        box.until(box.loop.now + dice.choice(waits))
        if box.loop.meeting.stage == "finished":
            break
    assert stands(replayed(state)) == stands(box.loop.meeting)
