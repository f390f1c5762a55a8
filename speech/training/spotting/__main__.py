"""`python -m speech.training.spotting --sayings DIR`: learns the network that spots wake words."""

import logging
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer

from speech.hearing.spotter import WEIGHTS
from speech.training.kokoro import KokoroMissingError
from speech.training.spotting.learning import learn
from speech.training.spotting.making import make as make_sayings
from speech.training.spotting.mixing import Mixer
from speech.training.spotting.network import write
from speech.training.spotting.sayings import SayingsError, sounds

_log = logging.getLogger("speech.training.spotting")


def main(
    sayings: Annotated[Path, typer.Option(help="Folder of sound; see speech.training.spotting.")],
    make: Annotated[
        int, typer.Option(help="Make the folder's sound first: so many files of each kind.")
    ] = 0,
    voices: Annotated[
        Path | None, typer.Option(help="Folder of Kokoro's voices (npm's kokoro-js).")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the weights.")] = WEIGHTS,
    steps: Annotated[int, typer.Option(help="Batches.")] = 6000,
    seed: Annotated[int, typer.Option(help="The same seed, the same weights.")] = 1,
    workers: Annotated[int, typer.Option(help="Processes, and threads of training.")] = 1,
) -> None:
    """Learn the spotter from a folder of sayings."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(workers)
    try:
        if make:
            make_sayings(sayings, voices, make)
        material = sounds(sayings, workers)
    except (KokoroMissingError, SayingsError) as error:
        typer.echo(f"the sayings: {error}", err=True)
        raise typer.Exit(2) from error
    _log.info(
        "%d wake words, %d like them, %d natural, %d other",
        *(len(material.wake), len(material.like), len(material.natural), len(material.talk)),
    )
    mixer = Mixer(material, np.random.default_rng(seed))
    write(learn(mixer, steps=steps, seed=seed), out)
    _log.info("the weights are in %s", out)


if __name__ == "__main__":
    typer.run(main)
