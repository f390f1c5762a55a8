"""The report as a browser lays it out: on a wide screen, a phone, in the dark, and on A4."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from device.meeting.account import Account
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.notes import GoalNote
from device.meeting.plan import Person
from device.meeting.record import ScoreRecord, TurnRecord
from device.report import write_report
from tests.browser import another, chromium, in_browser, watched
from tests.device.report.made import FIRST, a_year, named, went

pytestmark = in_browser

SIXTEEN = named(FIRST, *(f"Anne-Margrethe Østergaard {letter}" for letter in "ABCDEFGHIJKLMNOP"))
THREE = named(FIRST, "Bo", "Ida", "Åse")
LONG = "Mødet gav mig mod på at prøve noget nyt i morgen. " * 5


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright) as found:
        yield found


def wordy(account: Account) -> Account:
    """With an item and a statement as long as the ear can bear, and a name in capitals."""
    plan, record = account.plan, account.record
    title = "Velkomst, kaffe og morgenbrød " * 3
    agenda = (replace(plan.agenda[0], title=title), *plan.agenda[1:])
    people = (Person("ANNE-MARGRETHE ØSTERGAARD-CHRISTOFFERSEN"), *plan.people[1:])
    scores = (ScoreRecord(6, LONG, (1, 1, 1, 1, 9)), *record.scores)
    return Account(
        replace(plan, agenda=agenda, people=people), replace(record, scores=scores), account.past
    )


REPORTS = {
    "three": wordy(Account(THREE, went(THREE))),
    "sixteen": wordy(Account(SIXTEEN, went(SIXTEEN))),
    "a year": wordy(a_year(12, names=True)),
}


def opened(browser: Browser, folder: Path, account: Account, **how: object) -> Page:
    inside = folder / "Mødestik æøå"
    inside.mkdir()
    path = write_report(inside, account, date="2026-11-24")[0]
    page = browser.new_page(**how)
    asked = watched(page)
    page.goto(path.as_uri())
    assert asked == []
    return page


MET = """() => {
  const met = [];
  for (const svg of document.querySelectorAll("svg")) {
    const edge = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")]
      .map((text) => [text, text.getBoundingClientRect()]);
    texts.forEach(([text, box], place) => {
      if (box.left < edge.left - 6 || box.right > edge.right + 6 || box.bottom > edge.bottom + 3)
        met.push(`outside: ${text.textContent}`);
      for (const [other, its] of texts.slice(place + 1))
        if (box.left < its.right - 1 && its.left < box.right - 1
            && box.top < its.bottom - 3 && its.top < box.bottom - 3)
          met.push(`${text.textContent} and ${other.textContent}`);
    });
  }
  return met;
}"""


@pytest.mark.parametrize("width", [1100, 390], ids=["wide", "phone"])
@pytest.mark.parametrize("which", REPORTS)
def test_labels_never_meet_and_nothing_sticks_out(
    browser: Browser, tmp_path: Path, which: str, width: int
) -> None:
    page = opened(browser, tmp_path, REPORTS[which], viewport={"width": width, "height": 900})
    assert page.evaluate(MET) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # And each picture has words for those who can't see it
    assert page.locator("svg[role=img]:not([aria-label])").count() == 0
    assert page.locator("svg:not([role=img]):not([aria-hidden=true])").count() == 0


CONTRAST = """([behind, others]) => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = getComputedStyle(document.querySelector(behind)).backgroundColor;
  const faint = [];
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect();
    let under = paper;
    for (const shape of text.closest("svg").querySelectorAll("rect")) {
      const its = shape.getBoundingClientRect();
      const fill = getComputedStyle(shape).fill;
      if (fill !== "none" && its.left <= box.left + 1 && its.right >= box.right - 1
          && its.top <= box.top + 4 && its.bottom >= box.bottom - 4) under = fill;
    }
    const found = ratio(getComputedStyle(text).fill, under);
    if (found < 4.5) faint.push(`${text.textContent} ${found.toFixed(1)} on ${under}`);
  }
  for (const text of document.querySelectorAll(others)) {
    const found = ratio(getComputedStyle(text).color, paper);
    if (found < 4.5) faint.push(`${text.tagName} ${found.toFixed(1)}`);
  }
  return [...new Set(faint)];
}"""
PAGE = ("main", "h1, h2, h3, p, td, th, dt, dd, li, footer")
PICTURES = ("svg", "nothing")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """WCAG's 4.5 to 1, text in pictures, too."""
    page = opened(browser, tmp_path, a_year(12, names=True), color_scheme=scheme)
    assert page.evaluate(CONTRAST, PAGE) == []
    paper = page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")


def test_a_browser_that_forces_the_dark_leaves_the_page_to_its_own(
    browser: Browser, tmp_path: Path
) -> None:
    forced = ("--enable-features=WebContentsForceDark", "--force-dark-mode")
    with another(browser, *forced) as dark:
        page = opened(dark, tmp_path, a_year(5), color_scheme="dark")
        assert page.evaluate(CONTRAST, PAGE) == []
        scheme = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
        assert scheme == "light dark", "which tells the browser that there is nothing to force"


