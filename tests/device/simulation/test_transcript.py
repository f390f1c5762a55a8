"""What was said against what was understood, by time."""

from device.simulation.transcript import Hearing, Line, Meaning, compare, meanings
from speech.hearing.utterance import Utterance

KNOWN = meanings((("Anna", None), ("Bo", None)))


def told(t: float, text: str) -> Line:
    return Line(t, "to_box", "Anna", text, t + 1.5)


def understood(t: float, intent: str, **values: object) -> Utterance:
    return Utterance("command", intent, start=t, end=t + 1.4, at=t + 1.8, **values)  # type: ignore[arg-type]


def heard(lines: list[Line], utterances: list[Utterance]) -> Hearing:
    return compare(lines, utterances, KNOWN)


def test_every_command_has_its_meaning_with_and_without_the_wake_word() -> None:
    assert KNOWN["tidtager næste taler"] == KNOWN["næste taler"] == Meaning("next")
    assert KNOWN["tidtager giv os to minutter mere"] == Meaning("more_time", minutes=2.0)
    assert KNOWN["ordet til bo"] == Meaning("floor_to", name="Bo")
    assert KNOWN["tidtager"] == Meaning("wake")
    assert "vi tager en pause om lidt" not in KNOWN


def test_another_wake_word_calls_the_box_in_place_of_the_usual_one() -> None:
    known = meanings((), ("hej ordstyrer",))
    assert known["hej ordstyrer næste taler"] == Meaning("next")
    assert known["hej ordstyrer"] == Meaning("wake")
    assert "tidtager næste taler" not in known


def test_understood_as_meant() -> None:
    hearing = heard([told(10, "Tidtager, næste taler.")], [understood(10.1, "next")])
    assert hearing.right == len(hearing.told) == 1
    assert hearing.false_accepts == ()


def test_another_number_is_wrong() -> None:
    hearing = heard([told(10, "Vi er syv.")], [understood(10, "number", number=16)])
    assert hearing.right == 0
    assert hearing.told[0].understood == Meaning("number", number=16)


def test_nothing_understood_is_missed_and_somewhere_else_is_a_false_accept() -> None:
    hearing = heard([told(10, "Tidtager, hold pause.")], [understood(30, "pause")])
    assert hearing.told[0].understood is None
    assert [utterance.intent for utterance in hearing.false_accepts] == ["pause"]


def test_the_wake_word_in_talk_is_no_command() -> None:
    hearing = heard([], [Utterance("wake", start=5, end=6, at=6.5)])
    assert hearing.false_accepts == ()
    assert len(hearing.false_wakes) == 1


def test_what_is_no_command_is_right_when_it_is_left_alone() -> None:
    lines = [told(10, "Tidtager, det er koldt herinde.")]
    assert heard(lines, [Utterance("unclear", start=10, end=11, at=12)]).right == 1
    assert heard(lines, [understood(10, "next")]).right == 0
