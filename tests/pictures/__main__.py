"""Make the pictures that are named (``page``, …), or all of them."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "docs" / "pictures"


def main(names: list[str]) -> None:
    """Make them, and say where they are."""
    there = sorted(path.stem for path in HERE.glob("[!_]*.py"))
    if unknown := set(names) - set(there):
        sys.exit(f"no pictures called {', '.join(sorted(unknown))}; there are {', '.join(there)}")
    PICTURES.mkdir(exist_ok=True)
    for name in names or there:
        import_module(f"tests.pictures.{name}").make(PICTURES)
    print(f"the pictures are in {PICTURES}")  # noqa: T201


main(sys.argv[1:])
