"""What is said in training: words, commands, numbers, names, letters, and plain sentences.

Words come from Debian's `wdanish`, commands from `content/`; sentences are put together here.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from hassil.intents import SlotList, TextSlotList
from hassil.parse_expression import parse_sentence
from hassil.sample import sample_sentence

from content import load
from speech.saying.wording import number_in_words
from speech.training.names import NAMES

DANISH_WORDS = Path("/usr/share/dict/danish")  # Debian's wdanish
ENGLISH_WORDS = Path("/usr/share/dict/american-english")  # Debian's wamerican
LIKE_A_WAKE_WORD = Path(__file__).parent / "spotting" / "like.txt"

LETTERS = tuple("abcdefghijklmnopqrstuvwxyzæøå")

_WHO = (
    *("jeg", "du", "vi", "hun", "han", "de", "min leder", "gruppen", "en kollega", "alle her"),
    *("kunden", "mit hold", "bestyrelsen", "den nye medarbejder", "ingen af os", "min nabo"),
)
_DOES = (
    *("synes", "tror", "siger", "mener", "har hørt", "ved godt", "glemmer tit", "håber"),
    *("er glad for", "er træt af", "taler om", "tænker på", "spørger til", "arbejder med"),
    *("venter på", "begynder på", "holder fast i", "giver slip på", "lærer af", "svarer på"),
)
_WHAT = (
    *("det nye projekt", "den svære samtale", "planen for i morgen", "budgettet", "kaffen"),
    *("at få tid nok", "mødet i fredags", "det gode råd", "sin egen rolle", "arbejdet hjemmefra"),
    *("den lange ventetid", "små skridt", "tre ting på en gang", "hvad der skal ske nu"),
    *("ferien", "at sige nej", "de andre afdelinger", "et spørgsmål uden svar", "næste år"),
    *("hjælpen fra jer", "pausen", "at blive færdig", "målet", "både ris og ros", "tallene"),
)
_THEN = (
    *("og det går fint", "men det er svært", "fordi tiden er knap", "så længe det varer"),
    *("selv om det regner", "når bare vi taler sammen", "og så må vi se", "hver eneste uge"),
    *("uden at spørge først", "ligesom sidste år", "på en god måde", "i løbet af dagen"),
)


def number(n: int) -> str:
    """Give 0-999 in words, as one says it in Danish; "et hundrede", as many do."""
    return ("et " if 100 <= n < 200 else "") + number_in_words(n)


def commands() -> dict[str, list[str]]:
    """Give every phrase of the command templates by its intent; `NAME` stands in for a name."""
    document = load("commands.yaml")
    lists: dict[str, SlotList] = {}
    for key, values in document["lists"].items():
        spoken = [value[0] if isinstance(value, list) else str(value) for value in values]
        lists[key] = TextSlotList.from_strings(spoken, name=key)
    lists["name"] = TextSlotList.from_strings(["NAME"], name="name")
    phrases: dict[str, list[str]] = {}
    for intent, templates in document["intents"].items():
        ways = {way for one in templates for way in _ways(one, lists)}
        phrases[intent] = sorted(ways)
    return phrases


def _ways(template: str, lists: dict[str, SlotList]) -> Iterator[str]:
    for phrase in sample_sentence(parse_sentence(template), lists, None):
        yield re.sub(r"\s+", " ", phrase).strip()


class Texts:
    """An endless supply of things to say.

    Raises FileNotFoundError without wdanish and wamerican.
    """

    def __init__(self) -> None:
        for file, package in ((DANISH_WORDS, "wdanish"), (ENGLISH_WORDS, "wamerican")):
            if not file.exists():
                raise FileNotFoundError(f"{file} is missing (apt install {package})")
        words = DANISH_WORDS.read_text(encoding="utf8").split()
        self._words = [w for w in words if 2 <= len(w) <= 12 and w.isalpha() and w.islower()]
        english = ENGLISH_WORDS.read_text(encoding="utf8").split()
        self._english = [w for w in english if 2 <= len(w) <= 12 and w.isalpha() and w.islower()]
        self._commands = list(commands().values())
        # Numbers and lengths have three quarters of all phrases; "ja" and "stop" are said oftener.
        self._often = [len(phrases) ** 0.5 for phrases in self._commands]
        self._like = LIKE_A_WAKE_WORD.read_text(encoding="utf8").splitlines()

    def words(self, rng: random.Random) -> str:
        """Some words of the dictionary, unconnected; a pause between them at times."""
        some = rng.sample(self._words, rng.choices((1, 2, 3, 4, 5, 6), (4, 2, 2, 3, 3, 2))[0])
        return (", " if rng.random() < 0.15 else " ").join(some)

    def command(self, rng: random.Random) -> str:
        """Choose a command, mostly with the wake word."""
        phrase = rng.choice(rng.choices(self._commands, self._often)[0])
        while "NAME" in phrase:
            phrase = phrase.replace("NAME", rng.choice(NAMES), 1)
        if rng.random() < 0.6:
            wake = rng.choice(
                ("tidtager", "tidtager", "hej tidtager", "ordstyrer", "kære tidtager")
            )
            return f"{wake}{rng.choice((' ', ', '))}{phrase}"
        return phrase

    def sentence(self, rng: random.Random) -> str:
        """Put a plain sentence together."""
        parts = [rng.choice(_WHO), rng.choice(_DOES), rng.choice(_WHAT)]
        if rng.random() < 0.5:
            parts.append(rng.choice(_THEN))
        if rng.random() < 0.3:
            parts.insert(rng.randrange(1, len(parts) + 1), rng.choice(self._words))
        return " ".join(parts)

    def small(self, rng: random.Random) -> str:
        """Numbers, letters or names, one or a few."""
        kind = rng.random()
        count = rng.choices((1, 2, 3), (5, 3, 2))[0]
        if kind < 0.5:
            return " ".join(
                number(rng.randrange(100 if rng.random() < 0.9 else 1000)) for _ in range(count)
            )
        if kind < 0.65:
            return ", ".join(rng.choice(LETTERS) for _ in range(count + 1))
        return " ".join(rng.choice(NAMES) for _ in range(count))

    def english(self, rng: random.Random) -> str:
        """Some words for an English voice: English ones, or Danish ones as it may read them."""
        if rng.random() < 0.6:
            return " ".join(rng.sample(self._english, rng.randint(3, 7)))
        return self.any(rng).replace("æ", "ay").replace("ø", "er").replace("å", "aw")

    def like_a_call(self, rng: random.Random) -> str:
        """Talk in which something sounds like a wake word, and none is said.

        A network that hears as many calls as this takes "vi tager" for a call.
        """
        like = " ".join(rng.choice(self._like) for _ in range(rng.choices((1, 2, 3), (6, 3, 1))[0]))
        parts = [rng.choice(_WHO), rng.choice(_DOES), like, rng.choice(_WHAT), rng.choice(_THEN)]
        first = rng.randrange(3)
        return " ".join(parts[first : rng.randint(max(first, 2) + 1, len(parts))])

    def any(self, rng: random.Random) -> str:
        """Choose one of all the kinds."""
        kinds = (self.words, self.command, self.sentence, self.small, self.like_a_call)
        return rng.choices(kinds, (18, 40, 10, 10, 22))[0](rng)
