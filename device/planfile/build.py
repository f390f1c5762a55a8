"""A checked file made into a Plan: what fits together, how long the meeting is, who comes."""

import re
from collections.abc import Sequence

from device.durations import danish_duration
from device.meeting.plan import MAX_PEOPLE, MIN_PEOPLE, AgendaItem, Person, Plan
from device.planfile.agenda import own_agenda
from device.planfile.faults import Faults
from device.planfile.first_meeting import first_meeting
from device.planfile.frame import FIRST_MEETING, OWN_AGENDA, Frame
from device.planfile.models import Checked, Header, Participant, check
from device.planfile.topics import Topic, find_topic, topic_hint
from device.planfile.tree import Tree, Value, Written
from device.planfile.values import bounds
from device.planfile.words import fold, words


def build_plan(tree: Tree, faults: Faults, seed: int) -> Plan | None:
    """The plan, or None when something in the file stands in its way (noted in `faults`)."""
    if not tree.values and not tree.whole:
        return None
    checked = check(Header, tree.values, (), tree, faults)
    if checked is None:
        return None
    header = checked.entry
    form = _form(checked, tree, faults)
    people = _people(tree, faults)
    seconds, length_known = _length(checked, tree, faults)
    frame = Frame(
        header=header,
        broken=checked.broken,
        people=min(MAX_PEOPLE, max(MIN_PEOPLE, len(people))),
        people_known=MIN_PEOPLE <= len(people) <= MAX_PEOPLE,
        seconds=seconds,
        length_known=length_known,
        length_line=tree.line("varighed") or tree.line("slut"),
        topic=_topic(checked, form, tree, faults),
    )
    agenda: Sequence[AgendaItem] | None = None
    if form == FIRST_MEETING:
        if tree.has("dagsorden"):
            faults.add(tree.line("dagsorden"), "agenda_in_form")
        agenda = first_meeting(frame, tree, faults)
    elif form == OWN_AGENDA:
        if tree.has("tider"):
            faults.add(tree.line("tider"), "times_in_own")
        agenda = own_agenda(frame, tree, faults)
    if faults.found or form is None or agenda is None:
        return None
    dialogues = [item.topic for item in agenda if hasattr(item, "topic")]
    return Plan(
        form=form,
        people=tuple(people),
        agenda=tuple(agenda),
        network=header.network or "",
        topic=frame.topic.title if frame.topic else next(iter(dialogues), ""),
        start=header.start,
        date=header.date,
        on_time_up="wait" if header.on_time_up == "vent" else "move_on",
        names_in_report=bool(header.names_in_report),
        wake_word=header.wake_word or "",
        seed=seed,
    )


def _form(checked: Checked[Header], tree: Tree, faults: Faults) -> str | None:
    if checked.entry.form is not None or "form" in checked.broken:
        return checked.entry.form or words().forms.close(str(tree.values["form"]))
    if tree.has("dagsorden"):
        return OWN_AGENDA
    if tree.whole:
        faults.add(tree.line("form"), "missing_form")
    return None


def _people(tree: Tree, faults: Faults) -> list[Person]:
    """The participants; entries with faults count, so that nothing more is said of the number."""
    value = tree.values.get("deltagere")
    if isinstance(value, Written) and value.isdigit():
        faults.add(tree.line("deltagere"), "people_number", text=value)
        return []
    people: list[Person] = []
    first_lines: dict[str, int | None] = {}
    for place, entry in enumerate(_people_entries(tree)):
        line = tree.line("deltagere", place)
        if entry is None:
            faults.add(line, "want_person")
            continue
        fields: dict[str, Value] = entry if isinstance(entry, dict) else {"navn": entry}
        path = ("deltagere", place)
        checked = check(Participant, fields, path, tree, faults)
        name = checked.entry.name if checked else f"\0{place}"
        if fold(name) in first_lines:
            first = first_lines[fold(name)]
            faults.add(line, "same_name", text=name, first=first)
        first_lines.setdefault(fold(name), line)
        people.append(Person(name, checked.entry.say_as if checked else None))
    line = tree.line("deltagere")
    if not people:
        if tree.whole or line is not None:
            faults.add(line, "missing_people")
    elif len(people) == 1:
        faults.add(line, "one_person", least=MIN_PEOPLE)
    elif len(people) < MIN_PEOPLE:
        faults.add(line, "few_people", count=len(people), least=MIN_PEOPLE)
    elif len(people) > MAX_PEOPLE:
        faults.add(line, "many_people", count=len(people), most=MAX_PEOPLE)
    return people


def _people_entries(tree: Tree) -> list[Value]:
    """The list; names on one line with commas, or on lines without dashes, are a list too."""
    value = tree.values.get("deltagere")
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [value]
    if isinstance(value, Written):
        names = value.lines or re.split(r"[,;&]|\s+og\s+", value)
        return [Written(name.removeprefix("-").strip()) for name in names if name.strip(" -")]
    return []


def _length(checked: Checked[Header], tree: Tree, faults: Faults) -> tuple[float | None, bool]:
    """The meeting's seconds if the file gives them, and whether that can be relied on."""
    header = checked.entry
    if checked.broken & {"start", "slut", "varighed"}:
        return None, False
    if header.end is None:
        return header.length, True
    if header.start is None:
        if header.length is None:
            faults.add(tree.line("slut"), "end_without_start")
            return None, False
        return header.length, True
    if header.end <= header.start:
        clocks = {"start": danish_clock(header.start), "end": danish_clock(header.end)}
        faults.add(tree.line("slut"), "end_before_start", **clocks)
        return None, False
    seconds = (header.end - header.start) * 60.0
    if header.length is not None and header.length != seconds:
        faults.add(
            tree.line("varighed"),
            "end_and_length",
            start=danish_clock(header.start),
            end=danish_clock(header.end),
            between=danish_duration(seconds),
            length=danish_duration(header.length),
        )
        return None, False
    least, most = bounds("meeting")
    for key, wrong, limit in (
        ("meeting_short", seconds < least, {"least": danish_duration(least)}),
        ("meeting_long", seconds > most, {"most": danish_duration(most)}),
    ):
        if wrong:
            faults.add(tree.line("slut"), key, length=danish_duration(seconds), **limit)
            return None, False
    return seconds, True


def danish_clock(minutes: float) -> str:
    """Minutes since midnight as "13:05"; past midnight it begins again."""
    whole = int(minutes) % (24 * 60)
    return f"{whole // 60}:{whole % 60:02d}"


def _topic(checked: Checked[Header], form: str | None, tree: Tree, faults: Faults) -> Topic | None:
    text = checked.entry.topic
    if text is None:
        return None
    topic = find_topic(text)
    if topic is None and form == FIRST_MEETING:
        faults.add(tree.line("emne"), "unknown_topic_form", text=text, hint=topic_hint(text))
    elif topic is None:
        # An agenda item that brings its own opening question may use a topic of the group's own.
        return Topic(text, "", ())
    return topic
