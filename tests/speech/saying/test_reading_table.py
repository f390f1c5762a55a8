"""The table of what facilitators write, reading.yaml."""

import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from content import load
from speech.saying.reading import in_words, read_aloud

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


@pytest.mark.parametrize("name", load("names.yaml"))
def test_a_name_is_no_abbreviation(name: str) -> None:
    name = name[0].upper() + name[1:]
    for text in (
        name,
        f"Tak, {name}. Så er det dig.",
        f"{name} P, værsgo.",
        f"Hej {name}, I skal.",
    ):
        assert in_words(text) == text


def seconds(text: str) -> float:
    """Of the processor's time, the best of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        read_aloud(text)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize(
    "part",
    [
        "Velkommen d. 24/11 kl. 9-12 i Kbh. K, 2. th. Vi er ca. 8 fra KL. ",
        *("a", "1", "1.", "a.", "a-", "-", "'", "K.", "1 ", "1/", "(", " - ", "kl. ", "VI ", "a@"),
        *("www.a", "x", "1-", "\n", "…", "<a", "I og ", "A/", "fase I, ", "1.000", " ", "min. "),
    ],
)
def test_the_time_it_takes_grows_no_faster_than_the_text(part: str) -> None:
    read_aloud(part)  # the rules are made once
    short, long = (seconds((part * 8000)[:size]) for size in (1000, 8000))
    assert long < 24 * short + 0.002  # squared, it would be 64 times