def test_with_forced_colours_the_pictures_keep_theirs(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, a_year(5), forced_colors="active", color_scheme="dark")
    assert page.evaluate(CONTRAST, PICTURES) == []


GREYS = """(names) => names.map((name) => {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  shape.setAttribute("class", name);
  document.querySelector("svg").append(shape);
  const [r, g, b] = getComputedStyle(shape).fill.match(/[\\d.]+/g).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_colour_each_step_is_darker_or_lighter_than_the_one_before(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    page = opened(browser, tmp_path, a_year(1), color_scheme=scheme)
    greys = page.evaluate(GREYS, [f"s{score}" for score in range(1, 6)])
    assert greys == sorted(greys, reverse=scheme == "light")
    assert min(abs(one - other) for one, other in pairwise(greys)) > 20


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def short_turns() -> Account:
    """Sixteen people with twenty seconds each."""
    plan = replace(SIXTEEN, agenda=(SpeakingRound("Runde", 320, turn_seconds=20),))
    turns = tuple(TurnRecord(0, name, 20, 0, 18) for name in plan.names)
    return Account(plan, replace(went(plan), turns=turns))


def a_year_of_sixteen(*, goals: bool = False) -> Account:
    """Whose matrix is as wide as there is, and whose scores stand high; with `goals` of all."""
    account = a_year(12, names=True)
    extra = [f"Karen-Margrethe {letter}" for letter in "ABCDEFGH"]
    plan = named(account.plan, *account.plan.names, *extra)
    notes = tuple(map(GoalNote, plan.names)) if goals else account.record.notes
    return Account(plan, replace(went(plan), notes=notes), account.past)


@pytest.mark.parametrize(
    ("account", "most"),
    [
        pytest.param(a_year(1), 2, id="a first meeting"),
        pytest.param(a_year(2), 2, id="a second"),
        pytest.param(a_year(4), 2, id="a fourth"),
        pytest.param(a_year(12, names=True), 2, id="a year, with names"),
        pytest.param(Account(SIXTEEN, went(SIXTEEN)), 2, id="sixteen people"),
        pytest.param(a_year_of_sixteen(), 2, id="a year of sixteen, with names"),
        pytest.param(a_year_of_sixteen(goals=True), 2, id="a year of sixteen, each with a goal"),
        pytest.param(short_turns(), 1, id="a round of short turns"),
    ],
)
def test_on_paper_it_takes_two_pages(
    browser: Browser, tmp_path: Path, account: Account, most: int
) -> None:
    page = opened(browser, tmp_path, account)
    assert pages(page.pdf(prefer_css_page_size=True)) <= most


@pytest.mark.parametrize("padding", range(0, 260, 20))
def test_a_heading_is_never_parted_from_its_picture(
    browser: Browser, tmp_path: Path, padding: int
) -> None:
    """However the pages fall: what is printed is looked at in columns as high as a page."""
    page = opened(browser, tmp_path, a_year(6, names=True))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1040})
    page.add_style_tag(
        content=f"body {{ width: 9000px; height: 1040px; columns: 680px; column-gap: 20px;"
        f" column-fill: auto; }} main {{ padding-top: {padding}mm; }}"
    )
    parted = page.evaluate("""() => {
      const column = (element) => Math.floor(element.getBoundingClientRect().left / 700);
      const followed = (heading) => {
        let next = heading.nextElementSibling;
        return next && (next.querySelector("svg, li, td, .line") || next);
      };
      return [...document.querySelectorAll("h2, h3, figcaption")]
        .filter((heading) => followed(heading) && column(heading) !== column(followed(heading)))
        .map((heading) => heading.textContent);
    }""")
    assert parted == []


def test_nothing_is_cut_off_on_paper(browser: Browser, tmp_path: Path) -> None:
    # A4 without its margins, at 96 CSS pixels an inch
    page = opened(browser, tmp_path, a_year_of_sixteen(), viewport={"width": 680, "height": 1046})
    page.emulate_media(media="print")
    assert page.locator(".pairs.many").count() == 1
    beyond = """() => [...document.querySelectorAll("main :not(svg, svg *)")]
      .filter((one) => getComputedStyle(one).display !== "inline"
        && (one.getBoundingClientRect().right > 681 || one.scrollWidth > one.clientWidth + 1))
      .map((one) => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(beyond) == []


@pytest.mark.parametrize("of", ["few", "some"])
def test_squares_are_explained_where_there_are_any(
    browser: Browser, tmp_path: Path, of: str
) -> None:
    account = REPORTS["three"] if of == "some" else Account(THREE, replace(went(THREE), scores=()))
    few = ScoreRecord(6, "Jeg lærte noget.", (0, 0, 1, 1, 1))
    if of == "few":
        account = replace(account, record=replace(account.record, scores=(few,)))
    page = opened(browser, tmp_path, account)
    told = page.locator(".answers").inner_text()
    assert "Er der færre end fire svar" in told
    assert ("Hver firkant" in told) == ("5 helt enig" in told) == (of == "some")
