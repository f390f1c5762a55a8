"""How people are called: by first name where it is theirs alone, else with a little more.

The plan has a full name for each, which is what the record and `Heard.name` hold. What is said
and shown in a sentence is shorter; what may be said to the box is either. A respelling
(``udtale:``), of the first name or of all of it, is for the voice and the ear alone.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from content import load
from device.meeting.plan import Person
from speech.saying.wording import list_in_words

Heard = tuple[str, str | None, str]
"""What somebody may say: as written, its respelling or None, and whom it means (the name in the
plan). Where several people share it, it means itself; see `meant`."""

GUEST = "Gæst {number}"
"""The name of one who is not on the list."""


@dataclass(frozen=True)
class SaidName:
    """One person or several, as a sentence has them; its `str` is what is shown."""

    shown: str
    spoken: str
    """For the voice: with respellings."""
    people: tuple[str, ...]
    """Their names in the plan."""

    def __str__(self) -> str:
        return self.shown

    @property
    def either(self) -> "SaidName":
        """One of them: "Anne K eller Anne M"."""
        shown, spoken = (" eller ".join(t.rsplit(" og ", 1)) for t in (self.shown, self.spoken))
        return replace(self, shown=shown, spoken=spoken)


def called(people: Sequence[Person]) -> dict[str, str]:
    """By the name in the plan: what each is called, as it is written ("Anne K")."""
    return {name: way.shown for name, way in _ways(tuple(people)).items()}


def spoken(people: Sequence[Person]) -> dict[str, str]:
    """By the name in the plan: what each is called, as the voice must have it ("Søøren")."""
    return {name: way.spoken for name, way in _ways(tuple(people)).items()}


def said(people: Sequence[Person], names: Sequence[str]) -> SaidName:
    """Those of `names` as a sentence has them; guests, who are not on the list, as they are.

    Where there is one guest the scene leaves its number out.
    """
    ways = _ways(tuple(people))
    return SaidName(
        list_in_words([ways[name].shown if name in ways else name for name in names]),
        list_in_words([ways[name].spoken if name in ways else name for name in names]),
        tuple(names),
    )


def one_guest(name: SaidName) -> SaidName:
    """`name` where there is one guest, who needs no number."""
    numbered, alone = GUEST.format(number=1), load("called.yaml")["guest"].lower()
    return replace(
        name,
        shown=name.shown.replace(numbered, alone),
        spoken=name.spoken.replace(numbered, alone),
    )


def heard(people: Sequence[Person]) -> tuple[Heard, ...]:
    """All that may be said for somebody: short, whole, and what several share."""
    return _heard(tuple(people))  # asked for at every event


@cache
def _heard(people: tuple[Person, ...]) -> tuple[Heard, ...]:
    ways = _ways(people)
    owners = {sounds(way.shown): name for name, way in ways.items()}
    found: dict[str, Heard] = {}
    for person in people:
        for way in (ways[person.name], *_heard_forms(person)):
            of = meant(people, way.shown)
            whom = owners.get(sounds(way.shown), of[0] if len(of) == 1 else way.shown)
            found.setdefault(way.shown.casefold(), way.heard_as(whom))
    guest = load("called.yaml")["guest"]
    found.setdefault(guest.casefold(), (guest, None, GUEST.format(number=1)))
    return tuple(found.values())


def meant(people: Sequence[Person], name: str) -> tuple[str, ...]:
    """The plan's names of all whom `name`, which several share, may mean; () for nobody."""
    key = sounds(name)
    return tuple(p.name for p in people if any(sounds(w.shown) == key for w in _heard_forms(p)))


def respelled(people: Sequence[Person], text: str) -> str:
    """`text` as it is said: whoever is named in it is said by their respelling."""
    ways = {
        form.shown: form.spoken
        for person in people
        for form in (*_forms(person), _ways(tuple(people))[person.name])
        if form.spoken != form.shown
    }
    for shown in sorted(ways, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(shown)}(?!\w)", lambda _: ways[shown], text)  # noqa: B023
    return text


def same(one: str, other: str) -> bool:
    """Whether two lists may mean the same person: one name whole, or the beginning of the other."""
    a, b = (sounds(name).split() for name in (one, other))
    shorter = min(len(a), len(b))
    return shorter > 0 and a[:shorter] == b[:shorter]


@lru_cache(maxsize=4096)
def sounds(name: str) -> str:
    """What names that are said alike have in common: René and Rene, Carl and Karl, Åse and Aase."""
    text = name.casefold().replace("ä", "æ").replace("ö", "ø").replace("ü", "y")
    kept = "".join(
        letter if letter in "åæø" else unicodedata.normalize("NFD", letter)[0] for letter in text
    )
    for pattern, sound in _ALIKE:
        kept = re.sub(pattern, sound, kept)
    return " ".join(kept.split())


