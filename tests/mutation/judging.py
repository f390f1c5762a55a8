"""A fault is put into a copy of the tree, and the tests that see its function are run on it."""

import compileall
import contextlib
import hashlib
import importlib
import json
import math
import multiprocessing
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Self, TypeVar

import pytest
from hypothesis import settings

from tests.mutation.mutants import Mutant
from tests.mutation.places import LOOKING, ROOT, test_files
from tests.mutation.seeing import Noting

OURS = ("content", "device", "speech", "tests")
LOADED_ONCE = (
    "gpiozero", "hassil", "hypothesis", "jinja2", "numpy", "pydantic",
    "rich.console", "ruamel.yaml", "typer",
)  # fmt: skip
"""What tests take longest to import; each run is a fork of a process that has them."""
UNCHANGED = ("content", "speech")
"""No fault is put into these, so a worker loads them once, too."""
BROKEN, USAGE, NO_TESTS = 2, 4, 5
"""pytest's exit codes."""
MAP_SECONDS = 900.0
"""For a file of tests."""
FIRST = 25
"""So many tests judge a fault before all others do."""
LONGEST = 20
"""Seconds of a test that may judge faults. One that takes longer is ended when the map is made."""

Result = TypeVar("Result")
Test = tuple[float, str]
"""Seconds, and the test's name."""


@dataclass
class Seen:
    """Which tests call which function."""

    by_function: dict[tuple[str, str], list[Test]]
    by_file: dict[str, list[Test]]
    by_room: dict[str, list[Test]]
    looking: list[Test] = field(default_factory=list)
    breadth: dict[str, int] = field(default_factory=dict)
    """How many functions a test calls."""

    def tests_for(self, mutant: Mutant, budget: float) -> list[Test]:
        """The tests that may notice: those that call least else, then from each file in turn.

        No more than take `budget` seconds, but at least one.
        """
        room = self.by_room.get(room_of(mutant.file), [])
        known = self.by_file.get(mutant.file)
        if known is None:  # a file that is newer than the map
            tests = room
        elif mutant.function:
            tests = self.by_function.get((mutant.file, mutant.function), [])
        else:
            tests = [*self.looking, *known]
        own = sorted(tests, key=lambda test: (self.breadth.get(test[1], 0), test))[:FIRST]
        chosen: list[Test] = []
        for test in (*own, *_in_turn([test for test in tests if test not in own])):
            if chosen and sum(seconds for seconds, _ in chosen) + test[0] > budget:
                break
            chosen.append(test)
        return chosen


def room_of(file: str) -> str:
    """ "device/meeting" of "device/meeting/items/welcome.py"."""
    return "/".join(file.split("/")[:2])


def _in_turn(tests: Sequence[Test]) -> Iterator[Test]:
    by_file: dict[str, list[Test]] = {}
    for test in sorted(tests):
        by_file.setdefault(test[1].split("::")[0], []).append(test)
    return (test for test in chain.from_iterable(zip_longest(*by_file.values())) if test)


