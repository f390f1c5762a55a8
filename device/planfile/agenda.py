"""The agenda of any form: drafts of its items, and the meeting's time divided between them."""

from collections.abc import Sequence

from device.meeting.items.fields.slots import MINUTE, Slot, turn_in, whole_minutes
from device.meeting.plan import Item
from device.meeting.spelling import either
from device.planfile import drafts
from device.planfile.drafts import Draft
from device.planfile.durations import danish_duration
from device.planfile.faults import Faults
from device.planfile.forms import Form, FormEntry, all_forms
from device.planfile.frame import Frame
from device.planfile.models import check, times_model
from device.planfile.timing import DoesNotFitError, divide
from device.planfile.tree import Tree
from device.planfile.words import words

LEFT_OVER = 5 * MINUTE
"""An agenda that ends earlier than the meeting by this is worth asking about."""
SLACK = 10 * MINUTE
"""So much less than the meeting's is made up for by the items that grow, beyond their most."""
LONG = 60 * MINUTE
"""An item that is longer only because the time had to go somewhere is worth a look."""
LEAST_ADVISED = 30.0
"""Seconds; a shorter turn is not advised."""

Times = dict[str, float | bool]
"""The file's own lengths of a form's items; False leaves an item out."""


def agenda(form: Form, frame: Frame, tree: Tree, faults: Faults) -> list[Item] | None:
    """The agenda; None when there are faults in it or in what it must fit into."""
    if form.own:
        if tree.has("tider"):
            forms = either((f.called for f in all_forms().values() if not f.own), quoted=False)
            faults.add(tree.line("tider"), "times_in_own", forms=forms)
        return _of_the_plan(frame, tree, faults)
    if tree.has("dagsorden"):
        faults.add(tree.line("dagsorden"), "agenda_in_form", called=_first(form.called))
    return _of_the_form(form, frame, tree, faults)


def left_over(seconds: Sequence[float], whole: float | None) -> float:
    """Seconds of a meeting of `whole` that its items of `seconds` leave; 0 where they are few."""
    left = 0.0 if whole is None else whole - sum(seconds)
    return left if left >= LEFT_OVER else 0.0


def _of_the_plan(frame: Frame, tree: Tree, faults: Faults) -> list[Item] | None:
    """The items that the plan lists under ``dagsorden``."""
    entries = tree.values.get("dagsorden")
    if not entries:
        if tree.whole or tree.line("dagsorden") is not None:
            faults.add(tree.line("dagsorden"), "missing_agenda")
        return None
    if not isinstance(entries, list):
        faults.add(tree.line("dagsorden"), "want_list", field="dagsorden")
        return None
    if len(entries) > (most := drafts.most_items()):
        faults.add(tree.line("dagsorden"), "many_items", count=len(entries), most=most)
        return None
    drafted = [
        drafts.of_the_plan(place, entry, frame, tree, faults) for place, entry in enumerate(entries)
    ]
    if not frame.length_known or not frame.people_known:
        return None
    known = [draft for draft in drafted if draft is not None]
    seconds = _share(known, frame, faults, complete=len(known) == len(drafted))
    if seconds is None or len(known) < len(drafted):
        return None
    return [draft.made(length) for draft, length in zip(known, seconds, strict=True)]


def _share(
    drafted: list[Draft], frame: Frame, faults: Faults, *, complete: bool
) -> list[float] | None:
    """Each item's seconds; a fault when they are more than the meeting's."""
    slots = [draft.slot for draft in drafted]
    if frame.seconds is None:
        return [slot.usual for slot in slots]
    growing = [place for place, draft in enumerate(drafted) if draft.grows]
    if growing:
        # Dialogues take what is left over; the other items keep to what is usual.
        slots = [s if s.people else Slot(s.least, s.usual, s.usual) for s in slots]
    try:
        seconds = divide(slots, frame.seconds, growing)
    except DoesNotFitError as error:
        given = sum(draft.slot.least for draft in drafted if draft.fields.has_time)
        _tell_too_long(error.least, given, frame.seconds, frame.length_line, faults, complete)
        return None
    if complete:
        _tell_early(seconds, frame, faults, "ends_early")
        for place in growing:
            if seconds[place] > LONG:
                title = drafted[place].made(seconds[place]).title
                faults.remark(
                    frame.length_line,
                    "long_item",
                    title=title,
                    length=danish_duration(seconds[place]),
                )
    return seconds


def _largest(drafted: Sequence[Draft]) -> list[int]:
    """The item that a few minutes more are felt least in, where none grows; no round, no pause."""
    free = [place for place, draft in enumerate(drafted) if draft.slot.least < draft.slot.most]
    whole = [place for place in free if not drafted[place].slot.people]
    work = [place for place in whole if not drafted[place].made(MINUTE).rests]
    return sorted(work, key=lambda place: -drafted[place].slot.usual)[:1]


def _filled(
    seconds: Sequence[float], slots: Sequence[Slot], growing: Sequence[int], total: float
) -> list[float]:
    """`seconds` with what they leave of `total` given to the items that grow, up to their most.

    A few minutes that nothing has room for go to the first of them, so that the end is kept.
    """
    given = list(seconds)
    left = total - sum(given)
    for place in growing:
        more = min(left, max(0.0, slots[place].most - given[place]))
        given[place] += more
        left -= more
    if growing and left < SLACK:
        given[growing[0]] += left
    return given


