"""Every file that a box opens for writing while it hears a meeting: python -m tests.privacy

Each with what it is for and how many there were; then how like what was said to the box any file
is that is left, from 0 to 1 (a recording with noise in it is above 0.9). Exits 1 for a file that
has no purpose, or that is like what was said.
"""

import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np

from tests.privacy.watched import kept, likeness, purpose, traces, watched

LIKE = 0.5


def shown(path: Path, home: Path) -> str:
    """Without what differs from run to run."""
    name = str(path.relative_to(home) if path.is_relative_to(home) else path)
    return re.sub(r"(?<=graphs/)(\.new-)?\w+|(?<=speech/)\w+|(?<=tmp/).*|(?<=pulse-)\w+", "…", name)


def main() -> None:
    """Print the list."""
    if why := traces():
        sys.stderr.write(f"{why}\n")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        run = watched(Path(folder))
        said = run.said[int(np.argmax(np.abs(run.said) > 500)) :]
        files = kept(run.home)
        found: dict[str, list[Path]] = defaultdict(list)
        for path in sorted(run.written):
            found[shown(path, run.home)].append(path)
        bad = not run.heard
        sys.stdout.write("| File | How many | What for |\n|---|---|---|\n")
        for name, paths in found.items():
            what = purpose(paths[0], run.home)
            bad |= what is None
            sys.stdout.write(f"| `{name}` | {len(paths)} | {what or 'NOTHING'} |\n")
        likest = max(likeness(said, held) for held in files.values())
        sys.stdout.write(
            f"\n{len(files)} files are left, the likest to what was said: {likest:.2f}\n"
        )
        bad |= likest > LIKE
    sys.exit(bad)


if __name__ == "__main__":
    main()
