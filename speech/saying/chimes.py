"""The box's chimes, made from the tones in content/chimes.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from content import content_file
from speech.errors import TidtagerError
from speech.sound import Samples

RATE = 48_000
"""Hz; what most USB speakers have, so nothing is lost in resampling."""
RISE = 0.008
"""Seconds from nothing to full: a struck bar's onset, too slow to click."""
FALL = 0.03
"""Seconds at the end in which the rest of the tone fades to nothing."""
DECAY = 4.5
"""Time constants within a tone's length: it has rung down to a hundredth when it ends."""
FULL = 0.5 * 32_767
"""The peak of a tone of level 1: about the voice's."""

_Positive = Annotated[float, Field(gt=0)]


class ChimesError(TidtagerError, ValueError):
    """content/chimes.yaml has faults."""


class Tone(BaseModel):
    """One tone of a chime."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pitch: Annotated[float, Field(ge=50, le=4000)]
    """Hz."""
    start: Annotated[float, Field(ge=0, le=5)]
    """Seconds after the chime's start."""
    length: Annotated[float, Field(ge=0.05, le=5)]
    """Seconds."""
    level: Annotated[float, Field(gt=0, le=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    overtones: tuple[_Positive, ...]
    chimes: dict[str, Annotated[tuple[Tone, ...], Field(min_length=1)]]


@dataclass(frozen=True)
class Chimes:
    """All chimes, ready to play."""

    sounds: Mapping[str, Samples]
    rate: int = RATE
    """Hz."""

    def sound(self, name: str) -> Samples:
        """The chime `name`. Raises KeyError when there is none."""
        return self.sounds[name]


def load_chimes(text: str | None = None) -> Chimes:
    """The chimes of `text`, or of content/chimes.yaml. Raises ChimesError."""
    if text is None:
        text = content_file("chimes.yaml").read_text(encoding="utf-8")
    try:
        table = _Table.model_validate(YAML(typ="safe").load(text))
    except (ValidationError, YAMLError) as fault:
        raise ChimesError(f"chimes: {fault}") from fault
    return Chimes({name: chime(tones, table.overtones) for name, tones in table.chimes.items()})


def chime(tones: Sequence[Tone], overtones: Sequence[float]) -> Samples:
    """The sound of `tones` together: int16 at RATE."""
    end = max(tone.start + tone.length for tone in tones)
    mixed = np.zeros(round(end * RATE))
    for tone in tones:
        ringing = _ringing(tone, overtones)
        start = round(tone.start * RATE)
        mixed[start : start + len(ringing)] += ringing[: len(mixed) - start]
    peak = float(np.abs(mixed).max())
    if peak > 1:
        mixed /= peak
    return np.asarray(np.round(mixed * FULL), np.int16)


def _ringing(tone: Tone, overtones: Sequence[float]) -> NDArray[np.float64]:
    """A struck bar: every partial decays, the higher the faster."""
    time = np.arange(round(tone.length * RATE)) / RATE
    partials = (1.0, *overtones)
    wave = np.zeros_like(time)
    for order, strength in enumerate(partials, start=1):
        decay = np.exp(-time * DECAY * order**0.5 / tone.length)
        wave += strength * decay * np.sin(2 * np.pi * tone.pitch * order * time)
    wave *= np.clip(time / RISE, 0, 1) * np.clip((tone.length - time) / FALL, 0, 1)
    return np.asarray(tone.level * wave / np.abs(wave).max(), np.float64)