_ALIKE = (
    (r"[.,'’]", ""),
    (r"-", " "),
    (r"aa", "å"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"ch(?=[aorl])", "k"),
    (r"(?<=[aeiouyæøå])h(?=[nm])", ""),
    (r"c(?=[aouåklrt]|\b)", "k"),
    (r"c", "s"),
    (r"q", "k"),
    (r"z", "s"),
    (r"w", "v"),
    (r"x", "ks"),
    (r"([a-zæøå])\1(?!e\b)", r"\1"),
    (r"y\b", "i"),
)
"""Spellings that a Dane says alike, in the order in which they are made one."""


@dataclass(frozen=True)
class _Way:
    shown: str
    spoken: str

    def heard_as(self, means: str) -> Heard:
        return self.shown, None if self.spoken == self.shown else self.spoken, means


@cache
def _ways(people: tuple[Person, ...]) -> dict[str, _Way]:
    """The shortest way of each that nobody else could be called; the whole name where all fail."""
    shared = _shared(people)
    return {
        person.name: next(
            (way for way in _forms(person) if shared[sounds(way.shown)] == 1), _whole(person)
        )
        for person in people
    }


def _shared(people: Sequence[Person]) -> Counter[str]:
    """How many of `people` each way could mean."""
    return Counter(
        key for person in people for key in {sounds(way.shown) for way in _forms(person)}
    )


def _heard_forms(person: Person) -> tuple[_Way, ...]:
    """What somebody may be called by others: "Anne", too, where the box says "Anne Mette"."""
    words, aloud = _words(person)
    first = _Way(words[0], aloud[0])
    return _forms(person) if len(aloud) > 1 and not aloud[1] else (*_forms(person), first)


@cache
def _forms(person: Person) -> tuple[_Way, ...]:
    """Every way to call somebody, the shortest first."""
    words, aloud = _words(person)
    given = _given(words)
    forms = [(words[:given], aloud[:given])]
    if len(words) > given:
        initial = words[-1][0].upper()
        plain = not any(_particle(word) for word in words[given:])
        if plain and initial in load("called.yaml")["initials"]:
            forms.append(([*words[:given], initial], [*aloud[:given], initial]))
        surname = next((n for n in range(given, len(words)) if _particle(words[n])), len(words) - 1)
        forms.append(([*words[:given], *words[surname:]], [*aloud[:given], *aloud[surname:]]))
        forms.append((words, aloud))
    return tuple(dict.fromkeys(_Way(" ".join(w), " ".join(filter(None, a))) for w, a in forms))


def _whole(person: Person) -> _Way:
    words, aloud = _words(person)
    return _Way(" ".join(words), " ".join(filter(None, aloud)))


def _words(person: Person) -> tuple[list[str], list[str]]:
    """The words of the name, as written in a sentence and as said, in step."""
    words = [_cased(word) for word in person.name.replace(".", ". ").split() if _letters(word)]
    words = [word.rstrip(".") for word in words] or [person.name.strip() or person.name]
    if not person.say_as:
        return words, words
    respelling = person.say_as.split()
    given = _given(words)
    if len(respelling) == len(words) and sounds(respelling[-1])[:1] == sounds(words[-1])[:1]:
        return words, respelling
    # It may end in the surname as it is; else it is how the person is called.
    if len(words) > given and respelling[-1].casefold() == words[-1].casefold():
        respelling = respelling[:-1]
    return words, [" ".join(respelling), *[""] * (given - 1), *words[given:]]


def _letters(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _cased(word: str) -> str:
    """A word in capitals, or without any, is a name all the same; a particle is left as it is.

    Capitals that can be no word ("JP") are letters.
    """
    shouted = word.isupper() and len(word) > 1 and any(map(_vowel, word))
    if _particle(word) or not (word.islower() or shouted):
        return word
    return word.title()


def _vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter.casefold())[0] in "aeiouyæøå"


def _given(words: Sequence[str]) -> int:
    """How many words the first name has; letters alone ("J. P. Hansen") are part of it."""
    letters = next((n for n, word in enumerate(words) if len(word) > 1), len(words))
    if letters:
        return min(max(letters, 2), len(words))
    second = len(words) > 1 and words[1].casefold() in load("called.yaml")["second_names"]
    return 2 if second else 1


def _particle(word: str) -> bool:
    return word.casefold() in load("called.yaml")["particles"]
