"""Decoding graphs on disk: made once for what can be said, and found again.

A graph's folder is what Vosk calls a model: the shipped network by link, our decoder options, and
a graph of our own (the layout is in Vosk's doc/models.md).
"""

import contextlib
import dataclasses
import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from content import content_file
from speech.errors import TidtagerError
from speech.hearing.confusion import CONFUSION
from speech.hearing.costs import Costs
from speech.hearing.grammar import ClosedSet, Grammar, Phrase, normal, phrases
from speech.hearing.job import Branch, Job
from speech.hearing.lexicon import PRONUNCIATIONS
from speech.hearing.refusals import around, refused

MODEL = Path(__file__).parent.parent / "model"
"""The shipped Danish model."""

FORMAT = "15"
"""Raised when the compiler makes other graphs of the same job."""

DECODER = """\
--min-active=200
--max-active=1000
--beam=10.0
--lattice-beam=8.0
--phone-determinize=false
--acoustic-scale=0.8
--frame-subsampling-factor=3
--frames-per-chunk=15
--endpoint.silence-phones=1
--endpoint.rule1.min-trailing-silence=1000
--endpoint.rule2.min-trailing-silence=1000
--endpoint.rule3.min-trailing-silence=1000
--endpoint.rule4.min-trailing-silence=1000
--endpoint.rule5.min-utterance-length=1000
"""
"""Kaldi's decoder options. The ear finds the ends of utterances itself, so Vosk's never do; a
short chunk gives the last word soon (15 takes half the network's time of 9 and is no later); with
phone-determinize the phone loop's lattice has no end. The beam is narrow: with 13 as much is
understood, for half as much work again, and as much or more is found in talk."""

ENROLMENT_DECODER = DECODER.replace("--lattice-beam=8.0", "--lattice-beam=4.0")
"""Of phones said at will there are very many strings that are nearly as likely."""

GRAPH_BYTES = 96_000_000
"""Two plans' for eight people: one for one state of a meeting takes 1.5 MB."""

PATIENCE = 60.0
"""Seconds that a decoding graph may take to be made; on a slow Pi it is some."""

_log = logging.getLogger(__name__)


class HearingError(TidtagerError):
    """The box can't hear."""


class ModelMissingError(HearingError, FileNotFoundError):
    """There is no model in the folder that was given."""


class GraphError(HearingError, RuntimeError):
    """A decoding graph could not be made, or not be loaded."""


@dataclasses.dataclass(frozen=True)
class Tokens:
    """What a graph's output symbols stand for."""

    phrases: dict[str, Phrase]
    """By token: the shortest way to say what it means."""
    wake: frozenset[str]
    """The tokens of phrases that need the wake word."""
    wake_words: tuple[str, ...]
    branches: tuple[Branch, ...]
    """Every way to say any of them, and what isn't any of them."""


@lru_cache(maxsize=4)  # asked for twice at each change of what is listened for
def tokens(grammar: Grammar | ClosedSet) -> Tokens:
    """Give each phrase of `grammar` its symbol, the same at each call.

    Raises KeyError for an intent that the content doesn't have.
    """
    if isinstance(grammar, ClosedSet):
        texts = dict.fromkeys(filter(None, map(normal, grammar.phrases)))
        closed = {f"p{n}": Phrase(text, "phrase", text) for n, text in enumerate(texts)}
        branches = tuple(Branch(t, phrase.spoken, wake=False) for t, phrase in closed.items())
        return Tokens(closed, frozenset(), (), branches)
    said = phrases(grammar.commands | grammar.answers, grammar.names)
    by_meaning: dict[tuple[object, ...], str] = {}
    numbered: dict[str, Phrase] = {}
    ways: list[Branch] = []
    for phrase in said:
        meaning = (phrase.intent, phrase.minutes, phrase.number, phrase.name)
        token = by_meaning.setdefault(meaning, f"p{len(by_meaning)}")
        shortest = numbered.setdefault(token, phrase)
        if len(phrase.text.split()) < len(shortest.text.split()):
            numbered[token] = phrase
        ways.append(Branch(token, phrase.spoken, phrase.intent not in grammar.answers))
    if not grammar.enrolment:
        ways += refused(grammar, ways)
    wake = frozenset(t for t, phrase in numbered.items() if phrase.intent not in grammar.answers)
    return Tokens(numbered, wake, grammar.called_by, tuple(ways))


def by_call(grammar: Grammar | ClosedSet) -> bool:
    """Whether the wake word says what is meant for the box."""
    return isinstance(grammar, Grammar) and not (grammar.called or grammar.enrolment)


