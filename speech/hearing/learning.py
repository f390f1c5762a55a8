"""Learning how a group says things: a sentence said after the box becomes phones.

The sentence is known, so its sound is heard twice: as the ear would hear it in a meeting, which
tells whether anything needs to be learned, and through the graph of an enrolment
(`speech.hearing.enrolment`), which gives the phones of each word as they sounded. What was meant is
then heard as it would sound in noise and echoes, too (`speech.hearing.elsewhere`). Sound is kept
while somebody speaks, and no longer.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from speech.hearing.elsewhere import SURROUNDINGS, elsewhere
from speech.hearing.enrolment import WORD
from speech.hearing.grammar import ClosedSet, Grammar, Learned, commands, normal
from speech.hearing.graph import END, GARBAGE
from speech.hearing.recogniser import Recogniser, confidence, weigh
from speech.hearing.store import tokens
from speech.hearing.utterance import Utterance
from speech.hearing.voice_activity import BEFORE, FRAME, Frames, VoiceActivity
from speech.sound import RATE, Samples

WAYS = 3
"""So many of the likeliest phone strings are learned from each saying, wherever it is heard."""

_PAUSE = 60
"""Frames of pause after which somebody may have said it all: "Tidtager … næste taler"."""
_OVER = 130
"""Frames of pause after which no more comes."""
_LONGEST = 800
"""Frames after which a saying is taken as it is: in a babble speech never ends."""
_SHORTEST = 40
"""Frames; less is a cough."""

_ALONE = frozenset({"number", "absent", "nobody", "yes", "no", "all_agree", "all_here"})
"""Intents that are answers, not said after the wake word."""


def ordinary(wake_words: tuple[str, ...] = ()) -> Grammar:
    """What the ear listens for in a meeting, more or less: all commands without names."""
    named = {i for i, texts in commands().templates.items() if any("{name}" in t for t in texts)}
    intents = frozenset(commands().templates)
    return Grammar(intents - _ALONE - named, frozenset({"yes", "no"}), wake_words=wake_words)


def with_enrolments(grammars: Iterable[Grammar | ClosedSet]) -> list[Grammar | ClosedSet]:
    """`grammars`, and what an enrolment needs besides its own."""
    wanted = [*grammars]
    enrolments = (grammar for grammar in wanted if grammar.enrolment)
    return [*wanted, *dict.fromkeys(_ordinary_beside(enrolment) for enrolment in enrolments)]


def _ordinary_beside(enrolment: Grammar | ClosedSet) -> Grammar:
    """What would be listened for if `enrolment` were no enrolment, with the same wake word."""
    return ordinary(enrolment.wake_words if isinstance(enrolment, Grammar) else ())


@dataclass(frozen=True)
class Saying:
    """What an enrolment made of a sound."""

    learned: Learned
    """The sentence's words with their phones, the likeliest ways first; empty: it was something
    else."""
    token: str | None = None
    """A command of the enrolment's grammar that was said instead."""
    sure: float = 0.0
    """0 to 1, of that command."""
    silent: bool = False
    """Nothing was said: a noise."""


def read(result: dict[str, Any], words: list[str], ways: int = WAYS) -> Saying:
    """Read Vosk's alternatives from an enrolment's graph, whose sentence has `words`."""
    alternatives = result.get("alternatives") or [{"text": "", "confidence": 0.0}]
    first = alternatives[0]["text"].split()
    if WORD not in first:
        heard = weigh(result)
        silent = not set(first) - {END}
        return Saying((), heard.reading.token, confidence(heard.margin), silent)
    strings = dict.fromkeys(
        tuple(symbol for symbol in alternative["text"].split() if symbol != END)
        for alternative in alternatives
        if WORD in alternative["text"] and GARBAGE not in alternative["text"]
    )
    learned: dict[tuple[str, str], None] = {}
    for string in list(strings)[:ways]:
        said = " ".join(string).split(WORD)[: len(words)]
        for word, phones in zip(words, said, strict=True):
            if len(phones.split()) > 1 or len(word) < 3:
                learned[word, phones.strip()] = None
    return Saying(tuple((word, phones) for word, phones in learned if phones))


