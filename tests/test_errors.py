"""Every error that the project raises of its own is in one tree, and is a case of a builtin one."""

import ast
import builtins
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.errors import TidtagerError

ROOT = Path(__file__).parents[1]
BUILTIN = tuple(
    kind
    for kind in vars(builtins).values()
    if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception
)


def classes_in(source: str) -> Iterator[ast.ClassDef]:
    """Each class in `source` whose name, or a base's name, says that it is an exception."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            names = [node.name, *(ast.unparse(base) for base in node.bases)]
            if any(name.endswith(("Error", "Exception", "Warning")) for name in names):
                yield node


def exceptions() -> Iterator[tuple[str, str]]:
    for area in ("content", "device", "speech"):
        for path in sorted((ROOT / area).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for node in classes_in(path.read_text(encoding="utf-8")):
                yield module.removesuffix(".__init__"), node.name


ALL = list(exceptions())


def bases(module: str, name: str) -> list[str]:
    source = (ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8")
    found = next(node for node in classes_in(source) if node.name == name)
    return [ast.unparse(base) for base in found.bases]


def test_there_are_some() -> None:
    assert len(ALL) > 30
    assert ("speech.errors", "TidtagerError") in ALL


@pytest.mark.parametrize(("module", "name"), [each for each in ALL if "training" not in each[0]])
def test_every_exception_is_in_the_tree_and_a_case_of_a_builtin_one(module: str, name: str) -> None:
    kind = getattr(importlib.import_module(module), name)
    assert issubclass(kind, TidtagerError), f"{module}.{name} inherits no TidtagerError"
    if kind.__subclasses__() or kind is TidtagerError:
        return  # a family of several kinds
    assert issubclass(kind, BUILTIN), f"{module}.{name} is a case of no builtin exception"


@pytest.mark.parametrize(("module", "name"), [each for each in ALL if "training" in each[0]])
def test_so_are_those_of_training_which_may_not_be_importable_here(module: str, name: str) -> None:
    first, second = bases(module, name)
    assert first == "TidtagerError"
    assert issubclass(getattr(builtins, second), Exception)


@pytest.mark.parametrize(("module", "name"), ALL)
def test_each_says_in_one_line_when_it_is_raised(module: str, name: str) -> None:
    path = ROOT / (module.replace(".", "/") + ".py")
    found = next(n for n in classes_in(path.read_text(encoding="utf-8")) if n.name == name)
    said = ast.get_docstring(found) or ""
    assert said
    assert "\n" not in said.split("\n\n")[0] or len(said.split("\n\n")[0]) < 200
