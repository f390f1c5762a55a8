"""Chromium, as Debian has it, by playwright."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, Request

CHROMIUM = Path("/usr/bin/chromium")


class Chromium:
    """The driver of a page of its own; `requests` and `errors` are what it shouldn't have."""

    name = "chromium"

    def __init__(self, playwright: Playwright) -> None:
        self.browser: Browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        self.page: Page = self.browser.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []

    def _requested(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def open(self, page: Path) -> None:
        """Open the file `page` in a window of its own, as if nothing had been before."""
        self.page.close()
        self.requests, self.errors = [], []
        self.page = self.browser.new_page(locale="da-DK")
        self.page.on("request", self._requested)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(page.as_uri(), wait_until="load")

    def js(self, body: str, *arguments: object) -> Any:
        """The value of a function's `body`."""
        return self.page.evaluate(
            f"(given) => (function () {{ {body}\n}}).apply(null, given)", list(arguments)
        )

    def drag(self, path: Sequence[tuple[float, float]]) -> None:
        """Press, go, let go."""
        mouse = self.page.mouse
        mouse.move(*path[0])
        mouse.down()
        for point in path[1:]:
            mouse.move(*point)
        mouse.up()

    def type(self, text: str) -> None:
        """Type `text`."""
        self.page.keyboard.insert_text(text)

    def press(self, *keys: str) -> None:
        """Press `keys` together."""
        self.page.keyboard.press("+".join(keys))

    def resize(self, width: int, height: int) -> None:
        """Make the window so large."""
        self.page.set_viewport_size({"width": width, "height": height})

    def close(self) -> None:
        """End the browser."""
        self.browser.close()
