"""Chromium, driven by Playwright, for pages that are opened from a folder as people do it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserType, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium")

in_browser = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no chromium on this machine"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright, _launched(playwright.chromium) as browser:
        yield browser


@contextmanager
def another(browser: Browser, *arguments: str) -> Iterator[Browser]:
    """One with settings of its own, beside `browser`."""
    with _launched(browser.browser_type, *arguments) as launched:
        yield launched


@contextmanager
def _launched(kind: BrowserType, *arguments: str) -> Iterator[Browser]:
    browser = kind.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", *arguments]
    )
    try:
        yield browser
    finally:
        browser.close()


def watched(page: Page) -> list[str]:
    """What `page` asks for from now on that is no file."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            asked.append(request.url)

    page.on("request", note)
    return asked
