"""What lies beside the report: two tables for a spreadsheet, and figures for those who analyse."""

import csv
import io
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from device.meeting.account import Account
from device.meeting.notes import TopicNote
from device.meeting.record import Record, ScoreRecord
from device.report import export, write_report
from device.report.rows import COLUMNS, TYPES, rows_of
from tests.device.report.made import FIRST as PLAN
from tests.device.report.made import a_year, went

DAY = "2026-11-24"
ODD = Record(
    scores=(
        ScoreRecord(6, "=1+1;godt", (0, 0, 1, 1, 2)),
        ScoreRecord(6, 'Vi sagde "ja"', (0,) * 5),
        ScoreRecord(6, "Jeg lærte noget på mødet.", (0, 0, 0, 0, 6)),
    )
)
"""Statements that a spreadsheet could take for a formula, or for two columns."""


def table(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    return rows


def test_the_scores_are_a_danish_table(tmp_path: Path) -> None:
    path = write_report(tmp_path, Account(PLAN, ODD), date=DAY)[1]
    rows = table(path.read_bytes())
    assert rows[0][:3] == ["møde", "dato", "udsagn"]
    assert rows[1:] == [
        ["1", DAY, "'=1+1;godt", "0", "0", "1", "1", "2", "4", "4,5", "4,25", ""],
        ["1", DAY, 'Vi sagde "ja"', *[""] * 8, "for få svar"],
        ["1", DAY, "Jeg lærte noget på mødet.", *[""] * 8, "snit mellem 3 og 5"],
    ]


def test_the_course_is_a_danish_table(tmp_path: Path) -> None:
    path = write_report(tmp_path, Account(PLAN, went(PLAN, reached=4)), date=DAY)[2]
    rows = table(path.read_bytes())
    assert rows[1] == ["1", DAY, "1", "Velkomst", "5", "5,5", "0,5", ""]
    assert rows[3] == ["1", DAY, "3", "Præsentation", "18", "19,8", "1,8", "70"]
    assert rows[5] == ["1", DAY, "5", "Opsamling", "15", "", "", ""]


def test_the_tables_hold_all_meetings(tmp_path: Path) -> None:
    account = a_year(5)
    _, scores, times, _ = write_report(tmp_path, account, date=account.plan.date)
    for path in (scores, times):
        rows = table(path.read_bytes())
        assert list(dict.fromkeys(row[0] for row in rows[1:])) == ["1", "2", "3", "4", "5"]
        assert rows[1][1] == "2026-09-08"


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")
def test_a_spreadsheet_opens_them_in_danish(tmp_path: Path) -> None:
    """As a double click on a Danish machine does: æøå, numbers as numbers, no formula."""
    _, scores, times, *_ = write_report(tmp_path, Account(PLAN, ODD), date=DAY)
    for path in (scores, times):
        subprocess.run(
            [
                "soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
                # semicolon, quotes, UTF-8, from the first line, Danish, numbers recognised
                "--infilter=CSV:59,34,76,1,,1030,false,true,false",
                "--convert-to", "fods", "--outdir", str(tmp_path), str(path),
            ],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    office, text = (
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
        "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    )
    cells = [
        (
            cell.get(f"{office}value-type"),
            cell.get(f"{office}value"),
            "".join(part.text or "" for part in cell.iter(f"{text}p")),
        )
        for name in ("evaluering.fods", "forloeb.fods")
        for cell in ElementTree.parse(tmp_path / name).iter()  # noqa: S314 - written just now
        if cell.tag.endswith("table-cell")
    ]
    texts = {(kind, shown) for kind, _, shown in cells}
    assert ("float", "4.25") in {cell[:2] for cell in cells}, "the mean is a number, not a text"
    assert ("string", "Jeg lærte noget på mødet.") in texts
    assert ("string", "'=1+1;godt") in texts, "not 2"
    assert ("string", "forskel minutter") in texts
    assert not [shown for _, shown in texts if "Err" in shown or "\ufffd" in shown]


def exported(path: Path, what: str = "*", where: str = "TRUE") -> list[tuple[object, ...]]:
    return duckdb.sql(f"SELECT {what} FROM '{path}' WHERE {where}").fetchall()


def test_the_figures_have_the_columns_that_are_documented(tmp_path: Path) -> None:
    path = write_report(tmp_path, a_year(3), date=DAY)[3]
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    assert {name: kind for name, kind, *_ in described} == TYPES
    docs = Path("docs/overblik.md").read_text(encoding="utf-8")
    for name, kind in TYPES.items():
        assert f"| `{name}` | {kind} |" in docs, name


def test_the_figures_hold_each_meeting_once(tmp_path: Path) -> None:
    path = write_report(tmp_path, a_year(4), date=DAY)[3]
    meetings = exported(path, "moede, til_moede, kom, inviterede", "slags = 'moede'")
    assert [row[0] for row in meetings] == [1, 2, 3, 4]
    assert {row[1] for row in meetings} == {4}
    assert all(0 < row[2] <= row[3] == 8 for row in meetings)  # type: ignore[operator]
    assert len(exported(path, where="slags = 'udsagn'")) == 20
    assert len({row[0] for row in exported(path, "gruppe")}) == 1


def test_a_groups_mark_stays_and_is_its_own() -> None:
    marks = {rows_of(a_year(number))[0].gruppe for number in (1, 2, 7)}
    assert len(marks) == 1
    assert rows_of(a_year(2, seed=2))[0].gruppe not in marks


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        pytest.param("Hvad er ledelse?", "Hvad er ledelse?", id="the box's own"),
        pytest.param("Sagen om Gitte", "eget emne", id="one with a name"),
        pytest.param("Fusionen", "eget emne", id="the group's own business"),
    ],
)
def test_a_topic_that_is_not_the_boxs_stays_with_the_group(topic: str, told: str) -> None:
    account = Account(PLAN, replace(went(PLAN), notes=(TopicNote(topic),)))
    assert [row.tekst for row in rows_of(account) if row.slags == "emne"] == [told]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("Mødet var tiden værd.", "Mødet var tiden værd."),
        ("Gitte holdt tiden.", "(skjult)"),
        ("Gittes oplæg var godt.", "(skjult)"),
        ("Vi kan bo sammen.", "Vi kan bo sammen."),
    ],
)
def test_no_name_stands_in_a_statement(statement: str, told: str) -> None:
    scores = (ScoreRecord(8, statement, (0, 2, 2, 2, 2)),)
    account = Account(PLAN, replace(went(PLAN), scores=scores))
    assert [row.tekst for row in rows_of(account) if row.slags == "udsagn"] == [told]


