"""Vosk with a decoding graph of ours: sound in, the likeliest readings out."""

import contextlib
import ctypes
import json
import logging
import math
import shutil
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from speech.hearing.graph import AFTER, END, GARBAGE, NOTHING, REFUSED, UNCALLED, WAKE
from speech.hearing.offline import vosk
from speech.hearing.store import GraphError
from speech.sound import RATE, Samples

LATTICE_BEAM = 8.0
"""As in the decoder's options: readings further behind the best are not told."""

_ALTERNATIVES = 12
_LONG = 3 * RATE
"""Samples of an utterance that took so much memory that it is given back."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """What an utterance may have been."""

    token: str | None
    """A phrase's symbol; None if it was none of them."""
    woken: bool
    """Whether the wake word was in it."""
    garbage: bool
    """Whether there was other speech in it, apart from speech before the wake word."""

    @property
    def known(self) -> bool:
        """Whether it is a phrase: something to do."""
        return self.token is not None and self.token not in NOTHING


@dataclass(frozen=True)
class Heard:
    """The likeliest reading, and how sure it is."""

    reading: Reading
    margin: float
    """How much likelier it is than the next: natural logarithm, at the decoder's acoustic scale
    of 0.8, no more than LATTICE_BEAM."""
    wake_margin: float
    """How much likelier the best reading with the wake word is than the best without it; negative
    if it is less likely."""
    scores: dict[Reading, float] = field(default_factory=dict, compare=False)
    """How likely each reading is: natural logarithm, the best 0; empty if nothing was said."""
    amid: bool = False
    """Whether other speech came before the wake word."""

    @property
    def call(self) -> float:
        """The score of the best reading with the wake word, of those that aren't refused."""
        scores = (s for r, s in self.scores.items() if r.woken and r.token not in NOTHING)
        return max(scores, default=-LATTICE_BEAM)

    @property
    def refusal(self) -> float:
        """The score of the best reading that isn't to be done."""
        scores = (s for r, s in self.scores.items() if r.token in NOTHING)
        return max(scores, default=-LATTICE_BEAM)

    @property
    def rival(self) -> float:
        """The score of the best reading that is another command."""
        scores = (s for r, s in self.scores.items() if r.known and r.token != self.reading.token)
        return max(scores, default=-LATTICE_BEAM)


SILENCE = Heard(Reading(None, woken=False, garbage=False), LATTICE_BEAM, -LATTICE_BEAM)
"""Nothing was said."""


def confidence(margin: float) -> float:
    """0 to 1 for a reading `margin` ahead of the next: a logistic curve, 0.5 at a margin of 1.

    The next is mostly other speech, whose cost in the graph is part of the margin, so it is no
    probability. False accepts are kept down by that cost first (speech.hearing.costs.Costs), then
    by the threshold: on synthetic voices both were chosen together, for the most commands
    understood at no false accept in twenty minutes.
    """
    return 1.0 / (1.0 + math.exp(1.0 - margin))


class Models:
    """The graphs that were used last, loaded. Raises GraphError when one can't be."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._loaded: OrderedDict[Path, Any] = OrderedDict()

    def made(self, graph: Callable[[], Path]) -> Path:
        """Make the graph and load it; give its folder. Done once more where it failed: all graphs
        may have been wiped in the midst of it, or one looks whole and isn't, which is taken away.
        """
        place = None
        try:
            place = graph()
            self.load(place)
        except GraphError as fault:
            _log.warning("a decoding graph is made once more: %s", fault)
            if place is not None:
                shutil.rmtree(place, ignore_errors=True)
            place = graph()
            self.load(place)
        return place

    def load(self, graph: Path) -> Any:
        """Give Vosk's model of the folder `graph`."""
        if graph not in self._loaded:
            if len(self._loaded) >= self._most:  # first, so that there is never one more
                self._loaded.popitem(last=False)
                _give_back()
            try:
                self._loaded[graph] = vosk().Model(str(graph))
            except Exception as error:  # Vosk raises nothing more exact
                raise GraphError(f"Vosk can't read the graph in {graph}") from error
        self._loaded.move_to_end(graph)
        return self._loaded[graph]


