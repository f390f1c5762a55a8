"""What leaves the box while it hears a meeting: no socket, no sound, no name in the log."""

import re
from pathlib import Path

import numpy as np
import pytest

from tests.privacy.watched import NAMES, Run, kept, likeness, purpose, traces, watched


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    if why := traces():
        pytest.skip(why)
    return watched(tmp_path_factory.mktemp("box"))


def test_it_leads_a_meeting_by_voice_without_any_network(run: Run) -> None:
    if not run.alone:
        pytest.skip("no network namespace of one's own may be made here")
    assert run.heard, run.log[-2000:]


def test_no_socket_but_those_within_the_machine_is_made(run: Run) -> None:
    families = {found[1] for call in run.calls if (found := re.search(r"socket\w*\((\w+)", call))}
    assert families == {"AF_UNIX"}, "the sound server's, and none besides"


def test_each_file_that_is_written_has_a_purpose(run: Run) -> None:
    assert [path for path in run.written if purpose(path, run.home) is None] == []
    assert any("journal.db" in str(path) for path in run.written), "strace saw nothing"


def test_nothing_that_was_said_is_in_any_file(run: Run, tmp_path: Path) -> None:
    begins = int(np.argmax(np.abs(run.said) > 500))
    said = run.said[begins:]
    noisy = said + np.random.default_rng(1).normal(0, 300, len(said))
    control = b"RIFF-some-head" + (noisy * 0.4).astype(np.int16).tobytes()
    assert likeness(said, control) > 0.9, "a recording would be found"
    files = kept(run.home)
    assert len(files) > 20
    assert [path for path, held in files.items() if likeness(said, held) > 0.5] == []


def test_the_log_names_nobody_even_when_it_tells_everything(run: Run) -> None:
    assert "heard command start" in run.log, "it does tell"
    for name in " ".join(NAMES).split():
        assert name.casefold() not in run.log.casefold()