class Copy:
    """A copy of the tree, in which pytest is run in a fork of this process."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        for area in OURS:
            skipped = shutil.ignore_patterns("model", "__pycache__", "training")
            shutil.copytree(ROOT / area, folder / area, ignore=skipped)
        (folder / "speech" / "model").symlink_to(ROOT / "speech" / "model")
        for name in ("pyproject.toml", ".importlinter", "README.md", "docs"):
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)

    def load(self) -> None:
        """Let this process, which does nothing else, have what no fault is put into."""
        for area in ("content", "device", "speech", "tests/content", "tests/device"):
            compileall.compile_dir(  # a file with a fault in it has another hash
                self.root / area, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH
            )
        self._forget_other_trees({"tests"})  # this module is one
        for module in ("speech.hearing", "speech.saying.renderer", "speech.saying.voice"):
            importlib.import_module(module)
        load = importlib.import_module("content").load
        for file in (self.root / "content").rglob("*.yaml"):
            load(file.relative_to(self.root / "content").as_posix())

    def _forget_other_trees(self, but: Set[str] = frozenset()) -> None:
        for name, module in list(sys.modules.items()):
            area = name.split(".")[0]
            here = str(getattr(module, "__file__", None)).startswith(f"{self.root}{os.sep}")
            if area in OURS and area not in but and not (here and area in UNCHANGED):
                del sys.modules[name]
        elsewhere = [path for path in sys.path if path and Path(path).resolve() != ROOT]
        sys.path[:] = [str(self.root), *(path for path in elsewhere if path != str(self.root))]
        sys.dont_write_bytecode = True
        importlib.invalidate_caches()

    @contextlib.contextmanager
    def with_fault(self, mutant: Mutant) -> Iterator[None]:
        """The copy with the fault in it; without, afterwards."""
        path = self.root / mutant.file
        source = path.read_text(encoding="utf-8")
        path.write_text(mutant.applied(source), encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(source, encoding="utf-8")

    def run(
        self, arguments: Sequence[str], seconds: float, plugin: Callable[[], object] | None = None
    ) -> int | None:
        """pytest's exit code, or None: it took longer than `seconds` and was ended."""
        child = os.fork()
        if child == 0:
            self._be_pytest(arguments, plugin)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return None

    def _be_pytest(self, arguments: Sequence[str], plugin: Callable[[], object] | None) -> None:
        code = 3
        try:
            os.setpgid(0, 0)
            os.chdir(self.root)
            quiet = os.open(self.root / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            self._forget_other_trees()
            # Hypothesis' own plugin can't bear a test of it that is ended by its time limit.
            settings.register_profile("mutation", derandomize=True, database=None, deadline=None)
            settings.load_profile("mutation")
            off = ("no:randomly", "no:cacheprovider", "no:hypothesispytest")
            options = ["-q", *chain.from_iterable(("-p", name) for name in off)]
            options += ["--assert=plain"]  # what is noticed need not be told at length
            code = pytest.main([*options, *arguments], plugins=[plugin()] if plugin else None)
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(int(code))


def judge(copy: Copy, mutant: Mutant, tests: Sequence[Test]) -> tuple[str, float]:
    """How it went, killed, slow (killed by the time limit), survived or unseen; and its seconds."""
    began = time.monotonic()
    result = _judged(copy, mutant, tests) if tests else "unseen"
    return result, time.monotonic() - began


def _judged(copy: Copy, mutant: Mutant, tests: Sequence[Test]) -> str:
    with copy.with_fault(mutant):
        for some in (tests[:FIRST], tests[FIRST:]):  # most are noticed by the first
            if some and (result := _run(copy, some)) != "survived":
                return result
    return "survived"


def _run(copy: Copy, tests: Sequence[Test]) -> str:
    limit = 20 + 4 * sum(seconds for seconds, _ in tests)
    code = copy.run(["-x", *(name for _, name in tests)], limit)
    if code == USAGE:  # it changed what tests there are: that alone notices nothing
        files = sorted({name.split("::")[0] for _, name in tests})
        code = copy.run(["-x", *files], limit + 60)
        if code == USAGE:
            raise RuntimeError(f"pytest knows none of {', '.join(files)}")
    if code is None:
        return "slow"
    return "survived" if code in {0, NO_TESTS} else "killed"


class Crew:
    """Processes that each have a copy of the tree, and run tests on it side by side.

    Left, what has begun is waited for, and nothing else is begun.
    """

    def __init__(self, folder: Path, jobs: int) -> None:
        for module in LOADED_ONCE:
            importlib.import_module(module)
        context = multiprocessing.get_context("fork")
        self._pool = ProcessPoolExecutor(jobs, context, initializer=_joins, initargs=(folder,))

    def each(
        self, work: Callable[..., Result], given: Sequence[tuple[object, ...]]
    ) -> Iterator[tuple[int, Result]]:
        """What `work(copy, *given[n])` gave, with n, as each is done."""
        begun = {self._pool.submit(_with_own, work, *each): n for n, each in enumerate(given)}
        for done in as_completed(begun):
            yield begun[done], done.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of: object) -> None:
        self._pool.shutdown(cancel_futures=True)


_own: list[Copy] = []


def _joins(folder: Path) -> None:
    _own.append(Copy(folder / f"tree-{os.getpid()}"))
    _own[0].load()


def _with_own(work: Callable[..., Result], *given: object) -> Result:
    return work(_own[0], *given)


def note(copy: Copy, file: str) -> tuple[int | None, dict[str, object]]:
    """pytest's exit code for a file of tests, and what each of them calls.

    Raises RuntimeError where pytest can't be run on the copy.
    """
    out = copy.root / "noted.json"
    out.unlink(missing_ok=True)
    options = ["--timeout", str(LONGEST), "--timeout-method=signal", file]
    code = copy.run(options, MAP_SECONDS, lambda: Noting(copy.root, out))
    if code == BROKEN:
        return code, {}
    if code not in {0, 1, NO_TESTS}:
        raise RuntimeError(f"{file}: exit {code}\n{(copy.root / 'output').read_text()}")
    return code, json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}


def see(
    crew: Crew, kept: Path, paths: Sequence[str], *, anew: bool, tell: Callable[[str], None]
) -> Seen:
    """The map, from `kept` but for test files that are new or have changed."""
    known = {} if anew or not kept.exists() else json.loads(kept.read_text(encoding="utf-8"))
    files = test_files(paths)
    digests = {file: hashlib.sha256((ROOT / file).read_bytes()).hexdigest() for file in files}
    wanted = [file for file in files if known.get(file, {}).get("digest") != digests[file]]
    wanted.sort(key=lambda file: -_seconds(known.get(file)))
    for number, (code, tests) in crew.each(note, [(file,) for file in wanted]):
        file = wanted[number]
        tell(f"{file}: {len(tests)} tests, exit {code}")
        if code == BROKEN:  # it can't be read: noted the next time
            continue
        known[file] = {"digest": digests[file], "tests": tests}
        kept.write_text(json.dumps(known), encoding="utf-8")
    return _turned({file: known[file] for file in files if file in known})


def _seconds(known: dict[str, dict[str, dict[str, float]]] | None) -> float:
    """What a file took the last time; what is new is begun first."""
    return sum(test["seconds"] for test in known["tests"].values()) if known else math.inf


def _turned(found: dict[str, dict[str, dict[str, dict[str, object]]]]) -> Seen:
    seen = Seen({}, {}, {})
    for each in found.values():
        for name, noted in each["tests"].items():
            test = (float(str(noted["seconds"])), name)
            if name.startswith(LOOKING):
                seen.looking.append(test)
            calls = noted["calls"]
            assert isinstance(calls, dict)
            seen.breadth[name] = sum(map(len, calls.values()))
            for file, functions in calls.items():
                seen.by_file.setdefault(file, []).append(test)
                for function in functions:
                    seen.by_function.setdefault((file, function), []).append(test)
            for room in {room_of(file) for file in calls}:
                seen.by_room.setdefault(room, []).append(test)
    return seen
