"""What the room's people get of the process that has natural voices; here it is made up."""

import io
import json
from pathlib import Path

import numpy as np
import pytest

from device.simulation import natural
from device.simulation.mouth import Mouth, Timbre
from device.simulation.natural import PEOPLE, NaturalVoices, NaturalVoicesError, speaking
from speech.sound import RATE

SAID = (0.3 * np.sin(np.arange(RATE) / 10)).astype("<f4")


class Process:
    """Says the same sound whatever it is asked, and then has ended."""

    def __init__(self, *replies: dict[str, object] | np.ndarray) -> None:
        self.stdin = io.BytesIO()
        out = b""
        for reply in replies:
            sound = isinstance(reply, np.ndarray)
            told = {"samples": len(reply)} if isinstance(reply, np.ndarray) else reply
            out += json.dumps(told).encode() + b"\n" + (reply.tobytes() if sound else b"")
        self.stdout = io.BytesIO(out)

    def kill(self) -> None:
        pass

    def wait(self) -> None:
        pass


def voices(monkeypatch: pytest.MonkeyPatch, process: Process) -> NaturalVoices:
    monkeypatch.setattr(natural.subprocess, "Popen", lambda *_, **__: process)
    return NaturalVoices(Path())


def test_a_mouth_makes_its_own_sound_of_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """It brings the sound to the person's level where it lies."""
    room = voices(monkeypatch, Process({"voices": []}, SAID, SAID))
    timbre = Timbre("f2", 55, 165, 0.0, 1.0)
    mouth = Mouth(timbre, 0.0, np.random.default_rng(7), speaking(room, 0, timbre.rate))
    first, _ = mouth.say("pause")
    again, _ = mouth.say("pause")
    assert np.array_equal(first, again)


def test_a_person_asks_for_their_own_voice_and_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Process({"voices": []}, SAID)
    speaking(voices(monkeypatch, process), len(PEOPLE) + 1, 314)("næste taler")
    asked = json.loads(process.stdin.getvalue())
    assert asked == {"text": "næste taler", "voice": PEOPLE[1], "speed": 2.0}


@pytest.mark.parametrize(
    ("replies", "why"),
    [
        ([{"fault": "no hm_psi"}], "no hm_psi"),
        ([{"voices": []}, {"fault": "no hm_psi"}], "no hm_psi"),
        ([{"voices": []}], "process has ended"),
        ([], "process has ended"),
    ],
    ids=["at its start", "later", "gone later", "gone at its start"],
)
def test_what_it_lacks_is_told(
    monkeypatch: pytest.MonkeyPatch, replies: list[dict[str, object]], why: str
) -> None:
    process = Process(*replies)
    with pytest.raises(NaturalVoicesError, match=why):
        voices(monkeypatch, process).say("pause", "hm_psi", 1.0)
