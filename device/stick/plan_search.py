"""Which file on a stick is the plan: by the names on it, and where they leave doubt by content."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from device.memory.durable import StorageError, read_regular, storage_error
from device.planfile import PlanFaults, read_plan
from device.planfile.decode import MOST_BYTES, decode
from device.planfile.faults import Faults
from device.planfile.words import words
from device.stick.plan_names import PlanName, Rank, plan_name
from device.stick.series import Series, choose, copies_apart

NO_SERIES = Series()
"""Nothing is known of meetings that were held, nor of the day."""
_MOST_READ = 20
"""So many texts are looked into, of a stick that is full of them."""
_MOST_FOLDERS = 40
_KEY = re.compile(r"\s*(?:[-*•]\s*)?([^\W\d][^:=]{1,40}?)\s*[:=]")
_CHIEF_KEYS = {"form", "deltagere", "dagsorden"}
_ANYBODYS = {"type"}
"""A plan may say its form by it, but so may any file of settings."""


@dataclass(frozen=True)
class PlanSearch:
    """What was found."""

    plan: Path | None = None
    """The plan."""
    looks_like: Path | None = None
    """Where there is none: the file that may be meant."""
    why: str = ""
    """Why that one isn't read: a key of ``no_plan`` in content/planfile.yaml."""
    among: int = 1
    """So many plans there are."""
    chosen: str = ""
    """Why this one, as in events.StickIn."""


@dataclass(frozen=True)
class _Entry:
    """Something on the stick that may have to do with the plan."""

    path: Path
    name: PlanName
    kind: str
    """``file``, ``folder``, or ``other``: a link, or what is no file at all."""
    modified: float
    size: int


def search(folder: Path, series: Series = NO_SERIES) -> PlanSearch:
    """Find the plan in `folder`, else the file that may be meant.

    A plain ``tidtager.yaml`` (.yml, .txt, .yaml.txt, a copy) goes before all else that calls itself
    a plan and looks like one, and that before texts of any name that are a plan, if it is the only
    one or they are a `series`. Where there is none of them, one folder that has the first or the
    second will do. Of several equals that are no series the one saved last is the plan. Links are
    never followed. Raises StorageError.
    """
    try:
        top = _entries(folder)
        found = _best(top, series)
        if found is not None:
            return found
        texts = _of_rank(top, Rank.PERHAPS)
        plans = [entry for entry in texts[:_MOST_READ] if _is_plan(entry.path)]
        if plans:
            found = _chosen(plans, series)
            return found or PlanSearch(None, plans[0].path, "several")
        return _one_folder_down(folder, top, series)
    except OSError as error:
        raise storage_error(error, folder) from error


def listing(folder: Path) -> tuple[tuple[Path, int, int], ...]:
    """What a search depends on: paths that may have to do with a plan, when changed, how long.

    Raises StorageError.
    """
    try:
        entries = _entries(folder)
        if not any(_of_rank(entries, rank) for rank in (Rank.PLAIN, Rank.NAMED)):
            folders = _folders(folder)[:_MOST_FOLDERS]
            entries += [entry for path in folders for entry in _entries(path)]
    except OSError as error:
        raise storage_error(error, folder) from error
    return tuple((entry.path, int(entry.modified * 1000), entry.size) for entry in entries)


def no_plan_text(name: str, why: str) -> str:
    """What fejl.txt says where there is no plan, but `name` looks like one; ends with a newline."""
    wording = words().no_plan
    return f"{wording['heading']}\n\n{no_plan_message(name, why)}\n\n{wording['footer']}\n"


def no_plan_message(name: str, why: str) -> str:
    """Why the file `name` isn't read as a plan, and what to do."""
    return words().no_plan[why].format(name=name)


def _one_folder_down(folder: Path, top: list[_Entry], series: Series) -> PlanSearch:
    inside = [_entries(path) for path in _folders(folder)[:_MOST_FOLDERS]]
    plans = [best for entries in inside if (best := _best(entries, series)) is not None]
    if len(plans) == 1:
        return plans[0]
    if plans:
        return PlanSearch(None, plans[0].plan, "several")
    for entries in (top, *inside):
        if (meant := _meant(entries)) is not None:
            return meant
    return PlanSearch()


