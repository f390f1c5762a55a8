"""What only one kind of item or one form says stands in its own file, and nowhere else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import content
from content import load, load_all
from device.meeting.phrases import load_phrases

ROOT = Path(content.__file__).parents[1]


def test_all_phrases_of_all_files_are_found() -> None:
    own = [key for item in load_all("items").values() for key in item["phrases"]]
    own += [key for form in load_all("forms").values() for key in form.get("phrases", {})]
    greetings = [f"greeting_{form}" for form in load_all("forms")]
    assert own
    assert set(load_phrases().wordings) == {*load("phrases.yaml"), *own, *greetings}


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("items/pause.yaml", "  sorry: Hvad?\n", ["content/phrases.yaml", "content/items (pause)"]),
        ("items/pause.yaml", "  turn_now: Ja.\n", ["content/items (talerunde)", "(pause)"]),
    ],
)
def test_a_phrase_in_two_places_is_told_of_with_both(
    tmp_path: Path, file: str, line: str, told: list[str]
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    with (tmp_path / "content" / file).open("a", encoding="utf-8") as opened:
        opened.write(line)
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", "from device.meeting.phrases import load_phrases as l; l()"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode != 0
    for place in told:
        assert place in last
