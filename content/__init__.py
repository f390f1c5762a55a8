"""Everything Danish: meeting forms, questions, phrases, commands, pronunciations.

The folder is a package only so that its files are found when it is installed.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ruamel.yaml import YAML


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
    return YAML(typ="safe", pure=True).load(content_file(name).read_text(encoding="utf-8"))
