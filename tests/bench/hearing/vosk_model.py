"""Our model as one that Vosk can give a grammar itself, as JSON: ``python -m … MODEL FOLDER``.

Phrases come as JSON on stdin. Vosk makes a bigram of them and composes it with a graph of single
words (HCLr) on the fly; that graph has to be of OpenFst's look-ahead type, which takes
``fstconvert`` (Debian's libfst-tools) to make. ``[unk]`` is any phones, at the same costs as in
our own graphs. A process of its own, for kaldifst and vosk hang when they share one.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from speech.hearing.costs import Costs
from speech.hearing.graph import Graph
from speech.hearing.lexicon import Lexicon
from speech.hearing.store import DECODER
from speech.phones import SILENCE

UNKNOWN = "[unk]"

CONFIG = (
    "".join(line + "\n" for line in DECODER.splitlines() if not line.startswith("--endpoint."))
    + """\
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=1.0
--endpoint.rule4.min-trailing-silence=2.0
"""
)
"""Our decoder, and the ends of utterances as in Vosk's own small models."""


def plugins() -> Path:
    """Where OpenFst's look-ahead types are (Debian's libfst22-plugins-base).

    Raises FileNotFoundError when they or ``fstconvert`` are not installed.
    """
    found = next(Path("/usr/lib").glob("*/fst/*/olabel_lookahead-fst.so"), None)
    if found is None or shutil.which("fstconvert") is None:
        raise FileNotFoundError("apt install libfst-tools libfst22-plugins-base")
    return found.parent


def words_graph(phrases: list[str]) -> Graph:
    """Any words of `phrases`, or other phones, in any order; silence between them or none."""
    lexicon, costs, graph = Lexicon(phrases), Costs(), Graph()
    loop = graph.state()
    graph.link(0, loop)
    graph.link(graph.phone(0, SILENCE), loop)
    graph.finals.append(loop)
    after = graph.gap(after_word := graph.state(), costs.silence)
    graph.link(after, loop)
    for word in dict.fromkeys(word for phrase in phrases for word in phrase.split()):
        begin = graph.state()
        graph.link(loop, begin, token=word)
        graph.word(begin, lexicon.word(word), after_word)
    other = graph.state()
    graph.link(loop, other, costs.garbage, UNKNOWN)
    graph.link(graph.loop(other, costs.garbage_phone), after_word)
    return graph


def write(phrases: list[str], model: Path, folder: Path) -> None:
    """Put the whole model into `folder`. Raises FileNotFoundError without ``fstconvert``."""
    import kaldifst  # never where vosk is

    for part in ("am", "conf", "graph"):
        (folder / part).mkdir(parents=True)
    for file in (model / "am").iterdir():
        (folder / "am" / file.name).symlink_to(file.resolve())
    shutil.copy(model / "conf" / "mfcc.conf", folder / "conf")
    (folder / "conf" / "model.conf").write_text(CONFIG, encoding="utf-8")
    graph = words_graph(phrases)
    with tempfile.TemporaryDirectory() as scratch:
        plain, pairs = Path(scratch) / "HCL.fst", Path(scratch) / "pairs"
        fst = kaldifst.compile(graph.text())
        kaldifst.connect(fst)
        fst.write(str(plain))
        subprocess.run(
            [
                *("fstconvert", "--fst_type=olabel_lookahead"),
                *(f"--save_relabel_opairs={pairs}", plain, folder / "graph" / "HCLr.fst"),
            ],
            check=True,
            env=os.environ | {"LD_LIBRARY_PATH": str(plugins())},
        )
        fresh = dict(line.split() for line in pairs.read_text().splitlines())
    words = {word: int(fresh.get(str(n), 0)) for word, n in graph.symbols.items() if n}
    table = {"<eps>": 0} | words
    (folder / "words.txt").write_text("".join(f"{word} {n}\n" for word, n in table.items()))
    shutil.move(folder / "words.txt", folder / "graph" / "words.txt")
    # Vosk wants some grammar to begin with: any words in any order
    any_words = "".join(f"0 0 {n} {n}\n" for n in sorted(words.values()))
    grammar = kaldifst.compile(any_words + "0\n")
    kaldifst.arcsort(grammar, sort_type="ilabel")
    grammar.write(str(folder / "graph" / "Gr.fst"))
    (folder / "graph" / "disambig_tid.int").write_text("")


if __name__ == "__main__":
    write(json.load(sys.stdin), Path(sys.argv[1]), Path(sys.argv[2]))
