"""`tidtager selftest`: what it finds, with fingers on mock pins and a sound server of its own."""

import contextlib
import io
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from gpiozero.pins.mock import MockFactory, MockPWMPin
from rich.console import Console

from content import content_file, load
from device.commands.selftest import (
    LISTENS,
    Parts,
    microphone_findings,
    selftest,
    stick_findings,
    walk,
)
from device.panel import load_pins
from device.panel.gpio import NoPanelError
from device.stick.folder import FolderStick
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.speaker import PyAudioSpeaker
from speech.sound import BLOCK, RATE, Microphone, Samples
from tests.pulse import PulseServer

PINS = load_pins()
WORDS = load("selftest.yaml")
SECOND = RATE


class Sounds(Microphone):
    """A microphone that delivers what it is given, then is lost."""

    def __init__(self, *sounds: Samples) -> None:
        self._sound = np.concatenate(sounds)

    def read(self) -> Samples | None:
        block, self._sound = self._sound[:BLOCK], self._sound[BLOCK:]
        return block if len(block) == BLOCK else None

    def close(self) -> None: ...


def noise(level: float, seconds: float = LISTENS) -> Samples:
    made = np.random.default_rng(1).normal(0, level, round(seconds * RATE))
    return np.clip(made, -32_768, 32_767).astype(np.int16)


def nobody() -> Microphone:
    raise OSError("there is none")


@dataclass
class Person(io.StringIO):
    """Reads the screen, and does what is asked."""

    factory: MockFactory
    wrong: dict[str, str | None] = field(default_factory=dict)
    """Which button they press in place of the one asked for; None: none."""
    sees: Callable[[str], bool] = lambda _light: True
    hears: bool = True

    def __post_init__(self) -> None:
        super().__init__()
        self.asked: dict[str, str] = {
            WORDS["press"].format(button=words): name for name, words in WORDS["buttons"].items()
        }

    def write(self, text: str) -> int:
        asked = text.removeprefix("  → ").strip()
        if button := self.asked.get(asked):
            self.press(self.wrong.get(button, button))
        for light, words in WORDS["lights"].items():
            if asked == WORDS["seen"].format(light=words):
                self.press("green" if self.sees(light) else "yellow")
        if asked == WORDS["did_you_hear"]:
            self.press("green" if self.hears else "yellow")
        return super().write(text)

    def press(self, button: str | None) -> None:
        if button is None:
            return
        pin = self.factory.pin(PINS.buttons[button])
        for step in (pin.drive_low, pin.drive_high):
            step()
            threading.Event().wait(0.06)  # a finger: so long that it is no bouncing


@pytest.fixture
def factory() -> Iterator[MockFactory]:
    made = MockFactory(pin_class=MockPWMPin)
    yield made
    made.reset()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    plan = content_file("examples/kort-moede.yaml").read_text(encoding="utf-8")
    (folder / "tidtager.yaml").write_text(plan, encoding="utf-8")
    return folder


@pytest.fixture
def parts(factory: MockFactory, stick: Path, pulse: PulseServer) -> Parts:
    return Parts(
        PINS,
        lambda: Sounds(noise(30), noise(3000)),
        PyAudioSpeaker,
        FolderStick(stick),
        lambda: factory,
        patience=0.3,
    )


def shown(parts: Parts, person: Person) -> tuple[int, str]:
    code = walk(parts, Console(file=person, width=400, highlight=False))
    return code, person.getvalue()


def test_a_box_that_is_built_right_is_ready_for_a_meeting(
    parts: Parts, factory: MockFactory
) -> None:
    code, text = shown(parts, Person(factory))
    assert code == 0, text
    assert "✗" not in text
    assert text.count("✓") == 9 + 4 + 1 + 1 + 1
    assert "Alt er i orden." in text


def test_two_buttons_that_are_swapped_and_one_that_is_loose_are_told_with_their_places(
    parts: Parts, factory: MockFactory
) -> None:
    person = Person(factory, wrong={"score1": "score2", "score2": "score1", "score5": None})
    code, text = shown(parts, person)
    assert code == 1
    assert "Jeg bad om knap 1, men det var knap 2, der kom." in text
    assert "De sidder på ben 11 og 13." in text
    assert "Der kom intet fra knap 5. Se efter ledningen til ben 18 (GPIO 24)" in text
    assert "3 ting skal ordnes." in text


def test_a_button_that_is_stuck_is_told(parts: Parts, factory: MockFactory) -> None:
    pin = factory.pin(PINS.buttons["white"])
    pin.pull = "up"
    pin.drive_low()
    pin._set_pull = lambda _pull: None  # the finger is stronger than the pull-up
    code, text = shown(parts, Person(factory))
    assert code == 1
    assert "Den hvide knap er trykket ned, uden at nogen rører den." in text
    assert "Én ting skal ordnes." in text


