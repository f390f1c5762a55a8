"""Rescoring of what was heard with doubt: the same sound, decoded in other ways.

A network is right more surely where it says the same of a voice and of the voice made larger or
smaller (vocal tract length perturbation as in N. Jaitly and G. Hinton, 2013, here by resampling,
so that tempo goes with it). Each way gives log likelihoods of its own, comparable only among
themselves; so what is averaged is how far each reading is behind the best (the sum rule of
J. Kittler et al., On combining classifiers, 1998).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import soxr

from speech.hearing.recogniser import LATTICE_BEAM, Heard, Reading, Recogniser, judge
from speech.hearing.verdict import WAKE_DOUBT
from speech.sound import RATE, Samples

SIZES = (0.85, 1.18)
"""Of the speaker: the sound is slowed and lowered, or sped and raised, by these."""

SURE = 4.0
"""A margin with which a phrase needs no rescoring."""


def doubtful(heard: Heard, *, forced: bool) -> bool:
    """Whether rescoring may change what `heard` is taken for; `forced`: it is some phrase."""
    if forced:
        return heard.margin < LATTICE_BEAM and len(heard.scores) > 1
    top = heard.reading
    nearest = max((s for reading, s in heard.scores.items() if reading.known), default=None)
    if nearest is None:
        return False
    if top.known:
        return heard.margin < SURE
    if top.token is not None:  # what the box can't do
        return nearest > -SURE
    return top.woken or min(nearest, heard.call) > -WAKE_DOUBT


def rescored(sound: Samples, heard: Heard, recogniser: Callable[[], Recogniser]) -> Heard:
    """What `sound`, int16 at RATE, is taken for by several decodings, `heard` among them."""
    looks = [heard]
    for size in SIZES:
        other = recogniser()
        other.feed(resized(sound, size))
        looks.append(other.finish())
    return replace(together(looks), amid=heard.amid)


def resized(sound: Samples, size: float) -> Samples:
    """`sound` by a speaker of another size, `size` times as fast and as high."""
    stretched = soxr.resample(sound.astype(np.float32), RATE * size, RATE)
    return np.asarray(np.clip(np.rint(stretched), -32768, 32767), dtype=np.int16)


def together(looks: Sequence[Heard]) -> Heard:
    """The mean of `looks`; what one of them doesn't tell of is LATTICE_BEAM behind its best."""
    told = [look.scores for look in looks if look.scores]
    readings: dict[Reading, None] = {reading: None for scores in told for reading in scores}
    return judge(
        {
            reading: sum(scores.get(reading, -LATTICE_BEAM) for scores in told) / len(told)
            for reading in readings
        }
    )
