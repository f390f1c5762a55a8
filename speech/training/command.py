"""`python -m speech.training --out DIR` makes the Danish model: from synthesisers, from the people
in Debian's packages, and from whatever recordings of Danish are given (`--recordings DIR`).
"""

import logging
import os
import tempfile
from functools import partial
from pathlib import Path
from typing import Annotated

import torch
import typer

from speech.hearing.store import MODEL
from speech.phones import PHONES
from speech.training import natural as natural_voices
from speech.training import people as people_of_debian
from speech.training.aligned import Recording, copies_for
from speech.training.fitting import fit, halfway
from speech.training.kaldi import write_model
from speech.training.kokoro import KokoroMissingError
from speech.training.material import Material
from speech.training.network import Shape
from speech.training.recordings import RecordingsError
from speech.training.recordings import recordings as read_recordings
from speech.training.resumed import resumed

AGAIN_EPOCHS, AGAIN_RATE = 2, 1e-3
"""How a model goes on learning once it has found the sounds in the recordings itself."""

START_RATE = 6e-4
"""How a model goes on that has learned already."""

SEQUENCE_EPOCHS, SEQUENCE_RATE = 1, 6e-4
"""How it learns whole sequences at last, if asked to."""

PEOPLE_COPIES = 2
"""How often each recording of Debian's packages comes."""

NATURAL_COPIES = 4
"""How often each utterance of a natural voice comes."""

_log = logging.getLogger("speech.training")


def train(
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    seed: Annotated[int, typer.Option(help="The same seed, the same model.")] = 1,
    hours: Annotated[float, typer.Option(help="Hours of speech to make.")] = 12.0,
    epochs: Annotated[int, typer.Option(help="How often its noise is made anew.")] = 8,
    passes: Annotated[int, typer.Option(help="How often each such epoch is gone through.")] = 1,
    networks: Annotated[
        int, typer.Option(help="So many answer together; 0 makes the corpora.")
    ] = 1,
    width: Annotated[int, typer.Option(help="Of each network's layers.")] = Shape.width,
    bottleneck: Annotated[int, typer.Option(help="Between them.")] = Shape.bottleneck,
    brief: Annotated[
        bool, typer.Option(help="Multiply bfloat16s: half the time where there is avx512_bf16.")
    ] = False,
    pieces: Annotated[int, typer.Option(help="Of 3 seconds, in one step.")] = 32,
    workers: Annotated[int, typer.Option(help="Processes, and threads of training.")] = 2,
    device: Annotated[
        str, typer.Option(help="cpu or cuda; a GPU is used where there is one.")
    ] = "",
    keep: Annotated[
        Path | None,
        typer.Option(help="Folder for the corpora that are made: what is there is used again."),
    ] = None,
    recordings: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of Danish: Common Voice, NST, CoRal or wav + txt; may repeat."),
    ] = None,
    recorded_hours: Annotated[
        float, typer.Option(help="Hours of recordings at most; memory holds them all.")
    ] = 60.0,
    share: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="Share of all speech they should come to.")
    ] = 0.4,
    people: Annotated[
        bool, typer.Option(help="Take the people in Debian's packages, too (other languages).")
    ] = True,
    voices: Annotated[
        Path | None,
        typer.Option(help="Folder of Kokoro's voices (npm's kokoro-js): natural voices, too."),
    ] = None,
    natural: Annotated[
        Path | None,
        typer.Option(help="Keep what the natural voices say in this folder; take it from there."),
    ] = None,
    natural_hours: Annotated[float, typer.Option(help="Hours that they say.")] = 3.0,
    align_with: Annotated[
        Path, typer.Option(help="The model that finds the sounds in recordings.")
    ] = MODEL,
    start: Annotated[
        Path | None,
        typer.Option(
            help="Go on from this model's networks, such as speech/model; an hour's work."
        ),
    ] = None,
    realign: Annotated[
        bool, typer.Option(help="Find them once more, with the new model, and learn on.")
    ] = False,
    sequences: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="Learn everything once more, with this share of the loss by whole sequences, and "
            "go half the way there: single words are told apart better, commands from other talk "
            "worse.",
        ),
    ] = 0.0,
) -> None:
    """Make speech, learn it, and write a model for Vosk (without a decoding graph)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # of the processes that make speech
    torch.set_num_threads(workers)
    try:
        danish = read_recordings(recordings or [], hours=recorded_hours, seed=seed)
    except RecordingsError as error:
        typer.echo(f"--recordings: {error}", err=True)
        raise typer.Exit(2) from error
    abroad = list(people_of_debian.recordings()) if people else []
    if people and not abroad:
        _log.warning("none of Debian's packages with recordings is installed; going on without")
    natural_speech = _natural(voices, natural, natural_hours, seed, workers)
    recorded = {
        "danish": (danish, copies_for(danish, share, hours)),
        "people": (abroad, PEOPLE_COPIES),
        "natural": (natural_speech, NATURAL_COPIES),
    }
    material = Material(hours, recorded, keep, seed, workers)
    everything = material.corpus(align_with)
    _log.info("%.1f hours of speech, %d utterances", everything.hours, len(everything.ends))
    shape = Shape(len(PHONES), width=width, bottleneck=bottleneck)
    learn = partial(fit, device=device, workers=workers, passes=passes, pieces=pieces, brief=brief)
    if start is not None:
        before = resumed(start, everything, seed)
        made = [
            learn(everything, seed=seed + n, epochs=epochs, rate=START_RATE, start=network)
            for n, network in enumerate(before)
        ]
    else:
        made = [
            learn(everything, seed=seed + n, epochs=epochs, shape=shape) for n in range(networks)
        ]
    if realign and made:
        with tempfile.TemporaryDirectory() as folder:
            write_model(made, Path(folder))
            everything = material.corpus(Path(folder))
        epochs, seed = min(AGAIN_EPOCHS, epochs), seed + len(made)
        made = [
            learn(everything, seed=seed + n, epochs=epochs, rate=AGAIN_RATE, start=one.network)
            for n, one in enumerate(made)
        ]
    if sequences:
        further = partial(learn, everything, seed=seed + len(made), sequences=sequences)
        made = [
            halfway(one, further(epochs=SEQUENCE_EPOCHS, rate=SEQUENCE_RATE, start=one.network))
            for one in made
        ]
    if not made:
        return
    write_model(made, out)
    for n, one in enumerate(made):
        one.save(out / f"network-{seed + n}.pt")  # for speech.training.together
    _log.info("the model is in %s", out)


def _natural(
    voices: Path | None, folder: Path | None, hours: float, seed: int, workers: int
) -> list[Recording]:
    """What the natural voices say, made now where `voices` are given."""
    if voices is None and folder is None:
        _log.warning("no natural voices are given (--voices); going on without")
        return []
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="natural-"))
    try:
        if voices is not None:
            natural_voices.make(voices, folder, hours, seed, workers=workers)
        return list(natural_voices.recordings(folder))
    except (KokoroMissingError, natural_voices.NaturalCorpusError) as error:
        typer.echo(f"natural voices: {error}", err=True)
        raise typer.Exit(2) from error
