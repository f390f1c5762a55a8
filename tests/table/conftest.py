"""A table to meet at: short plans, and a room whose decoding graphs are made once for all tests."""

import os
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.welcome.plan import Welcome
from device.meeting.plan import Person, Plan
from device.simulation.outcome import Outcome
from device.simulation.run import run_meeting
from device.simulation.script import parse_script

Meet = Callable[..., Outcome]

WELCOME = Welcome("Velkomst", 120)
AGREEMENT = Agreement(
    "Aftale", 120, purpose="Vi hjælper hinanden.", rules=("Vi lytter færdig.",), dare=True
)
ROUND = SpeakingRound("Bordet rundt", 120, question="Hvad fylder mest?", turn_seconds=30)
DIALOGUE = TopicDialogue(
    "Dialog",
    60,
    topic="at give slip",
    opening="Hvad holder du fast i?",
    questions=("Hvem kan tage over?", "Hvad er det værste, der kan ske?"),
)
EVALUATION = Evaluation("Evaluering", 60, statements=("Jeg blev hørt.", "Det var tiden værd."))
CLOSING = Closing("Aftaler", 60, points=("Hvornår ses vi igen?",))


def plan_of(*items: object, names: tuple[str, ...] = ("Anna", "Bo", "Carla")) -> Plan:
    """A plan of one's own with these agenda items."""
    people = tuple(Person(name) for name in names)
    return Plan("egen dagsorden", people, items)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the whole run, whoever of pytest-xdist's workers asks."""
    run = tmp_path_factory.getbasetemp()
    folder = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "graphs"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def meet(tmp_path: Path, graphs: Path) -> Meet:
    """Hold a meeting by a plan, with a script in YAML."""

    def held(plan: Plan, script: str = "", *, seed: int = 1, snr: float | None = None) -> Outcome:
        story = parse_script(textwrap.dedent(script))
        return run_meeting(plan, story, seed=seed, out=tmp_path, graphs=graphs, snr=snr)

    return held
