"""The command `tidtager`. Its help is in English, but for those commands that no engineer runs.

What people at the table hear or read is Danish, and so is the help of what a facilitator, an
organisation or a builder runs: `check`, `overblik`, `selftest` (device.commands.danish).
"""

import logging
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from device.commands.danish import PANEL, DanishCommand, about
from speech.errors import TidtagerError


class Commands(TyperGroup):
    """The commands; what the box knows of that goes wrong is a line and an exit code, no trace."""

    @override
    def invoke(self, ctx: Any) -> object:
        try:
            return super().invoke(ctx)
        except TidtagerError as fault:
            lines = str(fault).strip()
        except OSError as fault:
            lines = f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault)
        typer.echo(f"tidtager {ctx.invoked_subcommand}: {lines}", err=True)
        raise typer.Exit(1)


app = typer.Typer(
    name="tidtager",
    cls=Commands,
    help="A box for the meeting table that leads Danish leader-network meetings, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

DEFAULT_OUT = Path("out/demo")
VOICE = typer.Option(
    envvar="TIDTAGER_VOICE", help="A Piper voice's file, .onnx; default: espeak-ng."
)


ENGINEERS = "To try the box and to run it"


@app.callback()
def _root(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens.")] = False,
) -> None:
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


@app.command(rich_help_panel=ENGINEERS)
def demo(
    plan: Annotated[Path | None, typer.Option(help="Plan file; default: a first meeting.")] = None,
    script: Annotated[
        Path | None, typer.Option(help="What the virtual people do; default: one for the plan.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same meeting.")] = 1,
    out: Annotated[Path, typer.Option(help="Folder for wav, report and journal.")] = DEFAULT_OUT,
    meetings: Annotated[
        int, typer.Option(min=1, help="So often the same group meets; the box remembers.")
    ] = 1,
    natural: Annotated[
        Path | None,
        typer.Option(help="Folder of Kokoro's voices: every second person has a natural one."),
    ] = None,
) -> None:
    """Run a whole meeting in the virtual room: real voice, real recogniser, real buttons."""
    from device.commands.demo import demo as run_demo  # noqa: PLC0415 - Vosk takes a moment to load

    raise typer.Exit(run_demo(plan, script, seed, out, meetings=meetings, natural=natural))


@app.command(rich_help_panel=ENGINEERS)
def run(
    stick: Annotated[
        Path | None, typer.Option(help="The stick's folder; default: none until one is in.")
    ] = None,
    state: Annotated[
        Path, typer.Option(help="Folder for the journal, the plan and caches.")
    ] = Path("~/.local/state/tidtager"),
    caches: Annotated[
        Path | None,
        typer.Option(help="Folder for what can be made again, as on a tmpfs; default: STATE."),
    ] = None,
    microphone: Annotated[str | None, typer.Option(help="Part of the microphone's name.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Part of the speaker's name.")] = None,
    pins: Annotated[Path | None, typer.Option(help="A pins file of your own.")] = None,
    barge_in: Annotated[
        bool, typer.Option(help="Listen for the wake word while the box speaks, too.")
    ] = False,
    off_after: Annotated[
        float,
        typer.Option(min=0, help="Minutes until it goes off, unused after a meeting; 0: never."),
    ] = 0,
    voice: Annotated[Path | None, VOICE] = None,
) -> None:
    """Lead a real meeting: microphone, speaker, buttons (or keys), and a stick's folder."""
    from device.commands.run import run as run_box  # noqa: PLC0415

    raise typer.Exit(
        run_box(
            stick,
            state.expanduser(),
            microphone,
            speaker,
            pins,
            barge_in=barge_in,
            off_after=60 * off_after or None,
            caches=caches,
            voice=voice,
        )
    )


@app.command(rich_help_panel=ENGINEERS)
def simulate(
    plan: Annotated[
        Path | None, typer.Option(help="A plan file for the stick; default: what is on it.")
    ] = None,
    out: Annotated[
        Path, typer.Option(help="Folder of the stick, and of what the box keeps.")
    ] = Path("out/simulate"),
    speed: Annotated[
        float, typer.Option(min=0.5, max=20, help="So many times as fast; not 1: without sound.")
    ] = 1.0,
    silent: Annotated[
        bool, typer.Option("--silent", help="Use neither microphone nor speaker of this machine.")
    ] = False,
    barge_in: Annotated[
        bool, typer.Option(help="Listen for the wake word while the box speaks, too.")
    ] = False,
) -> None:
    """The box in this terminal: keys are its buttons, and what is typed is said to it."""
    from device.commands.simulate import simulate as show  # noqa: PLC0415

    raise typer.Exit(show(plan, out, speed=speed, silent=silent, barge_in=barge_in))


@app.command(cls=DanishCommand, help=about("check"), rich_help_panel=PANEL)
def check(
    file: Annotated[Path, typer.Argument(metavar="PLAN")],
) -> None:
    """Show a plan file's faults, or its agenda with times."""
    from device.commands.check import check as check_plan  # noqa: PLC0415

    raise typer.Exit(check_plan(file))


@app.command(cls=DanishCommand, help=about("overblik"), rich_help_panel=PANEL)
def overblik(
    folders: Annotated[list[Path], typer.Argument(metavar="MAPPE…")],
    out: Annotated[Path, typer.Option("--ud")] = Path("overblik.html"),
) -> None:
    """Make one page of many groups' meetings; no group is shown alone."""
    from device.commands.overview import overview  # noqa: PLC0415

    raise typer.Exit(overview(folders, out))


@app.command(rich_help_panel=ENGINEERS)
def say(
    text: Annotated[str, typer.Argument(help="Danish text.")],
    wav: Annotated[Path | None, typer.Option(help="Write a WAV file; play nothing.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Part of the speaker's name.")] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print the words that will be said; play nothing.")
    ] = False,
    voice: Annotated[Path | None, VOICE] = None,
) -> None:
    """Say a text as the box says it."""
    if show:
        from speech.saying.reading import in_words  # noqa: PLC0415

        typer.echo(in_words(text))
        return
    from device.commands.say import say as say_text  # noqa: PLC0415

    raise typer.Exit(say_text(text, wav, speaker, voice))


