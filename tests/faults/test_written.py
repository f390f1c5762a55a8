"""The card is worn by next to nothing."""

from pathlib import Path

import pytest

from tests.bench.written import MOST_BYTES, written
from tests.privacy.watched import traces


def test_a_two_hour_meeting_writes_little_to_the_card(tmp_path: Path) -> None:
    if why := traces():
        pytest.skip(why)
    found = written(tmp_path)
    assert 100_000 < found.total() < MOST_BYTES
