"""Two people whom no model was trained on: voices of festival's, fed with Danish phone strings.

A man from India (Hindi and Tamil diphones, GPL-2+) and one from Russia (units of read sentences,
LGPL-2.1+). They have no y or ø, and no soft d, so that some words can't be told apart as they say
them: good for comparing models, not for how well people are understood.
"""

import random
import shutil
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from speech.espeak import Espeak
from speech.festival import Festival
from speech.held_out import HELD_OUT_PEOPLE
from speech.phones import PHONES, SILENCE, from_espeak
from speech.sound import RATE

PEOPLE = HELD_OUT_PEOPLE
_VOICES = Path("/usr/share/festival/voices")


def _table(spelled: str) -> dict[str, tuple[str, ...]]:
    """Our phones in the voice's: `ours=theirs+theirs`; `a/b` is either by chance."""
    table: dict[str, tuple[str, ...]] = {phone: (phone,) for phone in PHONES}
    table[SILENCE] = ("pau",)
    for entry in spelled.split():
        ours, _, theirs = entry.partition("=")
        table[ours] = tuple(theirs.split("+"))
    return table


_SPELLED = {
    # aspirated stops are our p t k, the others our b d g
    "hindi_NSK_diphone": _table(
        "p=p+h t=tth/th+s k=kh b=p/b d=th/dh g=k/g S=sh D=l N=n+g j=y w=uh r=a i=iy e=ih E=eh "
        "a=eh A=aa y=iy oe=eh u=uw o=oo O=oh V=oh @=a R=r"
    ),
    "msu_ru_nsh_clunits": _table(
        "p=p+h t=c k=k+h b=p/b d=t/d g=k/g S=sh D=l N=n w=u R=r r=a i=ii e=i E=ee a=aa A=aa y=yy "
        "oe=ee u=uu o=oo O=oo V=aa @=a"
    ),
}
_PITCH = {"hindi_NSK_diphone": 130, "msu_ru_nsh_clunits": 120}


def missing() -> str | None:
    """What has to be installed first, or None."""
    if shutil.which("festival") is None:
        return "festival"
    for voice, package in zip(PEOPLE, ("festvox-hi-nsk", "festvox-ru"), strict=True):
        if not any(_VOICES.glob(f"*/{voice}")):
            return package
    return None


class People:
    """The two, by one festival process."""

    def __init__(self) -> None:
        self._festival = Festival()

    def close(self) -> None:
        """End the process."""
        self._festival.close()

    def say(
        self, text: str, person: str, espeak: Espeak, rng: random.Random
    ) -> tuple[NDArray[np.float32], float]:
        """`text` said by `person` at RATE, and when the last phone ends, in seconds.

        The phones and their lengths are espeak-ng's. Raises FestivalError if it can't be said.
        """
        timed = _timed(espeak, text, rng.randint(125, 205))
        pitch = _PITCH[person] * rng.uniform(0.9, 1.15)
        segments = ["(pau 0.1)"]
        for place, (seconds, phone) in enumerate(timed):
            theirs = [rng.choice(one.split("/")) for one in _SPELLED[person][phone]]
            hertz = pitch * (1.1 - 0.25 * place / len(timed)) * rng.uniform(0.95, 1.05)
            part = min(max(seconds, 0.03), 0.35) / len(theirs)
            segments += [f"({one} {max(part, 0.02):.3f} (0 {hertz:.0f}))" for one in theirs]
        samples, rate = self._festival.synthesise(person, [*segments, "(pau 0.1)"])
        sound = np.asarray(soxr.resample(samples, rate, RATE), dtype=np.float32)
        sound = sound / np.float32(np.abs(sound).max() + 1e-6)
        loud = np.flatnonzero(np.abs(sound) > 0.03)
        return sound, (loud[-1] + 1) / RATE if len(loud) else len(sound) / RATE


def _timed(espeak: Espeak, text: str, rate: int) -> list[tuple[float, str]]:
    """espeak-ng's phones of `text` as ours, with the seconds that each lasts."""
    made = espeak.synthesise(text, rate=rate)
    ends = [*(event.sample for event in made.phones[1:]), len(made.samples)]
    timed: list[tuple[float, str]] = []
    for event, end in zip(made.phones, ends, strict=True):
        phones = from_espeak(event.mnemonic)
        length = (end - event.sample) / made.rate / max(len(phones), 1)
        timed += [(length, phone) for phone in phones]
    while timed and timed[-1][1] == SILENCE:
        timed.pop()
    return timed
