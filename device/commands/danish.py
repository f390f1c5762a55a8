"""Commands that facilitators and builders use: their help, and what they get wrong, in Danish."""

from typing import Any

import typer
from typer.core import TyperCommand
from typer.exceptions import TyperException
from typing_extensions import override

from content import load

WORDS = load("command_line.yaml")
PANEL: str = WORDS["panel"]


def about(command: str) -> str:
    """What `command` does, in a line."""
    return str(WORDS[command]["about"])


class DanishCommand(TyperCommand):
    """Its help is a text of content/command_line.yaml."""

    @override
    def get_help(self, ctx: Any) -> str:
        return self._text()

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except TyperException:
            typer.echo(f"{WORDS['not_understood']}\n\n{self._text()}", err=True)
            raise typer.Exit(2) from None

    def _text(self) -> str:
        text: str = WORDS[self.name]["help"]
        return text.rstrip()
