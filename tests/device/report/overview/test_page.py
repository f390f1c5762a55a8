"""The overview's page."""

import re
from html import unescape
from pathlib import Path

from typer.testing import CliRunner

from device.commands.cli import app
from device.report.overview.page import html_page
from device.report.overview.reading import ask
from tests.browser import chromium, in_browser, watched
from tests.device.report.overview.sticks import a_group, on_stick


def a_page(folder: Path) -> str:
    for group in range(8):
        on_stick(folder, group, a_group(group, 3 + group % 3))
    return unescape(html_page(ask([folder])))


def test_it_shows_what_there_is_enough_of(tmp_path: Path) -> None:
    page = a_page(tmp_path)
    for text in (
        "31 møder i 8 grupper.", "Følgende møde", "Mødet var tiden værd.", "Hvad er ledelse?",
        "møde 1:", "120 min",
    ):  # fmt: skip
        assert text in page, text
    shown = re.findall(r"Møde for møde: ([^\"]+)", page)[0]
    assert re.findall(r"(\d+\+?): median", shown) == ["1", "2", "3"], "of 4 and 5 there are few"


def test_with_too_few_groups_it_says_so(tmp_path: Path) -> None:
    on_stick(tmp_path, 1, a_group(1, 12))
    page = html_page(ask([tmp_path]))
    assert page.count("for få møder") == 4
    assert "svar;" not in page


def test_the_same_sticks_give_the_same_page(tmp_path: Path) -> None:
    assert a_page(tmp_path) == unescape(html_page(ask([tmp_path])))


@in_browser
def test_a_browser_shows_it_without_a_network(tmp_path: Path) -> None:
    a_page(tmp_path)
    path = tmp_path / "overblik.html"
    assert CliRunner().invoke(app, ["overblik", str(tmp_path), "--ud", str(path)]).exit_code == 0
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        asked = watched(page)
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.locator("svg[role=img]").count() == 2
        assert asked == []
