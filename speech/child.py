"""What a process of ours gives the Python that it starts."""

import os
import sys


def environment(**more: str) -> dict[str, str]:
    """Ours and `more`, with the path that we find modules on: installed or not, it finds the same.

    "" in that path is whatever folder one stands in, and left out: the child may stand elsewhere.
    """
    return {**os.environ, **more, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
