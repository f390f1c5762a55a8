"""Vosk without its downloader.

Vosk's Python module imports requests, to fetch models that are asked for by language. We never do,
and a box without a network should not even have the means: importing requests brings urllib3, which
binds a socket to ::1 to see whether there is IPv6.
"""

import sys
import threading
from functools import cache
from types import ModuleType
from typing import Any

_importing = threading.Lock()


@cache
def vosk() -> Any:
    """Give the module vosk, without requests in it: asked for a download, it raises."""
    with _importing:
        known = sys.modules.get("requests")
        sys.modules["requests"] = ModuleType("requests", "Left out: nothing is fetched.")
        try:
            import vosk  # noqa: PLC0415 (never in the graph compiler's process)
        finally:
            if known is None:
                del sys.modules["requests"]
            else:
                sys.modules["requests"] = known
    vosk.SetLogLevel(-3)  # what goes wrong is raised, too
    return vosk
