"""A checked file made into a Plan: what fits together, how long the meeting is, who comes."""

from device.meeting.items.fields.rules import limits
from device.meeting.plan import MAX_PEOPLE, MIN_PEOPLE, Plan
from device.meeting.topics import Topic, find_topic, near_topic, own_topic
from device.planfile.agenda import agenda, left_over
from device.planfile.clocks import danish_clock
from device.planfile.durations import danish_duration
from device.planfile.faults import Faults
from device.planfile.forms import all_forms
from device.planfile.frame import Frame
from device.planfile.models import Checked, Header, check
from device.planfile.people import people as people_of
from device.planfile.shorthand import spread
from device.planfile.tree import Tree
from device.planfile.words import words

EVENING = 17 * 60
"""From here on an end "before" the start is after midnight; minutes since midnight."""
NIGHT = 6 * 60


def build_plan(tree: Tree, faults: Faults, seed: int) -> Plan | None:
    """The plan, or None when something in the file stands in its way (noted in `faults`)."""
    if not tree.values and not tree.whole:
        return None
    spread(tree, faults)
    checked = check(Header, tree.values, (), tree, faults)
    if checked is None:
        return None
    header = checked.entry
    form = _form(checked, tree, faults)
    least = MIN_PEOPLE if form is None else all_forms()[form].least_people
    people = people_of(tree, faults, least)
    seconds, length_known = _length(checked, tree, faults)
    frame = Frame(
        header=header,
        broken=checked.broken,
        people=min(MAX_PEOPLE, max(least, len(people))),
        people_known=least <= len(people) <= MAX_PEOPLE,
        seconds=seconds,
        length_known=length_known,
        length_line=tree.line("varighed") or tree.line("slut"),
        topic=_topic(checked, tree, faults),
    )
    items = agenda(all_forms()[form], frame, tree, faults) if form is not None else None
    if header.start is not None and header.start < NIGHT:
        faults.remark(tree.line("start"), "night", start=danish_clock(header.start))
    elif header.start is not None and seconds and header.start * 60 + seconds > 24 * 60 * 60:
        end = danish_clock(header.start + seconds / 60)
        faults.remark(frame.length_line, "night_end", end=end)
    if faults.found or form is None or items is None:
        return None
    dialogues = [item.topic for item in items if hasattr(item, "topic")]
    return Plan(
        form=form,
        people=tuple(people),
        agenda=tuple(items),
        network=header.network or "",
        topic=frame.topic.title if frame.topic else next(iter(dialogues), ""),
        start=header.start,
        date=header.date,
        on_time_up="wait" if header.on_time_up == "vent" else "move_on",
        names_in_report=bool(header.names_in_report),
        wake_word=header.wake_word or "",
        careful=header.hearing == "forsigtig",
        seed=seed,
        place=header.place or "",
        host=header.host or "",
        facilitator=header.facilitator or "",
        remarks=tuple(faults.remarks),
        early=left_over([item.seconds for item in items], frame.seconds),
    )


def _form(checked: Checked[Header], tree: Tree, faults: Faults) -> str | None:
    if checked.entry.form is not None or "form" in checked.broken:
        return checked.entry.form or words().forms.close(str(tree.values["form"]))
    if tree.has("dagsorden"):
        return next(name for name, form in all_forms().items() if form.own)
    if tree.whole:
        faults.add(tree.line("form"), "missing_form")
    return None


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
    end = header.end
    if end <= header.start and header.start >= EVENING:
        end += 24 * 60  # past midnight
    least, most = limits("meeting")
    if end <= header.start or (end > 24 * 60 and (end - header.start) * 60.0 > most):
        clocks = {"start": danish_clock(header.start), "end": danish_clock(header.end)}
        later = header.end + 12 * 60  # "slut: 3" for three in the afternoon
        likely = later < 24 * 60 and least <= (later - header.start) * 60 <= most
        hint = words().fault("hint_clock", meant=danish_clock(later)) if likely else ""
        faults.add(tree.line("slut"), "end_before_start", **clocks, hint=hint)
        return None, False
    seconds = (end - header.start) * 60.0
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
    for key, wrong, limit in (
        ("meeting_short", seconds < least, {"least": danish_duration(least)}),
        ("meeting_long", seconds > most, {"most": danish_duration(most)}),
    ):
        if wrong:
            faults.add(tree.line("slut"), key, length=danish_duration(seconds), **limit)
            return None, False
    return seconds, True


def _topic(checked: Checked[Header], tree: Tree, faults: Faults) -> Topic | None:
    text = checked.entry.topic
    if text is None:
        return None
    topic = find_topic(text)
    if topic is not None:
        return topic
    if (close := near_topic(text)) is not None:
        hint = words().fault("hint_close", close=close)
        faults.add(tree.line("emne"), "unknown_topic_form", text=text, hint=hint)
        return None
    faults.remark(tree.line("emne"), "own_topic", text=text)
    return own_topic(text)
