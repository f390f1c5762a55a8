"""The simulator's edges, each alone."""

import threading
from pathlib import Path

import numpy as np
import pytest

from content import content_file
from device.meeting import events
from device.simulator.edges import PocketStick, SilentSpeaker, TypedMicrophone, Words
from device.simulator.ring import ring
from device.stick.folder import PlanKeeper, Visit
from speech.sound import BLOCK, Microphone, Samples

FAST = 1000.0
LOUD = np.full(BLOCK + 10, 5000, np.int16)


def test_a_silent_speaker_ends_every_sound_once() -> None:
    ended = threading.Event()
    speaker = SilentSpeaker(FAST)
    speaker.play(LOUD, 16_000, ended.set)
    assert ended.wait(10)

    told: list[str] = []
    speaker = SilentSpeaker(0.001)
    speaker.play(LOUD, 16_000, lambda: told.append("stopped"))
    speaker.stop()
    speaker.stop()
    assert told == ["stopped"]


def test_typed_words_come_out_of_the_microphone_whole() -> None:
    said: list[str] = []
    words = Words(lambda: True)
    microphone = TypedMicrophone(words, speed=FAST)
    words.say(LOUD, lambda: said.append("said"))
    blocks = [microphone.read() for _ in range(3)]
    heard = np.concatenate([block for block in blocks if block is not None])
    assert np.count_nonzero(heard > 4000) == len(LOUD)
    assert said == ["said"]


def test_words_wait_while_the_box_does_not_listen() -> None:
    listens = False
    words = Words(lambda: listens)
    words.say(LOUD, lambda: None)
    silence = np.zeros(BLOCK, np.int16)
    assert not words.onto(silence).any()
    listens = True
    assert words.onto(silence).any()
    listens = False
    assert words.onto(silence).any(), "what was begun is said to its end"


class Real(Microphone):
    def __init__(self) -> None:
        self.blocks: list[Samples | None] = [np.full(BLOCK, 32_000, np.int16), None]
        self.closed = False

    def read(self) -> Samples | None:
        return self.blocks.pop(0)

    def close(self) -> None:
        self.closed = True


def test_a_real_microphone_is_heard_as_well_until_it_is_lost() -> None:
    words, real = Words(lambda: True), Real()
    microphone = TypedMicrophone(words, real)
    words.say(LOUD, lambda: None)
    block = microphone.read()
    assert block is not None
    assert block.max() == 32_767, "both together, and no overflow"
    assert microphone.read() is None
    microphone.close()
    assert real.closed


def test_a_stick_is_read_when_it_is_put_in(tmp_path: Path) -> None:
    folder = tmp_path / "stik"
    folder.mkdir()
    (folder / "tidtager.yaml").write_bytes(content_file("examples/kort-moede.yaml").read_bytes())
    stick, visit = PocketStick(folder), Visit(PlanKeeper(tmp_path / "state"))
    assert stick.folder() is None
    assert stick.look(visit) is None
    stick.turn()
    assert stick.folder() == folder
    assert isinstance(stick.look(visit), events.StickIn)
    assert stick.look(visit) is None
    stick.turn()
    assert stick.folder() is None
    assert [stick.look(visit) for _ in range(2)] == [events.StickOut(0.0), None]
    stick.turn()
    assert isinstance(stick.look(visit), events.StickIn), "put in anew it is read anew"


def dots(rows: list[str]) -> int:
    return sum((ord(letter) - 0x2800).bit_count() for row in rows for letter in row if letter > "⠀")


@pytest.mark.parametrize(("width", "height"), [(22, 11), (24, 12), (40, 20), (8, 4)])
def test_a_ring_gets_thinner_as_time_goes(width: int, height: int) -> None:
    shares = [1.0, 0.75, 0.5, 0.25, 0.0]
    rings = [ring(share, width, height) for share in shares]
    assert all(len(rows) == height and {len(row) for row in rows} == {width} for rows in rings)
    counts = [dots(rows) for rows in rings]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0, "the thin line stays"


def test_what_is_left_is_written_in_the_middle_where_there_is_room() -> None:
    rows = ring(0.5, 24, 12, ("4:05", "tilbage"))
    assert "4:05" in rows[5]
    assert "tilbage" in rows[6]
    assert ring(0.5, 4, 2, ("far too long",)) == ring(0.5, 4, 2)
