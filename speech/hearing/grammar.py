"""What can be said: hassil templates and lists become whole phrases, each with its meaning.

Templates come from ``content/commands.yaml`` (https://github.com/OHF-Voice/hassil, the language
of ``[optional]`` and ``(one|other)``). A phrase is matched whole or not at all.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from hassil.parse_expression import parse_sentence
from hassil.sample import sample_sentence

from content import load

WAKE = "wake"
"""The intent of the wake word alone."""

_SLOT = re.compile(r"\{(\w+)\}")
_NOT_SPOKEN = re.compile(r"[^\w\s'-]")


Named = tuple[str, str | None] | tuple[str, str | None, str]
"""What ``{name}`` may stand for: as it is written, its respelling or None, and the name that it
means where that is another."""
Learned = tuple[tuple[str, str], ...]
"""How a group says words: (word, phones one space apart), any number of ways for each."""


@dataclass(frozen=True)
class Grammar:
    """What makes sense to say now."""

    commands: frozenset[str] = frozenset()
    """Intents that need the wake word in front."""
    answers: frozenset[str] = frozenset()
    """Intents that are understood without the wake word, too."""
    names: tuple[Named, ...] = ()
    """Who may be named, each in one way or several."""
    learned: Learned = ()
    enrolment: str = ""
    """What somebody says after the box, so that it learns; "": nothing is to be learned."""
    wake_words: tuple[str, ...] = ()
    """What calls the box, any of them; (): what the content says."""
    called: bool = False
    """Whether it was called just before: a command is expected, other speech is not."""
    careful: bool = False
    """Whether what is far-reaching must be heard more surely still (speech.hearing.verdict)."""

    @property
    def called_by(self) -> tuple[str, ...]:
        """The wake words that are listened for."""
        return self.wake_words or commands().wake_words


@dataclass(frozen=True)
class Phrase:
    """One whole thing to say, without the wake word."""

    text: str
    """Lower case, single spaces: as shown, and what `Utterance.text` holds."""
    intent: str
    spoken: str
    """As it is said: `text` with the names' respellings."""
    minutes: float | None = None
    number: int | None = None
    name: str | None = None


@dataclass(frozen=True)
class ClosedSet:
    """Phrases of anyone's own in place of commands, without wake word (for measuring)."""

    phrases: tuple[str, ...]
    garbage: bool = True
    """False: whatever is said, the nearest phrase is taken."""
    learned: Learned = ()
    enrolment: str = ""


@dataclass(frozen=True)
class Commands:
    """The content's templates, lists and wake words."""

    wake_words: tuple[str, ...]
    choosable: tuple[str, ...]
    """Wake words that a plan may choose in their place."""
    alike: dict[str, tuple[str, ...]]
    """By a word of them: what sounds like it and isn't it."""
    templates: dict[str, tuple[str, ...]]
    """By intent."""
    lists: dict[str, tuple[tuple[str, float], ...]]
    """By slot: what is said, and the value it stands for."""
    others: dict[str, tuple[str, ...]]
    """By slot: more that is said there, and isn't taken."""
    before: tuple[str, ...]
    """What may be said before a command and means nothing ("kan du")."""
    after: tuple[str, ...]
    """... after it ("tak")."""
    negations: tuple[str, ...]
    """With which a command is not to be done."""
    refused: tuple[str, ...]
    """Templates of what the box can't do, and what would be taken for something that it can."""
    far_reaching: frozenset[str]
    """Intents that are done only when they were heard more surely than the rest."""


@cache
def commands() -> Commands:
    """The commands of ``content/commands.yaml``.

    Raises ValueError when a template uses a slot that is neither a list nor ``{name}``, and when
    something far-reaching is no intent.
    """
    content = load("commands.yaml")
    read = Commands(
        wake_words=tuple(content["wake_words"]),
        choosable=tuple(content["choosable_wake_words"]),
        alike={word: tuple(said) for word, said in content["sounds_alike"].items()},
        templates={intent: tuple(texts) for intent, texts in content["intents"].items()},
        lists={
            slot: tuple((str(said), float(value)) for said, value in values)
            for slot, values in content["lists"].items()
        },
        others={slot: tuple(said) for slot, said in content["others"].items()},
        before=tuple(content["frames"]["before"]),
        after=tuple(content["frames"]["after"]),
        negations=tuple(content["frames"]["negations"]),
        refused=tuple(content["refused"]),
        far_reaching=frozenset(content["far_reaching"]),
    )
    if unknown := read.far_reaching - read.templates.keys():
        raise ValueError(f"commands.yaml: no such intent in far_reaching: {', '.join(unknown)}")
    for intent, texts in read.templates.items():
        for slot in _SLOT.findall(" ".join(texts)):
            if slot != "name" and slot not in read.lists:
                raise ValueError(f"commands.yaml: {intent} uses the unknown list {{{slot}}}")
    return read


def phrases(intents: frozenset[str], names: tuple[Named, ...]) -> list[Phrase]:
    """Every phrase of `intents`, each text once, in the content's order.

    A name that is also a phrase of another intent ("Otte") gives way to it; one without letters
    is left out. Raises KeyError for an intent that the content doesn't have.
    """
    templates = commands().templates
    unknown = intents - templates.keys()
    if unknown:
        raise KeyError(f"no such intent: {', '.join(sorted(unknown))}")
    found: dict[str, Phrase] = {}
    speakable = tuple(name for name in names if normal(name[1] or name[0]))
    for intent in (intent for intent in templates if intent in intents):
        for phrase in _expanded(intent, speakable):
            before = found.setdefault(phrase.text, phrase)
            if before.name is not None and phrase.name is None:
                found[phrase.text] = phrase
    return list(found.values())


@lru_cache(maxsize=512)  # what is listened for changes with each step, most of it stays
def _expanded(intent: str, names: tuple[Named, ...]) -> tuple[Phrase, ...]:
    return tuple(_expand(intent, names))


@cache
def samples(template: str) -> tuple[str, ...]:
    """Every way to say `template`, its slots as they stand there."""
    return tuple(sample_sentence(parse_sentence(template), expand_lists=False))


def _expand(intent: str, names: tuple[Named, ...]) -> Iterator[Phrase]:
    for template in commands().templates[intent]:
        for sample in samples(template):
            slots = _SLOT.findall(sample)
            for values in itertools.product(*(_values(slot, names) for slot in slots)):
                text = spoken = sample
                meaning: dict[str, Any] = {}
                for slot, (shown, said, value) in zip(slots, values, strict=True):
                    text = text.replace(f"{{{slot}}}", shown, 1)
                    spoken = spoken.replace(f"{{{slot}}}", said, 1)
                    meaning[slot] = value
                yield Phrase(normal(text), intent, normal(spoken), **meaning)


def _values(slot: str, names: tuple[Named, ...]) -> list[tuple[str, str, float | str]]:
    """What `slot` may stand for: as shown, as said, as a value."""
    if slot == "name":
        return [(n[0], n[1] or n[0], n[2] if len(n) == 3 else n[0]) for n in names]
    whole = slot == "number"
    return [(said, said, int(value) if whole else value) for said, value in commands().lists[slot]]


def normal(text: str) -> str:
    """`text` in lower case, without punctuation, its words one space apart."""
    return " ".join(_NOT_SPOKEN.sub(" ", text.casefold()).split())
