"""Compiles decoding graphs: ``python -m speech.hearing.compile`` with orders as JSON on stdin.

A process of its own, for kaldifst and vosk both carry OpenFst and hang or crash together; and
libespeak-ng, whose state is global, comes and goes with it.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import kaldifst

from speech.hearing.builder import GraphBuilder
from speech.hearing.enrolment import EnrolmentBuilder
from speech.hearing.graph import NOTHING, Graph
from speech.hearing.job import Job
from speech.hearing.lexicon import Lexicon, Pronunciation
from speech.hearing.store import checksum, whole
from speech.phones import PHONES


def decoding_graph(job: Job) -> Graph:
    """The states and arcs of `job`. A phrase that can't be said, such as a name in signs that
    espeak-ng doesn't know, is left out: one name must not cost the group all commands.
    """
    lexicon = Lexicon(
        f"{job.wake_words[0]} {branch.spoken}" if branch.wake else branch.spoken
        for branch in job.branches
        if branch.token not in NOTHING
    )
    branches = [branch for branch in job.branches if lexicon.speakable(branch.spoken)]
    if job.enrolment:
        enrolling = EnrolmentBuilder(lexicon.word, lexicon.whole, job.costs)
        return enrolling.enrolment(job.enrolment, job.wake_words, branches, garbage=job.garbage)
    learned: dict[str, list[Pronunciation]] = {}
    for word, phones in job.learned:
        if set(phones.split()) <= set(PHONES):  # learned with another model, perhaps
            learned.setdefault(word, []).append(tuple(phones.split()))
    builder = GraphBuilder(lexicon.word, lexicon.whole, job.costs, learned)
    if job.wake_words:
        return builder.commands(job.wake_words, branches, called=job.called, around=job.around)
    return builder.closed_set(branches, garbage=job.garbage)


def write(job: Job, model: Path, folder: Path) -> None:
    """Make the whole `folder` beside its place, then put it there at once."""
    graph = decoding_graph(job)
    fst = kaldifst.compile(graph.text())
    kaldifst.connect(fst)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        for part in ("am", "conf", "graph"):
            (fresh / part).mkdir()
        for file in (model / "am").iterdir():
            (fresh / "am" / file.name).symlink_to(file)
        shutil.copy(model / "conf" / "mfcc.conf", fresh / "conf")
        (fresh / "conf" / "model.conf").write_text(job.decoder, encoding="utf-8")
        fst.write(str(fresh / "graph" / "HCLG.fst"))
        (fresh / "graph" / "words.txt").write_text(graph.words(), encoding="utf-8")
        (fresh / "checksum").write_text(checksum(fresh), encoding="utf-8")
        _put(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put(fresh: Path, folder: Path) -> None:
    """Move `fresh` to `folder`, unless another process has made it meanwhile, and may read it."""
    if whole(folder):
        return
    shutil.rmtree(folder, ignore_errors=True)
    try:
        fresh.rename(folder)
    except OSError:
        if not whole(folder):
            raise


def main() -> None:
    """Make every graph that stdin asks for."""
    for order in json.load(sys.stdin):
        write(Job.from_json(order["job"]), Path(order["model"]), Path(order["folder"]))


if __name__ == "__main__":
    main()
