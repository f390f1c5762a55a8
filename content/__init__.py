"""Everything Danish: meeting forms, questions, phrases, commands, pronunciations.

The folder is a package only so that its files are found when it is installed.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable


def content_file(name: str) -> Traversable:
    """The content file `name`, such as ``phrases.yaml``.

    Raises FileNotFoundError when the content has no such file.
    """
    found = files(__name__).joinpath(name)
    if not found.is_file():
        raise FileNotFoundError(f"content has no file {name!r}")
    return found
