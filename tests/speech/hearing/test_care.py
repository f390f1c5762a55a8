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
SURE, LIKELY, DOUBTFUL = 6.0, 2.5, 0.2
"""Margins over the next best reading."""
CALLED, PERHAPS = 8.0, 1.0
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
        ("next", LIKELY, PERHAPS, "nothing"),
        ("next", LIKELY, CALLED, "unclear"),
        ("take_break", DOUBTFUL, PERHAPS, "nothing"),
        ("take_break", SURE, CALLED, "command"),
        ("finish", DOUBTFUL, CALLED, "unclear"),
        ("here", LIKELY, PERHAPS, "nothing"),
        ("time_left", LIKELY, PERHAPS, "command"),
        ("time_left", DOUBTFUL, PERHAPS, "command"),
    ],
)
def test_who_doubts_a_big_move_asks_again_where_the_box_was_called(
    intent: str, margin: float, wake: float, taken: str
) -> None:
    assert judged(ROUND, intent, margin, wake) == taken


@pytest.mark.parametrize("intent", ["next", "time_left"])
def test_a_cautious_ear_doubts_whatever_it_is_told(intent: str) -> None:
    cautious = Grammar(ROUND.commands, frozenset(), ROUND.names, cautious=True)
    assert judged(cautious, intent, LIKELY, PERHAPS) == "nothing"
    assert judged(cautious, intent, SURE, CALLED) == "command"


def test_after_the_tone_a_command_was_asked_for() -> None:
    opened = Grammar(frozenset(), ROUND.commands, ROUND.names, called=True)
    assert judged(opened, "next", DOUBTFUL, -8.0, woken=False) == "command"


@pytest.mark.parametrize("woken", [True, False])
def test_what_answers_a_question_is_no_big_move(woken: bool) -> None:
    asked = Grammar(frozenset({"next"}), frozenset({"here"}), ROUND.names)
    assert judged(asked, "here", LIKELY, PERHAPS, woken=woken) == "command"


def test_what_only_tells_something_is_not_far_reaching() -> None:
    tells = {"time_left", "end_time", "repeat", "question", "help", "agenda", "purpose", "pace"}
    ends = {"next", "skip", "finish", "take_break", "take_host", "absent", "left", "stop_all"}
    assert ends <= commands().far_reaching
    assert not tells & commands().far_reaching


def test_the_steps_lie_one_above_the_other() -> None:
    assert 0.27 < confidence(LIKELY) < FAR_REACHING < CAUTIOUS < confidence(SURE)


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