def _meant(entries: list[_Entry]) -> PlanSearch | None:
    """The entry that somebody may have meant for the plan, and why it isn't read."""
    for entry in entries:
        match entry.kind:
            case "file" if entry.name.why or entry.name.rank is Rank.NAMED:
                return PlanSearch(None, entry.path, entry.name.why or "name")
            case "other" if entry.name.rank is not Rank.PERHAPS or entry.name.why:
                return PlanSearch(None, entry.path, "shortcut")
            case "folder" if entry.name.rank <= Rank.NAMED:
                return PlanSearch(None, entry.path, "folder")
    return None


def _best(entries: list[_Entry], series: Series) -> PlanSearch | None:
    """Of the surest rank that there is: a series' next, or the last saved.

    What is called tidtager.yaml is meant for us, whatever is in it; a plan.yaml may be anybody's.
    """
    named = _of_rank(entries, Rank.NAMED)[:_MOST_READ]
    for found in (
        _of_rank(entries, Rank.PLAIN),
        [entry for entry in named if looks_like_plan(entry.path)],
    ):
        if found:
            newest = PlanSearch(found[0].path, among=len(found), chosen="newest")
            return _chosen(found, series) or newest
    return None


def _chosen(plans: list[_Entry], series: Series) -> PlanSearch | None:
    """The only one, or the one of a series; None: there are several, and they are none."""
    apart = [plans[place].path for place in copies_apart([plan.path.stem for plan in plans])]
    if len(plans) == 1:
        return PlanSearch(apart[0])
    if len(apart) == 1:
        return PlanSearch(apart[0], among=len(plans), chosen="newest")
    # A Mac calls a copy of "tidtager" "tidtager 2".
    if any(plan.name.rank is Rank.PLAIN and not plan.name.copy for plan in plans):
        return None
    choice = choose(apart, series)
    return PlanSearch(choice.path, among=choice.among, chosen=choice.why) if choice else None


def _of_rank(entries: list[_Entry], rank: Rank) -> list[_Entry]:
    return [entry for entry in entries if entry.kind == "file" and entry.name.rank is rank]


def _entries(folder: Path) -> list[_Entry]:
    """What may have to do with the plan, the last saved first."""
    found = []
    with os.scandir(folder) as listing:
        for item in listing:
            name = plan_name(item.name)
            if name.rank is Rank.NOTHING:
                continue
            about = item.stat(follow_symlinks=False)
            kinds = {stat.S_IFREG: "file", stat.S_IFDIR: "folder"}
            kind = kinds.get(stat.S_IFMT(about.st_mode), "other")
            found.append(_Entry(Path(item.path), name, kind, about.st_mtime, about.st_size))
    # FAT counts in steps of two seconds: of equally old ones, the plain name.
    return sorted(found, key=lambda entry: (-entry.modified, entry.name.copy, entry.path.name))


def _folders(folder: Path) -> list[Path]:
    """The folders in `folder` that people see, by name."""
    with os.scandir(folder) as listing:
        found = [item for item in listing if item.is_dir(follow_symlinks=False)]
    hidden = ("System Volume Information", "$RECYCLE.BIN", "lost+found")
    seen = [item for item in found if item.name not in hidden and not item.name.startswith(".")]
    return [Path(item.path) for item in sorted(seen, key=lambda item: item.name)]


def looks_like_plan(path: Path) -> bool:
    """Whether lines begin with one of a plan's chief keys, or with two of the others."""
    return _are_of_a_plan(_keys(path))


def _is_plan(path: Path) -> bool:
    """Whether a text of any name is a plan: it names a form, or has the keys and no fault.

    Minutes have people and an agenda too.
    """
    keys = _keys(path)
    if "form" in keys:
        return True
    if not _are_of_a_plan(keys):
        return False
    try:
        read_plan(read_regular(path, MOST_BYTES + 1), path.name)
    except (PlanFaults, StorageError):
        return False
    return True


def _are_of_a_plan(keys: set[str]) -> bool:
    return bool(keys & _CHIEF_KEYS) or len(keys) >= 2


def _keys(path: Path) -> set[str]:
    try:
        text = decode(read_regular(path, MOST_BYTES + 1), Faults(path.name))
    except StorageError:
        return set()
    spelt = (_KEY.match(line) for line in text.split("\n"))
    written = {match[1].casefold() for match in spelt if match} - _ANYBODYS
    return {key for one in written if (key := words().keys.get(one)) is not None}
