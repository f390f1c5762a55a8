"""The bench runs and fills its table; its figures need more than a minute of sound."""

import typer
from typer.testing import CliRunner

from tests.bench.hearing import interval, main


def test_the_bench_prints_every_row() -> None:
    app = typer.Typer()
    app.command()(main)

    result = CliRunner().invoke(app, ["--commands", "4", "--minutes", "0.2", "--faults"])

    assert result.exit_code == 0, result.output
    for row in ("commands, room", "latency", "other talk", "real-time factor", "memory"):
        assert row in result.output


def test_wilsons_interval() -> None:
    assert interval(98, 100) == "98.0 % (93.0-99.4)"
