"""Only the folders of training and of the bench may need what an extra brings.

Everything else imports Python's own modules, ours, and what `dependencies` names (the tests: and
the extra `test`), whatever else happens to be installed.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
OURS = {"content", "device", "speech", "tests"}
LOADERS = {"__import__", "find_spec", "import_module", "importorskip", "run_module"}
"""Functions whose first argument is a module's name."""
APART = {"speech.training", "tests.speech.training"}
"""Ours, but not for the others to import."""
MAY_TRAIN = ("speech/training/", "tests/speech/training/", "tests/bench/")


OTHERWISE_CALLED = {"piper": "piper-tts"}
"""Modules whose distribution has another name, which only an installed one tells."""


installed = cache(packages_distributions)


def name(distribution: str) -> str:
    """A distribution's name as pip compares it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


@cache
def project() -> dict[str, Any]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert isinstance(table, dict)
    return table


@cache
def needs(extra: str) -> frozenset[str]:
    """The distributions that an extra names, or with "" the dependencies.

    An extra may name others of the project's own: `tidtager[natural]`.
    """
    named = project()["optional-dependencies"][extra] if extra else project()["dependencies"]
    found: frozenset[str] = frozenset()
    for requirement in map(Requirement, named):
        if name(requirement.name) == project()["name"]:
            found = found.union(*map(needs, requirement.extras))
        else:
            found |= {name(requirement.name)}
    return found


def allowed(file: str) -> frozenset[str]:
    """The distributions that a file may import from, by its folder."""
    found = needs("")
    if file.startswith("tests/"):
        found |= needs("test")
    if file.startswith(MAY_TRAIN):
        found |= needs("training")
    if file.startswith("tests/bench/"):
        found |= needs("bench")
    if file == "speech/saying/piper_worker.py":  # a process of its own
        found |= needs("voice")
    return found


def imported(source: str, package: str) -> Iterator[str]:
    """Each module that `source` names, at whatever level; `package` is the one it stands in."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package.split(".")[: len(package.split(".")) + 1 - level] if level else []
                base = ".".join([*above, *([module] if module else [])])
                yield base
                yield from (f"{base}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Name(id=called) | ast.Attribute(attr=called),
                args=[ast.Constant(value=str(module)), *_],
            ) if called in LOADERS:
                yield module


def faults(file: str, source: str) -> list[str]:
    """What `file` imports and may not."""
    found = []
    for module in imported(source, ".".join(Path(file).parts[:-1])):
        top = module.split(".")[0]
        if top in OURS:
            apart = any(module == area or module.startswith(f"{area}.") for area in APART)
            if apart and not file.startswith(MAY_TRAIN):
                found.append(module)
        elif top not in sys.stdlib_module_names:
            called = OTHERWISE_CALLED.get(top, top)
            brought_by = {name(one) for one in [*installed().get(top, ()), called]}
            if not brought_by & allowed(file):
                found.append(module)
    return list(dict.fromkeys(found))


FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for area in OURS
    for path in (ROOT / area).rglob("*.py")
)  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_a_file_imports_only_what_its_folder_may(file: str) -> None:
    found = faults(file, (ROOT / file).read_text(encoding="utf-8"))
    assert not found, (
        f"{file} imports {', '.join(found)}: what needs an extra belongs in speech/training or "
        "tests/speech/training; a new dependency belongs in pyproject.toml"
    )


@pytest.mark.parametrize(
    ("file", "source", "found"),
    [
        ("tests/device/test_new.py", "import torch", ["torch"]),
        ("tests/device/test_new.py", "from torch import nn", ["torch", "torch.nn"]),
        ("tests/device/test_new.py", "def test():\n    import av", ["av"]),
        ("tests/device/test_new.py", "pytest.importorskip('torch')", ["torch"]),
        ("tests/device/test_new.py", "find_spec('pocketsphinx')", ["pocketsphinx"]),
        ("tests/speech/test_new.py", "import kaldi_native_fbank as knf", ["kaldi_native_fbank"]),
        ("tests/speech/test_new.py", "import onnxruntime", ["onnxruntime"]),
        ("tests/speech/test_new.py", "import speech.training.texts", ["speech.training.texts"]),
        ("tests/speech/test_new.py", "from .training import tables", [
            "tests.speech.training", "tests.speech.training.tables"]),
        ("tests/speech/test_new.py", "from speech import training", ["speech.training"]),
        ("tests/bench/new.py", "import torch, onnxruntime, pocketsphinx", []),
        ("tests/bench/new.py", "from speech.training.kokoro import Kokoro", []),
        ("tests/bench/new.py", "import tensorflow", ["tensorflow"]),
        ("tests/speech/training/test_new.py", "import torch, speech.training.texts", []),
        ("tests/speech/training/test_new.py", "import pocketsphinx", ["pocketsphinx"]),
        ("speech/training/new.py", "import av, numpy, torch", []),
        ("speech/training/new.py", "import pytest", ["pytest"]),
        ("device/new.py", "import json, numpy, ruamel.yaml, pyaudio", []),
        ("device/new.py", "from speech.training.texts import Texts", [
            "speech.training.texts", "speech.training.texts.Texts"]),
        ("device/new.py", "import pytest", ["pytest"]),
        ("device/new.py", "import piper", ["piper"]),
        ("speech/saying/piper_worker.py", "import piper", []),
    ],
)  # fmt: skip
def test_what_a_file_may_not_import_is_seen(file: str, source: str, found: list[str]) -> None:
    assert faults(file, source) == found


def test_a_version_stands_in_one_place() -> None:
    """What two extras need, one of them names, and the other names that one."""
    extras = project()["optional-dependencies"].values()
    named = [name(Requirement(one).name) for one in (*project()["dependencies"], *chain(*extras))]
    twice = {one for one in named if named.count(one) > 1} - {project()["name"]}
    assert not twice


@pytest.mark.parametrize("asked", [[], ["tests/speech"]])
def test_the_folder_of_training_is_not_looked_into_unless_it_is_named(asked: list[str]) -> None:
    found = collected(*asked)
    assert "tests/speech/test_espeak.py" in found
    assert "tests/speech/training" not in found


@pytest.mark.parametrize(
    "asked",
    [
        ["tests/speech/training"],
        ["tests/speech/training/test_vowels.py"],
        ["-o", "testpaths=tests/speech/training"],
    ],
)
def test_the_folder_of_training_alone_is_what_is_asked_for(asked: list[str]) -> None:
    # named in an error where PyTorch is missing, and as a test where it is there
    found = collected(*asked)
    assert "tests/speech/training/test_vowels.py" in found
    assert "test_espeak" not in found


def collected(*asked: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *asked],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout
