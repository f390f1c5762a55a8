"""What is listened for is what can be done: every state of every item is walked.

From the start of each item all that people can do is tried, and from what comes of it again,
until no new state is found. In each of them every intent is said and every button pressed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from device.meeting import actions, events, signs
from device.meeting.buttons import OWN_MEANINGS, intents
from device.meeting.in_turn import TAKEN
from device.meeting.items.closing.plan import Closing
from device.meeting.items.frame import Frame
from device.meeting.items.gathering import Gathering
from device.meeting.items.interview.plan import Interview
from device.meeting.items.registry import kinds
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.voices.plan import VoiceLesson
from device.meeting.meeting import Meeting, handle
from device.meeting.speakers import ON_THE_LIST
from speech.hearing.grammar import normal, phrases
from tests.device.meeting.any_item import example
from tests.device.meeting.table import (
    AGREEMENT,
    ANOTHER_PERSON,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    NAMES,
    ROUND,
    WELCOME,
    Table,
    a_plan,
)

ITEMS = {
    "welcome": WELCOME,
    "agreement": AGREEMENT,
    "short agreement": replace(AGREEMENT, seconds=60, rules=()),
    "agreement again": replace(AGREEMENT, again=True),
    "round": ROUND,
    "round without a question": replace(ROUND, question=""),
    "dialogue": DIALOGUE,
    "dialogue without questions": replace(DIALOGUE, questions=(), opening=""),
    "break": BREAK,
    "evaluation": EVALUATION,
    "evaluation without a round": replace(EVALUATION, question=""),
    "closing": CLOSING,
    "voice enrolment": VoiceLesson("stemmer", 240),
    "sparring": Sparring("sparring", 900, need=True, rounds=1),
    "sparring with backs turned": Sparring("sparring", 900, way="backs_turned", rounds=1),
    "interviews": Interview("interviews", 900, turn_seconds=120, rounds=2, questions=("Hvad nu?",)),
    "gathering": Gathering("opsamling", 300, questions=("Hvad nu?", "Og så?"), close="Tak."),
    "frame": Frame("rammer", 120, questions=("Hvem?",), roles=("practical",), close="Er I enige?"),
}
SEEN = {type(item) for item in ITEMS.values()}
ITEMS |= {kind.name: example(kind) for kind in kinds() if kind.item not in SEEN}
BREATH = 130
"""Characters: nine seconds of the voice, at 15 characters a second."""
MOST = 600
"""So many states of one item are looked at."""


def heard(intent: str) -> events.Heard:
    needs = {
        "number": {"number": 3},
        "absent": {"name": "Bo"},
        "left": {"name": "Bo"},
        "here": {"name": "Bo"},
        "named": {"name": "Bo"},
        "floor_to": {"name": "Dan"},
        "more_time": {"minutes": 1.0},
        "take_break": {"minutes": 5.0},
        "take_focus": {"name": "Dan"},
    } | {taken: {"name": "Bo"} for taken in (*TAKEN, *ON_THE_LIST)}
    return events.Heard(0.0, intent, **needs.get(intent, {}))


@cache
def all_intents() -> list[str]:
    return sorted(intents() - {"hush"})


def after(meeting: Meeting, event: events.Event) -> tuple[Meeting, list[actions.Action]]:
    """What comes of one event when the box has said what it has to say."""
    meeting, done = handle(meeting, replace(event, t=max(meeting.now, event.t)))
    while meeting.awaiting is not None:
        meeting, more = handle(meeting, events.Spoken(meeting.now, meeting.awaiting))
        done += more
    return meeting, done


def pressed(meeting: Meeting, button: str) -> events.Pressed:
    """By another finger than the one before."""
    return events.Pressed(meeting.now + ANOTHER_PERSON, button)


def low(done: list[actions.Action]) -> bool:
    return any(isinstance(action, actions.Chime) and action.name == "no" for action in done)


def what_people_do(meeting: Meeting) -> Iterator[events.Event]:
    listen = meeting.shown.listen_for
    for intent in sorted(listen.commands | listen.answers):
        yield heard(intent)
        if intent == "number":
            yield events.Heard(0.0, intent, number=1 + len(NAMES))
    for button in events.BUTTONS:
        yield pressed(meeting, button)
    if enrolment := listen.enrolment:
        yield events.SaidAfter(0.0, enrolment, ())
    yield events.NotUnderstood(0.0)


def kind(meeting: Meeting) -> object:
    """States that differ in this are different to people."""
    item = meeting.item
    round_ = getattr(item, "round", None)
    clock = item.timer if item else None
    return (
        meeting.stage,
        meeting.index,
        meeting.situation,
        meeting.confirm,
        meeting.attentive_until is not None,
        meeting.unclear,
        getattr(item, "stage", None),
        len(getattr(item, "ahead", ())),
        getattr(round_, "stage", None),
        clock is not None and clock.ended,
        min(len(NAMES), len(getattr(item, "waiting", ()))),
        min(3, getattr(item, "reminders", 0)),
        getattr(item, "tries", 0),
        getattr(item, "sentence", 0),
        len(getattr(item, "statements", ())),
        sum(getattr(item, "counts", ())) > 0,
        getattr(item, "complete", False),
        getattr(item, "digits", 0) > 0,
    )


def later(meeting: Meeting) -> Meeting:
    """Time passes until something is different."""
    there = meeting
    for _ in range(200):
        if kind(there) != kind(meeting) or there.shown.wake_at.t is None:
            break
        there, _ = after(there, events.Tick(there.shown.wake_at.t))
    return there


def walked(start: Meeting) -> list[Meeting]:
    """Every kind of state within reach, while the item is not over."""
    found, ahead = {kind(start): start}, [start]
    while ahead and len(found) < MOST:
        here = ahead.pop(0)
        tried = (after(here, event)[0] for event in what_people_do(here))
        for there in (later(here), *tried):
            if there.index > start.index + 1 or kind(there) in found:
                continue
            found[kind(there)] = there
            if there.attentive_until is None:  # from there it only leads where it led before
                ahead.append(there)
    return list(found.values())


@cache
def states(name: str) -> list[Meeting]:
    item = ITEMS[name]
    agenda = (item,) if isinstance(item, Closing) else (item, CLOSING)
    return walked(Table.started(*agenda).meeting)


def waiting() -> list[Meeting]:
    without = after(Table().meeting, events.Resumed(0.0))[0]
    plans = (Table.with_plan(a_plan(*agenda)) for agenda in ((WELCOME, CLOSING), (ROUND,)))
    return [without, *(table.meeting for table in plans)]


EVERYWHERE = [*ITEMS, "before the meeting"]


def all_states(name: str) -> list[Meeting]:
    return waiting() if name == "before the meeting" else states(name)


def listened_for(meeting: Meeting) -> frozenset[str]:
    """After a call and the tone, where less is listened for in one breath."""
    if signs.talk_at_once(meeting):
        meeting = after(meeting, events.WakeWord(0.0))[0]
    return in_one_breath(meeting)


def in_one_breath(meeting: Meeting) -> frozenset[str]:
    listen = meeting.shown.listen_for
    if listen.enrolment:  # the white button opens the ear for commands
        listen = after(meeting, events.WakeWord(0.0))[0].shown.listen_for
    return listen.commands | listen.answers


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_is_listened_for_is_done_and_what_is_done_is_listened_for(name: str) -> None:
    seen = all_states(name)
    for meeting in seen:
        heeded = listened_for(meeting)
        for intent in all_intents():
            _, done = after(meeting, heard(intent))
            listened = intent in heeded
            # Who has the word can't be given it, nor is anybody missed twice.
            in_vain = intent in {"floor_to", "absent"} and low(done)
            assert (not low(done)) == listened or (listened and in_vain), (intent, kind(meeting))


@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_button_does_what_can_be_done_or_is_low_on_purpose(name: str) -> None:
    for meeting in all_states(name):
        if meeting.attentive_until is not None or meeting.now < meeting.dropped_until:
            continue
        for button in events.BUTTONS:
            meaning = meeting.buttons.meaning(meeting.situation, button)
            _, done = after(meeting, pressed(meeting, button))
            if meaning in OWN_MEANINGS:
                continue
            assert low(done) == (meaning is None), (button, meaning, kind(meeting))
            if meaning:
                assert meaning == "hush" or meaning in listened_for(meeting)


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_is_listened_for_in_one_breath_is_part_of_what_can_be_said(name: str) -> None:
    less = [m for m in all_states(name) if in_one_breath(m) != listened_for(m)]
    assert all(in_one_breath(meeting) < listened_for(meeting) for meeting in less)
    assert all(signs.talk_at_once(meeting) for meeting in less)
    assert bool(less) == (name in {"interviews", "1-2-4-alle"}), name


@pytest.mark.parametrize("name", ITEMS)
def test_the_walk_gets_everywhere(name: str) -> None:
    seen = states(name)
    assert len(seen) < MOST
    assert len(seen) > 12
    assert {meeting.situation for meeting in seen} >= {"paused", "question_yes_no"}
    stages = {getattr(meeting.item, "stage", "") for meeting in seen}
    assert "" in stages  # the end of the meeting


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("welcome", {"count", "sure", "missing", "roll_call"}),
        ("agreement", {"dare", "ask", "offer", "talk"}),
        ("voice enrolment", {"ask", "enrolment", "check"}),
        ("break", {"break", "back"}),
        ("evaluation", {"scores", "turn"}),
    ],
)
def test_every_stage_of_an_item_is_walked(name: str, stages: set[str]) -> None:
    assert stages <= {getattr(meeting.item, "stage", "") for meeting in states(name)}


@pytest.mark.parametrize(
    ("name", "stage", "intent"),
    [
        ("break", "back", "resume"),
        ("break", "back", "start"),
        ("break", "break", "more_time"),
        ("agreement", "talk", "next"),
        ("agreement", "talk", "start"),
        ("agreement", "ask", "all_agree"),
        ("closing", "talk", "more_time"),
        ("closing", "talk", "yes"),
        ("dialogue", "dialogue", "question"),
        ("round", "turn", "back"),
        ("round", "turn", "undo"),
        ("welcome", "count", "number"),
    ],
)
def test_what_people_say_there_is_heard(name: str, stage: str, intent: str) -> None:
    here = [m for m in states(name) if getattr(m.item, "stage", "") == stage and not m.confirm]
    assert here
    for meeting in here:
        if meeting.paused_at is None and meeting.index == 0:
            assert intent in listened_for(meeting)


def named_in(help_text: str) -> tuple[set[str], set[str]]:
    """The intents of which `help_text` tells the words, and the buttons that it names."""
    said = f" {normal(help_text)} ".partition(" sig ")[2].replace("tidtager ", " , ")
    said = f" {said} "
    found = set()
    for text, intent in sorted(words().items(), key=lambda word: -len(word[0])):
        if f" {text} " in said:
            found.add(intent)
            said = said.replace(f" {text} ", " ")
    colours = {"grøn": "green", "gul": "yellow", "blå": "blue", "et": "score1"}
    buttons = re.findall(r"tryk (?:så )?(?:på )?(?:den )?(\w+?)e? ", f" {normal(help_text)} ")
    return found, {colours[name] for name in buttons if name in colours}


@cache
def words() -> dict[str, str]:
    """All that can be said, and what it means; but what a sentence has in it anyway."""
    found = phrases(intents(), (("Anne", None),))
    return {one.text: one.intent for one in found if one.intent not in {"named", "number"}}


@pytest.mark.parametrize("name", EVERYWHERE)
def test_help_tells_in_a_breath_what_is_true_now(name: str) -> None:
    for meeting in all_states(name):
        told, done = after(meeting, heard("help"))
        said = [one for one in done if isinstance(one, actions.Say)]
        assert said
        assert sum(len(one.text) for one in said) <= BREATH, [one.text for one in said]
        if meeting.confirm:  # the question itself is the help
            continue
        for one in said:
            called, buttons = named_in(one.text)
            wrong = called - in_one_breath(told)
            assert not wrong, (one.text, wrong, kind(meeting))
            low_ones = {b for b in buttons if told.buttons.meaning(told.situation, b) is None}
            assert not low_ones, (one.text, low_ones, kind(meeting))


def test_what_help_names_is_found() -> None:
    text = "Sig Tidtager, og så for eksempel: stil et spørgsmål, eller: næste punkt. Tryk gul."
    named = named_in(text)
    assert named == ({"question", "next_item"}, {"yellow"})


def test_nothing_is_listened_for_that_has_no_words() -> None:
    for name in ITEMS:
        for meeting in states(name):
            assert listened_for(meeting) <= intents()
    assert intents() >= signs.ALWAYS | signs.UNDER_WAY | signs.PAUSED | signs.WAITING


def test_the_names_that_are_said_are_those_of_the_plan() -> None:
    assert {heard("absent").name, heard("floor_to").name} <= set(NAMES)
