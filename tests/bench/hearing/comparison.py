"""What else there is, on the same sound: PocketSphinx's keyword mode, and Vosk's own grammars.

PocketSphinx (its own English model) only spots the wake word, spelled in English phones; Vosk has
our model and the phrases as its JSON grammar. Both hear all of it, without our voice activity
detection, as their users would have them do.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table as Printed

from speech.hearing.grammar import phrases
from speech.sound import BLOCK, RATE, Samples
from tests.bench.hearing.commands import CommandMaterial, Table
from tests.bench.hearing.counts import rate, share
from tests.bench.hearing.measuring import Candidate, Listener, Order
from tests.bench.hearing.places import place_named
from tests.bench.hearing.speakers import Speakers
from tests.bench.hearing.talk import TalkMaterial
from tests.bench.hearing.vosk_model import UNKNOWN, plugins

AT_TABLE = Table()
"""Everything is said there, and in one breath: no other system has our tone."""

KEYWORD_THRESHOLDS = (1e-30, 1e-20, 1e-10)
ENGLISH = ("T IY DH T EH ER", "T IY T EH AH")
"""The wake word in CMU's phones: with the soft d, and as espeak-ng says it."""


class System(ABC):
    """Something that listens."""

    name: str

    def __init__(self) -> None:
        self.cpu = 0.0

    def hear(self, sound: Samples) -> list[str]:
        """What is understood in `sound`: whole commands, or what there is with the wake word."""
        began = time.process_time()
        found = []
        for at in range(0, len(sound), BLOCK):
            found += self._feed(sound[at : at + BLOCK])
        self.cpu += time.process_time() - began
        return found

    @abstractmethod
    def _feed(self, block: Samples) -> list[str]: ...


class Ours(System):
    """The ear."""

    name = "ours"

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self._listener = Listener(candidate.ear())
        self._listener.ear.listen_for(AT_TABLE.in_talk)

    def _feed(self, block: Samples) -> list[str]:
        return [utterance.text for utterance in self._listener.hear(block)]


class VoskGrammar(System):
    """Our model with the phrases as Vosk's JSON grammar. Raises FileNotFoundError without OpenFst's
    tools.
    """

    name = "Vosk, JSON grammar"

    def __init__(self, model: Path, folder: Path) -> None:
        super().__init__()
        plugins()
        said = [AT_TABLE.called, *commands_in_one_breath()]
        subprocess.run(
            [sys.executable, "-m", "tests.bench.hearing.vosk_model", str(model), str(folder)],
            input=json.dumps(said),
            check=True,
            text=True,
        )
        import vosk

        vosk.SetLogLevel(-3)
        grammar = json.dumps([*said, UNKNOWN], ensure_ascii=False)
        self._recogniser: Any = vosk.KaldiRecognizer(vosk.Model(str(folder)), RATE, grammar)

    def _feed(self, block: Samples) -> list[str]:
        if not self._recogniser.AcceptWaveform(block.tobytes()):
            return []
        text: str = json.loads(self._recogniser.Result())["text"]
        words = [word for word in text.split() if word != UNKNOWN]
        return [" ".join(words)] if words else []


class Sphinx(System):
    """PocketSphinx, spotting the wake word. Raises ModuleNotFoundError if it is not installed."""

    def __init__(self, threshold: float, folder: Path) -> None:
        super().__init__()
        import pocketsphinx

        self.name = f"PocketSphinx, {threshold:g}"
        ways = {f"way{n}": phones for n, phones in enumerate(ENGLISH)}
        words, keys = folder / "words.dict", folder / f"{threshold:g}.kws"
        words.write_text("".join(f"{way} {phones}\n" for way, phones in ways.items()))
        keys.write_text("".join(f"{way} /{threshold:g}/\n" for way in ways))
        self._decoder = pocketsphinx.Decoder(
            hmm=pocketsphinx.get_model_path("en-us/en-us"),
            dict=str(words),
            kws=str(keys),
            lm=None,
            loglevel="FATAL",
        )
        self._decoder.start_utt()

    def _feed(self, block: Samples) -> list[str]:
        self._decoder.process_raw(block.tobytes(), False, False)
        if self._decoder.hyp() is None:
            return []
        self._decoder.end_utt()
        self._decoder.start_utt()
        return [AT_TABLE.called]


