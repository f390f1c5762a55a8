"""Meeting talk that has no command in it, though it is full of the words that commands are made of.

Sentences are put together from ``talk.yaml``, so that hours of it don't repeat themselves.
"""

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from speech.saying.wording import number_in_words
from speech.sound import RATE, Samples
from tests.bench.hearing.places import Microphone, Place
from tests.bench.hearing.speakers import Anybody

PASSING = 1 / 40
"""Of the sentences, these have the wake word in them."""

_OFTEN = 300
"""A pattern with more ways than these comes no oftener."""

_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _content() -> dict[str, list[str]]:
    """Lists by their names: ``talk``, ``passing``, and what fills their slots."""
    with (Path(__file__).parent / "talk.yaml").open(encoding="utf-8") as file:
        content: dict[str, list[str]] = YAML(typ="safe").load(file)
    return content


@cache
def ways(name: str) -> tuple[int, ...]:
    """How many things each entry of the list `name` can come out as."""
    return tuple(
        math.prod(sum(ways(slot)) for slot in _SLOT.findall(text)) for text in _content()[name]
    )


@cache
def _words() -> tuple[str, ...]:
    """Words of Danish: Debian's (wdanish), and those in the talk."""
    file = Path("/usr/share/dict/danish")
    words = file.read_text(encoding="utf-8").split() if file.exists() else []
    own = " ".join(_content()["talk"]).replace(",", " ").split()
    return tuple(word for word in (*words, *own) if word.isalpha() and len(word) <= 12)


class Talk:
    """Sentences by chance: the more ways there are to fill a pattern, the oftener it comes."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def sentence(self) -> str:
        """One without the wake word."""
        return self._filled("talk")

    def row(self) -> str:
        """A word or two, or some numbers in a row."""
        rng = self._rng
        if rng.random() < 0.4:
            return ", ".join(number_in_words(rng.randrange(100)) for _ in range(rng.randint(1, 5)))
        return ", ".join(rng.choice(_words()) for _ in range(rng.randint(1, 2)))

    def passing(self, wake_word: str) -> str:
        """One in which `wake_word`, without a greeting, is only spoken of."""
        return self._filled("passing").replace("WAKE", wake_word.rsplit(maxsplit=1)[-1])

    def _filled(self, name: str) -> str:
        weights = [min(count, _OFTEN) for count in ways(name)]
        text = self._rng.choices(_content()[name], weights)[0]
        return _SLOT.sub(lambda slot: self._filled(slot[1]), text)


def microphone(place: Place, speakers: Anybody, rng: random.Random) -> Microphone:
    """One in `place`, where others talk, too; it takes one number of `rng`, wherever it is."""
    own = random.Random(f"{place.name} {rng.random()}")
    talk = Talk(own)
    return Microphone(
        place, own, box=speakers.box, talk=lambda: speakers.aside(talk.sentence(), own)
    )


@dataclass(frozen=True)
class Stretch:
    """A sentence and the pause after it."""

    sound: Samples
    text: str
    speaker: str
    passing: bool
    """Whether the wake word is in it."""


class TalkMaterial:
    """A conversation in one place: people take turns of a few sentences.

    What is said, and by whom, hangs on `rng` alone: it is the same in every place.
    """

    def __init__(
        self,
        place: Place,
        speakers: Anybody,
        rng: random.Random,
        wake_word: str,
        *,
        words: bool = False,
    ) -> None:
        """With `words`, single words and rows of numbers are said in place of sentences."""
        self._words = words
        self._speakers, self._rng, self._talk = speakers, rng, Talk(rng)
        self._wake_word = wake_word
        self._microphone = microphone(place, speakers, rng)

    def say(self, seconds: float) -> Iterator[Stretch]:
        """Talk for `seconds`, or a sentence longer."""
        rng = self._rng
        total = 0.0
        while total < seconds:
            speaker = rng.choice(self._speakers.all)
            for _ in range(rng.randint(1, 5)):
                passing = not self._words and rng.random() < PASSING
                text = self._talk.passing(self._wake_word) if passing else self._said()
                said = self._speakers.say(text, speaker, rng)
                pause = np.zeros(int(rng.uniform(0.15, 1.2) * RATE), dtype=np.float32)
                sound = self._microphone.hear(np.concatenate((said.sound, pause)), padded=False)
                yield Stretch(sound, text, speaker, passing)
                total += len(sound) / RATE

    def _said(self) -> str:
        return self._talk.row() if self._words else self._talk.sentence()
