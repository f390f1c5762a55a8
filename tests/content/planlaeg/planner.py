"""A facilitator at the planning page."""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.content.planlaeg.driver import Driver

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "content" / "planlaeg.html"
LOCATE = (Path(__file__).parent / "locate.js").read_text(encoding="utf-8")

DRAWN = """
return new Promise((done) => {
  const look = () => (document.querySelector("main") ? done() : setTimeout(look, 10));
  look();
});
"""
SETTLED = """
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
return (async () => {
  for (let known = -1; known !== window.reading.length; ) {
    known = window.reading.length;
    await Promise.allSettled(window.reading);
    await frame();
    await frame();
  }
})();
"""
"""What the page puts off is done: files are read, and frames drawn (the focus goes on in one)."""
KEEP_READING = """
window.reading = [];
const read = Blob.prototype.arrayBuffer;
Blob.prototype.arrayBuffer = function () {
  const whole = read.call(this);
  window.reading.push(whole);
  return whole;
};
"""
KEEP_DOWNLOADS = """
window.saved = [];
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => { window.blob = blob; return make.call(URL, blob); };
HTMLAnchorElement.prototype.click = function () {
  window.saved.push(window.blob.text().then((text) => ({ name: this.download, text })));
};
delete window.showSaveFilePicker;
"""


class Planner:
    """Does on the page what people do, in any browser."""

    def __init__(self, driver: Driver, folder: Path, plan_css: str | None = None) -> None:
        """Put the page into `folder`, as on a stick, and open it."""
        self.driver = driver
        self.page = folder / "planlaeg.html"
        shutil.copyfile(PAGE, self.page)
        if plan_css is not None:
            (folder / "plan.css").write_text(plan_css, encoding="utf-8")
        driver.open(self.page)
        driver.js(DRAWN)
        driver.js(LOCATE + KEEP_READING + KEEP_DOWNLOADS)

    def js(self, body: str, *arguments: object) -> Any:
        """The value of a function's `body`."""
        return self.driver.js(body, *arguments)

    def act(self, body: str = "", *arguments: object) -> None:
        """Do what the statements `body` do, and wait until the page has done its part."""
        self.js(body + SETTLED, *arguments)

    def choose(self, name: str) -> None:
        """Take the choice called `name`."""
        self.act("locate('choice', arguments[0]).click();", name)

    def click(self, name: str, within: str = "body") -> None:
        """Press the button called `name`."""
        self.act("locate('button', arguments[0], arguments[1]).click();", name, within)

    def fill(self, name: str, text: str, within: str = "body") -> None:
        """Write `text` into the field called `name`, and go on."""
        self.focus("field", name, within)
        self.js("document.activeElement.select?.()")
        self.driver.type(text)
        self.act("document.activeElement.blur();")

    def select(self, name: str, text: str, within: str = "body") -> None:
        """Choose the answer `text` in the field called `name`."""
        self.act(
            """const field = locate('field', arguments[0], arguments[2]);
            const wanted = [...field.options].find((one) => one.text === arguments[1]);
            field.value = wanted.value;
            field.dispatchEvent(new Event('change', { bubbles: true }));""",
            name, text, within,
        )  # fmt: skip

    def focus(self, kind: str, name: str, within: str = "body") -> None:
        """Give the focus to what is called `name`."""
        self.act("locate(arguments[0], arguments[1], arguments[2]).focus();", kind, name, within)

    def press(self, *keys: str) -> None:
        """Press keys together."""
        self.driver.press(*keys)
        self.act()

    def plan(self, form: str, people: str, start: str = "13", length: str = "2 timer") -> None:
        """The shortest way to a plan."""
        self.choose(form)
        self.fill("Skriv eller indsæt navne", people)
        self.fill("Begynder", start)
        self.fill("Varer", length)

    @property
    def agenda(self) -> list[str]:
        """The titles of the agenda's items."""
        found: list[str] = self.js(
            "return [...document.querySelectorAll('.what strong')].map((one) => one.textContent)"
        )
        return found

    def minutes(self, title: str) -> float:
        """How long an item lasts."""
        return float(
            self.js("return +locate('field', arguments[0]).value", f"Minutter til {title}")
        )

    @property
    def sentence(self) -> str:
        """When it ends."""
        return str(self.js("return document.querySelector('.state strong').textContent"))

    @property
    def standing(self) -> str:
        """How the plan stands, at the foot."""
        return str(self.js("return document.querySelector('.state span').textContent"))

    @property
    def heard(self) -> str:
        """What a screen reader was given last."""
        return str(self.js("return document.querySelector('[aria-live]').textContent"))

    def middle(self, selector: str, at: int = 0) -> tuple[float, float]:
        """The middle of an element, scrolled into the window."""
        x, y = self.js(
            """const one = document.querySelectorAll(arguments[0])[arguments[1]];
            one.scrollIntoView({ block: 'center' });
            const box = one.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];""",
            selector, at,
        )  # fmt: skip
        return float(x), float(y)

    def drag_item(self, start: int, end: int) -> None:
        """Drag an item of the agenda to the place of another."""
        self.middle("li[data-row]", (start + end) // 2)
        boxes = self.js(
            """return [...document.querySelectorAll('li[data-row]')].map((row) => {
            const { top, bottom } = row.getBoundingClientRect();
            const handle = row.querySelector('.handle').getBoundingClientRect();
            return [top, bottom, handle.x + handle.width / 2, handle.y + handle.height / 2]; })"""
        )
        _, _, x, y = boxes[start]
        onto = boxes[end][1] - 4 if end > start else boxes[end][0] + 4
        steps = 8
        self.driver.drag([(x, y + (onto - y) * step / steps) for step in range(steps + 1)])
        self.act()

    def drag_edge(self, title: str, pixels: float) -> None:
        """Pull an item's lower edge down."""
        x, y = self.middle(".edge", self.agenda.index(title))
        self.driver.drag([(x, y), (x, y + pixels / 2), (x, y + pixels)])
        self.act()

    def save(self) -> tuple[str, str]:
        """Press "Gem planen": the file's name and text."""
        self.click("Gem planen")
        return self.downloaded()

    def downloaded(self) -> tuple[str, str]:
        """The last file that was saved: its name and text."""
        found = self.js("return Promise.all(window.saved)")
        return found[-1]["name"], found[-1]["text"]

    def give(self, name: str, data: bytes) -> None:
        """Open a file, as if it were chosen."""
        self.act(
            """const file = new File([new Uint8Array(JSON.parse(arguments[1]))], arguments[0]);
            const chosen = new DataTransfer();
            chosen.items.add(file);
            const input = document.querySelector('input[type=file]');
            input.files = chosen.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));""",
            name, json.dumps(list(data)),
        )  # fmt: skip
