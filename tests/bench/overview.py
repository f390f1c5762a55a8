"""``tidtager overblik`` over many groups: how long it takes, and how much memory at its highest.

    python -m tests.bench.overview --meetings 100000 --files 10000

The files are made first, and looked at by a process of its own, which is measured.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from content import load
from device.report.parquet import connection, quoted
from device.report.rows import COLUMNS, TYPES

FORMS = ("følgende møde", "sparringsøvelse", "ledertrivsel", "egen dagsorden")
TARGET_SECONDS, TARGET_MB = 10.0, 300.0


def make(folder: Path, meetings: int, files: int, seed: int = 1) -> None:
    """So many `meetings` of so many groups, a file for each group, in folders of a hundred."""
    statements = load("questions.yaml")["statements"]
    topics = [topic["title"] for topic in load("topics.yaml").values()]
    each = max(1, meetings // files)
    columns = ", ".join(f"{name} {TYPES[name]}" for name in COLUMNS)
    with connection("1GB", 2) as db:
        db.execute(f"SELECT setseed({seed / 100})")
        db.execute(f"CREATE TABLE rows ({columns})")
        common = (
            "1 AS skema, printf('%016x', hash(f.i)) AS gruppe, m.i AS moede, "
            f"{each} AS til_moede, "
            f"CASE WHEN m.i = 1 THEN 'første møde' ELSE {_one_of(FORMS, 'f.i + m.i')} END AS form, "
            "DATE '2026-01-06' + CAST(28 * m.i AS INTEGER) AS dato"
        )
        source = f"FROM range(1, {files} + 1) AS f(i), range(1, {each} + 1) AS m(i)"
        db.execute(
            f"INSERT INTO rows BY NAME SELECT {common}, 'moede' AS slags, 8 AS inviterede,"
            f" 8 - CAST(floor(3 * random()) AS INTEGER) AS kom, 120.0 AS planlagt_minutter,"
            f" 110.0 + 25 * random() AS brugt_minutter {source}"
        )
        scores = ", ".join(
            f"CAST(floor({most} * random()) AS INTEGER) AS svar{score}"
            for score, most in enumerate((1.3, 2, 3, 4, 3), start=1)
        )
        for statement in statements:
            db.execute(
                "INSERT INTO rows BY NAME SELECT *,"
                " svar1 + svar2 + svar3 + svar4 + svar5 AS svar FROM"
                f" (SELECT {common}, 'udsagn' AS slags, '{statement}' AS tekst, {scores} {source})"
            )
        db.execute(
            f"INSERT INTO rows BY NAME SELECT {common}, 'emne' AS slags,"
            f" {_one_of(topics, '7 * f.i + m.i')} AS tekst {source}"
        )
        for number in range(8):
            db.execute(
                f"INSERT INTO rows BY NAME SELECT {common}, 'punkt' AS slags,"
                f" 'Punkt {number}' AS tekst, 15.0 AS planlagt_minutter,"
                f" 10.0 + 8 * random() AS brugt_minutter {source}"
            )
        db.execute("CREATE TABLE sorted AS SELECT * FROM rows ORDER BY gruppe")
        db.execute("DROP TABLE rows")
        groups = db.execute("SELECT DISTINCT gruppe FROM sorted ORDER BY gruppe").fetchall()
        for number, (group,) in enumerate(groups):
            inside = folder / f"{number // 100:03}" / f"stik {number:05}"
            inside.mkdir(parents=True)
            db.execute(
                f"COPY (SELECT * FROM sorted WHERE gruppe = '{group}')"
                f" TO {quoted(inside / 'moeder.parquet')} (FORMAT parquet, COMPRESSION zstd)"
            )


def _one_of(texts: list[str] | tuple[str, ...], number: str) -> str:
    listed = ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
    return f"list_extract([{listed}], 1 + ({number}) % {len(texts)})"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="a folder for the files, kept for another time")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        if not (folder.is_dir() and any(folder.iterdir())):
            began = time.monotonic()
            make(folder, given.meetings, given.files)
            say(f"made in {time.monotonic() - began:.0f} s")
        page = Path(made) / "overblik.html"
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "device", "overblik", str(folder), "--ud", str(page)], check=True
        )
        took = time.monotonic() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        most, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
        say(f"page of {page.stat().st_size / 1000:.0f} kB")
    say(
        f"{took:.1f} s (at most {TARGET_SECONDS:.0f}; {busy:.1f} s of processor),"
        f" {most:.0f} MB (at most {TARGET_MB:.0f})"
    )
    return 0 if took <= TARGET_SECONDS and most <= TARGET_MB else 1


if __name__ == "__main__":
    raise SystemExit(main())
