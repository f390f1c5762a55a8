"""`python -m speech.training.together --out DIR NETWORK...`: several networks as one model."""

from pathlib import Path
from typing import Annotated

import typer

from speech.training.fitting import Fitted
from speech.training.kaldi import write_model
from speech.training.resumed import partly


def together(
    networks: Annotated[list[Path], typer.Argument(help="network-*.pt of speech.training.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    start: Annotated[
        Path | None, typer.Option(help="The model that they went on from, for --share.")
    ] = None,
    share: Annotated[
        list[float] | None,
        typer.Option(help="How much of what each has learned since is taken, 0-1; one for each."),
    ] = None,
) -> None:
    """Write a model for Vosk that answers with the mean of what the networks say."""
    made = [Fitted.load(file) for file in networks]
    if (start is None) != (not share) or (share and len(share) != len(made)):
        raise typer.BadParameter("--start takes one --share for each network")
    write_model(partly(start, made, share) if start and share else made, out)


if __name__ == "__main__":
    typer.run(together)
