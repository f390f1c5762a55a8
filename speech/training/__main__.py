"""`python -m speech.training --out DIR` makes the Danish model: from synthesisers, from the people
in Debian's packages, and from whatever recordings of Danish are given (`--recordings DIR`).
"""

import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import torch
import typer

from speech.training import natural as natural_voices
from speech.training import people as people_of_debian
from speech.training.aligned import Recording, copies_for, make_aligned
from speech.training.corpus import Corpus, make, shards
from speech.training.fitting import Fitted, fit, halfway
from speech.training.kaldi import write_model
from speech.training.kokoro import KokoroMissingError
from speech.training.recordings import RecordingsError
from speech.training.recordings import recordings as read_recordings

AGAIN_EPOCHS, AGAIN_RATE = 2, 1e-3
"""How a model goes on learning once it has found the sounds in the recordings itself."""

SEQUENCE_EPOCHS, SEQUENCE_RATE = 1, 6e-4
"""How it learns whole sequences at last, if asked to."""

PEOPLE_COPIES = 2
"""How often each recording of Debian's packages comes."""

NATURAL_COPIES = 2
"""How often each utterance of a natural voice comes."""

_log = logging.getLogger("speech.training")


def train(
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    seed: Annotated[int, typer.Option(help="The same seed, the same model.")] = 1,
    hours: Annotated[float, typer.Option(help="Hours of speech to make.")] = 17.4,
    epochs: Annotated[int, typer.Option(help="How often it is all gone through.")] = 5,
    workers: Annotated[int, typer.Option(help="Processes, and threads of training.")] = 2,
    corpus: Annotated[
        Path | None,
        typer.Option(help="Keep the synthetic speech in this .npz; take it from there if it is."),
    ] = None,
    recordings: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of Danish: Common Voice, NST, or wav + txt; may repeat."),
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
    natural_hours: Annotated[float, typer.Option(help="Hours that they say.")] = 5.0,
    align_with: Annotated[
        Path | None,
        typer.Option(
            help="The model that finds the sounds in recordings, such as speech/model; without it "
            "one is learned first, from the synthetic speech alone."
        ),
    ] = None,
    realign: Annotated[
        bool, typer.Option(help="Find them once more, with the new model, and learn on.")
    ] = True,
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
    natural_speech = _natural(voices, natural, natural_hours, seed)
    if corpus is not None and corpus.exists():
        speech = Corpus.load(corpus)
    else:
        speech = make(shards(hours, seed), workers)
        if corpus is not None:
            speech.save(corpus)
    _log.info("%.1f hours of speech, %d utterances", speech.hours, len(speech.ends))

    def with_recordings(aligner: Path) -> Corpus:
        recorded = [
            *_aligned(danish, aligner, copies_for(danish, share, speech.hours), seed, workers),
            *_aligned(abroad, aligner, PEOPLE_COPIES, seed, workers),
            *_aligned(natural_speech, aligner, NATURAL_COPIES, seed, workers),
        ]
        return Corpus.joined([speech, *recorded])

    alone = fit(speech, seed=seed, epochs=epochs)
    networks, corpora = [alone], [speech]
    if danish or abroad or natural_speech:
        with tempfile.TemporaryDirectory() as folder:
            first = align_with or Path(folder)
            if not align_with:
                write_model(alone, first)
            everything = with_recordings(first)
            with_people = fit(everything, seed=seed, epochs=epochs)
            if realign:
                write_model(with_people, Path(folder))
                everything = with_recordings(Path(folder))
                more = min(AGAIN_EPOCHS, epochs)
                start = with_people.network
                with_people = fit(
                    everything, seed=seed + 1, epochs=more, rate=AGAIN_RATE, start=start
                )
        networks.append(with_people)
        corpora.append(everything)
    if sequences:
        networks = [
            halfway(one, _sequences_of(corpus, one, sequences, seed + 2))
            for one, corpus in zip(networks, corpora, strict=True)
        ]
    write_model(networks, out)
    _log.info("the model is in %s", out)


def _natural(voices: Path | None, folder: Path | None, hours: float, seed: int) -> list[Recording]:
    """What the natural voices say, made now where `voices` are given."""
    if voices is None and folder is None:
        _log.warning("no natural voices are given (--voices); going on without")
        return []
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="natural-"))
    try:
        if voices is not None:
            natural_voices.make(voices, folder, hours, seed)
        return list(natural_voices.recordings(folder))
    except (KokoroMissingError, natural_voices.NaturalCorpusError) as error:
        typer.echo(f"natural voices: {error}", err=True)
        raise typer.Exit(2) from error


def _sequences_of(corpus: Corpus, start: Fitted, share: float, seed: int) -> Fitted:
    """What `start` becomes when it learns them."""
    return fit(
        corpus,
        seed=seed,
        epochs=SEQUENCE_EPOCHS,
        rate=SEQUENCE_RATE,
        start=start.network,
        sequences=share,
    )


def _aligned(
    recordings: Sequence[Recording], model: Path, copies: int, seed: int, workers: int
) -> list[Corpus]:
    """The corpus of some recordings, if any can be used."""
    if not recordings:
        return []
    corpus, accounts = make_aligned(recordings, model, copies=copies, seed=seed, workers=workers)
    for source, account in accounts.items():
        _log.info("%s: %s, %d times", source, account, copies)
    if corpus is None:
        _log.warning("no recording fits its text; going on without them")
        return []
    return [corpus]


if __name__ == "__main__":
    typer.run(train)
