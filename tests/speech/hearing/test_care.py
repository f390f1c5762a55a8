"""What takes somebody's word away or ends something is heard only when it is surely said."""

from dataclasses import replace

import pytest

from speech.hearing import Grammar
from speech.hearing.grammar import commands
from speech.hearing.graph import REFUSED
from speech.hearing.recogniser import Heard, Reading, confidence, judge, weigh
from speech.hearing.store import tokens
from speech.hearing.verdict import CAREFUL, FAR_REACHING, Verdicts

ROUND = Grammar(
    frozenset({"next", "time_left", "take_break", "finish", "here"}), frozenset(), (("Bo", None),)
)
SURE, DOUBTFUL = 6.0, 0.2
"""Margins over the next best reading."""
CALLED, LIKELY, FAIR, PERHAPS, HARDLY = 8.0, 4.0, 2.5, 1.0, -0.5
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
        ("next", SURE, PERHAPS, "doubted"),
        ("next", SURE, HARDLY, "nothing"),
        ("take_break", DOUBTFUL, PERHAPS, "doubted"),
        ("take_break", SURE, LIKELY, "command"),
        ("finish", SURE, PERHAPS, "doubted"),
        ("here", DOUBTFUL, PERHAPS, "doubted"),
        ("time_left", SURE, PERHAPS, "command"),
        ("time_left", DOUBTFUL, PERHAPS, "command"),
    ],
)
def test_a_big_move_is_made_for_those_who_surely_called(
    intent: str, margin: float, wake: float, taken: str
) -> None:
    assert judged(ROUND, intent, margin, wake) == taken


def test_what_is_doubted_is_told_with_all_that_it_would_mean() -> None:
    symbols = tokens(ROUND)
    token = next(token for token, said in symbols.phrases.items() if said.intent == "here")
    heard = Heard(Reading(token, woken=True, garbage=False), SURE, PERHAPS)
    told = Verdicts(ROUND, symbols, 0.27).utterance("doubted", heard, 0.0, 1.0, 1.5)
    assert (told.kind, told.intent, told.name) == ("doubted", "here", "Bo")


@pytest.mark.parametrize(
    ("intent", "behind", "taken"),
    [
        ("next", 0.4, "unclear"),
        ("next", 3.0, "command"),
        ("time_left", 0.4, "command"),
    ],
)
def test_a_big_move_that_may_as_well_be_none_is_asked_for_again(
    intent: str, behind: float, taken: str
) -> None:
    symbols = tokens(ROUND)
    token = next(token for token, said in symbols.phrases.items() if said.intent == intent)
    scores = {
        Reading(token, woken=True, garbage=False): 0.0,
        Reading(REFUSED, woken=True, garbage=False): -behind,
    }
    _, kind = Verdicts(ROUND, symbols, 0.27).verdict(judge(scores))
    assert kind == taken


@pytest.mark.parametrize(
    ("intent", "wake", "behind", "taken"),
    [
        ("next", LIKELY, 8.0, "command"),
        ("next", FAIR, 8.0, "doubted"),
        ("next", CALLED, 2.0, "unclear"),
        ("next", CALLED, 4.0, "command"),
        ("time_left", PERHAPS, 2.0, "command"),
    ],
)
def test_where_care_is_asked_for_a_big_move_takes_more(
    intent: str, wake: float, behind: float, taken: str
) -> None:
    careful = replace(ROUND, careful=True)
    token = next(t for t, said in tokens(careful).phrases.items() if said.intent == intent)
    said, refused = Reading(token, woken=True, garbage=False), Reading(REFUSED, True, False)
    heard = Heard(said, SURE, wake, {said: 0.0, refused: -behind})
    assert (Verdicts(careful, tokens(careful), 0.27).verdict(heard)[1] or "nothing") == taken
    usual = Verdicts(ROUND, tokens(ROUND), 0.27).verdict(heard)[1]
    assert usual == "command"


@pytest.mark.parametrize(
    ("intent", "behind", "other", "taken"),
    [
        ("time_left", 0.3, "question", "unclear"),
        ("time_left", 0.8, "question", "command"),
        ("time_left", 0.3, None, "command"),  # other speech
        ("next", 0.3, "question", "doubted"),
        ("next", 0.8, "question", "command"),
    ],
)
def test_of_two_commands_that_are_as_likely_none_is_taken_and_a_big_move_is_asked_about(
    intent: str, behind: float, other: str | None, taken: str
) -> None:
    grammar = Grammar(frozenset({"time_left", "question", "next"}))
    symbols = tokens(grammar)
    by_intent = {said.intent: token for token, said in symbols.phrases.items()}
    scores = {
        Reading(by_intent[intent], woken=True, garbage=False): 0.0,
        Reading(by_intent.get(other or ""), woken=True, garbage=other is None): -behind,
    }
    _, kind = Verdicts(grammar, symbols, 0.27).verdict(judge(scores))
    assert kind == taken


@pytest.mark.parametrize(
    ("margin", "taken"),
    [(SURE, "command"), (1.1, "command"), (0.9, "unclear"), (DOUBTFUL, "unclear")],
)
def test_after_the_tone_no_call_is_weighed_but_what_was_said_must_be_likely(
    margin: float, taken: str
) -> None:
    opened = Grammar(frozenset(), ROUND.commands, ROUND.names, called=True)
    assert judged(opened, "next", margin, -8.0, woken=False) == taken
    assert judged(opened, "time_left", margin, -8.0, woken=False) == taken


@pytest.mark.parametrize(
    ("wake", "told"), [(8.0, "wake"), (3.5, "wake"), (2.5, "nothing"), (1.0, "nothing")]
)
@pytest.mark.parametrize("talk_after", [False, True])
def test_a_call_that_no_command_comes_after_must_be_surely_one(
    wake: float, told: str, talk_after: bool
) -> None:
    called = Reading(None, woken=True, garbage=talk_after)
    kind = Verdicts(ROUND, tokens(ROUND), 0.27).verdict(Heard(called, SURE, wake))[1]
    assert (kind or "nothing") == ("unclear" if talk_after and told == "wake" else told)


def test_what_is_all_but_nothing_after_the_tone_is_not_even_told() -> None:
    opened = Grammar(frozenset(), ROUND.commands, ROUND.names, called=True)
    assert judged(opened, "next", -0.5, -8.0, woken=False) == "nothing"


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
    sure = (PERHAPS, FAIR, LIKELY, CALLED)
    perhaps, fair, likely, called = map(confidence, sure)
    steps = (0.27, perhaps, FAR_REACHING, fair, CAREFUL, likely, called)
    assert sorted(steps) == list(steps)


@pytest.mark.parametrize(
    ("symbols", "taken"), [("<wake> {} <end>", "doubted"), ("<garbage> <wake> {} <end>", "command")]
)
def test_amid_other_speech_the_wake_word_has_paid_already(symbols: str, taken: str) -> None:
    token = next(t for t, said in tokens(ROUND).phrases.items() if said.intent == "next")
    likely = [{"text": symbols.format(token), "confidence": 0.0}]
    heard = weigh({"alternatives": [*likely, {"text": "<garbage>", "confidence": -1.2}]})
    _, kind = Verdicts(ROUND, tokens(ROUND), 0.27).verdict(heard)
    assert (kind or "nothing") == taken
