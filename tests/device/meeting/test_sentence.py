"""A sentence that a rule asks for is the same where its phrase and what is filled in are."""

from device.meeting.sentence import Sentence
from tests.device.meeting.table import CLOSING, Table


def test_the_same_sentence_is_the_same_and_another_is_another() -> None:
    one = Sentence("turn_start", name="Bo")
    assert one == Sentence("turn_start", name="Bo")
    assert hash(one) == hash(Sentence("turn_start", name="Bo"))
    assert one != Sentence("turn_start", name="Anna")
    assert one != Sentence("turn_thanks", name="Bo")
    assert one != "turn_start"
    assert repr(one) == "Sentence('turn_start', name='Bo')"


def test_it_is_said_by_whoever_can() -> None:
    scene = Table.started(CLOSING).meeting.scene()
    Sentence("item_given_up").said_by(scene)
    assert [said.key for said in scene.last_said] == ["item_given_up"]