def _tell_early(
    seconds: Sequence[float], frame: Frame, faults: Faults, key: str, **values: object
) -> None:
    """Remark that the items of `seconds` end before the meeting does, if they do."""
    if frame.seconds is None or not (left := left_over(seconds, frame.seconds)):
        return
    faults.remark(
        frame.length_line,
        key,
        agenda=danish_duration(whole_minutes(sum(seconds))),
        length=danish_duration(frame.seconds),
        short=danish_duration(whole_minutes(left)),
        **values,
    )


def _tell_too_long(
    least: float, given: float, whole: float, line: int | None, faults: Faults, complete: bool
) -> None:
    """Say that the plan's items need more than there is; `given`: those with times of their own."""
    short = danish_duration(whole_minutes(least - whole))
    if given > whole or given == least:
        faults.add(line, "agenda_long", agenda=danish_duration(least),
                   length=danish_duration(whole), short=short)  # fmt: skip
    elif complete:
        faults.add(line, "agenda_no_room", left=danish_duration(whole - given),
                   least=danish_duration(least - given), short=short)  # fmt: skip


def _of_the_form(form: Form, frame: Frame, tree: Tree, faults: Faults) -> list[Item] | None:
    """The items that the form has in its file."""
    times = _times(form, tree, faults)
    if times is None or not frame.length_known or "taletid" in frame.broken:
        return None
    entries = [entry for entry in form.entries if _wanted(entry, form, times, frame)]
    drafted = _drafts(entries, times, frame)
    while frame.seconds is not None and sum(d.slot.least for d in drafted) > frame.seconds:
        spare = [one for one in entries if one.if_it_fits and not times.get(one.word)]
        if not spare:
            break
        entries.remove(spare[-1])
        drafted = _drafts(entries, times, frame)
    slots = [draft.slot for draft in drafted]
    total = frame.seconds
    if total is None:
        step = 5 * MINUTE
        total = -(-sum(slot.usual for slot in slots) // step) * step
    for entry, draft in zip(entries, drafted, strict=True):
        if draft.problem is not None:
            path = (draft.problem_at,) if draft.problem_at else ("tider", entry.word)
            drafts.tell(draft.problem, path, path[-1], tree, faults)
    growing = [place for place, draft in enumerate(drafted) if draft.grows]
    try:
        if frame.seconds is not None:
            growing = growing or _largest(drafted)
        seconds = _filled(divide(slots, total, ()), slots, growing, total)
    except DoesNotFitError as error:
        if frame.people_known:
            _tell_shortage(form, error.least, total, slots, times, frame, faults)
        return None
    if any(draft.problem is not None for draft in drafted):
        return None
    _tell_early(seconds, frame, faults, "ends_early_form", called=_first(form.called))
    return [draft.made(length) for draft, length in zip(drafted, seconds, strict=True)]


def _wanted(entry: FormEntry, form: Form, times: Times, frame: Frame) -> bool:
    """Whether `entry` suits so many people, and has its time in the plan, or suits the meeting."""
    given = times.get(entry.word)
    if given is False or not entry.fits(frame.people):
        return False
    if given:
        return True
    if not entry.long_enough(frame.seconds, form.long_minutes):
        return False
    needs = entry.with_header
    return not needs or bool(frame.header.model_dump(by_alias=True).get(needs))


def _drafts(entries: list[FormEntry], times: Times, frame: Frame) -> list[Draft]:
    return [drafts.of_a_form(entry, times.get(entry.word), frame) for entry in entries]


def _times(form: Form, tree: Tree, faults: Faults) -> Times | None:
    """The file's own lengths by their words. None: there were faults."""
    given = tree.values.get("tider")
    if given is None:
        return {}
    if not isinstance(given, dict):
        faults.add(tree.line("tider"), "want_fields", field="tider")
        return None
    known = {word: value for word, value in given.items() if word in form.times}
    model = times_model(form.name)
    checked = check(model, known, ("tider",), tree, faults, called=form.called)
    if checked is None or checked.broken:
        return None
    dumped: dict[str, float | bool | None] = checked.entry.model_dump(by_alias=True)
    return {word: seconds for word, seconds in dumped.items() if seconds is not None}


def _tell_shortage(
    form: Form,
    least: float,
    total: float,
    slots: list[Slot],
    times: Times,
    frame: Frame,
    faults: Faults,
) -> None:
    """Say how much is missing, and what would help."""
    short = whole_minutes(least - total)
    advice = ""
    rounds = [slot.least for slot in slots if slot.people and slot.turn_least == slot.turn_most]
    if frame.header.turn is not None and rounds:
        room = rounds[0] - (least - total)
        turn = turn_in(room, frame.people, 30.0) // 15 * 15
        if turn >= LEAST_ADVISED:
            advice = words().fault("advice_turn", turn=danish_duration(turn))
    elif times:
        advice = words().fault("advice_times")
    faults.add(
        frame.length_line,
        "does_not_fit",
        called=_first(form.called),
        people=words().people(frame.people),
        least=danish_duration(whole_minutes(least)),
        length=danish_duration(total),
        short=danish_duration(short),
        advice=advice,
    )


def _first(called: str) -> str:
    """What a form is called, at the beginning of a sentence."""
    return called[0].upper() + called[1:]
