"""What takes somebody's word away or ends something is heard only when it is surely said."""

import pytest

from speech.hearing import Grammar
from speech.hearing.grammar import commands
from speech.hearing.graph import REFUSED
from speech.hearing.recogniser import Heard, Reading, confidence, weigh
from speech.hearing.store import tokens
from speech.hearing.verdict import CAUTIOUS, FAR_REACHING, Verdicts

ROUND = Grammar(
    frozenset({"next", "time_left", "take_break", "finish", "here"}), frozenset(), (("Bo", None),)
)
SURE, DOUBTFUL = 6.0, 0.2
"""Margins over the next best reading."""
CALLED, LIKELY, PERHAPS = 8.0, 4.0, 2.0
"""Margins of the wake word."""


def judged(grammar: Grammar, intent: str, margin: float, wake: float, *, woken: bool = True) -> str:
    """What becomes of `intent` that is heard so surely."""
    symbols = tokens(grammar)
    token = next(token for token, said in symbols.phrases.items() if said.intent == intent)
    heard = Heard(Reading(token, woken=woken, garbage=False), margin, wake)
    _, kind = Verdicts(grammar, symbols, 0.27).verdict(heard)
    return kind or "nothing"


@pytest.mark.parametrize(
    ("intent", "margin", "wake", "taken"),
    [
        ("next", SURE, CALLED, "command"),
        ("next", DOUBTFUL, LIKELY, "command"),
        ("next", SURE, PERHAPS, "nothing"),
        ("take_break", DOUBTFUL, PERHAPS, "nothing"),
        ("take_break", SURE, LIKELY, "command"),
        ("finish", SURE, PERHAPS, "nothing"),
        ("here", DOUBTFUL, PERHAPS, "nothing"),
        ("time_left", SURE, PERHAPS, "command"),
        ("time_left", DOUBTFUL, PERHAPS, "command"),
    ],
)
def test_a_big_move_is_made_for_those_who_surely_called(
    intent: str, margin: float, wake: float, taken: str
) -> None:
    assert judged(ROUND, intent, margin, wake) == taken


@pytest.mark.parametrize("intent", ["next", "time_left"])
def test_a_cautious_ear_doubts_every_call(intent: str) -> None:
    cautious = Grammar(ROUND.commands, frozenset(), ROUND.names, cautious=True)
    assert judged(cautious, intent, SURE, LIKELY) == "nothing"
    assert judged(cautious, intent, SURE, CALLED) == "command"


def test_after_the_tone_a_command_was_asked_for() -> None:
    opened = Grammar(frozenset(), ROUND.commands, ROUND.names, called=True)
    assert judged(opened, "next", DOUBTFUL, -8.0, woken=False) == "command"


@pytest.mark.parametrize("woken", [True, False])
def test_what_answers_a_question_is_no_big_move(woken: bool) -> None:
    asked = Grammar(frozenset({"next"}), frozenset({"here"}), ROUND.names)
    assert judged(asked, "here", SURE, PERHAPS, woken=woken) == "command"


def test_what_only_tells_something_is_not_far_reaching() -> None:
    tells = {"time_left", "end_time", "repeat", "question", "help", "agenda", "purpose", "pace"}
    ends = {"next", "skip", "finish", "take_break", "take_host", "absent", "left", "stop_all"}
    assert ends <= commands().far_reaching
    assert not tells & commands().far_reaching


def test_the_steps_lie_one_above_the_other() -> None:
    steps = (0.27, confidence(PERHAPS), FAR_REACHING, confidence(LIKELY), CAUTIOUS)
    assert sorted(steps) == list(steps)
    assert confidence(CALLED) > CAUTIOUS


@pytest.mark.parametrize(
    ("said", "amid", "taken"),
    [
        (f"<wake> {REFUSED} <end>", False, "unclear"),
        (f"<garbage> <wake> {REFUSED} <end>", True, "nothing"),
        (f"<wake> <garbage> {REFUSED}", False, "unclear"),
    ],
)
def test_amid_talk_nobody_is_told_of_what_the_box_cant_do(
    said: str, amid: bool, taken: str
) -> None:
    heard = weigh({"alternatives": [{"text": said, "confidence": 0.0}]})
    _, kind = Verdicts(ROUND, tokens(ROUND), 0.27).verdict(heard)
    assert heard.amid == amid
    assert (kind or "nothing") == taken
