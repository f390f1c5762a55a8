"""Templates become whole phrases, each with its meaning."""

import pytest

from speech.hearing.grammar import ClosedSet, Grammar, Phrase, commands, normal, phrases
from speech.hearing.refusals import around
from speech.hearing.store import tokens

GROUP = (("Bo", None), ("Åse", None), ("Anne-Mette", "anne mette"), ("Xuân", "swan"))


def texts(intent: str) -> dict[str, Phrase]:
    return {phrase.text: phrase for phrase in phrases(frozenset({intent}), GROUP)}


@pytest.mark.parametrize("intent", commands().templates)
def test_every_template_of_every_intent_expands(intent: str) -> None:
    found = texts(intent)
    assert found
    for text, phrase in found.items():
        assert text == normal(text)
        assert not set(text) & set("{}[]()|<>")
        assert phrase.intent == intent


def test_nothing_that_can_be_said_means_two_things() -> None:
    meaning: dict[str, str] = {}
    twice = texts("resume").keys() & texts("next").keys()
    assert twice == {"videre", "gå videre", "går videre", "vi går videre"}  # in a pause, or not
    for intent in commands().templates:
        for text in texts(intent).keys() - twice:
            assert meaning.setdefault(text, intent) == intent


def test_in_a_pause_to_go_on_is_to_go_on_with_the_meeting() -> None:
    both = {one.text: one.intent for one in phrases(frozenset({"next", "resume"}), ())}
    assert (both["videre"], both["næste"]) == ("resume", "next")
    (only,) = {one.intent for one in phrases(frozenset({"next"}), ()) if one.text == "videre"}
    assert only == "next"


def test_optional_and_alternative_words() -> None:
    assert {"hvor lang tid har jeg", "hvor lang tid har vi tilbage"} <= texts("time_left").keys()


def test_minutes_and_numbers_have_values() -> None:
    assert texts("more_time")["giv os halvandet minut mere"].minutes == 1.5
    people = texts("number")["vi er otte"]
    assert people.number == 8
    assert isinstance(people.number, int)


def test_names_keep_their_spelling_and_are_said_their_way() -> None:
    found = texts("floor_to")
    assert found["giv ordet til åse"].name == "Åse"
    assert found["ordet til anne-mette"].name == "Anne-Mette"
    assert found["ordet til xuân"] == Phrase(
        "ordet til xuân", "floor_to", "ordet til swan", name="Xuân"
    )


def test_a_name_that_is_also_a_command_gives_way() -> None:
    found = phrases(frozenset({"absent", "number", "nobody"}), (("Otte", None), ("Ingen", None)))
    meaning = {phrase.text: phrase.intent for phrase in found}
    assert meaning["otte"] == "number"
    assert meaning["ingen"] == "nobody"
    assert meaning["otte mangler"] == "absent"


def test_a_name_without_letters_is_left_out() -> None:
    found = phrases(frozenset({"floor_to"}), (("🙂", None), ("Bo", None)))
    assert {phrase.name for phrase in found} == {"Bo"}


def test_an_unknown_intent_is_refused() -> None:
    with pytest.raises(KeyError, match="dans"):
        phrases(frozenset({"dans"}), ())


def test_only_what_makes_sense_now_is_in_the_grammar() -> None:
    symbols = tokens(Grammar(frozenset({"next"}), frozenset({"yes"})))
    intents = {phrase.intent for phrase in symbols.phrases.values()}
    assert intents == {"next", "yes"}
    needing = {symbols.phrases[token].intent for token in symbols.wake}
    assert needing == {"next"}


def test_a_closed_set_is_what_was_given_once_each() -> None:
    symbols = tokens(ClosedSet(("Blå!", "blå", "  grøn  ", "")))
    assert [phrase.text for phrase in symbols.phrases.values()] == ["blå", "grøn"]


def test_what_sounds_like_a_wake_word_is_known_for_each_and_is_none_of_them() -> None:
    calls = {call.split()[-1] for call in commands().choosable}
    assert calls == commands().alike.keys()
    for others in commands().alike.values():
        assert others
        assert not set(others) & {*calls, *commands().choosable}
        assert all(said == normal(said) for said in others)


@pytest.mark.parametrize("call", commands().choosable)
def test_beside_a_wake_word_stands_what_sounds_like_it(call: str) -> None:
    known = around(Grammar(frozenset({"next"}), wake_words=(call,))).alike
    assert known == commands().alike[call.rsplit(maxsplit=1)[-1]]


def test_after_the_tone_nothing_needs_to_sound_like_a_wake_word() -> None:
    assert around(Grammar(frozenset({"next"}), called=True)).alike == ()
