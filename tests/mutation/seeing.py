"""Which tests see which function: a plugin of pytest that notes what each test calls.

Functions are named, not numbered, so what was noted stays true while the code is worked on. Only
calls are traced, so a test takes about twice its time.
"""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from types import FrameType

import pytest

from tests.mutation.places import PLACES

MOST_CALLS = 300_000
"""Of a test that calls more, the rest is not traced: it is the same all over."""


class Noting:
    """Notes the functions of the code under test that each test calls, and how long it takes."""

    def __init__(self, root: Path, out: Path) -> None:
        self._out = out
        self._prefix = f"{root}{os.sep}"
        self._places = tuple(f"{root}{os.sep}{place}{os.sep}" for place in PLACES)
        self._called: set[tuple[str, str]] = set()
        self.tests: dict[str, dict[str, object]] = {}
        self._failed: set[str] = set()
        self._left = 0

    def _trace(self, frame: FrameType, _event: str, _given: object) -> None:
        self._left -= 1
        if self._left == 0:
            sys.settrace(None)
        code = frame.f_code
        if code.co_filename.startswith(self._places):
            self._called.add((code.co_filename.removeprefix(self._prefix), code.co_qualname))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Around a test and its fixtures."""
        self._called, self._left = set(), MOST_CALLS
        threading.settrace(self._trace)
        sys.settrace(self._trace)
        began = time.process_time()
        try:
            return (yield)
        finally:
            took = time.process_time() - began
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            called: dict[str, list[str]] = defaultdict(list)
            for file, function in sorted(self._called):
                called[file].append(function)
            self.tests[item.nodeid] = {"seconds": round(took, 3), "calls": called}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails anyway, or is skipped, notices nothing."""
        if not report.passed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Keep what was noted."""
        for failed in self._failed:
            self.tests.pop(failed, None)
        self._out.write_text(json.dumps(self.tests), encoding="utf-8")
