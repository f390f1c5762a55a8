"""The browsers: one of each for all tests, and a page of its own for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.content.planlaeg.chromium import CHROMIUM, Chromium
from tests.content.planlaeg.driver import Driver
from tests.content.planlaeg.planner import Planner
from tests.content.planlaeg.webdriver import FIREFOX, WEBKIT, firefox, webkit

EVERYWHERE = ("chromium", "firefox", "webkit")
STICK = "Ærø på stik"
"""A folder's name with æ, ø and spaces, as sticks have them."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Chromium alone, which the tests need that look closer than three engines allow."""
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}")
    with sync_playwright() as playwright:
        driver = Chromium(playwright)
        yield driver
        driver.close()


def _driver(start: Callable[[], Driver], program: Path, request: pytest.FixtureRequest) -> Driver:
    if not request.config.getoption("--page"):
        pytest.skip("only with --page")
    if not program.exists():
        pytest.fail(f"--page needs {program}")
    driver = start()
    request.addfinalizer(driver.close)
    return driver


@pytest.fixture(scope="session", params=EVERYWHERE)
def driver(request: pytest.FixtureRequest) -> Driver:
    """Each engine that is asked for."""
    match request.param:
        case "firefox":
            return _driver(firefox, FIREFOX, request)
        case "webkit":
            return _driver(webkit, WEBKIT, request)
        case _:
            found: Driver = request.getfixturevalue("chromium")
            return found


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick's folder."""
    folder = tmp_path / STICK
    folder.mkdir()
    return folder


@pytest.fixture
def planner(driver: Driver, stick: Path) -> Planner:
    """Somebody who has just opened the page."""
    return Planner(driver, stick)
