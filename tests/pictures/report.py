"""The report: its first page, a year, in the dark, on a phone, on paper; and many groups."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from device.report import write_report
from device.report.overview.page import html_page
from device.report.overview.reading import ask
from tests.bench.overview import make as make_many
from tests.browser import chromium
from tests.device.report.made import a_year

DESK = {"width": 860, "height": 1180}
PHONE = {"width": 390, "height": 844}
A4 = {"width": 680, "height": 1040}
"""CSS pixels, without the margins."""
MARGIN = 24
SEED = 6


def make(folder: Path) -> None:
    """Draw ``rapport*.png`` and ``overblik.png`` into `folder`."""
    with (
        tempfile.TemporaryDirectory() as stick,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        first, year = Path(stick) / "first", Path(stick) / "year"
        for inside, account in (
            (first, a_year(4, seed=SEED)),
            (year, a_year(12, names=True, seed=SEED)),
        ):
            inside.mkdir()
            write_report(inside, account, date=account.plan.date)
        _shoot(browser, first, folder / "rapport.png", viewport=DESK)
        _shoot(browser, first, folder / "rapport-moerk.png", viewport=DESK, color_scheme="dark")
        _shoot(browser, first, folder / "rapport-telefon.png", viewport=PHONE)
        _shoot(browser, first, folder / "rapport-papir.png", media="print", viewport=A4)
        _shoot(browser, year, folder / "rapport-aar.png", part=".over-time", viewport=DESK)
        many = Path(stick) / "many"
        make_many(many, 600, 100)
        overview = many / "rapport.html"
        overview.write_text(html_page(ask([many])), encoding="utf-8")
        _shoot(browser, many, folder / "overblik.png", viewport=DESK)


def _shoot(
    browser: Browser, inside: Path, path: Path, *, part: str = "", media: str = "", **how: object
) -> None:
    """The top of the page, or a `part` of it."""
    page = browser.new_page(device_scale_factor=1.5, locale="da-DK", **how)  # type: ignore[arg-type]
    page.goto((inside / "rapport.html").as_uri())
    if media:
        page.emulate_media(media=media)  # type: ignore[arg-type]
        page.add_style_tag(content="body { background: white } main { padding: 16px !important }")
    if part:
        page.screenshot(path=path, full_page=True, clip=_around(page, part))
    elif media:  # the first sheet
        end = page.locator(".over-time").bounding_box()
        assert end
        page.screenshot(path=path, clip={"x": 0, "y": 0, "width": A4["width"], "height": end["y"]})
    else:
        page.screenshot(path=path)
    page.close()


def _around(page: Page, part: str) -> FloatRect:
    """The `part`, with some of what it stands on."""
    box = page.locator(part).bounding_box()
    assert box
    return {
        "x": box["x"] - MARGIN,
        "y": box["y"],
        "width": box["width"] + 2 * MARGIN,
        "height": box["height"] + MARGIN,
    }
