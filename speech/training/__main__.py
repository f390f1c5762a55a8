"""`python -m speech.training --out DIR` makes the Danish model, from nothing but synthesisers."""

import logging
import os
from pathlib import Path
from typing import Annotated

import torch
import typer

from speech.training.corpus import Corpus, make, shards
from speech.training.fitting import fit
from speech.training.kaldi import write_model

_log = logging.getLogger("speech.training")


def train(
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    seed: Annotated[int, typer.Option(help="The same seed, the same model.")] = 1,
    hours: Annotated[float, typer.Option(help="Hours of speech to make.")] = 21.0,
    epochs: Annotated[int, typer.Option(help="How often it is all gone through.")] = 3,
    workers: Annotated[int, typer.Option(help="Processes, and threads of training.")] = 2,
    corpus: Annotated[
        Path | None, typer.Option(help="Keep the corpus in this .npz; take it from there if it is.")
    ] = None,
) -> None:
    """Make speech, learn it, and write a model for Vosk (without a decoding graph)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # of the processes that make speech
    torch.set_num_threads(workers)
    if corpus is not None and corpus.exists():
        speech = Corpus.load(corpus)
    else:
        speech = make(shards(hours, seed), workers)
        if corpus is not None:
            speech.save(corpus)
    _log.info("%.1f hours of speech, %d utterances", speech.hours, len(speech.ends))
    write_model(fit(speech, seed=seed, epochs=epochs), out)
    _log.info("the model is in %s", out)


if __name__ == "__main__":
    typer.run(train)
