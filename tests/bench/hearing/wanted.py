"""What the table is made of: how many commands where, and how much talk."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.hearing.measuring import Order, orders
from tests.bench.hearing.places import NOISES, PLACES, Place
from tests.bench.hearing.speakers import Part

MAIN = ("clean", "echo and hiss 15 dB", "babble 10 dB")
"""Places of which the whole table has so many commands that a per cent tells."""
TALK = ("clean", "echo and hiss 15 dB", "dishes 10 dB", "babble 10 dB")
"""Where people talk, to each other: by espeak-ng, and the same places by natural voices."""
WORDS = TALK[:2]
"""Where they say single words and rows of numbers, a tenth as long."""
NATURAL = "natural, "


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    main: int
    """Commands in each of MAIN, by espeak-ng."""
    commands: int
    """... in each other place, and in each by natural voices."""
    minutes: float
    """Of talk by espeak-ng."""
    natural_minutes: float
    """... by natural voices, of which only a fourth differs: the same in each place."""


SIZES = {
    "full": Size(660, 220, 612.0, 612.0),
    "plain": Size(110, 55, 20.0, 4.0),
    "quick": Size(110, 0, 0.0, 0.0),
}


@dataclass(frozen=True)
class Material:
    """Whose voices, which chance, and where; `only` some places, by their names."""

    part: Part
    seed: int
    kokoro: tuple[Path, Path] | None = None
    """Where natural voices are, and what they have said; None: none speak."""
    only: Callable[[str], bool] = lambda _name: True
    people: bool = True
    """Whether the two voices made from people are there."""

    def everything(self, size: Size, wake_word: str = "") -> list[Order]:
        """What the table takes; where `only` leaves places out, without those where nobody is."""
        alone = [] if not all(self.only(place.name) for place in PLACES) else NOISES
        return [
            *self.commands(size, wake_word),
            *self.talk(size, wake_word),
            *(order for kind in alone for order in self._orders("noise", kind, size.minutes)),
        ]

    def commands(self, size: Size, wake_word: str = "", where: tuple[str, ...] = ()) -> list[Order]:
        """Commands in every place, or in those of `where`."""
        return [
            order
            for place in PLACES
            if self._there(place) and (not where or place.name in where)
            for order in self._orders(
                "commands",
                place.name,
                size.main if place.name in MAIN else size.commands,
                wake_word,
            )
        ]

    def talk(self, size: Size, wake_word: str = "") -> list[Order]:
        """Talk, and then words, by espeak-ng and by natural voices."""
        found = []
        for voices, minutes in (("", size.minutes), (NATURAL, size.natural_minutes)):
            for kind, places, long in (("talk", TALK, minutes), ("words", WORDS, minutes / 10)):
                for name in (f"{voices}{place}" for place in places):
                    if self.only(name) and (self.kokoro or not voices):
                        seconds = 60 * long / len(places)
                        found += self._orders(kind, name, seconds, wake_word)
        return found

    def _there(self, place: Place) -> bool:
        if not self.only(place.name) or (place.people and not self.people):
            return False
        return self.kokoro is not None or not place.natural

    def _orders(self, kind: str, place: str, size: float, wake_word: str = "") -> list[Order]:
        kokoro = self.kokoro if place.startswith(NATURAL) else None
        return [*orders(kind, place, size, self.part, self.seed, wake_word, kokoro)]
