"""The ear: a stream of sound in, commands out. Synchronous; the samples are its clock."""

from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from speech.hearing.called import Calling
from speech.hearing.costs import SPOTTED, Costs
from speech.hearing.grammar import ClosedSet, Grammar
from speech.hearing.learning import Enrolment, with_enrolments
from speech.hearing.recogniser import Heard, Models, Recogniser, confidence
from speech.hearing.rescoring import doubtful, rescored
from speech.hearing.speaking import KEPT, LONGEST, Speaking
from speech.hearing.store import MODEL, GraphStore, Tokens, by_call, tokens
from speech.hearing.utterance import Kind, Utterance
from speech.hearing.verdict import LONG, MEDIUM, SHORT, Verdicts
from speech.hearing.voice_activity import BEFORE, FRAME, Frames, VoiceActivity, extent
from speech.hearing.voicing import voiced
from speech.sound import RATE, Samples

THRESHOLD = 0.27
"""The least confidence that is acted upon: a margin of 0, whatever is likeliest. Chosen on voices
for choosing, where talk woke the box as often at any (the model card has the curve); in ten
hours of other voices 0.33 would have kept out one of two false accepts."""

_AROUND = 10
"""Frames of a quiet room put round a recording: cut close, it would begin and end as nothing ever
does at a microphone."""
_EARLY = RATE // 10
"""Samples from the ear's opening to what it hears as it opens: nobody answers within 100 ms."""
_SURE = 0.97
"""The confidence below which it must be a voice, too (speech.hearing.voicing)."""
_NEAR = 30
"""Frames that are heard before a voice that rises over others: theirs is what came before."""
_AMID = 0.8
"""The least confidence in a wake word that rose over others' talk: the end of somebody's sentence
that was heard from there on was one with 0.78."""
_CHECK = 10
"""Frames between looks at the decoder where the detector hears a voice."""


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
        spotting: bool = False,
    ) -> None:
        """`spotting`: whether the wake word is looked for in the midst of other sound, too.

        Not by default: it finds more calls in a murmur, but costs a second graph for each grammar
        and half as much time again, and what it does in quiet rooms and to false accepts has not
        been measured yet (docs/hearing.md).
        """
        self._store = GraphStore(cache, model, costs, SPOTTED if spotting else None)
        self._calling = Calling() if spotting else None
        self._models = Models()
        self._threshold = threshold
        self._activity = VoiceActivity()
        self._grammar: Grammar | ClosedSet | None = None
        self._graph: Path | None = None
        self._verdicts = Verdicts(ClosedSet(()), Tokens({}, frozenset(), (), ()), threshold)
        self._muted = False
        self._samples = 0
        self._opened: int | None = None
        self._frames = Frames()
        self._before: deque[Samples] = deque(maxlen=BEFORE)
        self._speech: Speaking | None = None
        self._spoke = 0
        """The sample at which anybody, or the box, was heard last."""
        self._enrolment: Enrolment | None = None

    @property
    def time(self) -> float:
        """Audio seconds fed so far, muted ones too."""
        return self._samples / RATE

    @property
    def silent(self) -> float:
        """Seconds for which nobody has spoken, nor the box itself."""
        return 0.0 if self._muted else (self._samples - self._spoke) / RATE

    @property
    def muted(self) -> bool:
        """Whether sound is dropped."""
        return self._muted

    @property
    def forced(self) -> bool:
        """Whether anything heard is taken for some phrase: a closed set without other speech."""
        return self._verdicts.forced

    def prepare(self, grammars: Iterable[Grammar | ClosedSet]) -> None:
        """Make the decoding graphs of `grammars` ahead, those that aren't there yet."""
        self._store.prepare(with_enrolments(grammars))

    def listen_for(self, grammar: Grammar | ClosedSet) -> None:
        """From now on understand `grammar`; the last three seconds of what is being said, too."""
        if grammar == self._grammar:
            return
        self._enrolment = (
            Enrolment(grammar, self._model_for, self._activity) if grammar.enrolment else None
        )
        self._graph = self._place(grammar)
        self._grammar = grammar
        self._verdicts = Verdicts(grammar, tokens(grammar), self._threshold)
        if self._speech is not None:
            self._speech.again(KEPT)
        if self._calling is not None:
            wake_words = self._verdicts.wake_words if by_call(grammar) else ()
            self._calling.listen_for(wake_words, self._verdicts, self._after_a_call)

    def mute(self) -> None:
        """Drop all sound from here on, and what was being said: the box itself speaks."""
        self._muted = True
        self._forget()

    def unmute(self) -> None:
        """Hear again, from the next sample."""
        if self._muted:
            self._opened = self._spoke = self._samples
            self._activity.forget()
        self._muted = False

    def feed(self, samples: Samples) -> list[Utterance]:
        """Take the next int16 samples at RATE, shape (n,), any n; give what was understood."""
        self._samples += len(samples)
        if self._muted or self._graph is None:
            self._spoke = self._samples  # it can't tell
            return []
        if self._enrolment is not None:
            self._spoke = self._samples
            return self._enrolment.feed(samples, self._samples)
        if self._calling is not None:
            self._calling.feed(samples, self._samples)
        found = []
        for level, frame, position in self._frames.take(samples, self._samples):
            one = self._frame(level, frame, position)
            found += one if self._calling is None else self._beside(one, level, frame, position)
        for speech in (self._speech, self._calling):
            if speech is not None:
                speech.pass_on()
        return found

    def _beside(
        self, found: list[Utterance], level: float, frame: Samples, position: int
    ) -> list[Utterance]:
        """What is told at `position`, of `found` by the detector and of what the spotter found."""
        calling = self._calling
        assert calling is not None
        open_for = 0 if self._speech is None or self._speech.quiet else len(self._speech)
        calling.frame(frame, level, position, open_for)
        found = calling.beside(found, position)
        if found or (self._speech is not None and self._speech.quiet):
            return found
        found = calling.decided(position)
        if found and self._speech is not None:
            self._speech = Speaking(self._recogniser, position, [frame])
        return found

    def one(self, samples: Samples) -> Utterance | None:
        """Take `samples` as one utterance from beginning to end, and decide at its end.

        For recordings of one phrase each: a cough before the word is no utterance of its own.
        """
        self._forget()
        began = self._samples
        self._samples += len(samples)
        around = np.random.default_rng(0).normal(0, 3, (2, _AROUND * FRAME)).astype(np.int16)
        sound = np.concatenate((around[0], samples, around[1]))
        recogniser = self._recogniser()
        recogniser.feed(sound)
        heard = self._surer(recogniser.finish(), sound)
        _, kind = self._verdicts.verdict(heard)
        if kind is None:
            return None
        start, end = extent(samples)
        times = ((began + start) / RATE, (began + end) / RATE, self._samples / RATE)
        return self._verdicts.utterance(kind, heard, *times)

    def finish(self) -> list[Utterance]:
        """Give what was being said, for no more sound comes; then begin anew."""
        speech = self._speech
        found = [] if speech is None else self._decide(speech, LONG, self._samples)
        if self._calling is not None:
            found = self._calling.beside(found, self._samples)
            found = found or self._calling.finish(self._samples)
        self._forget()
        return found

    def _forget(self) -> None:
        self._speech = None
        self._before.clear()
        self._frames.forget()
        if self._calling is not None:
            self._calling.forget()
        if self._enrolment is not None:
            self._enrolment.forget()

    def _model_for(self, grammar: Grammar | ClosedSet, *, called: bool = False) -> Any:
        return self._models.load(self._place(grammar, called=called))

    def _place(self, grammar: Grammar | ClosedSet, *, called: bool = False) -> Path:
        return self._models.made(lambda: self._store.graph(grammar, called=called))

    def _frame(self, level: float, frame: Samples, position: int) -> list[Utterance]:
        """Take one frame that ends at the sample `position`."""
        speech = self._speech
        if speech is None:
            self._before.append(frame)
            if self._activity.starts(level):
                start = position - 3 * FRAME
                self._speech = Speaking(self._recogniser, start, [*self._before])
                self._before.clear()
            return []
        self._spoke = position
        speech.add(frame)
        speech.quiet = speech.quiet + 1 if self._activity.quiet(level) else 0
        if self._activity.rises(level) and not speech.woken():
            begins = speech.last(_NEAR)
            speech = self._speech = Speaking(self._recogniser, position - 3 * FRAME, begins)
            speech.amid = True
        if speech.quiet:
            return self._decide(speech, speech.quiet, position)
        if speech.heard is not None:  # it goes on after all
            speech.again()
        if len(speech) > LONGEST:
            speech.again(KEPT)
        return self._look(speech, position)

    def _look(self, speech: Speaking, position: int) -> list[Utterance]:
        """Ask the decoder for the end of a phrase: the room may be too loud to tell by level."""
        speech.unseen += 1
        if speech.unseen < _CHECK:
            return []
        speech.unseen = 0
        speech.pass_on()
        if not speech.over() or speech.refused():  # "I didn't understand" can wait for silence
            speech.ended = 0
            return []
        speech.ended += _CHECK
        if not any(0 <= speech.ended - pause < _CHECK for pause in (MEDIUM, LONG)):
            return []
        found = self._decide(speech, speech.ended, position)
        if self._speech is speech:
            speech.again()
        return found

    def _decide(self, speech: Speaking, pause: int, position: int) -> list[Utterance]:
        """What was said, if after `pause` frames of pause it is time to say so."""
        if pause < SHORT:
            return []
        if speech.heard is None:
            speech.pass_on()
            if pause < MEDIUM and not (pause == SHORT and speech.promises()):
                return []
            speech.heard = self._surer(speech.end(), speech.sound(KEPT + pause))
        heard = speech.heard
        early = self._opened is not None and speech.start - self._opened < _EARLY
        wait, kind = self._verdicts.verdict(heard, early=early)
        return self._done(speech, heard, kind, pause, position) if pause >= wait else []

    def _done(
        self, speech: Speaking, heard: Heard, kind: Kind | None, pause: int, position: int
    ) -> list[Utterance]:
        """The speaker has finished, `pause` frames before the sample `position`."""
        self._speech = None
        self._before.extend(speech.last(pause))
        if kind is None or not self._to_the_box(speech, heard):
            return []
        self._activity.told()
        times = (speech.start / RATE, (position - pause * FRAME) / RATE, self._samples / RATE)
        found = self._verdicts.utterance(kind, heard, *times)
        if found.confidence >= _SURE or self.forced:
            return [found]
        sound = speech.sound(KEPT + pause)[: -pause * FRAME or None]
        return [found] if voiced(sound) else []

    def _to_the_box(self, speech: Speaking, heard: Heard) -> bool:
        """Whether what was said is more than others' talk, by its level against theirs."""
        if not heard.reading.woken:
            return self._activity.near
        return not speech.amid or confidence(heard.wake_margin) >= _AMID

    def _after_a_call(self) -> Recogniser:
        """One for what is said where the wake word was spotted."""
        assert self._grammar is not None
        return Recogniser(self._model_for(self._grammar, called=True))

    def _surer(self, heard: Heard, sound: Samples) -> Heard:
        """`heard` in `sound`, rescored if there is doubt."""
        if not doubtful(heard, forced=self.forced):
            return heard
        return rescored(sound, heard, self._recogniser)

    def _recogniser(self) -> Recogniser:
        if self._graph is None:
            raise RuntimeError("nothing to listen for yet")
        return Recogniser(self._models.load(self._graph))
