"""The ear: a stream of sound in, commands out. Synchronous; the samples are its clock."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from speech.hearing.gate import FRAME, Gate, extent, levels
from speech.hearing.grammar import ClosedSet, Grammar
from speech.hearing.graph import Costs
from speech.hearing.learning import Lesson, with_lessons
from speech.hearing.recogniser import Heard, Models, Recogniser, confidence
from speech.hearing.store import MODEL, GraphStore, Tokens, tokens
from speech.hearing.utterance import Kind, Utterance
from speech.sound import RATE, Samples

THRESHOLD = 0.33
"""The least confidence that is acted upon: a margin of 0.3 (tests/bench/hearing.py)."""

_BEFORE = 50
"""Frames kept from before the gate opened: the t of "tidtager" is soft."""
_SHORT = 15
"""Frames of pause after which a phrase is taken that can't go on."""
_MEDIUM = 35
"""... that could go on ("næste", "næste taler")."""
_LONG = 65
"""... after which no command follows the wake word in the same breath."""
_CHECK = 10
"""Frames between looks at the decoder where the gate stays open."""
_KEPT = 300
"""Frames of an utterance that are heard again when it grew too long, or the grammar changed."""
_LONGEST = 1500
"""Frames of an utterance after which it begins anew with the last of it."""
_NEAR = 4.0
"""How far behind the wake word may be and still be waited for."""


@dataclass
class _Speech:
    """An utterance under way."""

    recogniser: Recogniser
    start: int
    """The sample at which somebody began to speak."""
    sound: list[Samples]
    """Frames, from a little before that."""
    fed: int = 0
    """Frames that the recogniser has."""
    quiet: int = 0
    """Frames since anybody spoke."""
    heard: Heard | None = None
    """What it was taken for at this pause; the recogniser is finished then."""
    unseen: int = 0
    """Frames since the decoder was last asked whether a phrase has ended."""
    ended: int = 0
    """Frames for which it has said so."""


