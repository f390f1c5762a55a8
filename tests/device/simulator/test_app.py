"""`tidtager simulate` as a person uses it: keys, typed words, a stick. The box is the real one."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import RichLog
from typer.testing import CliRunner

from device.commands.cli import app as command_line
from device.simulator.app import Simulator
from device.simulator.desk import Desk, prepare_stick
from device.simulator.picture import type_in, until, without_addresses
from device.simulator.views import meaning, words
from device.simulator.widgets import Agenda, Face, Key

ROOT = Path(__file__).parents[3]
PLAN = """\
form: egen dagsorden
deltagere: [Anna, Bo, Carla]
dagsorden:
  - talerunde: {spørgsmål: Hvad fylder mest?, taletid: 15 sekunder}
  - evaluering: {udsagn: [Tiden var godt givet ud], taletid: 15 sekunder}
  - afslutning: {tid: 4 minutter, aftaler: [Hvornår ses vi igen?]}
"""


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of one plan, so made once."""
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture
def out(tmp_path: Path, graphs: Path) -> Path:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    prepare_stick(tmp_path / "out" / "stik", plan)
    (tmp_path / "out" / "graphs").symlink_to(graphs)
    return tmp_path / "out"


class Person:
    """Somebody at the terminal."""

    def __init__(self, app: Simulator, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def sees(self, holds: Callable[[], bool], what: str) -> None:
        await until(self.pilot, holds, what)

    async def is_quiet(self) -> None:
        await self.sees(lambda: self.app.meeting.awaiting is None, "the box is silent")

    async def puts_the_stick_in(self) -> None:
        await self.pilot.press("p")
        await self.sees(lambda: self.app.meeting.stage == "waiting", "the plan is read")
        await self.is_quiet()

    async def presses(self, key: str) -> None:
        """Once more than the same finger; the box's hands are quick, so give them a moment."""
        await self.pilot.press(key)
        await self.pilot.pause(0.5)

    @property
    def talk(self) -> str:
        lines = self.app.query_one("#talk", RichLog).lines
        return "\n".join(strip.text.strip() for strip in lines)


@asynccontextmanager
async def at_the_screen(
    out: Path, *, speed: float = 10.0, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Person]:
    app = Simulator(Desk(out, speed=speed, graphs=out / "graphs"))
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.sees(lambda: app.desk.box is not None, "the box is on")
        yield person
        if app.is_running:
            await pilot.press("escape", "q")
    assert app.fault is None


def play(out: Path, story: Callable[[Person], Awaitable[None]], **more: object) -> Person:
    async def all_of_it() -> Person:
        async with at_the_screen(out, **more) as person:  # type: ignore[arg-type]
            await story(person)
            return person

    return asyncio.run(all_of_it())


def test_a_whole_meeting_by_keys_leaves_its_report_on_the_stick(out: Path) -> None:
    async def story(person: Person) -> None:
        await person.puts_the_stick_in()
        await person.presses("g")
        for _ in range(80):
            meeting = person.app.meeting
            if meeting.stage == "finished":
                break
            await person.presses("4" if meaning(meeting, "score4") == "jeres svar" else "g")
            if meeting.situation == "scoring":
                await person.pilot.press("g")
        await person.sees(lambda: person.app.meeting.stage == "finished", "the end")
        await person.sees(lambda: person.app.meeting.reported, "the report")

    play(out, story)
    assert "Egen dagsorden" in (out / "stik" / "rapport.html").read_text(encoding="utf-8")


def test_typed_danish_is_heard_by_the_real_recogniser(out: Path) -> None:
    async def story(person: Person) -> None:
        await person.puts_the_stick_in()
        await type_in(person.pilot, "Tidtager, start mødet.")
        await person.sees(lambda: person.app.meeting.stage == "running", "the meeting begins")
        assert "Tidtager, start mødet." in person.talk
        assert words()["understood"].format(what="start") in person.talk

    play(out, story, speed=2.0)


def test_keys_are_held_and_two_of_them_switch_it_off(out: Path) -> None:
    async def story(person: Person) -> None:
        await person.puts_the_stick_in()
        await person.presses("g")
        await person.pilot.press("Y")
        await person.sees(lambda: person.app.meeting.stopped, "all is stopped")
        await person.presses("g")
        await person.pilot.press("W")
        await person.sees(lambda: not person.app.meeting.microphone, "the microphone is off")
        white = person.app.query_one("#white", Key)
        await person.sees(lambda: not white.has_class("down"), "white is up again")
        await person.pilot.press("S")
        await person.sees(lambda: person.app.meeting.confirm == "off", "it asks")
        await person.is_quiet()
        await person.pilot.press("g")
        await person.sees(lambda: not person.app.is_running, "it is off")

    person = play(out, story)
    assert person.app.return_value == 0
    assert person.app.desk.box is None


def test_it_goes_on_next_time_where_it_was_left(out: Path) -> None:
    async def first(person: Person) -> None:
        await person.puts_the_stick_in()
        await person.presses("g")
        await person.sees(lambda: person.app.meeting.stage == "running", "the meeting begins")

    async def then(person: Person) -> None:
        await person.sees(lambda: person.app.meeting.stage == "running", "the meeting goes on")

    play(out, first)
    play(out, then)


def test_a_finger_of_the_mouse_holds_as_long_as_it_is_down(out: Path) -> None:
    async def story(person: Person) -> None:
        await person.puts_the_stick_in()
        await person.pilot.mouse_down("#white")
        await person.sees(lambda: person.app.meeting.talking, "it hears without its name")
        await person.pilot.mouse_up("#white")
        await person.sees(lambda: not person.app.meeting.talking, "no more")

    play(out, story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_all_is_there_and_nothing_depends_on_colour(out: Path, size: tuple[int, int]) -> None:
    async def story(person: Person) -> None:
        app = person.app
        await person.puts_the_stick_in()
        await person.pilot.pause(0.3)
        face, agenda = app.query_one(Face), app.query_one(Agenda)
        assert "grøn (pulserer)" in str(face.render())
        assert "Før mødet" in str(agenda.render())
        assert "Talerunde" in str(agenda.render())
        for key in app.query(Key):
            shown = str(key.render())
            assert words()["buttons"][key.id] in shown
            assert key.region.right <= size[0]
            assert key.region.bottom <= size[1]
        assert "begynd" in str(app.query_one("#green", Key).render())
        legend = app.query_one("#legend").region
        assert legend.bottom == size[1]
        await person.pilot.press("h")
        await person.pilot.pause(0.2)
        assert "Sådan bruger du boksen her" in app.export_screenshot().replace("&#160;", " ")
        await person.pilot.press("x")

    play(out, story, size=size)


def test_a_picture_fetches_nothing() -> None:
    svg = (
        "<svg><!-- Made by https://example.org -->\n"
        '<style>@font-face { src: url("https://example.org/f.woff"); }\n.a {}</style></svg>'
    )
    assert without_addresses(svg) == "<svg><style>.a {}</style></svg>\n"
    shown = (ROOT / "docs/pictures/simulator.svg").read_text(encoding="utf-8")
    assert shown.replace("http://www.w3.org/2000/svg", "").count("http") == 0


def test_the_box_itself_loads_none_of_it() -> None:
    program = (
        "import sys, device.commands.cli, device.commands.run, device.commands.demo\n"
        "sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_without_a_terminal_it_says_so() -> None:
    done = CliRunner().invoke(command_line, ["simulate"])
    assert done.exit_code == 2
    assert "needs a terminal" in done.output
