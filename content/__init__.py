"""Everything Danish: meeting forms, questions, phrases, commands, pronunciations.

The folder is a package only so that its files are found when it is installed.
"""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_CORE = {
    "null": ("~nN", "null|Null|NULL|~|"),
    "bool": ("tTfF", "true|True|TRUE|false|False|FALSE"),
    "int": ("-+0123456789", "[-+]?[0-9]+"),
    "float": ("-+.0123456789", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
}
"""What is no text, as YAML 1.2's core schema has it ("ja", "nej", "no" and "12:30" are text): how
it may begin, and all of it."""


class _Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """libyaml's: Python's own takes a second of a box's start, on a Raspberry Pi several."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _kind, (_first, _whole) in _CORE.items():
    _Reader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_kind}", re.compile(f"(?:{_whole})$"), [*_first, ""]
    )


def content_file(name: str) -> Traversable:
    """The content file `name`, such as ``phrases.yaml``.

    Raises FileNotFoundError when the content has no such file.
    """
    found = files(__name__).joinpath(name)
    if not found.is_file():
        raise FileNotFoundError(f"content has no file {name!r}")
    return found


@cache
def load(name: str) -> Any:
    """The YAML content file `name` as plain Python values, read once. Do not change them.

    Raises FileNotFoundError when the content has no such file.
    """
    return yaml.load(content_file(name).read_text(encoding="utf-8"), _Reader)  # noqa: S506


@cache
def load_all(folder: str) -> dict[str, Any]:
    """The files of a `folder`, such as ``items``, by the first of their ``spellings``.

    They come in the order of their ``place``. Raises ValueError for a file that lacks either, and
    for two files with one name.
    """
    found: dict[str, Any] = {}
    names = (one.name for one in files(__name__).joinpath(folder).iterdir())
    paths = sorted(f"{folder}/{name}" for name in names if name.endswith(".yaml"))
    read = [(path, load(path)) for path in paths]
    for path, content in read:
        if not (isinstance(content, dict) and content.get("spellings") and "place" in content):
            raise ValueError(f"content/{path}: `place` or `spellings` is missing")
    for path, content in sorted(read, key=lambda one: (float(one[1]["place"]), one[0])):
        name = content["spellings"][0]
        if name in found:
            raise ValueError(f"content/{path}: another file of {folder}/ is called {name!r} too")
        found[name] = content
    return found
