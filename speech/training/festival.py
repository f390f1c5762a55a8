"""festival's diphone voices, made from people, fed with Danish phone strings.

A diphone voice says any phones it has, for as long as it is told: here those of a Danish sentence
for as long as espeak-ng would. So human mouths of four other languages speak Danish, after a
fashion; sounds that they lack are said with the nearest and not learned (IGNORE).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from speech.festival import Festival, FestivalError
from speech.phones import PHONES, SILENCE
from speech.training.utterance import IGNORE, INDEX, Utterance, resampled


@dataclass(frozen=True)
class Language:
    """How a language's phones say ours."""

    spelled: dict[str, tuple[str, ...]]
    """Our phone in the voice's, each for an equal share of the time; `a/b` is either by chance."""
    doubtful: frozenset[str]
    """Ours that come out as something else."""
    pause: str = "#"


def _language(spelled: str, doubtful: str, pause: str = "#") -> Language:
    """Read `phone=native+native`, space between; phones not named are the same."""
    table: dict[str, tuple[str, ...]] = {phone: (phone,) for phone in PHONES}
    for entry in spelled.split():
        phone, _, native = entry.partition("=")
        table[phone] = tuple(native.split("+"))
    table[SILENCE] = (pause,)
    return Language(table, frozenset(doubtful.split()), pause)


# Finnish, Italian and Czech p t k have no breath: they are Danish b d g. Danish t is nearly ts.
_FINNISH = _language(
    "p=p+h t=t+s/t+h k=k+h b=p/p/b d=t/t/d g=k/k/g D=l R=r r=a e=e/e/i E=@/@/e a=@/@/a A=a oe=7 "
    "O=o/a V=a @=&",
    "D R r",
)
_ITALIAN = _language(
    "t=ts b=p/b d=t/d g=k/g h=f D=l N=ng R=r r=a a=E A=a y=i oe=E V=a @=e w=u",
    "p k h D R r a y oe V @ w",
)
_CZECH = _language(
    "p=p+ch t=c k=k+ch b=p/b d=t/d g=k/g S=s~ h=ch/h D=l N=n* w=u R=r r=a i=i: e=i E=e a=e A=a "
    "y=i: oe=e u=u: o=o: O=o V=a @=e",
    "h D R r a y oe o V @",
)
_ENGLISH = _language(
    "h=hh S=sh D=dh N=ng j=y R=r r=ah i=iy e=ih E=eh a=ae A=aa y=uw oe=er u=uw o=ow O=ao V=ah @=ax",
    "D R r y oe",
    "pau",
)

VOICES: dict[str, tuple[Language, float]] = {
    "suo_fi_lj_diphone": (_FINNISH, 190),
    "hy_fi_mv_diphone": (_FINNISH, 105),
    "pc_diphone": (_ITALIAN, 115),
    "lp_diphone": (_ITALIAN, 190),
    "czech_dita": (_CZECH, 190),
    "czech_krb": (_CZECH, 220),
    "czech_machac": (_CZECH, 110),
    "czech_ph": (_CZECH, 115),
    "ked_diphone": (_ENGLISH, 110),
}
"""Debian's festvox voices, their language, and their own pitch in Hz."""


class FestivalSource:
    """Danish phone strings in nine voices made from people, by one festival process."""

    def __init__(self) -> None:
        self._festival = Festival()

    def close(self) -> None:
        """End the process."""
        self._festival.close()

    def say_phones(self, timed: Sequence[tuple[float, str]], rng: random.Random) -> Utterance:
        """Say our phones, each for so many seconds. Raises FestivalError if it can't be said."""
        name = rng.choice(list(VOICES))
        language, pitch = VOICES[name]
        pitch *= rng.uniform(0.85, 1.2)
        whole = sum(seconds for seconds, _ in timed)
        segments: list[str] = []
        labels: list[tuple[float, int]] = []
        at = 0.0
        for seconds, phone in ((0.12, SILENCE), *timed, (0.12, SILENCE)):
            length = min(max(seconds, 0.03), 0.35)
            label = IGNORE if phone in language.doubtful else INDEX[phone]
            labels.append((at, label))
            natives = _choose(language.spelled[phone], rng)
            for native in natives:
                hertz = pitch * (1.12 - 0.25 * at / whole) * rng.uniform(0.94, 1.06)
                part = max(length / len(natives), 0.02)
                segments.append(f"({native} {part:.3f} (0 {hertz:.0f}))")
                at += part
        samples, rate = self._festival.synthesise(name, segments)
        if abs(len(samples) / rate - at) > 0.1:
            raise FestivalError(f"{name} took other times than it was given")
        events = tuple((round(s * rate), label) for s, label in labels)
        return resampled(samples, rate, events)


def _choose(natives: tuple[str, ...], rng: random.Random) -> list[str]:
    return [rng.choice(native.split("/")) for native in natives]
