"""`python -m speech.training.together --out DIR NETWORK...`: several networks as one model."""

from pathlib import Path
from typing import Annotated

import typer

from speech.training.fitting import Fitted
from speech.training.kaldi import write_model


def together(
    networks: Annotated[list[Path], typer.Argument(help="network-*.pt of speech.training.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
) -> None:
    """Write a model for Vosk that answers with the mean of what the networks say."""
    write_model([Fitted.load(file) for file in networks], out)


if __name__ == "__main__":
    typer.run(together)
