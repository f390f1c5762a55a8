"""`tidtager hear` on sound files: any rate, any length, any fault, one clear line each."""

import json
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from device.commands.hear import hear
from speech.espeak import Espeak
from speech.sound import RATE
from tests.pulse import PulseServer

ASKED = "tidtager hvor længe har jeg"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


def recording(
    file: Path, text: str, rate: int = RATE, channels: int = 1, padding: float = 0.7
) -> Path:
    made = Espeak().synthesise(text, "da+m5", rate=150)
    sound = soxr.resample(made.samples.astype(np.float32), made.rate, rate)
    quiet = np.zeros(int(padding * rate))
    sound = np.concatenate((quiet, sound * 0.3 / np.abs(sound).max(), quiet))
    soundfile.write(file, np.stack([sound] * channels, axis=1), rate)
    return file


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("rate", "channels", "kind"), [(11025, 1, "wav"), (22050, 1, "flac"), (44100, 2, "wav")]
)
def test_files_of_any_rate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rate: int, channels: int, kind: str
) -> None:
    file = recording(tmp_path / f"på dansk.{kind}", ASKED, rate, channels)

    assert hear([file], json_lines=True) == 0

    (line,) = lines(capsys)
    assert line["file"] == str(file)
    assert (line["kind"], line["intent"]) == ("command", "time_left")
    assert line["text"] == ASKED
    assert 0.5 < line["start"] < line["end"] < line["at"]  # type: ignore[operator]


def test_a_line_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = recording(tmp_path / "a.wav", "tidtager giv os to minutter mere")
    assert hear([file]) == 0
    out = capsys.readouterr().out
    assert "“tidtager to minutter mere” → more_time 2, sikkerhed" in out


def test_several_in_one_long_file_and_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = soundfile.read(recording(tmp_path / "a.wav", "tidtager stop"))[0]
    two = soundfile.read(recording(tmp_path / "b.wav", ASKED))[0]
    long = tmp_path / "long.wav"
    soundfile.write(long, np.concatenate((one, np.zeros(20 * RATE), two)), RATE)
    quiet = tmp_path / "quiet.wav"
    soundfile.write(quiet, np.zeros(RATE), RATE)

    assert hear([long, quiet], json_lines=True) == 0

    heard = lines(capsys)
    assert [line.get("intent") for line in heard] == ["hush", "time_left", None]
    assert heard[-1]["kind"] == "nothing"


@pytest.mark.parametrize(("padding", "rate"), [(0.0, RATE), (0.7, 8000), (6.0, RATE)])
def test_a_closed_set_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], padding: float, rate: int
) -> None:
    phrases = tmp_path / "farver.txt"
    phrases.write_text("\ufeffrød\ngrøn\r\n\nblå\nmørkebrun\n", encoding="utf-8")
    file = recording(tmp_path / "a.wav", "mørkebrun", rate, padding=padding)

    assert hear([file], json_lines=True, phrases=phrases, garbage=False) == 0

    (line,) = lines(capsys)
    assert line["text"] == "mørkebrun"


def test_other_speech_beside_a_closed_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phrases = tmp_path / "farver.txt"
    phrases.write_text("rød\ngrøn\nblå\n", encoding="utf-8")
    file = recording(tmp_path / "a.wav", "vi fortsætter samarbejdet med kommunen")
    assert hear([file], phrases=phrases, garbage=True) == 0
    assert "intet forstået" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "findes ikke"),
        (b"", "er ikke lyd"),
        (b"RIFF\0\0\0\0WAVEnonsense", "er ikke lyd"),
        (b"Kaere dagbog", "er ikke lyd"),
    ],
)
def test_a_bad_file_gives_one_line_and_the_others_are_heard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, fault: str
) -> None:
    bad = tmp_path / "dårlig.wav"
    if content is not None:
        bad.write_bytes(content)
    good = recording(tmp_path / "god.wav", "tidtager stop")

    assert hear([bad, good], json_lines=True) == 1

    told = capsys.readouterr()
    assert '"hush"' in told.out
    assert len(told.err.splitlines()) == 1
    assert "dårlig.wav" in told.err
    assert fault in told.err


@pytest.mark.parametrize(
    ("content", "fault"), [("\n \n", "ingen sætninger"), (None, "findes ikke"), ("b", "UTF-8")]
)
def test_a_bad_list_of_phrases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, fault: str
) -> None:
    phrases = tmp_path / "liste.txt"
    if content == "b":
        phrases.write_bytes(b"r\xf8d\n")
    elif content is not None:
        phrases.write_text(content)
    assert hear([tmp_path / "x.wav"], phrases=phrases) == 1
    assert fault in capsys.readouterr().err


def test_no_model_and_no_microphone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hear([tmp_path / "x.wav"], model=tmp_path) == 1
    assert "ingen dansk model" in capsys.readouterr().err

    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    assert hear() == 1
    assert "ingen mikrofon" in capsys.readouterr().err


def test_at_the_microphone_until_it_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pulse: PulseServer
) -> None:
    said = recording(tmp_path / "a.wav", ASKED, padding=2.0)
    sound, _ = soundfile.read(said, dtype="int16")
    assert hear([said]) == 0  # its graph is made now, or what is said is over before it is
    capsys.readouterr()

    def somebody_speaks() -> None:
        pulse.play(sound)
        pulse.stop()

    speaker = threading.Thread(target=somebody_speaks)
    speaker.start()
    assert hear(json_lines=True) == 1
    speaker.join()

    told = capsys.readouterr()
    assert [json.loads(line)["intent"] for line in told.out.splitlines()] == ["time_left"]
    assert told.err == "Mikrofonen forsvandt.\n"
