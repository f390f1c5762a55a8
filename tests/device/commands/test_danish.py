"""Whoever is no engineer is met in Danish by the command line; the engineers' help is English."""

import re

import pytest
import typer
from typer.testing import CliRunner

from device.commands.cli import app

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
DANISH = ["check", "overblik", "selftest"]
ENGLISH = {"Usage", "Arguments", "Options", "Show", "default", "required", "Folder", "Error", "the"}


def said_of(*line: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, line)
    assert result.exit_code == code
    return result.output


@pytest.mark.parametrize("name", DANISH)
def test_the_help_is_danish_and_has_each_option(name: str) -> None:
    text = said_of(name, "--help")
    assert ENGLISH.isdisjoint(re.findall(r"\w+", text)), text
    assert text.startswith(f"Brug: tidtager {name} ")
    for param in COMMANDS[name].params:
        written = [param.metavar] if param.metavar else param.opts
        assert all(f"\n  {each} " in text for each in written), written
    assert max(map(len, text.splitlines())) <= 110


@pytest.mark.parametrize(
    "line",
    [["check"], ["check", "--hjælp"], ["overblik"], ["overblik", ".", "--ud"], ["selftest", "x"]],
    ids=" ".join,
)
def test_what_is_not_understood_is_told_in_danish_with_the_help(line: list[str]) -> None:
    text = said_of(*line, code=2)
    assert text.startswith("Det forstod jeg ikke.")
    assert f"Brug: tidtager {line[0]} " in text
    assert ENGLISH.isdisjoint(re.findall(r"\w+", text)), text


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - set(DANISH)))
def test_an_engineers_help_is_english(name: str) -> None:
    text = said_of(name, "--help")
    assert "Usage:" in text
    assert not re.search(r"[æøå]", text)


def test_the_list_of_commands_tells_whose_each_is() -> None:
    text = said_of("--help")
    assert text.index("overblik") > text.index("facilitatoren") > text.index("hear ")