def _give_back() -> None:
    """Let the system have the memory that is free, in some milliseconds: a graph takes 7 to 13 MB,
    long talk up to 16, and the C library keeps it, in holes that the next rarely fits."""
    with contextlib.suppress(AttributeError):  # another C library than glibc
        ctypes.CDLL(None).malloc_trim(0)


class Recogniser:
    """Hears one utterance."""

    def __init__(self, model: Any) -> None:
        self._vosk = vosk().KaldiRecognizer(model, RATE)
        self._vosk.SetMaxAlternatives(_ALTERNATIVES)
        self._fed = 0

    def feed(self, sound: Samples) -> None:
        """Take the next of the utterance, any length."""
        self._fed += len(sound)
        if len(sound):
            self._vosk.AcceptWaveform(sound.tobytes())

    def ended(self) -> bool:
        """Whether the best path so far is behind the wake word or a phrase: in silence, or in what
        others say."""
        symbols = self._symbols()
        over = END in symbols or AFTER in symbols
        return over and symbols != [GARBAGE, END] and UNCALLED not in symbols

    def refused(self) -> bool:
        """Whether the best path so far has something in it that isn't to be done."""
        return not NOTHING.isdisjoint(self._symbols())

    def woken(self) -> bool:
        """Whether the best path so far has the wake word in it."""
        return WAKE in self._symbols()

    def strayed(self) -> bool:
        """Whether the best path so far ends in other speech, and no phrase came before it."""
        return self._symbols()[-1:] == [GARBAGE]

    def promises(self) -> bool:
        """Whether the best path so far is, or may yet become, more than other speech."""
        symbols = self._symbols()
        other = symbols in ([GARBAGE], [GARBAGE, END]) or UNCALLED in symbols
        return not other and NOTHING.isdisjoint(symbols)

    def _symbols(self) -> list[str]:
        found: dict[str, str] = json.loads(self._vosk.PartialResult())
        return found.get("partial", "").split()  # there is none before the first sound

    def finish(self) -> Heard:
        """End the utterance here and read it; the recogniser can't be fed any more."""
        return weigh(self.result())

    def result(self) -> dict[str, Any]:
        """End the utterance here; Vosk's alternatives, as `weigh` reads them."""
        found: dict[str, Any] = json.loads(self._vosk.FinalResult())
        if self._fed >= _LONG:
            _give_back()
        return found


def weigh(result: dict[str, Any]) -> Heard:
    """Read Vosk's alternatives: (symbols, log likelihood) of the n best paths."""
    best: dict[Reading, float] = {}
    amid: dict[Reading, bool] = {}
    for alternative in result.get("alternatives", ()):
        symbols = alternative["text"].split()
        reading, score = _reading(symbols), float(alternative["confidence"])
        if score > best.get(reading, -math.inf):
            best[reading] = score
            amid[reading] = WAKE in symbols and GARBAGE in symbols[: symbols.index(WAKE)]
    heard = judge(best)
    return replace(heard, amid=amid.get(heard.reading, False))


def judge(scores: dict[Reading, float]) -> Heard:
    """What is likeliest by the log likelihoods `scores`, and by how much."""
    if not scores:
        return SILENCE
    top = max(scores, key=lambda reading: scores[reading])
    lowest = scores[top] - LATTICE_BEAM
    others = [score for reading, score in scores.items() if reading != top]
    margin = min([scores[top] - score for score in others] + [LATTICE_BEAM])
    woken = max((score for reading, score in scores.items() if reading.woken), default=lowest)
    asleep = max((score for reading, score in scores.items() if not reading.woken), default=lowest)
    relative = {reading: score - scores[top] for reading, score in scores.items()}
    return Heard(top, margin, woken - asleep, relative)


def _reading(symbols: list[str]) -> Reading:
    if UNCALLED in symbols:
        return Reading(None, woken=False, garbage=True)
    woken = WAKE in symbols
    after = symbols[symbols.index(WAKE) + 1 :] if woken else symbols
    token = next((symbol for symbol in after if symbol not in (AFTER, GARBAGE, END)), None)
    if REFUSED in after:  # "ikke" may come before a command, or after it
        token = REFUSED
    return Reading(token, woken, GARBAGE in after)
