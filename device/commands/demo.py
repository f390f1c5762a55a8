"""`tidtager demo`: a whole meeting in the virtual room, told line by line as it goes."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from gpiozero.exc import GPIOZeroError
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from content import content_file, load
from device.commands.meetings import over_the_meetings, put_away, with_somebody_away
from device.meeting.plan import Plan
from device.panel.lamp import lamp_in_words
from device.planfile import PlanFaults, read_plan
from device.planfile.durations import danish_duration
from device.simulation.natural import NaturalVoices, NaturalVoicesError
from device.simulation.outcome import Outcome
from device.simulation.run import run_meeting
from device.simulation.script import Script, ScriptError, read_script
from device.simulation.transcript import Line
from speech.espeak import EspeakError
from speech.hearing import HearingError
from speech.saying.renderer import SpeechError

COLOURS = ("cyan", "magenta", "yellow", "green", "bright_blue", "bright_red", "bright_magenta")
"""Of the people, in the plan's order."""

LAMPS = {"green": "green", "yellow": "yellow", "red": "red", "blue": "blue", "white": "white"}


def demo(
    plan: Path | None = None,
    script: Path | None = None,
    seed: int = 1,
    out: Path = Path("out/demo"),
    console: Console | None = None,
    meetings: int = 1,
    natural: Path | None = None,
) -> int:
    """Run a meeting in the room and tell it on `console`; its files go to `out`.

    Without `plan` it is the demo's own first meeting; without `script` people follow their
    habits, or the demo's script in the demo's meeting. With several `meetings` the same group
    meets so often, by one plan, and the box keeps its memory; what each leaves is in a folder of
    its own. With `natural`, the folder of Kokoro's voices, every second person has one. Returns
    the exit code: 0 when all meetings came to their end, 1 when one did not, 2 when it could not
    begin.
    """
    console = console or Console(highlight=False)
    words = load("demo.yaml")
    own = "scripts/demo-plan.yaml" if meetings == 1 else "scripts/half-year-plan.yaml"
    outcomes: list[Outcome] = []
    try:
        data = (plan or content_file(own)).read_bytes()
        agenda = read_plan(data, plan.name if plan else Path(own).name)
        story = _script(plan, script) if meetings == 1 or script else Script()
        with NaturalVoices(natural) if natural else nullcontext() as voices:
            for number in range(1, meetings + 1):
                if meetings > 1:
                    console.print(Text(words["meeting"].format(number=number), "bold reverse"))
                live = LiveTranscript(agenda, console, words)
                with live:
                    outcome = run_meeting(
                        data,
                        story if number == 1 else with_somebody_away(story, agenda, seed, number),
                        seed=seed + number - 1,
                        out=out,
                        graphs=out / "graphs",
                        fresh=number == 1,
                        natural=voices,
                        on_line=live.tell,
                    )
                if meetings > 1:
                    outcome = put_away(outcome, out / f"{number}")
                outcomes.append(outcome)
                _summary(outcome, console, words)
    except PlanFaults as faults:
        console.print(Text(faults.as_text().rstrip()))
        return 2
    except ScriptError as faults:
        console.print(Text(f"{words['bad_script'].format(name=script or 'demo')}\n{faults}"))
        return 2
    except NaturalVoicesError as fault:
        console.print(Text(words["no_natural_voices"].format(fault=fault)))
        return 2
    except (EspeakError, HearingError, SpeechError, GPIOZeroError) as fault:
        console.print(Text(words["no_voice"].format(fault=fault)))
        return 2
    except OSError as fault:
        reason = fault.strerror or fault
        console.print(Text(words["no_file"].format(path=fault.filename, fault=reason)))
        return 2
    if meetings > 1:
        console.print()
        console.print(over_the_meetings(outcomes, words))
    return 0 if all(outcome.finished for outcome in outcomes) else 1


def _script(plan: Path | None, script: Path | None) -> Script:
    if script is not None:
        return read_script(script)
    return read_script("demo") if plan is None else Script()


