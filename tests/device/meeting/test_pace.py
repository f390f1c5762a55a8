"""Ahead or behind, what to do with time to spare, and how long it is until the break."""

import pytest

from device.meeting.pace import (
    HOW_TO_START,
    Slot,
    at_change,
    behind,
    offers,
    standing,
    start_reminder,
    to_break,
    until,
)
from device.meeting.phrases import load_phrases
from device.meeting.sentence import Sentence

PHRASES = load_phrases()
TALK = Slot("Mig og min leder", 1200, can_grow=True)
SPARRING = Slot("Sparring", 2400, round_seconds=1200)
COFFEE = Slot("Pause", 600, is_break=True)
END = Slot("Afslutning", 600)


def text(sentence: Sentence) -> str:
    return PHRASES.text(sentence.key, **sentence.values)


@pytest.mark.parametrize(
    ("planned", "elapsed", "late"),
    [([], 0, 0), ([600, 600], 1500, 300), ([600, 600], 1000, -200), ([], 60, 60)],
)
def test_how_late_it_is(planned: list[float], elapsed: float, late: float) -> None:
    assert behind(planned, elapsed) == late


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "Vi følger planen."),
        (1.9, "Vi følger planen."),
        (-1.9, "Vi følger planen."),
        (2, "Vi er to minutter bagud."),
        (8, "Vi er otte minutter bagud."),
        (-8, "Vi er otte minutter foran."),
    ],
)
def test_asked_it_always_answers(minutes: float, said: str) -> None:
    assert text(standing(60 * minutes)) == said


@pytest.mark.parametrize(
    ("minutes", "last_said", "said"),
    [
        (0, 0, None),
        (4.9, 0, None),
        (5, 0, "Vi er fem minutter bagud."),
        (-6, 0, "Vi er seks minutter foran."),
        (7, 5, None),
        (8, 5, "Vi er otte minutter bagud."),
        (0, 5, "Vi følger planen."),
        (3, 8, None),
        (2, 5, None),
        (1.9, 5, "Vi følger planen."),
        (0, -5, None),
        (-5, 5, "Vi er fem minutter foran."),
    ],
)
def test_unasked_it_says_only_what_is_news(
    minutes: float, last_said: float, said: str | None
) -> None:
    found = at_change(60 * minutes, 60 * last_said)
    assert (found and text(found)) == said


OFFERS = {
    "too little": (4.9, [TALK, END], []),
    "a dialogue is ahead": (
        12,
        [TALK, END],
        [
            "Vi har tid til overs. Vil I have ti minutter mere til Mig og min leder? "
            "Sig ja, eller tryk grøn.",
            "Skal vi slutte ti minutter før tid? Sig ja, eller tryk grøn.",
        ],
    ),
    "enough for a round": (
        20,
        [SPARRING, END],
        [
            "Vi har tid til en runde mere af Sparring. Vil I det? Sig ja, eller tryk grøn.",
            "Skal vi slutte tyve minutter før tid? Sig ja, eller tryk grøn.",
        ],
    ),
    "too little for a round": (
        19,
        [SPARRING, END],
        ["Skal vi slutte femten minutter før tid? Sig ja, eller tryk grøn."],
    ),
    "nothing but the end": (
        7,
        [END],
        ["Skal vi slutte fem minutter før tid? Sig ja, eller tryk grøn."],
    ),
    "behind": (-10, [TALK], []),
}


@pytest.mark.parametrize(("minutes", "slots", "said"), OFFERS.values(), ids=OFFERS)
def test_what_is_offered(minutes: float, slots: list[Slot], said: list[str]) -> None:

    assert [text(offer.sentence) for offer in offers(60 * minutes, slots)] == said


def test_an_offer_knows_which_item_and_how_long() -> None:
    first, second, last = offers(1500, [END, SPARRING, COFFEE, TALK])
    assert (first.place, first.seconds) == (1, 1200)
    assert (second.place, second.seconds) == (3, 1500)
    assert (last.place, last.seconds) == (None, 1500)


def test_only_the_first_of_several_is_offered() -> None:
    found = offers(1500, [SPARRING, TALK, SPARRING, TALK])
    assert [offer.place for offer in found] == [0, 1, None]


@pytest.mark.parametrize(
    ("left", "slots", "in_break", "said"),
    [
        (300, [COFFEE, TALK], False, "Der er cirka fem minutter til pausen."),
        (300, [TALK, COFFEE, END, COFFEE], False, "Der er cirka femogtyve minutter til pausen."),
        (-90, [COFFEE], False, "Der er pause om lidt."),
        (45, [COFFEE], False, "Der er cirka femogfyrre sekunder til pausen."),
        (44, [COFFEE], False, "Der er pause om lidt."),
        (300, [TALK, END], False, "Der er ikke flere pauser i dag."),
        (300, [TALK, COFFEE], True, "Det er pause nu."),
    ],
)
def test_how_long_it_is_until_the_break(
    left: float, slots: list[Slot], in_break: bool, said: str
) -> None:
    assert text(to_break(left, slots, in_break=in_break)) == said


def test_an_overrun_is_not_given_back() -> None:
    assert until(-120, [TALK, END], 1) == TALK.seconds


def test_who_does_not_start_is_reminded_once() -> None:
    assert start_reminder(100, reminded=False) == 700
    assert start_reminder(100, reminded=True) is None
    assert PHRASES.text(HOW_TO_START.key, wake="Tidtager").startswith("Jeg er klar")
