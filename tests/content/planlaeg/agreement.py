"""Do the planning page and the box say the same of a plan file?

    python -m tests.content.planlaeg.agreement

One table of plans, good and bad: the examples, files as tired people write them (``plans/``), the
faulty ones of the plan file's own tests, and many made by `made`, whole and broken. The page may
leave a file to the box ("unsure"); whatever it does read it has to read as the box does.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from ruamel.yaml import YAML

from tests.browser import chromium
from tests.content.planlaeg.box import Verdict, of_the_box, of_the_page
from tests.content.planlaeg.chromium import Chromium
from tests.content.planlaeg.made import broken_plans, made_plans
from tests.content.planlaeg.planner import PAGE, ROOT
from tests.device.planfile.table import table as cases

MADE, BROKEN = 320, 160
PLANS = Path(__file__).parent / "plans"
NAMES = "form: første møde\nvarighed: 2 timer\ndeltagere: {}\n"
"""A plan for each entry of the table of names, in a list, and on a line."""
FAULTY = ROOT / "tests" / "device" / "planfile" / "faulty_plans.yaml"

ASK = """
const asked = JSON.parse(arguments[0]);
return new Promise((done) => {
  const told = () => Object.fromEntries(
    Object.entries(asked).map(([name, text]) => [name, window.tidtager.check(text)]));
  const wait = () => window.tidtager ? done(told()) : setTimeout(wait, 20);
  wait();
});
"""


@cache
def table() -> Mapping[str, str]:
    """Plan files by their names."""
    found = {
        path.name: path.read_text(encoding="utf-8")
        for folder in (ROOT / "content" / "examples", PLANS)
        for path in sorted(folder.glob("*.yaml"))
    }
    faulty = YAML(typ="safe", pure=True).load(FAULTY.read_text(encoding="utf-8"))
    found |= {f"faulty-{name}": entry["plan"] for name, entry in faulty.items()}
    for name, case in cases("times.yaml").items():
        found[f"times-{name}"] = f"deltagere: [Anna, Bo, Carla]\n{case['plan']}\n"
    for listed in ("misread_plans.yaml", "broken_plans.yaml"):
        texts = {name: case.get("file") for name, case in cases(listed).items()}
        found |= {f"{listed}-{name}": text for name, text in texts.items() if text}
    for n, name in enumerate(cases("names.yaml")):
        said = "'" + name.replace("'", "''") + "'"
        found[f"name-{n}"] = NAMES.format(f"\n  - {said}\n  - Gitte\n  - Hans\n  - Ida Skov")
        found[f"name-{n}-line"] = NAMES.format(f"Gitte, Hans, {name}, Ida Skov")
    return found | dict(made_plans(MADE)) | dict(broken_plans(BROKEN))


def ask(page: Chromium, plans: Mapping[str, str]) -> dict[str, Verdict]:
    """What the open page makes of `plans`."""
    told: dict[str, Any] = page.js(ASK, json.dumps(plans))
    return {name: of_the_page(one) for name, one in told.items()}


@dataclass(frozen=True)
class Agreement:
    """How many of the plans that the page reads are told alike, and which are not."""

    unsure: int
    """What the page leaves to the box."""
    good: int
    refused: int
    differ: Mapping[str, tuple[str, ...]]
    """By what is compared, the names of the plans where it differs."""

    @property
    def read(self) -> int:
        """How many the page reads."""
        return self.good + self.refused

    def text(self) -> str:
        """For people."""
        counts = ", ".join(f"{what} {self.read - len(odd)}" for what, odd in self.differ.items())
        return (
            f"{self.read} plans: {counts}\n"
            f"({self.good} good, {self.refused} refused; {self.unsure} more that the page leaves "
            "to the box)"
        )


def agreement(page: Mapping[str, Verdict], plans: Mapping[str, str]) -> Agreement:
    """What the `page` said of `plans`, beside what the box says."""
    read = {name: one for name, one in page.items() if one.verdict != "unsure"}
    box = {name: of_the_box(plans[name]) for name in read}
    differ = {
        what: tuple(name for name in read if getattr(read[name], of) != getattr(box[name], of))
        for what, of in (
            ("verdict", "verdict"),
            ("agenda", "items"),
            ("end", "end"),
            ("faults", "faults"),
            ("remarks", "remarks"),
        )
    }
    good = sum(one.verdict == "good" for one in box.values())
    return Agreement(len(page) - len(read), good, len(read) - good, differ)


def main() -> int:
    """Print it; 1 where anything differs."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = Chromium(browser)
        page.open(PAGE)
        found = agreement(ask(page, table()), table())
    print(found.text())  # noqa: T201
    odd = {what: names for what, names in found.differ.items() if names}
    for what, names in odd.items():
        print(f"{what} differs: {', '.join(names)}")  # noqa: T201
    return 1 if odd else 0


if __name__ == "__main__":
    raise SystemExit(main())
