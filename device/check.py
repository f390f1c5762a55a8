"""``tidtager check``: a plan file's faults, or its agenda with times."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from device.durable import StorageError, read_regular
from device.durations import danish_duration
from device.meeting.plan import Evaluation, Plan, SpeakingRound
from device.plan_names import written
from device.plan_search import PlanSearch, no_plan_message, search
from device.planfile import MOST_BYTES, PlanFaults, read_plan
from device.planfile.build import danish_clock
from device.planfile.words import words


def check(path: Path, console: Console | None = None) -> int:
    """Print what is wrong with the plan at `path`, or its agenda, in Danish.

    A folder stands for the plan in it. Returns the exit code: 0 for a good plan, else 1.
    """
    console = console or Console()
    wording = words().check
    try:
        found = search(path) if path.is_dir() else PlanSearch(path.resolve())
        if found.plan is None:
            console.print(Text(wording["no_plan_in_folder"].format(path=path)))
            if found.looks_like is not None:
                name = written(str(found.looks_like.relative_to(path)))
                console.print(Text(no_plan_message(name, found.why)))
            return 1
        file = found.plan
        data = read_regular(file, MOST_BYTES + 1)
    except (OSError, StorageError) as error:
        if not path.exists():
            console.print(Text(wording["no_file"].format(path=path)))
            return 1
        console.print(Text(wording["unreadable"].format(path=path, reason=error.strerror)))
        return 1
    try:
        plan = read_plan(data, file.name)
    except PlanFaults as faults:
        many = words().template("count_one" if len(faults.faults) == 1 else "count_many")
        count = many.format(count=len(faults.faults))
        console.print(Text(wording["faults"].format(count=count, name=file)))
        for fault in faults.faults:
            console.print(Text(fault.text))
        return 1
    _show(plan, console)
    return 0


def _show(plan: Plan, console: Console) -> None:
    wording = words().check
    headline = wording["headline"].format(
        form=plan.form.capitalize(),
        people=len(plan.people),
        length=danish_duration(plan.seconds),
    )
    console.print(Text(" · ".join(part for part in (plan.network, headline) if part), "bold"))
    table = Table()
    table.add_column(wording["start"], justify="right")
    table.add_column(wording["item"])
    table.add_column(wording["length"], justify="right")
    table.add_column(wording["each"], justify="right")
    passed = 0.0
    for item in plan.agenda:
        each = ""
        if isinstance(item, SpeakingRound) or (isinstance(item, Evaluation) and item.question):
            each = danish_duration(item.turn_seconds)
        table.add_row(
            _moment(plan, passed), Text(item.title), danish_duration(round(item.seconds)), each
        )
        passed += item.seconds
    console.print(table)
    end = wording["end_at" if plan.start is not None else "end_after"]
    console.print(Text(end.format(end=_moment(plan, passed))))


def _moment(plan: Plan, passed: float) -> str:
    """The time of day, or hours and minutes from the start when the plan has no start."""
    return danish_clock((plan.start or 0) + passed / 60)