def test_a_lamp_with_a_colour_missing_and_a_speaker_that_nobody_hears_are_told(
    parts: Parts, factory: MockFactory
) -> None:
    person = Person(factory, sees=lambda light: light != "blue", hears=False)
    code, text = shown(parts, person)
    assert code == 1
    assert (
        "Lampen lyser blåt nu. Men det var ikke det, du så. Se efter ledningen til ben 36" in text
    )
    assert WORDS["silent"] in text


def test_without_pins_the_rest_is_tried_all_the_same(parts: Parts, factory: MockFactory) -> None:
    def none() -> MockFactory:
        raise NoPanelError("no pins here")

    code, text = shown(replace(parts, factory=none), Person(factory))
    assert code == 1
    assert "Jeg kan ikke komme til benene" in text
    assert WORDS["played"] in text
    assert WORDS["plan"] in text


def test_the_lights_wait_until_there_are_buttons_to_answer_with(
    parts: Parts, factory: MockFactory
) -> None:
    _, text = shown(parts, Person(factory, wrong={"green": None}))
    assert WORDS["blind"] in text
    assert "Lampen lyser" not in text


def microphone(*sounds: Samples) -> str:
    """What is said of a microphone, by its key."""
    (finding,) = microphone_findings(lambda: Sounds(*sounds), lambda _text: None)
    for key in ("heard", "faint", "noisy", "clipped", "dead", "lost"):
        if re.fullmatch(re.sub(r"\\{\w+\\}", "-?[0-9]+", re.escape(WORDS[key])), finding.text):
            assert finding.right == (key == "heard")
            return key
    raise AssertionError(finding.text)


@pytest.mark.parametrize(
    ("quiet", "speech", "found"),
    [
        pytest.param(noise(30), noise(3000), "heard", id="well"),
        pytest.param(noise(30), noise(60), "faint", id="far away"),
        pytest.param(noise(1500), noise(9000), "noisy", id="a fan"),
        pytest.param(noise(30), noise(30_000), "clipped", id="too loud"),
        pytest.param(noise(0), noise(0), "dead", id="switched off"),
        pytest.param(noise(30), noise(30, 1), "lost", id="pulled out"),
    ],
)
def test_what_is_wrong_with_a_microphone(quiet: Samples, speech: Samples, found: str) -> None:
    assert microphone(quiet, speech) == found


def test_a_microphone_that_is_not_there_is_told() -> None:
    (finding,) = microphone_findings(nobody, lambda _text: None)
    assert not finding.right
    assert finding.text.startswith("Der er ingen mikrofon.")
    assert "(there is none)" in finding.text


def test_a_real_microphone_is_listened_to(pulse: PulseServer) -> None:
    player = pulse.player()
    assert player.stdin

    def speaks(text: str) -> None:
        if text == WORDS["speak"]:
            assert player.stdin
            player.stdin.write(noise(3000, 5).tobytes())
            player.stdin.flush()

    player.stdin.write(noise(20, 4).tobytes())
    player.stdin.flush()
    found = list(microphone_findings(PyAudioMicrophone, speaks))
    player.kill()
    with contextlib.suppress(BrokenPipeError):
        player.stdin.close()
    player.wait()
    assert [finding.right for finding in found] == [True], found


@pytest.mark.parametrize(
    ("left", "says"),
    [
        pytest.param("none", "no_stick", id="no stick"),
        pytest.param("empty", "no_stick", id="an empty folder that nothing is mounted on"),
        pytest.param("other", "no_plan", id="without a plan"),
        pytest.param("good", "plan", id="a good plan"),
    ],
)
def test_the_stick(tmp_path: Path, left: str, says: str) -> None:
    folder = tmp_path / "stick"
    if left != "none":
        folder.mkdir()
    if left == "other":
        (folder / "billede.jpg").write_bytes(b"")
    if left == "good":
        plan = content_file("examples/kort-moede.yaml").read_text(encoding="utf-8")
        (folder / "tidtager.yaml").write_text(plan, encoding="utf-8")
    (finding,) = stick_findings(FolderStick(folder))
    assert finding.text == WORDS[says]
    assert finding.right == (says in {"plan", "no_plan"})
    assert not [*folder.glob("tidtager-selftest*")]


def test_a_plan_with_faults_and_a_stick_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "tidtager.yaml").write_text("form: første møde\n", encoding="utf-8")
    (finding,) = stick_findings(FolderStick(tmp_path))
    assert not finding.right
    assert "Planen har fejl. Den første: Der mangler deltagere" in finding.text
    (tmp_path / "tidtager-selftest.txt").mkdir()
    (finding,) = stick_findings(FolderStick(tmp_path))
    assert "Jeg kan ikke skrive på stikket" in finding.text


def test_a_pins_file_with_faults_ends_it_at_once(tmp_path: Path) -> None:
    pins = tmp_path / "pins.yaml"
    pins.write_text("fan: 2\n")
    screen = io.StringIO()
    assert selftest(None, None, None, pins, Console(file=screen)) == 2
    assert "no part 'fan'" in screen.getvalue()
