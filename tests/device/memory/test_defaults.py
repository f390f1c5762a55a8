"""What a field means where a row says nothing of it: old journals and plans are read with these."""

from dataclasses import MISSING, fields
from pathlib import Path

from ruamel.yaml import YAML

from device.memory.codec import KINDS

KEPT = YAML(typ="safe", pure=True).load(
    Path(__file__).with_name("defaults.yaml").read_text(encoding="utf-8")
)


def default(kind: str, name: str) -> object:
    (field,) = (one for one in fields(KINDS[kind]) if one.name == name)
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def plain(value: object) -> object:
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def test_every_default_is_as_it_was() -> None:
    found = {kind: {name: plain(default(kind, name)) for name in row} for kind, row in KEPT.items()}
    assert found == KEPT
    assert repr(found) == repr(KEPT), "True is no 1, and 1 no 1.0"


def test_old_kinds_keep_their_names() -> None:
    """Journals hold them; see docs/architecture.md."""
    assert KEPT.keys() <= KINDS.keys()