@app.command(rich_help_panel=ENGINEERS)
def hear(
    wav: Annotated[
        list[Path] | None, typer.Option(help="Sound files in place of the microphone.")
    ] = None,
    files: Annotated[list[Path] | None, typer.Argument(help="More sound files.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON line an utterance.")] = False,
    phrases: Annotated[
        Path | None, typer.Option(help="A closed set, one phrase a line, without wake word.")
    ] = None,
    garbage: Annotated[
        bool, typer.Option("--garbage", help="With --phrases: other speech may be rejected.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option(help="A participant's name that commands may hold.")
    ] = None,
    wake: Annotated[bool, typer.Option(help="Commands need the wake word.")] = True,
    during: Annotated[
        str | None,
        typer.Option(help="Hear as in this situation of a meeting: round, dialogue, scoring …"),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Another model's folder.")] = None,
    microphone: Annotated[str | None, typer.Option(help="Part of the microphone's name.")] = None,
) -> None:
    """Print what is understood, with times, confidence and latency."""
    from device.commands.hear import hear as hear_speech  # noqa: PLC0415

    sounds = [*(wav or []), *(files or [])]
    raise typer.Exit(
        hear_speech(
            sounds or None, json_lines=json, phrases=phrases, garbage=garbage, model=model,
            device=microphone,
            wake=wake,
            names=name,
            during=during,
        )
    )  # fmt: skip


@app.command(cls=DanishCommand, help=about("selftest"), rich_help_panel=PANEL)
def selftest(
    stick: Path | None = Path("/media/tidtager"),
    microphone: str | None = None,
    speaker: str | None = None,
    pins: Path | None = None,
) -> None:
    """Try buttons, lamp, microphone, speaker and stick with whoever built the box."""
    from device.commands.selftest import selftest as try_all  # noqa: PLC0415

    raise typer.Exit(try_all(stick, microphone, speaker, pins))


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
