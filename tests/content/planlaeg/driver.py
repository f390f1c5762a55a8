"""What the tests do with a browser, whichever it is: look, point, type."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol


class Driver(Protocol):
    """A browser with one page."""

    name: str
    """``chromium``, ``firefox`` or ``webkit``."""

    def open(self, page: Path) -> None:
        """Open the file `page` anew and wait until it is loaded."""

    def js(self, body: str, *arguments: object) -> Any:
        """The value that the function `body` returns for `arguments`; a promise is awaited."""

    def drag(self, path: Sequence[tuple[float, float]]) -> None:
        """Press at the first point (CSS pixels of the window), go by the others, let go."""

    def type(self, text: str) -> None:
        """Type `text` where the focus is."""

    def press(self, *keys: str) -> None:
        """Press `keys` together: ``Alt``, ``Control``, ``ArrowUp``, ``Tab``, ``a`` …"""

    def resize(self, width: int, height: int) -> None:
        """Make the window's inside so large, in CSS pixels."""

    def close(self) -> None:
        """End the browser."""
