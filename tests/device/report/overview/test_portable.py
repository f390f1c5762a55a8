"""The queries run as they stand on other engines: sqlglot turns them into their dialects."""

import re
from pathlib import Path

import pytest
import sqlglot

from device.report.overview import reading

ENGINES = ("spark", "trino", "snowflake", "bigquery")
FILES = sorted((Path(reading.__file__).parent / "sql").glob("*.sql"))
ALLOWED = {
    # Where nothing is said, engines put NULL first or last; nothing that is sorted by is NULL.
    r" NULLS (FIRST|LAST)": "",
}
"""What may differ, as patterns with what stands there at home."""


def at_home(text: str) -> str:
    for pattern, plain in ALLOWED.items():
        text = re.sub(pattern, plain, text)
    return text


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_query_is_the_same_text_everywhere(file: Path, engine: str) -> None:
    parsed = sqlglot.parse_one(file.read_text(encoding="utf-8"), read="duckdb")
    theirs = parsed.sql(engine, unsupported_level=sqlglot.ErrorLevel.IGNORE)
    assert at_home(theirs) == at_home(parsed.sql("duckdb"))
    # And what they have is read by them as it stands
    assert sqlglot.parse_one(file.read_text(encoding="utf-8"), read=engine)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT kom / 2 AS halve, form FROM seneste GROUP BY ALL",
        "SELECT form FILTER (WHERE kom > 1) FROM seneste",
        "SELECT COUNT(*) FILTER (WHERE kom > 1) AS mange FROM seneste",
        "SELECT kom::VARCHAR AS tekst FROM seneste",
        "SELECT * EXCLUDE (kom) FROM seneste",
        "SELECT list_aggregate([kom, 1], 'sum') AS s FROM seneste",
    ],
)
def test_what_only_duckdb_has_is_noticed(sql: str) -> None:
    try:
        parsed = sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.ParseError:
        return
    home = at_home(parsed.sql("duckdb"))
    assert {at_home(parsed.sql(engine)) != home for engine in ENGINES} & {True}


def test_every_query_that_is_asked_is_looked_at() -> None:
    assert {file.stem for file in FILES} == {*reading.QUERIES, "seneste"}
