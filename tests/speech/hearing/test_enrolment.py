"""An enrolment: a known sentence becomes phones, and the ear knows them from then on."""

from dataclasses import replace

import numpy as np
import pytest

from speech.hearing import ClosedSet, Ear, Grammar, Utterance
from speech.hearing.builder import GraphBuilder
from speech.hearing.costs import Costs
from speech.hearing.enrolment import WORD, EnrolmentBuilder, akin
from speech.hearing.graph import GARBAGE, WAKE
from speech.hearing.job import Branch
from speech.hearing.learning import ordinary, read, with_enrolments
from speech.phones import PHONES
from speech.sound import BLOCK, Samples
from tests.speech.hearing.conftest import Say, silence
from tests.speech.hearing.test_graph import readings

WAYS = {"ti": [("t", "i")], "tid": [("t", "i", "D")], "tak": [("t", "A", "k"), ("t", "A")]}
ENROLMENT = Grammar(frozenset({"skip"}), enrolment="Tidtager, næste taler.")


def feed(ear: Ear, sound: Samples) -> list[Utterance]:
    return [
        found for at in range(0, len(sound), BLOCK) for found in ear.feed(sound[at : at + BLOCK])
    ]


def enrolment_of(spoken: str) -> set[tuple[str, ...]]:
    """What an enrolment makes of exactly these phones: see `readings`."""
    builder = EnrolmentBuilder(lambda word: WAYS[word], {}, Costs())
    graph = builder.enrolment("ti", ("tid",), [Branch("p0", "tak", True)], garbage=False)
    return readings(graph, spoken.split())


@pytest.mark.parametrize(
    "spoken",
    ["t i", "d i", "t o", "t", "t i D", "D t i"],
    ids=["as it is", "mistaken", "another", "left out", "one too many", "one too many before"],
)
def test_the_sentence_may_be_said_in_other_ways(spoken: str) -> None:
    assert (*spoken.split(), WORD) in enrolment_of(spoken)


def test_a_command_may_come_in_its_place() -> None:
    assert ("p0",) in enrolment_of("t A k")
    assert (WAKE, "p0") in enrolment_of("t i D t A k")


def test_every_phone_is_akin_to_itself_only_by_name_and_kinship_is_mutual() -> None:
    for a in PHONES[1:]:
        near = [b for b in PHONES[1:] if akin(a, b)]
        assert len(near) < len(PHONES) / 2
        assert all(akin(b, a) for b in near)


def test_of_the_likeliest_strings_each_word_gets_its_phones() -> None:
    texts = [
        f"t i D {WORD} t A {WORD} <end>",
        f"d i D {WORD} t A {WORD} <end>",
        f"t i D {WORD} {WORD} <end>",
        f"t i {WORD} t A {WORD} <end>",
    ]
    alternatives = [{"text": text, "confidence": 9.0} for text in texts]
    found = read({"alternatives": alternatives}, ["tid", "tak"], ways=3)
    assert found.learned == (("tid", "t i D"), ("tak", "t A"), ("tid", "d i D"))
    assert read({"alternatives": [{"text": GARBAGE, "confidence": 9.0}]}, ["tid"]).learned == ()
    assert read({"alternatives": [{"text": "<end>", "confidence": 9.0}]}, ["tid"]).silent


def test_a_learned_way_is_accepted_beside_the_usual_ones() -> None:
    def accepted(learned: dict[str, list[tuple[str, ...]]], phones: str) -> bool:
        builder = GraphBuilder(lambda word: WAYS[word], {}, Costs(), learned)
        graph = builder.closed_set([Branch("p0", "tid tak", False)], garbage=False)
        return any("p0" in symbols for symbols in readings(graph, phones.split()))

    assert accepted({}, "t i D t A")
    assert not accepted({}, "d i t A")
    assert accepted({"tid": [("d", "i")]}, "d i t A")
    assert accepted({"tid": [("d", "i")]}, "t i D t A")


