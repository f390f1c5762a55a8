"""The agenda of a first meeting: content/forms.yaml, fitted to the people and the time."""

from typing import Any

from content import load
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.breaks.plan import Break
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.voices.plan import VoiceLesson
from device.meeting.items.welcome.plan import Welcome
from device.meeting.plan import Item
from device.planfile.durations import danish_duration
from device.planfile.faults import Faults
from device.planfile.frame import FIRST_MEETING, Frame
from device.planfile.models import Times, check
from device.planfile.rounds import RoundTiming, agrees, evaluation, speaking, suffices, voice_lesson
from device.planfile.timing import (
    MINUTE,
    DoesNotFitError,
    Slot,
    divide,
    fixed,
    turn_in,
    whole_minutes,
)
from device.planfile.topics import Topic, find_topic
from device.planfile.tree import Tree
from device.planfile.words import words

Entry = dict[str, Any]
"""An item of the form in content/forms.yaml."""


def first_meeting(frame: Frame, tree: Tree, faults: Faults) -> list[Item] | None:
    """The agenda; None when the time does not suffice (noted in `faults`)."""
    times = _times(tree, faults)
    if times is None or not frame.length_known or "taletid" in frame.broken:
        return None
    form = load("forms.yaml")["forms"][FIRST_MEETING]
    entries = [entry for entry in form["items"] if times.get(entry["time"]) != -1.0]
    if frame.seconds is not None and frame.seconds < form["long_minutes"] * MINUTE:
        entries = [e for e in entries if "long" not in e or times.get(e["time"])]
    slots = [_slot(entry, times.get(entry["time"]), frame) for entry in entries]
    if frame.seconds is not None and sum(slot.least for slot in slots) > frame.seconds:
        entries = [e for e in entries if "if_it_fits" not in e or times.get(e["time"])]
        slots = [_slot(entry, times.get(entry["time"]), frame) for entry in entries]
    total = frame.seconds
    if total is None:
        step = 5 * MINUTE
        total = -(-sum(slot.usual for slot in slots) // step) * step
    rest = [i for i, e in enumerate(entries) if e["kind"] == "dialog" and not times.get(e["time"])]
    rounds_fit = _rounds_fit(entries, times, frame, tree, faults)
    try:
        seconds = divide(slots, total, rest[:1])
    except DoesNotFitError as error:
        if frame.people_known:
            _tell_shortage(error.least, total, slots, times, frame, faults)
        return None
    if not rounds_fit:
        return None
    return [_item(entry, length, frame) for entry, length in zip(entries, seconds, strict=True)]


def _times(tree: Tree, faults: Faults) -> dict[str, float] | None:
    """The file's own times by item; -1 leaves an item out. None: there were faults."""
    given = tree.values.get("tider")
    if given is None:
        return {}
    if not isinstance(given, dict):
        faults.add(tree.line("tider"), "want_fields", field="tider")
        return None
    checked = check(Times, given, ("tider",), tree, faults)
    if checked is None or checked.broken:
        return None
    dumped: dict[str, float | None] = checked.entry.model_dump(by_alias=True)
    return {item: seconds for item, seconds in dumped.items() if seconds is not None}


def _slot(entry: Entry, given: float | None, frame: Frame) -> Slot:
    if given is not None:
        return fixed(given)
    if entry["kind"] == "stemmer":
        return fixed(voice_lesson(frame.people))
    timing = _round(entry, frame)
    if timing is not None:
        return timing.slot
    return Slot(*(entry[name] * MINUTE for name in ("least", "usual", "most")))


def _round(entry: Entry, frame: Frame) -> RoundTiming | None:
    """The entry's round, if it has one."""
    if entry["kind"] == "talerunde":
        return speaking(frame.people, frame.header.turn, entry)
    if entry["kind"] == "evaluering":
        return evaluation(frame.people, len(statements(frame)), None)
    return None


def _rounds_fit(
    entries: list[Entry], times: dict[str, float], frame: Frame, tree: Tree, faults: Faults
) -> bool:
    """Whether the rounds that have a time of their own have enough of it."""
    fit = True
    for entry in entries:
        given, timing = times.get(entry["time"]), _round(entry, frame)
        if given is None or timing is None or not frame.people_known:
            continue
        line = tree.line("tider", entry["time"])
        if timing.least == timing.most:
            fit = agrees(given, timing, line, faults, field=entry["time"]) and fit
        else:
            fit = suffices(given, timing, line, faults, field=entry["time"]) and fit
    return fit


def statements(frame: Frame) -> tuple[str, ...]:
    """The file's own statements, or those of content/questions.yaml."""
    return frame.header.statements or tuple(load("questions.yaml")["statements"])


def _tell_shortage(
    least: float,
    total: float,
    slots: list[Slot],
    times: dict[str, float],
    frame: Frame,
    faults: Faults,
) -> None:
    """Say how much is missing, and what would help."""
    short = whole_minutes(least - total)
    advice = ""
    if frame.header.turn is not None:
        round_least = next(s.least for s in slots if s.people and s.turn_least == s.turn_most)
        room = round_least - (least - total)
        turn = turn_in(room, frame.people, 30.0) // 15 * 15
        if turn >= 30:
            advice = words().fault("advice_turn", turn=danish_duration(turn))
    elif times:
        advice = words().fault("advice_times")
    faults.add(
        frame.length_line,
        "does_not_fit",
        people=frame.people,
        least=danish_duration(whole_minutes(least)),
        length=danish_duration(total),
        short=danish_duration(short),
        advice=advice,
    )


def _item(entry: Entry, seconds: float, frame: Frame) -> Item:
    """The agenda item that an entry of the form becomes."""
    header, title = frame.header, str(entry.get("title", ""))
    asked = load("questions.yaml")
    kind = entry["kind"]
    if kind == "velkomst":
        return Welcome(title, seconds, text=header.welcome)
    if kind == "aftale":
        return Agreement(title, seconds, purpose=header.purpose, rules=header.rules, dare=True)
    if kind == "talerunde":
        return SpeakingRound(
            title,
            seconds,
            question=header.presentation or asked["presentation"].strip(),
            turn_seconds=header.turn or speaking(frame.people, None, entry).turn(seconds),
            shuffled=header.order == "blandet",
        )
    if kind == "dialog":
        topic = find_topic(entry["topic"])
        if entry["time"] == "forventninger" and frame.topic is not None:
            topic = frame.topic
        assert isinstance(topic, Topic)
        return TopicDialogue(
            topic.title, seconds, topic=topic.title, opening=topic.opening,
            questions=topic.questions,
        )  # fmt: skip
    if kind == "pause":
        return Break(title, seconds)
    if kind == "stemmer":
        return VoiceLesson(title, seconds)
    if kind == "evaluering":
        timing = evaluation(frame.people, len(statements(frame)), None)
        return Evaluation(
            title, seconds, statements=statements(frame),
            question=asked["evaluation_round"], turn_seconds=timing.turn(seconds),
        )  # fmt: skip
    points = header.points or tuple(asked["closing_points"])
    return Closing(title, seconds, fixed=bool(entry.get("fixed")), points=points)