class Ear:
    """Understands commands.

    `cache` is a folder for decoding graphs, `model` the Danish model's. Raises ModelMissingError
    if there is none; all that makes or loads a graph raises GraphError when that fails.
    """

    def __init__(
        self,
        *,
        cache: Path,
        model: Path = MODEL,
        threshold: float = THRESHOLD,
        costs: Costs | None = None,
    ) -> None:
        self._store = GraphStore(cache, model, costs)
        self._models = Models()
        self._threshold = threshold
        self._gate = Gate()
        self._grammar: Grammar | ClosedSet | None = None
        self._graph: Path | None = None
        self._tokens = Tokens({}, frozenset(), ())
        self._longer: frozenset[str] = frozenset()
        self._forced = False
        self._muted = False
        self._samples = 0
        self._rest: Samples = np.zeros(0, dtype=np.int16)
        self._before: deque[Samples] = deque(maxlen=_BEFORE)
        self._speech: _Speech | None = None
        self._lesson: Lesson | None = None

    @property
    def time(self) -> float:
        """Audio seconds fed so far, muted ones too."""
        return self._samples / RATE

    @property
    def muted(self) -> bool:
        """Whether sound is dropped."""
        return self._muted

    @property
    def forced(self) -> bool:
        """Whether anything heard is taken for some phrase: a closed set without other speech."""
        return self._forced

    def prepare(self, grammars: Iterable[Grammar | ClosedSet]) -> None:
        """Make the decoding graphs of `grammars` ahead, those that aren't there yet."""
        self._store.prepare(with_lessons(grammars))

    def listen_for(self, grammar: Grammar | ClosedSet) -> None:
        """From now on understand `grammar`; the last three seconds of what is being said, too."""
        if grammar == self._grammar:
            return
        self._lesson = Lesson(grammar, self._model_for, self._gate) if grammar.lesson else None
        self._graph = self._store.graph(grammar)
        self._models.load(self._graph)
        self._grammar = grammar
        self._tokens = tokens(grammar)
        spoken = [phrase.spoken for phrase in self._tokens.phrases.values()]
        self._longer = frozenset(
            token
            for token, phrase in self._tokens.phrases.items()
            if any(other.startswith(phrase.spoken + " ") for other in spoken)
        )
        self._forced = isinstance(grammar, ClosedSet) and not grammar.garbage
        if self._speech is not None:
            self._again(self._speech, _KEPT)

    def mute(self) -> None:
        """Drop all sound from here on, and what was being said: the box itself speaks."""
        self._muted = True
        self._forget()

    def unmute(self) -> None:
        """Hear again, from the next sample."""
        self._muted = False

    def feed(self, samples: Samples) -> list[Utterance]:
        """Take the next int16 samples at RATE, shape (n,), any n; give what was understood."""
        self._samples += len(samples)
        if self._muted or self._graph is None:
            return []
        if self._lesson is not None:
            return self._lesson.feed(samples, self._samples)
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) - len(sound) % FRAME
        self._rest = sound[whole:]
        position = self._samples - len(sound)
        found = []
        frames = zip(levels(sound[:whole]), sound[:whole].reshape(-1, FRAME), strict=True)
        for level, frame in frames:
            position += FRAME
            found += self._frame(float(level), frame, position)
        if self._speech is not None:
            self._pass_on(self._speech)
        return found

    def one(self, samples: Samples) -> Utterance | None:
        """Take `samples` as one utterance from beginning to end, and decide at its end.

        For recordings of one phrase each: a cough before the word is no utterance of its own.
        """
        self._forget()
        self._samples += len(samples)
        recogniser = self._recogniser()
        recogniser.feed(samples)
        heard = recogniser.finish()
        _, kind = self._verdict(heard)
        if kind is None:
            return None
        began = self._samples - len(samples)
        start, end = extent(samples)
        return self._utterance(
            kind, heard, (began + start) / RATE, (began + end) / RATE, self._samples / RATE
        )

    def finish(self) -> list[Utterance]:
        """Give what was being said, for no more sound comes; then begin anew."""
        speech = self._speech
        found = [] if speech is None else self._decide(speech, _LONG, self._samples)
        self._forget()
        return found

    def _forget(self) -> None:
        self._speech = None
        self._before.clear()
        self._rest = self._rest[:0]
        if self._lesson is not None:
            self._lesson.forget()

    def _model_for(self, grammar: Grammar | ClosedSet) -> Any:
        return self._models.load(self._store.graph(grammar))

    def _frame(self, level: float, frame: Samples, position: int) -> list[Utterance]:
        """Take one frame that ends at the sample `position`."""
        speech = self._speech
        if speech is None:
            self._before.append(frame)
            if self._gate.starts(level):
                self._speech = _Speech(self._recogniser(), position - 3 * FRAME, [*self._before])
            return []
        speech.sound.append(frame)
        if self._gate.quiet(level):
            speech.quiet += 1
            return self._decide(speech, speech.quiet, position)
        speech.quiet = 0
        if speech.heard is not None:  # it goes on after all
            self._again(speech)
        if len(speech.sound) > _LONGEST:
            self._again(speech, _KEPT)
        return self._look(speech, position)

    def _look(self, speech: _Speech, position: int) -> list[Utterance]:
        """Ask the decoder for the end of a phrase: the room may be too loud to tell by level."""
        speech.unseen += 1
        if speech.unseen < _CHECK:
            return []
        speech.unseen = 0
        self._pass_on(speech)
        if not speech.recogniser.ended():
            speech.ended = 0
            return []
        speech.ended += _CHECK
        if not any(0 <= speech.ended - pause < _CHECK for pause in (_SHORT, _MEDIUM, _LONG)):
            return []
        found = self._decide(speech, speech.ended, position)
        if self._speech is speech:
            self._again(speech)
        return found

    def _recogniser(self) -> Recogniser:
        if self._graph is None:
            raise RuntimeError("nothing to listen for yet")
        return Recogniser(self._models.load(self._graph))

    def _again(self, speech: _Speech, frames: int = _LONGEST) -> None:
        """Hear the last `frames` of it once more, from their beginning."""
        speech.recogniser = self._recogniser()
        speech.sound = speech.sound[-frames:]
        speech.fed = 0
        speech.heard = None

    def _pass_on(self, speech: _Speech) -> None:
        fresh = speech.sound[speech.fed :]
        if fresh and speech.heard is None:
            speech.recogniser.feed(np.concatenate(fresh))
            speech.fed = len(speech.sound)

    def _decide(self, speech: _Speech, pause: int, position: int) -> list[Utterance]:
        """What was said, if after `pause` frames of pause it is time to say so."""
        if pause < _SHORT:
            return []
        if speech.heard is None:
            self._pass_on(speech)
            if pause < _MEDIUM and not (pause == _SHORT and speech.recogniser.promises()):
                return []
            speech.heard = speech.recogniser.finish()
        wait, kind = self._verdict(speech.heard)
        if pause < wait:
            return []
        self._speech = None
        self._before.extend(speech.sound[-pause:])
        if kind is None:
            return []
        heard, end = speech.heard, position - pause * FRAME
        times = (speech.start / RATE, end / RATE, self._samples / RATE)
        return [self._utterance(kind, heard, *times)]

    def _verdict(self, heard: Heard) -> tuple[int, Kind | None]:
        """How many frames of pause it takes to be sure of `heard`, and what it is then."""
        reading = heard.reading
        if reading.token is not None and (
            self._forced or confidence(heard.margin) >= self._threshold
        ):
            again = reading.token in self._longer or self._forced
            return (_MEDIUM if again else _SHORT), "command"
        if reading.woken:
            sure = confidence(heard.wake_margin) >= self._threshold
            bare = reading.token is None and not reading.garbage
            return _LONG, ("wake" if bare else "unclear") if sure else None
        if heard.wake_margin > -_NEAR:
            return _LONG, None
        return _MEDIUM, None

    def _utterance(
        self, kind: Kind, heard: Heard, start: float, end: float, at: float
    ) -> Utterance:
        called = self._tokens.wake_words[:1] if heard.reading.woken else ()
        if kind != "command" or heard.reading.token is None:
            sure = confidence(heard.wake_margin)
            return Utterance(
                kind, confidence=sure, text=" ".join(called), start=start, end=end, at=at
            )
        phrase = self._tokens.phrases[heard.reading.token]
        return Utterance(
            kind,
            phrase.intent,
            phrase.minutes,
            phrase.number,
            phrase.name,
            confidence(heard.margin),
            " ".join((*called, phrase.text)),
            start,
            end,
            at,
        )
