"""The page as it is: alone, on any screen, on paper, by keys, for everyone."""

import re
from pathlib import Path

import pytest

from tests.content.planlaeg.chromium import Chromium
from tests.content.planlaeg.planner import PAGE, ROOT, Planner
from tests.content.planlaeg.test_scenarios import EIGHT, FORMS, OWN

MOST_BYTES = 170_000
AXE = ROOT / "content" / "planlaeg" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desk": (1280, 900), "desk at 200 %": (640, 450), "phone": (360, 740)}
LONG_PLAN = "\n".join(
    [
        "form: egen dagsorden",
        "netværk: Netværk Nord",
        "start: 9:00",
        "varighed: 8 timer",
        "formål: Vi bliver bedre ledere ved at hjælpe hinanden med det, der er svært lige nu.",
        "spilleregler: [Det bliver her, Vi spørger, Vi lytter, Vi møder op, Telefonen er væk]",
        "deltagere: [Anna, Bo, Carla, Dorte, Erik, Frida, Gitte, Hans, Ida, Jens, Karen, Lis]",
        "dagsorden:",
        *(f"  - pause: {{titel: Nummer {number} med et langt navn}}" for number in range(24)),
    ]
)


@pytest.fixture
def planner(chromium: Chromium, stick: Path) -> Planner:
    """Somebody with Chromium alone."""
    return Planner(chromium, stick)


def test_it_is_one_file_of_at_most_170_kb() -> None:
    assert PAGE.stat().st_size <= MOST_BYTES


def test_its_policy_lets_only_its_own_script_run() -> None:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', PAGE.read_text())
    assert found
    policy = dict(part.split(" ", 1) for part in found[1].split("; "))
    assert policy["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/=]+'", policy["script-src"])


def test_it_asks_for_nothing_but_the_plan_beside_it(chromium: Chromium, planner: Planner) -> None:
    planner.plan("Første møde", EIGHT)
    planner.save()
    beside = (planner.page.parent / "plan.css").as_uri()
    assert chromium.requests == [planner.page.as_uri(), beside]
    assert chromium.errors == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(planner: Planner, size: str, form: str) -> None:
    planner.driver.resize(*SIZES[size])
    planner.plan(form.capitalize(), EIGHT)
    planner.act("for (const one of document.querySelectorAll('details')) one.open = true;")
    planner.act("for (const one of document.querySelectorAll('.edit')) one.click();")
    width = planner.js("return document.documentElement.scrollWidth")
    assert width <= SIZES[size][0]


def test_a_first_plan_is_made_by_keys_alone(planner: Planner) -> None:
    def tab_to(label: str) -> None:
        for _ in range(60):
            planner.press("Tab")
            here = planner.js(
                """const { labels, ariaLabel, textContent } = document.activeElement;
                return labels?.[0]?.textContent || ariaLabel || textContent;"""
            )
            if here.startswith(label):
                return
        pytest.fail(f"no way to “{label}” by keys")

    tab_to("Første møde")
    planner.press(" ")
    tab_to("Skriv eller indsæt navne")
    planner.driver.type("Anna, Bo, Carla")
    planner.press("Enter")
    tab_to("Begynder")
    planner.driver.type("13")
    tab_to("2 timer")
    planner.press("Enter")
    tab_to("Flyt Velkomst")
    planner.press("+")
    tab_to("Gem planen")
    planner.press("Enter")
    assert planner.downloaded()[0] == "tidtager.yaml"


@pytest.mark.parametrize("form", FORMS)
def test_on_paper_the_agenda_is_one_page(chromium: Chromium, planner: Planner, form: str) -> None:
    planner.plan(form.capitalize(), EIGHT)
    assert pages(chromium) == 1


def test_on_paper_a_long_day_is_one_page(chromium: Chromium, planner: Planner) -> None:
    planner.give("tidtager.yaml", LONG_PLAN.encode())
    assert len(planner.agenda) == 24
    assert pages(chromium) == 1


def pages(chromium: Chromium) -> int:
    """How many pages are printed."""
    printed = chromium.page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def test_leaving_with_unsaved_work_is_asked_about(planner: Planner) -> None:
    leave = """const leaving = new Event('beforeunload', { cancelable: true });
        dispatchEvent(leaving); return leaving.defaultPrevented;"""
    assert planner.js(leave) is False
    planner.plan("Første møde", EIGHT)
    assert planner.js(leave) is True
    planner.save()
    assert planner.js(leave) is False


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(
    request: pytest.FixtureRequest, chromium: Chromium, planner: Planner, size: str, scheme: str
) -> None:
    if not request.config.getoption("--page"):
        pytest.skip("only with --page, which fetches axe-core")
    chromium.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    planner.driver.resize(*SIZES[size])
    chromium.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert violations(chromium) == []
    planner.plan(OWN, EIGHT)
    planner.click("Ret Dialog")
    planner.click("Ret Anna")
    planner.click("Tilføj et punkt")
    planner.act("for (const one of document.querySelectorAll('details')) one.open = true;")
    planner.fill("Minutter til Dialog", "300")
    planner.click("Gem planen")
    assert violations(chromium) == []


def violations(chromium: Chromium) -> list[str]:
    """What axe-core has to say, with where."""
    found = chromium.page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{one['id']}: {[node['html'][:80] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("form", FORMS)
def test_each_field_has_a_label_of_its_own(planner: Planner, form: str) -> None:
    planner.plan(form.capitalize(), EIGHT)
    planner.act("for (const one of document.querySelectorAll('details')) one.open = true;")
    planner.act("for (const one of document.querySelectorAll('.edit')) one.click();")
    bare = planner.js(
        """return [...document.querySelectorAll('input:not([hidden]), select, textarea')]
        .filter((one) => one.labels.length !== 1).map((one) => one.outerHTML)"""
    )
    assert bare == []