@dataclass
class Score:
    """What one system made of it."""

    commands: int = 0
    right: int = 0
    wrong: int = 0
    called: int = 0
    """The wake word was heard, whatever else was."""
    accepts: int = 0
    calls: int = 0
    """Talk with the wake word found in it, commands counted too."""
    talk: float = 0.0
    audio: float = 0.0


def commands_in_one_breath() -> frozenset[str]:
    """All that may be said, with the wake word."""
    grammar = AT_TABLE.in_talk
    said = phrases(grammar.commands, grammar.names)
    return frozenset(f"{AT_TABLE.called} {phrase.text}" for phrase in said)


def compare(candidate: Candidate, wanted: Sequence[Order]) -> tuple[Printed, list[str]]:
    """A table of all systems that are there, and what is lacking for the others."""
    lacking: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        systems: list[System] = [Ours(candidate)]
        try:
            systems.append(VoskGrammar(candidate.model, Path(folder) / "vosk"))
        except FileNotFoundError as error:
            lacking.append(f"No comparison with Vosk's grammars: {error}")
        if importlib.util.find_spec("pocketsphinx") is None:
            lacking.append("No comparison with PocketSphinx: pip install pocketsphinx==5.1.1")
        else:
            systems += [Sphinx(threshold, Path(folder)) for threshold in KEYWORD_THRESHOLDS]
        scores = [Score() for _ in systems]
        for order in wanted:
            _hear(order, systems, scores)
    return _table(systems, scores), lacking


def _hear(order: Order, systems: Sequence[System], scores: Sequence[Score]) -> None:
    speakers, rng = Speakers(order.part), order.rng
    place = place_named(order.place)
    if order.kind == "commands":
        allowed = commands_in_one_breath()
        for spoken in CommandMaterial(place, speakers, rng, AT_TABLE).say(int(order.size)):
            if spoken.way != "in one breath":
                continue
            want = f"{AT_TABLE.called} {spoken.phrase.text}"
            for system, score in zip(systems, scores, strict=True):
                found = system.hear(spoken.parts[0].sound)
                acted = [text for text in found if text in allowed]
                score.commands += 1
                score.right += acted == [want]
                score.wrong += bool(acted) and acted != [want]
                score.called += any(AT_TABLE.called in text for text in found)
                score.audio += len(spoken.parts[0].sound) / RATE
        return
    allowed = commands_in_one_breath()
    for stretch in TalkMaterial(place, speakers, rng, AT_TABLE.called).say(order.size):
        if stretch.passing:
            continue
        for system, score in zip(systems, scores, strict=True):
            found = system.hear(stretch.sound)
            score.accepts += sum(text in allowed for text in found)
            score.calls += sum(AT_TABLE.called in text for text in found)
            score.talk += len(stretch.sound) / RATE
            score.audio += len(stretch.sound) / RATE


def _table(systems: Sequence[System], scores: Sequence[Score]) -> Printed:
    table = Printed(
        *("system", "commands", "right", "taken for another", "wake word heard"),
        *("false accepts/h", "wake word found/h", "of talk", "one core"),
        title="Comparison",
    )
    for system, score in zip(systems, scores, strict=True):
        spots = isinstance(system, Sphinx)
        table.add_row(
            system.name,
            str(score.commands),
            "" if spots else share(score.right, score.commands),
            "" if spots else str(score.wrong),
            share(score.called, score.commands),
            "" if spots else f"{score.accepts}: {rate(score.accepts, score.talk)}",
            f"{score.calls}: {rate(score.calls, score.talk)}",
            f"{score.talk / 60:.1f} min",
            f"{system.cpu / score.audio:.3f}",
        )
    return table
