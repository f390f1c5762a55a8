"""CoRal's parquet files: what is in them is found, unpacked once, and told where it can't be."""

import io
from pathlib import Path

import duckdb
import numpy as np
import pytest
import soundfile

from speech.training.recordings import RecordingsError, find, recordings


def sound(seconds: float = 1.0, rate: int = 44_100, channels: int = 1) -> bytes:
    tone = 0.3 * np.sin(np.arange(int(seconds * rate)) / 20)
    file = io.BytesIO()
    soundfile.write(file, np.stack([tone] * channels, axis=1), rate, format="WAV")
    return file.getvalue()


def written(file: Path, rows: list[tuple[str | None, bytes | None]]) -> Path:
    """A file as CoRal-TTS has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE t (speaker_id VARCHAR, transcription_id BIGINT, text VARCHAR, "
            "audio STRUCT(bytes BLOB, path VARCHAR))"
        )
        for number, (text, data) in enumerate(rows):
            database.execute(
                "INSERT INTO t VALUES ('mic', ?, ?, {'bytes': ?, 'path': 'a.wav'})",
                [number, text, data],
            )
        database.execute(f"COPY t TO '{file}' (FORMAT parquet)")
    return file


def test_every_row_is_a_recording_with_its_text(tmp_path: Path) -> None:
    written(tmp_path / "data/train-0.parquet", [("Tag en pause.", sound()), ("Ja  tak", sound(2))])
    written(tmp_path / "data/train-1.parquet", [("Otte deltagere", sound(1, 48_000, 2))])
    found = find(tmp_path)
    assert [one.text for one in found] == ["Tag en pause.", "Ja tak", "Otte deltagere"]
    assert [soundfile.info(one.file).duration for one in found] == pytest.approx(
        [1, 2, 1], abs=0.01
    )
    assert {soundfile.info(one.file).samplerate for one in found} == {16_000}
    assert len(recordings([tmp_path])) == 3


def test_what_was_unpacked_is_not_unpacked_again(tmp_path: Path) -> None:
    written(tmp_path / "train-0.parquet", [("Tag en pause", sound())])
    (first,) = find(tmp_path)
    before = first.file.stat().st_mtime_ns
    (again,) = find(tmp_path)
    assert again.file == first.file
    assert again.file.stat().st_mtime_ns == before


def test_a_few_rows_without_sound_or_text_are_left_out(tmp_path: Path) -> None:
    good = [("ja", sound(0.2))] * 100
    written(tmp_path / "train-0.parquet", [*good, ("nej", b"no sound"), (None, sound(0.2))])
    assert len(find(tmp_path)) == 100


@pytest.mark.parametrize("broken", ["another table", "no parquet at all"])
def test_a_file_that_is_not_coral_s_is_told(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "train-0.parquet"
    if broken == "another table":
        with duckdb.connect() as database:
            database.execute(f"COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet)")
    else:
        file.write_bytes(b"PK nothing")
    with pytest.raises(RecordingsError, match=r"train-0\.parquet.*text and audio\.bytes"):
        find(tmp_path)
