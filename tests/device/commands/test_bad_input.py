"""Whatever a command is given, what is wrong is told in a line or two, with an exit code."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from device.commands.cli import app
from speech.errors import TidtagerError

BINARY = bytes(range(256))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With a file of each wrong kind, as the working folder; no sound server."""
    files = {
        "plan.yaml": b"form: egen dagsorden\nfarve: [r\xf8d\n",
        "binary.yaml": BINARY,
        "pins.yaml": b"lamp: {red: 99}\nfarve: 3\n",
        "script.yaml": b"people:\n  - {name: Anna, pitch: 400}\n",
        "sound.wav": BINARY,
        "empty.txt": b"",
        "good.yaml": b"form: egen dagsorden\ndeltagere: [Anna, Bo, Carla]\n"
        b"dagsorden:\n  - pause: 5 minutter\n",
        "stranger.yaml": b"people:\n  - {name: Zorro}\n",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("demo --natural nowhere", "setup.sh demo --natural"),
        ("check missing.yaml", "missing.yaml"),
        ("check plan.yaml", "plan.yaml"),
        ("check binary.yaml", "binary.yaml"),
        ("check .", ""),
        ("demo --plan missing.yaml", "missing.yaml"),
        ("demo --plan binary.yaml", ""),
        ("demo --plan plan.yaml", ""),
        ("demo --plan . ", ""),
        ("demo --plan good.yaml --script script.yaml", "line 2"),
        ("demo --plan good.yaml --script missing.yaml", "missing.yaml"),
        ("demo --plan good.yaml --script binary.yaml", "binary.yaml"),
        ("demo --plan good.yaml --script stranger.yaml", "Zorro"),
        ("demo --plan good.yaml --out plan.yaml", "plan.yaml"),
        ("run --pins missing.yaml", "missing.yaml"),
        ("run --pins pins.yaml", "farve"),
        ("run --pins binary.yaml", "binary.yaml"),
        ("say hej --wav nowhere/x.wav", "nowhere/x.wav"),
        ("say hej", "speaker"),
        ("hear missing.wav", "missing.wav"),
        ("hear sound.wav", "sound.wav"),
        ("hear --phrases empty.txt sound.wav", "empty.txt"),
        ("hear --model nowhere sound.wav", "nowhere"),
        ("hear", ""),
    ],
)
def test_bad_input_is_told_and_ends_with_a_code(
    folder: Path, line: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))  # nobody else's box is in the way
    result = CliRunner().invoke(app, line.split())
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {1, 2}
    assert said in result.output
    assert result.output.strip(), "nothing was said"
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) < 15


def test_an_error_that_a_command_lets_through_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from device.commands import check

    class BrokenError(TidtagerError, ValueError):
        """For the test."""

    def broken(_file: Path) -> int:
        raise BrokenError("plan.yaml: broken; mend it")

    monkeypatch.setattr(check, "check", broken)
    result = CliRunner().invoke(app, ["check", "plan.yaml"])
    assert (result.exit_code, result.output) == (1, "tidtager check: plan.yaml: broken; mend it\n")