def test_rows_are_in_no_order_of_the_meeting() -> None:
    """By what they are about and in the alphabet, whatever was asked or done first."""
    rows = rows_of(a_year(3))
    order = [(row.slags, row.moede, row.tekst or "") for row in rows]
    assert order == sorted(order)
    assert set(COLUMNS) == set(TYPES)


@pytest.mark.parametrize(
    ("fault", "at", "instead"),
    [
        pytest.param(sys, "executable", shutil.which("false"), id="DuckDB falls"),
        pytest.param(export, "SECONDS", 0.0, id="it takes too long"),
    ],
)
def test_where_the_figures_cannot_be_made_the_report_is_written(
    fault: object,
    at: str,
    instead: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(fault, at, instead)
    written = write_report(tmp_path, Account(PLAN, went(PLAN)), date=DAY)
    assert [path.name for path in written] == ["rapport.html", "evaluering.csv", "forloeb.csv"]
    assert "can't be exported" in caplog.text


# In a process of its own: what this one has loaded is pytest's.
WRITES = """
import sys
from pathlib import Path
from device.meeting.account import Account
from device.report import write_report
from tests.device.report.made import FIRST, went
written = write_report(Path(sys.argv[1]), Account(FIRST, went(FIRST)), date=None)
print(written[-1].name, "duckdb" in sys.modules)
"""


def test_a_box_that_is_on_for_years_does_not_keep_what_makes_the_figures(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", WRITES, str(tmp_path)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert shown.stdout.split() == ["moeder.parquet", "False"]


def test_a_folder_in_a_files_place_is_set_aside_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "forloeb.csv" / "theirs").mkdir(parents=True)
    write_report(tmp_path, Account(PLAN, went(PLAN)), date=DAY)
    assert (tmp_path / "forloeb.csv").is_file()
    assert (tmp_path / "forloeb-tidligere.csv" / "theirs").is_dir()
