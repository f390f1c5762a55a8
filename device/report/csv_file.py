"""evaluering.csv: as Danish Excel opens it with a double click."""

import csv
import io

from content import load
from device.report.charts import score_words
from device.report.figures import Figures

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def scores_csv(shown: Figures, date: str | None) -> bytes:
    """One row a statement: UTF-8 with BOM, semicolons, decimal comma, CRLF.

    Where the counts may not be shown the number columns are empty, and the last says why.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(load("report.yaml")["csv_columns"])
    for score in shown.scores:
        said = [date or "", harmless(score.statement)]
        if score.counts:
            mean = f"{score.mean:.2f}".replace(".", ",")
            writer.writerow([*said, *score.counts, score.answers, mean, ""])
        else:
            writer.writerow([*said, *[""] * 7, score_words(score)])
    return file.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
