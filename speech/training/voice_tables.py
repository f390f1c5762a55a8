"""`python -m speech.training.voice_tables FROM TO`: Kokoro's voices in one small file.

FROM a folder of `*.bin` TO an `.npz` of half floats (28 MB become 9), without the voices that
nobody may use; or FROM such a file TO a folder.
"""

from pathlib import Path

import numpy as np
import typer

from speech.held_out import ACCEPTANCE_VOICES


def move(source: Path, to: Path) -> None:
    """Put them together, or take them apart again."""
    if source.is_dir():
        tables = {
            file.stem: np.fromfile(file, dtype=np.float32).astype(np.float16)
            for file in sorted(source.glob("*.bin"))
            if file.stem not in ACCEPTANCE_VOICES
        }
        np.savez_compressed(to, allow_pickle=False, **tables)
        return
    to.mkdir(parents=True, exist_ok=True)
    with np.load(source) as held:
        for name in held.files:
            held[name].astype(np.float32).tofile(to / f"{name}.bin")


if __name__ == "__main__":
    typer.run(move)
