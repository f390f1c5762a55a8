from pathlib import Path

import pytest

from device.simulator.views import words

SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for path in Path(__file__).parents[3].joinpath("device/simulator").glob("*.py")
)


@pytest.mark.parametrize("word", words())
def test_no_word_is_left_over(word: str) -> None:
    assert f'"{word}"' in SOURCES or f"'{word}'" in SOURCES