class GraphStore:
    """Graphs in a folder, made when they are first needed.

    Raises ModelMissingError when `model` holds none.
    """

    def __init__(
        self,
        folder: Path,
        model: Path = MODEL,
        costs: Costs | None = None,
        called: Costs | None = None,
        *,
        limit: int = GRAPH_BYTES,
    ) -> None:
        """`called`: what paths cost in a graph beside it, for where the wake word was spotted.

        `limit`: bytes of graphs that are kept, beyond those of one `prepare`.
        """
        self._limit = limit
        self._called = called
        self._folder = folder
        self._model = model.resolve()
        self._costs = costs or Costs()
        if not (self._model / "am" / "final.mdl").is_file():
            raise ModelMissingError(f"no Danish model in {model}")

    def graph(self, grammar: Grammar | ClosedSet, *, called: bool = False) -> Path:
        """Where the graph for `grammar` lies; it is made if it isn't there, or not whole.

        `called`: the one beside it. Raises GraphError when it can't be made.
        """
        return self._made(self._jobs(grammar))[-1 if called else 0]

    def prepare(self, grammars: Iterable[Grammar | ClosedSet]) -> None:
        """Make all graphs of `grammars` that are missing, in one process.

        Raises GraphError when that fails.
        """
        self._made([job for grammar in grammars for job in self._jobs(grammar)])

    def _made(self, jobs: Sequence[Job]) -> list[Path]:
        """Where each of `jobs` lies, made if it was missing."""
        found = [self._place(job) for job in jobs]
        places = dict(zip(found, jobs, strict=True))
        missing = {place: job for place, job in places.items() if not whole(place)}
        for place in places.keys() - missing.keys():
            with contextlib.suppress(OSError):
                os.utime(place / "checksum")
        if not missing:
            return found
        self._folder.mkdir(parents=True, exist_ok=True)
        _log.info("compiling %d decoding graphs", len(missing))
        orders = [
            {"job": job.to_json(), "model": str(self._model), "folder": str(place)}
            for place, job in missing.items()
        ]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "speech.hearing.compile"],
                input=json.dumps(orders),
                capture_output=True,
                text=True,
                check=False,
                cwd=Path(__file__).parents[2],
                timeout=PATIENCE * len(missing),
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise GraphError(f"the decoding graph could not be made: {fault}") from fault
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
            raise GraphError(f"the decoding graph could not be made: {last[0]}")
        self._prune(places.keys())
        return found

    def _prune(self, wanted: Collection[Path]) -> None:
        """Take away what was used least lately of what is too much, but nothing that is wanted."""
        kept: list[tuple[int, int, Path]] = []
        with contextlib.suppress(OSError):
            for place in self._folder.resolve().iterdir():
                mark = place / "checksum"
                if not mark.is_file():  # another ear is just making it
                    continue
                files = [path.lstat() for path in place.rglob("*") if not path.is_symlink()]
                kept.append((mark.stat().st_mtime_ns, sum(f.st_size for f in files), place))
        total = sum(size for _, size, _ in kept)
        for _, size, place in sorted(kept):
            if total <= self._limit:
                return
            if place not in wanted:
                shutil.rmtree(place, ignore_errors=True)
                total -= size

    def _jobs(self, grammar: Grammar | ClosedSet) -> list[Job]:
        """The graph for `grammar`, and the one beside it if it has one."""
        job = self._job(grammar)
        if self._called is None or not by_call(grammar):
            return [job]
        return [job, dataclasses.replace(job, costs=self._called)]

    def _job(self, grammar: Grammar | ClosedSet) -> Job:
        symbols = tokens(grammar)
        return Job(
            wake_words=symbols.wake_words,
            branches=symbols.branches,
            garbage=not isinstance(grammar, ClosedSet) or grammar.garbage,
            costs=self._costs,
            decoder=ENROLMENT_DECODER if grammar.enrolment else DECODER,
            called=isinstance(grammar, Grammar) and grammar.called,
            learned=grammar.learned,
            enrolment=normal(grammar.enrolment),
            around=around(grammar),
        )

    def _place(self, job: Job) -> Path:
        pronunciations = "".join(
            content_file(file).read_text(encoding="utf-8") for file in PRONUNCIATIONS
        )
        what = json.dumps(job.to_json(), sort_keys=True)
        parts = (FORMAT, what, pronunciations, repr(CONFUSION), _model_digest(self._model))
        digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=16)
        return (self._folder / digest.hexdigest()).resolve()


def checksum(folder: Path) -> str:
    """What the files of a graph that we made come to."""
    digest = hashlib.blake2b(digest_size=16)
    for name in ("graph/HCLG.fst", "graph/words.txt", "conf/model.conf", "conf/mfcc.conf"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def whole(folder: Path) -> bool:
    """Whether a graph lies in `folder` as it was written, with the network that it is for."""
    try:
        written = (folder / "checksum").read_text(encoding="utf-8")
        return written == checksum(folder) and (folder / "am" / "final.mdl").is_file()
    except OSError:
        return False


@cache
def _model_digest(model: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in ("am/final.mdl", "am/global_cmvn.stats", "conf/mfcc.conf"):
        file = model / part
        digest.update(file.read_bytes() if file.is_file() else b"none")
    return digest.hexdigest()
