"""What happened in a simulated meeting: line by line, and how well the box understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from speech.hearing.grammar import Named, commands, normal, phrases
from speech.hearing.utterance import Utterance

Kind = Literal[
    "box",  # the box begins to say `text`
    "chime",
    "talk",  # a person talks to the others
    "to_box",  # a person says a command, or answers the box
    "press",
    "understood",  # the box understood `text`
    "unclear",  # the box heard the wake word, and no command
    "lamp",
    "phase",  # `text` is the agenda item, or whose turn it is
    "trouble",
]


@dataclass(frozen=True)
class Line:
    """One line of a transcript."""

    t: float
    """Seconds since the room opened."""
    kind: Kind
    who: str
    """A person's name; "" for the box."""
    text: str
    end: float
    """When it ends, as far as it lasts; else `t`."""
    confidence: float | None = None
    """Of what was understood, 0 to 1."""


@dataclass(frozen=True)
class Meaning:
    """What somebody wants of the box."""

    intent: str
    """A name of content/commands.yaml, or ``wake`` for the wake word alone."""
    minutes: float | None = None
    number: int | None = None
    name: str | None = None

    def __str__(self) -> str:
        values = [self.minutes, self.number, self.name]
        return " ".join(
            [
                self.intent,
                *(f"{v:g}" if isinstance(v, float) else str(v) for v in values if v is not None),
            ]
        )


@dataclass(frozen=True)
class Told:
    """Something that a person said to the box, and what it made of it."""

    line: Line
    meant: Meaning | None
    """None: it is no command, so it should not be understood as one."""
    understood: Meaning | None

    @property
    def right(self) -> bool:
        """Understood as it was meant, or rightly left alone."""
        return self.meant == self.understood


@dataclass(frozen=True)
class Hearing:
    """How well the box understood a whole meeting."""

    told: tuple[Told, ...]
    false_accepts: tuple[Utterance, ...]
    """Commands that nobody gave."""
    false_wakes: tuple[Utterance, ...]
    """Wake words that nobody said: they cost a chime, not more."""

    @property
    def right(self) -> int:
        """How many were understood as meant."""
        return sum(told.right for told in self.told)


def meanings(names: Iterable[Named], wake_words: tuple[str, ...] = ()) -> dict[str, Meaning]:
    """Every whole thing that can be said to the box, in normal form, and what it means.

    `wake_words` call it; (): what the content says.
    """
    content = commands()
    called = wake_words or content.wake_words
    found = {
        phrase.text: Meaning(phrase.intent, phrase.minutes, phrase.number, phrase.name)
        for intent in content.templates
        for phrase in phrases(frozenset({intent}), tuple(names))
    }
    with_wake = {f"{wake} {text}": m for wake in called for text, m in found.items()}
    wakes = {wake: Meaning("wake") for wake in called}
    return found | with_wake | wakes


def compare(
    lines: Sequence[Line], utterances: Sequence[Utterance], known: dict[str, Meaning]
) -> Hearing:
    """Set what people said to the box against what it understood, by time.

    An utterance belongs to what was said if they overlap, give or take half a second.
    """
    said = [line for line in lines if line.kind == "to_box"]
    told, owned = [], set()
    for line in said:
        near = [
            place
            for place, utterance in enumerate(utterances)
            if utterance.start < line.end + 0.5 and utterance.end > line.t - 0.5
        ]
        owned |= set(near)
        made = [meaning for place in near if (meaning := _meaning(utterances[place], known))]
        meant = known.get(normal(line.text))
        told.append(Told(line, meant, meant if meant in made else made[-1] if made else None))
    others = [u for place, u in enumerate(utterances) if place not in owned]
    return Hearing(
        tuple(told),
        tuple(u for u in others if u.kind == "command"),
        tuple(u for u in others if u.kind != "command"),
    )


def _meaning(utterance: Utterance, known: dict[str, Meaning]) -> Meaning | None:
    if utterance.kind == "wake":
        return Meaning("wake")
    if utterance.kind == "saying":  # it was to be repeated, and it was
        return known.get(normal(utterance.text))
    if utterance.kind in {"unclear", "doubted"} or utterance.intent is None:
        return None
    return Meaning(utterance.intent, utterance.minutes, utterance.number, utterance.name)