class LiveTranscript:
    """Prints what happens; on a terminal a line below shows clock, lamp and agenda item."""

    def __init__(self, plan: Plan, console: Console, words: dict[str, Any]) -> None:
        self._console = console
        self._words = words
        self._styles = {
            name: COLOURS[place % len(COLOURS)] for place, name in enumerate(plan.names)
        }
        self._lamp = "off steady"
        self._phase = ""
        self._live = Live(console=console, refresh_per_second=8, transient=True)
        heading = words["heading"].format(
            form=plan.form.capitalize(),
            people=len(plan.people),
            length=danish_duration(plan.seconds),
        )
        console.print(Text(heading, "bold"))

    def __enter__(self) -> "LiveTranscript":
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._console.is_terminal:
            self._live.stop()

    def tell(self, line: Line) -> None:
        """Print one line."""
        if line.kind == "phase":
            self._phase = line.text
            self._console.print()
            self._console.print(Text.assemble(_clock(line.t), "  ", (line.text, "bold underline")))
        else:
            if line.kind == "lamp":
                self._lamp = line.text
            shown = Text.assemble(_clock(line.t), "  ", self._lamp_sign(), " ", self._shown(line))
            self._console.print(shown, soft_wrap=True)
        self._live.update(
            Text.assemble(_clock(line.t), "  ", self._lamp_sign(), " ", (self._phase, "bold"))
        )

    def _lamp_sign(self) -> Text:
        colour = self._lamp.split()[0]
        return Text("●" if colour in LAMPS else "○", LAMPS.get(colour, "dim"))

    def _shown(self, line: Line) -> Text:
        words = self._words
        match line.kind:
            case "box":
                return Text.assemble((f"{words['box']}: ", "bold"), (line.text, "bold"))
            case "talk":
                return Text.assemble(self._who(line), (line.text, "dim"))
            case "to_box":
                return Text.assemble(self._who(line), (line.text, self._styles[line.who]))
            case "press":
                button = words["buttons"].get(line.text, line.text)
                return Text.assemble(self._who(line), words["press"].format(button=button))
            case "understood":
                text = words["understood"].format(text=line.text)
                return Text(f"          {text} {line.confidence or 0:.2f}", "green")
            case "unclear":
                return Text(f"          {words[line.text]} {line.confidence or 0:.2f}", "yellow")
            case "chime":
                return Text(f"          {words['chimes'].get(line.text, line.text)}", "italic")
            case "lamp":
                colour, mode = line.text.split()
                return Text(f"          {lamp_in_words(colour, mode)}", "dim")
            case _:
                return Text(line.text)

    def _who(self, line: Line) -> Text:
        return Text(f"{line.who}: ".rjust(10), self._styles.get(line.who, ""))


def _summary(outcome: Outcome, console: Console, words: dict[str, Any]) -> None:
    items = Table(title=words["over"], title_style="bold", title_justify="left")
    items.add_column(words["item"])
    items.add_column(words["planned"], justify="right")
    items.add_column(words["used"], justify="right")
    for item in outcome.record.items:
        title = outcome.plan.agenda[item.index].title
        items.add_row(Text(title), _clock(item.planned), _clock(item.used))
    items.add_section()
    items.add_row(words["total"], _clock(outcome.plan.seconds), _clock(outcome.record.seconds))
    console.print()
    console.print(items)

    hearing = outcome.hearing
    misheard = [told for told in hearing.told if not told.right]
    missed = sum(told.understood is None for told in misheard)
    late = max((signal.late for signal in outcome.signals), default=0.0)
    figures = Table(show_header=False)
    figures.add_column()
    figures.add_column(justify="right")
    figures.add_row(words["told"], str(len(hearing.told)))
    figures.add_row(
        words["right"], f"{hearing.right} ({_percent(hearing.right, len(hearing.told))})"
    )
    figures.add_row(words["missed"], str(missed))
    figures.add_row(words["wrong"], str(len(misheard) - missed))
    figures.add_row(words["false_accepts"], str(len(hearing.false_accepts)))
    figures.add_row(words["signals"], f"{len(outcome.signals)}, {late:.2f} s".replace(".", ","))
    figures.add_row(
        words["length"],
        words["lengths"].format(minutes=_clock(outcome.seconds), wall=_clock(outcome.wall)),
    )
    console.print(figures)
    if misheard:
        console.print(Text(words["misheard"], "bold"))
    for told in misheard:
        shown = words["as_meant"].format(
            said=told.line.text, meant=told.meant, understood=told.understood or words["nothing"]
        )
        console.print(
            Text(f"  {_clock(told.line.t)}  {told.line.who}: {shown}", "dim"), soft_wrap=True
        )
    if not outcome.finished:
        console.print(Text(words["unfinished"], "bold red"))
    console.print(Text(words["files"], "bold"))
    files = {
        words["wav"]: outcome.wav,
        words["report"]: outcome.stick / "rapport.html",
        words["scores"]: outcome.stick / "evaluering.csv",
        words["journal"]: outcome.journal,
    }
    for what, path in files.items():
        if path.exists():
            console.print(Text(f"  {what}: {path}"), soft_wrap=True)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"