class Enrolment:
    """One sentence to be said, until it was. Synchronous, like the ear that it is part of.

    `load` gives Vosk's model for a grammar; `activity` knows the room.
    """

    def __init__(
        self,
        grammar: Grammar | ClosedSet,
        load: Callable[[Grammar | ClosedSet], Any],
        activity: VoiceActivity,
    ) -> None:
        self._grammar = grammar
        self._words = normal(grammar.enrolment).split()
        self._tokens = tokens(grammar)
        self._model = load(grammar)
        self._ordinary = _ordinary_beside(grammar)
        self._ordinary_tokens = tokens(self._ordinary)
        self._ordinary_model = load(self._ordinary)
        self._activity = activity
        self.forget()

    def forget(self) -> None:
        """Drop what was being said."""
        self._frames = Frames()
        self._before: deque[Samples] = deque(maxlen=BEFORE)
        self._sound: list[Samples] | None = None
        self._start = 0
        self._quiet = 0
        self._loud = 0

    def feed(self, samples: Samples, position: int) -> list[Utterance]:
        """Take the next samples, which end at `position`; give what was said, of any kind."""
        found: list[Utterance] = []
        for level, frame, at in self._frames.take(samples, position):
            found += self._frame(level, frame, at)
        return found

    def _frame(self, level: float, frame: Samples, at: int) -> list[Utterance]:
        if self._sound is None:
            self._before.append(frame)
            if self._activity.starts(level):
                self._sound, self._start = [*self._before], at - 3 * FRAME
                self._quiet, self._loud = 0, 3
            return []
        self._sound.append(frame)
        if self._activity.quiet(level):
            self._quiet += 1
        else:
            self._quiet = 0
            self._loud += 1
        over = self._quiet >= _OVER or len(self._sound) >= _LONGEST
        if not over and self._quiet != _PAUSE:
            return []
        saying = read(_heard(self._model, np.concatenate(self._sound)), self._words)
        meant = saying.learned or saying.token is not None
        if not (meant or over):
            return []
        noise = saying.silent or self._loud < _SHORTEST
        sound, self._sound = np.concatenate(self._sound), None
        self._before.clear()
        if not meant and noise:
            return []
        times = (self._start / RATE, (at - self._quiet * FRAME) / RATE, at / RATE)
        return [replace(self._meaning(saying, sound), start=times[0], end=times[1], at=times[2])]

    def _meaning(self, saying: Saying, sound: Samples) -> Utterance:
        if saying.learned:
            return Utterance(
                "saying",
                text=self._grammar.enrolment,
                confidence=1.0 if self._understood(sound) else 0.0,
                learned=self._everywhere(saying.learned, sound),
            )
        if saying.token is None:
            return Utterance("unclear")
        phrase = self._tokens.phrases[saying.token]
        return Utterance("command", phrase.intent, confidence=saying.sure, text=phrase.text)

    def _everywhere(self, learned: Learned, sound: Samples) -> Learned:
        """What was `learned` of `sound`, and what is learned of it in other surroundings."""
        there = (elsewhere(sound, surroundings) for surroundings in SURROUNDINGS)
        others = (read(_heard(self._model, other), self._words).learned for other in there)
        return (*learned, *(way for other in others for way in other))

    def _understood(self, sound: Samples) -> bool:
        """Whether the ear would have understood it as it is."""
        token = weigh(_heard(self._ordinary_model, sound)).reading.token
        if token is None:
            return False
        known = self._ordinary_tokens
        words = " ".join(self._words)
        called = next((wake for wake in known.wake_words if words.startswith(wake + " ")), "")
        meant = words.removeprefix(called).strip()
        said = {branch.spoken: branch.token for branch in known.branches}
        return token == said.get(meant)


def _heard(model: Any, sound: Samples) -> dict[str, Any]:
    recogniser = Recogniser(model)
    recogniser.feed(sound)
    return recogniser.result()
