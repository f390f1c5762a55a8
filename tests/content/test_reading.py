"""Content is read by a fast reader, just as ruamel.yaml (YAML 1.2) would read it."""

from pathlib import Path

import pytest
import yaml
from ruamel.yaml import YAML

from content import _Reader, content_file, load

CONTENT = Path(str(content_file("phrases.yaml"))).parent
FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yaml"))


@pytest.mark.parametrize("name", FILES)
def test_each_file_says_the_same_to_both_readers(name: str) -> None:
    """ruamel.yaml refuses a key that is there twice, too."""
    text = content_file(name).read_text(encoding="utf-8")
    assert repr(load(name)) == repr(YAML(typ="safe", pure=True).load(text))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ja", "ja"), ("no", "no"), ("on", "on"), ("y", "y"), ("12:30", "12:30"),
        ("0.5", 0.5), (".5", 0.5),
        ("-3", -3), ("1e3", 1000.0), ("true", True), ("", None), ("~", None), ("null", None),
        ("nulle", "nulle"), ("3 minutter", "3 minutter"), ("5.", 5.0), ("-", [None]),
    ],
)  # fmt: skip
def test_a_word_is_a_word(written: str, read: object) -> None:
    """YAML 1.1 would take "no" for false, and a time of day for a number."""
    assert repr(yaml.load(written, _Reader)) == repr(read)  # noqa: S506
    assert repr(YAML(typ="safe", pure=True).load(written)) == repr(read)
