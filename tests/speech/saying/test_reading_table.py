"""The table of what facilitators write, reading.yaml."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from speech.saying.reading import in_words

TABLE: dict[str, dict[str, str]] = YAML(typ="safe").load(
    Path(__file__).with_name("reading.yaml").read_text(encoding="utf-8")
)
ROWS = [
    pytest.param(str(written), said, id=f"{kind}: {written}")
    for kind, rows in TABLE.items()
    for written, said in rows.items()
]


@pytest.mark.parametrize(("written", "said"), ROWS)
def test_what_a_facilitator_writes_is_said_in_words(written: str, said: str) -> None:
    assert in_words(written) == said


def test_the_table_is_wide() -> None:
    assert len(ROWS) >= 200