def test_a_saying_gives_phones_and_the_commands_in_it_are_not_obeyed(ear: Ear, say: Say) -> None:
    ear.listen_for(ENROLMENT)
    (saying,) = feed(ear, say("Tidtager, næste taler."))
    assert (saying.kind, saying.text, saying.intent) == ("saying", ENROLMENT.enrolment, None)
    words = dict(saying.learned)
    assert set(words) == {"tidtager", "næste", "taler"}
    assert all(set(phones.split()) <= set(PHONES[1:]) for _, phones in saying.learned)
    assert saying.confidence == 1.0  # and it would have been understood


def test_what_is_no_saying_is_unclear_and_what_may_be_said_instead_is_obeyed(
    ear: Ear, say: Say
) -> None:
    ear.listen_for(ENROLMENT)
    (other,) = feed(ear, say("Jeg ved slet ikke om vi skal have kaffe nu.", after=2.0))
    assert other.kind == "unclear"
    assert [u.intent for u in feed(ear, say("Spring over."))] == ["skip"]
    assert [u.intent for u in feed(ear, say("Tidtager, spring over."))] == ["skip"]


def test_a_pause_after_the_wake_word_is_part_of_the_saying(ear: Ear, say: Say) -> None:
    ear.listen_for(ENROLMENT)
    called, rest = say("Tidtager.", after=0.0), say("Næste taler.")
    sound = np.concatenate((called, silence(0.5), rest[16_000:]))
    assert [u.kind for u in feed(ear, sound)] == ["saying"]


def test_noises_and_silence_are_nothing(ear: Ear) -> None:
    ear.listen_for(ENROLMENT)
    knock = silence(3.0)
    knock[20_000:20_800] = np.random.default_rng(1).integers(-9000, 9000, 800)
    assert feed(ear, knock) == []


def test_muting_drops_what_was_being_said(ear: Ear, say: Say) -> None:
    ear.listen_for(ENROLMENT)
    sound = say("Tidtager, næste taler.")
    feed(ear, sound[: len(sound) // 2])
    ear.mute()
    ear.unmute()
    assert feed(ear, silence(3.0)) == []


def test_a_word_that_is_said_in_an_odd_way_is_surer_once_it_was_learned(ear: Ear, say: Say) -> None:
    odd = say("spurgsmul")
    ear.listen_for(Grammar(enrolment="spørgsmål"))
    (saying,) = feed(ear, odd)
    sure = []
    for learned in ((), saying.learned):
        ear.listen_for(ClosedSet(("spørgsmål", "spring over", "hjælp"), learned=learned))
        found = ear.one(odd)
        sure.append(found.confidence if found and found.text == "spørgsmål" else 0.0)
    assert sure[1] > sure[0]


def ear_says(ear: Ear, sound: Samples, among: ClosedSet) -> str | None:
    ear.listen_for(among)
    found = ear.one(sound)
    return found.text if found else None


def test_graphs_are_made_again_when_something_was_learned(ear: Ear) -> None:
    plain = ClosedSet(("stop",))
    taught = ClosedSet(("stop",), learned=(("stop", "f y b i f"),))
    assert ear._store.graph(plain) != ear._store.graph(taught)


def test_phones_of_another_model_are_left_out(ear: Ear, say: Say) -> None:
    strange = ClosedSet(("stop", "hjælp"), learned=(("stop", "x1 y2"), ("stop", "s t V b")))
    assert ear_says(ear, say("stop"), strange) == "stop"


def test_an_enrolment_needs_the_ordinary_commands_too() -> None:
    plain = Grammar(frozenset({"next"}))
    assert with_enrolments([plain]) == [plain]
    assert with_enrolments([plain, ENROLMENT]) == [plain, ENROLMENT, ordinary()]
    called = replace(ENROLMENT, enrolment="Ordstyrer, næste taler.", wake_words=("ordstyrer",))
    assert with_enrolments([called, called])[2:] == [ordinary(("ordstyrer",))]
    assert {"next", "pause", "question"} <= ordinary().commands
    assert not {"floor_to", "absent", "number"} & ordinary().commands
