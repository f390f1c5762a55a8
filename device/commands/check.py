"""``tidtager check``: a plan file's faults, or its agenda with times."""

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from device.box.clock import trusted_day
from device.meeting.items.registry import kind_of
from device.meeting.names import called
from device.meeting.plan import Plan
from device.memory.durable import StorageError, read_regular
from device.planfile import MOST_BYTES, PlanFaults, read_plan
from device.planfile.clocks import danish_clock
from device.planfile.durations import danish_duration
from device.planfile.words import words
from device.stick.plan_names import written
from device.stick.plan_search import PlanSearch, no_plan_message, search
from device.stick.series import Series

_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}


def check(path: Path, console: Console | None = None) -> int:
    """Print what is wrong with the plan at `path`, or its agenda, in Danish.

    A folder stands for the plan in it that the box would choose, were it a stick; why is printed,
    too. Returns the exit code: 0 for a good plan, else 1.
    """
    console = console or Console()
    wording = words().check
    try:
        with _quietly():
            folder = os.path.isdir(path)  # noqa: PTH112 - a name may be too long to be looked for
            series = Series(today=trusted_day)
            found = search(path, series) if folder else PlanSearch(Path(os.path.realpath(path)))
        if found.plan is None:
            console.print(Text(wording["no_plan_in_folder"].format(path=path)), soft_wrap=True)
            if found.looks_like is not None:
                name = written(str(found.looks_like.relative_to(path)))
                console.print(Text(no_plan_message(name, found.why)))
            return 1
        file = found.plan
        data = read_regular(file, MOST_BYTES + 1)
    except (OSError, StorageError) as error:
        told = wording[_why(error)]
        lines = wording["no_file" if error.errno in _NOWHERE else "unreadable"]
        console.print(Text(lines.format(path=path, why=told)), soft_wrap=True)
        return 1
    if folder:
        console.print(Text(wording["reading"].format(name=file.relative_to(path))))
        if found.among > 1:
            why = wording[f"chosen_{found.chosen}"].format(plans=found.among)
            console.print(Text(why), soft_wrap=True)
    try:
        plan = read_plan(data, file.name)
    except PlanFaults as faults:
        many = words().template("count_one" if len(faults.faults) == 1 else "count_many")
        count = many.format(count=len(faults.faults))
        console.print(Text(wording["faults"].format(count=count, name=file)), soft_wrap=True)
        for fault in faults.faults:
            console.print(Text(fault.text))
        return 1
    _show(plan, console)
    return 0


def _why(error: OSError) -> str:
    """Why a file can't be read, as content/planfile.yaml has it under ``check``."""
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "denied"
    return "no_plain_file" if error.errno in {errno.EINVAL, errno.ELOOP} else "broken"


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the log's English between the Danish lines."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _show(plan: Plan, console: Console) -> None:
    wording = words().check
    headline = wording["headline"].format(
        form=plan.form.capitalize(),
        people=words().people(len(plan.people)),
        length=danish_duration(plan.seconds),
    )
    console.print(Text(" · ".join(part for part in (plan.network, headline) if part), "bold"))
    _show_people(plan, console)
    _show_around(plan, console)
    table = Table()
    table.add_column(wording["start"], justify="right")
    table.add_column(wording["item"])
    table.add_column(wording["length"], justify="right")
    table.add_column(wording["each"], justify="right")
    passed = 0.0
    for item in plan.agenda:
        each = "" if item.each is None else danish_duration(item.each)
        table.add_row(
            _moment(plan, passed), Text(item.title), danish_duration(round(item.seconds)), each
        )
        passed += item.seconds
    console.print(table)
    if plan.start is None:
        text = wording["end_after"].format(end=danish_duration(round(passed)))
    else:
        text = wording["end_at"].format(end=_moment(plan, passed))
    console.print(Text(text))
    if plan.remarks:
        console.print(Text(f"\n{wording['remarks']}", "bold"))
        for remark in plan.remarks:
            console.print(Text(remark))


def _show_people(plan: Plan, console: Console) -> None:
    """The names as they will be said, and who is away."""
    wording = words().check
    said = called(plan.people)
    names = ", ".join(said[person.name] for person in plan.people)
    console.print(Text(wording["people"].format(names=names)))
    for key, away in (
        ("absent", [person.name for person in plan.people if person.absent]),
        ("late", [person.name for person in plan.people if person.late and not person.absent]),
    ):
        if away:
            console.print(Text(wording[key].format(names=", ".join(away))))


def _show_around(plan: Plan, console: Console) -> None:
    """Day, place, people behind it, purpose and ground rules; what the plan has of them."""
    wording = words().check
    for key, value in (
        ("date", _day(plan.date)),
        ("place", plan.place),
        ("host", plan.host),
        ("facilitator", plan.facilitator),
    ):
        if value:
            console.print(Text(wording[key].format(**{key: value})))
    lines = (line for item in plan.agenda for line in kind_of(item).about(item))
    for line in dict.fromkeys(lines):
        console.print(Text(wording[line.key].format(**{line.key: line.value})))
        for point in line.points:
            console.print(Text(f"  - {point}"))


def _day(iso: str | None) -> str:
    """ "tirsdag den 24. november 2026"."""
    if iso is None:
        return ""
    day = date.fromisoformat(iso)
    weekday, month = words().weekdays[day.weekday()], words().months[day.month - 1]
    return f"{weekday} den {day.day}. {month} {day.year}"


def _moment(plan: Plan, passed: float) -> str:
    """The time of day, or hours and minutes from the start when the plan has no start."""
    return danish_clock((plan.start or 0) + passed / 60)
