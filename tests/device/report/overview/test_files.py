"""Folders of many sticks as they are: copies, old files, and what is no export at all."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from device.commands.cli import app
from device.report.overview.reading import ask
from device.report.rows import Row
from tests.device.report.overview.sticks import a_group, on_stick


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    """Six good sticks."""
    for group in range(6):
        on_stick(tmp_path, group, a_group(group, 2))
    return tmp_path


def meetings(folder: Path) -> int:
    return int(ask([folder]).rows["alle"][0][0])


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def spoilt_within(path: Path) -> None:
    """Both ends are right."""
    data = bytearray(path.read_bytes())
    data[20:400] = os.urandom(380)
    path.write_bytes(data)


def spoilt_at_its_end(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-400:-8] = b"\xff" * 392
    path.write_bytes(data)


def of_another_kind(path: Path) -> None:
    duckdb.sql(f"COPY (SELECT 1 AS a, 'x' AS slags) TO '{path}' (FORMAT parquet)")


def of_other_types(path: Path) -> None:
    duckdb.sql(
        f"COPY (SELECT * REPLACE ('mange' AS kom) FROM '{path.parent}/god.parquet')"
        f" TO '{path}' (FORMAT parquet)"
    )


def of_very_many_rows(path: Path) -> None:
    duckdb.sql(
        f"COPY (SELECT r.* FROM '{path.parent}/god.parquet' AS r, range(20000)) TO '{path}'"
        " (FORMAT parquet)"
    )


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


BAD = {
    "empty": ("tom", lambda path: path.write_bytes(b"")),
    "text": ("ikke en fil med møder", lambda path: path.write_text("møder: mange, og gode")),
    "short": ("ikke en fil med møder", lambda path: path.write_bytes(b"PAR1")),
    "cut short": ("beskadiget", cut_short),
    "spoilt within": ("beskadiget", spoilt_within),
    "spoilt at its end": ("beskadiget", spoilt_at_its_end),
    "another table": ("ikke en fil med møder", of_another_kind),
    "words for numbers": ("ikke en fil med møder", of_other_types),
    "very many rows": ("for stor", of_very_many_rows),
    "huge": ("for stor", lambda path: os.truncate(path, 5_000_000)),
    "a pipe": ("ikke en almindelig fil", a_pipe),
    "a link": ("ikke en almindelig fil", a_link),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_used_is_told_of_and_left_out(sticks: Path, what: str) -> None:
    why, spoil = BAD[what]
    inside = sticks / "Stik 9 æøå"
    on_stick(sticks, 9, a_group(9, 2), "god.parquet")
    bad = on_stick(sticks, 9, a_group(10, 2), "dårlig.parquet")
    spoil(bad)
    page = sticks / "overblik.html"
    told = CliRunner().invoke(app, ["overblik", str(sticks), "--ud", str(page)])
    assert told.exit_code == 0, told.output
    assert f"{bad}: {why}" in told.stderr
    assert "Læst: 7 filer med 14 møder i 7 grupper." in told.stdout
    assert "Sprunget over: én fil." in page.read_text(encoding="utf-8")
    assert (inside / "god.parquet").is_file()


def test_many_bad_files_cost_no_good_one(sticks: Path) -> None:
    for number in range(20, 40):
        path = on_stick(sticks, number, a_group(number, 3))
        if number % 2:
            spoilt_within(path)
    answers = ask([sticks])
    assert (answers.files, len(answers.skipped)) == (16, 10)
    assert answers.rows["alle"] == [(6 * 2 + 10 * 3, 16)]


def older(rows: list[Row], meetings: int) -> list[Row]:
    """The export of the same group after so many of its meetings."""
    return [replace(row, til_moede=meetings) for row in rows if row.moede <= meetings]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(lambda rows: rows, id="a copy"),
        pytest.param(lambda rows: older(rows, 1), id="one of an earlier meeting"),
    ],
)
def test_a_meeting_counts_once(sticks: Path, copy: Callable[[list[Row]], list[Row]]) -> None:
    before = ask([sticks]).rows
    on_stick(sticks, 0, copy(a_group(0, 2)), "moeder-2026-10-01.parquet")
    assert ask([sticks]).rows == before


def test_of_two_that_differ_the_latest_counts(sticks: Path) -> None:
    before = ask([sticks]).rows
    wrong = [
        replace(row, kom=0) if row.slags == "moede" else row for row in older(a_group(0, 2), 1)
    ]
    on_stick(sticks, 0, wrong, "moeder-2026-10-01.parquet")
    assert ask([sticks]).rows == before


def test_what_a_computer_leaves_beside_is_not_looked_at(sticks: Path) -> None:
    for name in ("._moeder.parquet", ".moeder.parquet.tmp", "rapport.html"):
        (sticks / name).write_bytes(b"x" * 50)
    assert ask([sticks]).skipped == ()
    assert meetings(sticks) == 12


def test_a_name_with_quotes_is_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "Bo's 'stik'"
    folder.mkdir()
    on_stick(folder, 1, a_group(1, 2))
    assert meetings(folder) == 2


def test_figures_that_no_box_writes_are_not_counted(sticks: Path) -> None:
    """Of fewer than four answers, or that don't add up."""
    before = ask([sticks]).rows["udsagn"]
    for group in range(20, 26):
        rows = [
            replace(row, svar5=1, svar=row.svar - 3) if row.slags == "udsagn" and row.svar else row
            for row in a_group(group, 2)
        ]
        few = [
            replace(row, svar1=0, svar2=0, svar3=0, svar4=0, svar5=3, svar=3)
            if row.slags == "udsagn" else row
            for row in a_group(group + 10, 2)
        ]  # fmt: skip
        wrong = [replace(row, svar=99) if row.slags == "udsagn" else row for row in rows]
        on_stick(sticks, group, wrong)
        on_stick(sticks, group + 10, few)
    assert ask([sticks]).rows["udsagn"] == before


@pytest.mark.parametrize(
    ("folder", "told"),
    [("tom", "Jeg fandt ingen filer med møder"), ("findes ikke", "findes ikke")],
)
def test_where_there_is_nothing_it_says_so(tmp_path: Path, folder: str, told: str) -> None:
    (tmp_path / "tom").mkdir()
    page = tmp_path / "overblik.html"
    said = CliRunner().invoke(app, ["overblik", str(tmp_path / folder), "--ud", str(page)])
    assert said.exit_code == 1
    assert told in said.stderr
    assert not page.exists()
