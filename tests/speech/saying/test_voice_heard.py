"""What the voice says, rendered and played into a PulseAudio null sink, is heard there."""

import queue
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from speech.saying.loudness import amplified
from speech.saying.renderer import Renderer
from speech.saying.speaker import PyAudioSpeaker
from speech.saying.voice import Voice
from speech.sound import Samples
from tests.pulse import PulseServer
from tests.speech.saying.given import Given

RENDERED = 22_050
"""Hz, of what is rendered."""

SAYS = ("Hej med jer.", "Farvel igen.")


def test_two_says_are_heard_in_order_and_as_they_were_rendered(
    pulse: PulseServer, tmp_path: Path
) -> None:
    spoken: queue.Queue[int] = queue.Queue()
    tap = Given()
    speaker = PyAudioSpeaker(tap=tap)
    recorder = pulse.recorder("voice", RENDERED)
    assert recorder.stdout is not None
    recorder.stdout.read(4410)
    with Renderer(tmp_path) as renderer:
        rendered = [amplified(*renderer.render(text), 0.0) for text in SAYS]
        voice = Voice(renderer, speaker, spoken.put)
        for number, text in enumerate(SAYS, start=1):
            voice.say(number, text)
        heard = np.zeros(0)
        while spoken.qsize() < 2:
            heard = np.concatenate((heard, np.frombuffer(recorder.stdout.read(4410), np.int16)))
    recorder.kill()
    recorder.communicate()
    speaker.close()
    assert [spoken.get(), spoken.get()] == [1, 2]
    # the device was given each of them whole, one after the other, and nothing else
    whole = [soxr.resample(sound.astype(float), RENDERED, tap.rate) for sound in rendered]
    both = [found(sound, tap.sound.astype(float)) for sound in whole]
    assert min(one.likeness for one in both) > 0.99, both
    ends = [one.place + edge for one, sound in zip(both, whole, strict=True)
            for edge in (0, len(sound))]  # fmt: skip
    assert ends == sorted(ends)
    for one, sound in zip(both, whole, strict=True):
        given = tap.sound[one.place : one.place + len(sound)]
        assert np.abs(given - sound).max() < 50, "a piece was left out, or given twice"
    silences = np.split(tap.sound, ends)[::2]
    assert max(np.abs(silence).max(initial=0) for silence in silences) < 50
    # and so it was heard, but for gaps
    places = [place for sound in rendered for place in heard_at(sound, heard)]
    assert places == sorted(places)


@dataclass(frozen=True)
class Found:
    place: int
    likeness: float
    """To 1."""


def found(sound: np.ndarray, heard: np.ndarray) -> Found:
    """Where `sound` is in `heard`, and how like it is."""
    size = 1 << (len(heard) + len(sound)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.fft.rfft(sound, size).conj()
    fit = np.fft.irfft(spectrum)[: len(heard) - len(sound) + 1]
    power = np.concatenate(([0.0], np.cumsum(heard**2)))
    loud = np.sqrt(power[len(sound) :] - power[: -len(sound)]) + 1.0
    place = int((fit / loud).argmax())
    return Found(place, float((fit / loud)[place] / np.linalg.norm(sound)))


def heard_at(sound: Samples, heard: np.ndarray) -> list[int]:
    """Where each tenth of a second of `sound` was heard.

    On a busy machine the sound server leaves gaps of some hundredths of a second, and what is
    behind one comes that much later. So pieces are looked for, and where one isn't found, the next
    that is came later than it would have.
    """
    size = RENDERED // 10
    places: list[int] = []
    before: tuple[int, int] | None = None
    missing = 0
    for begins in range(0, len(sound) - size, size):
        piece = sound[begins : begins + size].astype(float)
        if np.abs(piece).max() < 2000:
            continue  # a pause is like any other
        one = found(piece, heard)
        if one.likeness < 0.95:
            missing += 1
            continue
        if before is None:
            assert missing <= 1, "nobody knows when it should have come"
        elif missing:
            later = (one.place - before[1]) - (begins - before[0])
            assert later > RENDERED // 1000, f"{before[0]} to {begins} was not heard as it is"
        before, missing = (begins, one.place), 0
        places.append(one.place)
    assert missing <= 1
    assert len(places) >= 2
    return places
