"""The planning page: a plan being dragged, in light and dark, on a phone, and on paper."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.content.planlaeg.chromium import Chromium
from tests.content.planlaeg.planner import Planner

PEOPLE = "Anna, Bo, Carla, Dorte, Erik, Frida, Gitte, Søren"
DESK = (1280, 860)
PHONE = (390, 800)
A4 = (794, 1123)
"""CSS pixels."""


def make(folder: Path) -> None:
    """Draw ``planlaeg*.png`` into `folder`."""
    with (
        tempfile.TemporaryDirectory() as stick,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        driver = Chromium(browser)
        for name, size, scheme in (
            ("planlaeg", DESK, "light"),
            ("planlaeg-moerk", DESK, "dark"),
            ("planlaeg-telefon", PHONE, "light"),
        ):
            planner = _plan(driver, Path(stick), size)
            driver.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            _dragging(driver, planner)
            driver.page.screenshot(path=folder / f"{name}.png")
        planner = _plan(driver, Path(stick), A4)
        driver.page.emulate_media(media="print")
        planner.js("document.documentElement.style.background = 'white'")
        planner.js("document.body.style.cssText += 'background: white; padding: 40px 30px'")
        driver.page.screenshot(path=folder / "planlaeg-papir.png")


def _plan(driver: Chromium, stick: Path, size: tuple[int, int]) -> Planner:
    planner = Planner(driver, stick)
    driver.resize(*size)
    planner.plan("Første møde", PEOPLE)
    planner.click("Vis mere")
    planner.fill("Jeres netværk", "Netværk Nord", ".more")
    planner.act("for (const one of document.querySelectorAll('details')) one.open = false;")
    return planner


def _dragging(driver: Chromium, planner: Planner) -> None:
    """The pointer holds the third item over the next, while the plan gives way."""
    driver.page.wait_for_timeout(9000)  # what was said is read, and gone
    planner.js("document.querySelector('.result').scrollIntoView()")
    handle = driver.page.locator(".handle").nth(2).bounding_box()
    assert handle
    x, y = handle["x"] + 12, handle["y"] + 14
    driver.page.mouse.move(x, y)
    driver.page.mouse.down()
    driver.page.mouse.move(x + 4, y + 40, steps=4)
    driver.page.mouse.move(x + 8, y + 84, steps=4)
    driver.page.wait_for_timeout(300)
