"""The decoding graph accepts each phrase whole, and nothing between.

The graph is walked phone by phone here, as states and arcs: kaldifst may not be loaded beside Vosk.
"""

import json
from pathlib import Path

import pytest

from speech.hearing.builder import GraphBuilder
from speech.hearing.costs import Costs
from speech.hearing.grammar import ClosedSet, Grammar, commands
from speech.hearing.graph import CUT, END, GARBAGE, NOTHING, REFUSED, UNCALLED, WAKE, Graph
from speech.hearing.job import Around, Branch, Job
from speech.hearing.lexicon import Lexicon
from speech.hearing.recogniser import Heard, Reading
from speech.hearing.refusals import around
from speech.hearing.store import GraphStore, tokens, whole
from speech.hearing.verdict import LONG, LONGEST_STOP, Verdicts
from speech.phones import PHONES, SILENCE


def graph_of(grammar: Grammar | ClosedSet) -> Graph:
    symbols = tokens(grammar)
    lexicon = Lexicon()
    builder = GraphBuilder(lexicon.word, {}, Costs())
    if isinstance(grammar, ClosedSet):
        return builder.closed_set(symbols.branches, garbage=grammar.garbage)
    return builder.commands(
        symbols.wake_words, symbols.branches, called=grammar.called, around=around(grammar)
    )


Leaving = dict[int, list[tuple[int, int, int]]]
_LEAVING: list[tuple[Graph, Leaving]] = []
"""Of the graph that was walked last: a walk is short, and a graph is large."""


def _leaving(graph: Graph) -> Leaving:
    if not (_LEAVING and _LEAVING[0][0] is graph):
        leaving: Leaving = {}
        for a, b, transition, symbol, _ in graph.arcs:
            if a != b:  # staying in a phone is no other phone
                leaving.setdefault(a, []).append((b, transition, symbol))
        _LEAVING[:] = [(graph, leaving)]
    return _LEAVING[0][1]


def readings(graph: Graph, phones: list[str]) -> set[tuple[str, ...]]:
    """The symbols of every path through `graph` that sounds exactly as `phones`."""
    name = {number: symbol for symbol, number in graph.symbols.items()}
    leaving = _leaving(graph)
    here = {(0, 0, ())}
    seen = set(here)
    ends = set()
    while here:
        state, at, said = here.pop()
        if state in graph.finals and at == len(phones):
            ends.add(said)
        for b, transition, symbol in leaving.get(state, ()):
            if transition and (at == len(phones) or PHONES[transition // 2 - 1] != phones[at]):
                continue
            step = (b, at + bool(transition), (*said, name[symbol]) if symbol else said)
            if step not in seen and len(step[2]) < 5:
                seen.add(step)
                here.add(step)
    return ends


def phones_of(text: str) -> list[str]:
    lexicon = Lexicon()
    return [phone for word in text.split() for phone in lexicon.word(word)[0]]


def meanings(graph: Graph, phones: list[str]) -> set[tuple[str, ...]]:
    """The readings in which all that is said is wake word and phrase, each symbol once."""
    found = {tuple(dict.fromkeys(reading)) for reading in readings(graph, phones)}
    return {reading for reading in found if not {GARBAGE, UNCALLED} & {*reading}}


REFUSALS = {(WAKE, REFUSED), (WAKE, CUT), (REFUSED,)}

NOW = Grammar(frozenset({"next", "more_time", "floor_to"}), frozenset({"yes"}), (("Bo", None),))


@pytest.fixture(scope="module")
def now() -> Graph:
    return graph_of(NOW)


def test_each_phrase_is_read_as_itself_after_the_wake_word(now: Graph) -> None:
    symbols = tokens(NOW)
    said = [branch for branch in symbols.branches if branch.token not in NOTHING]
    assert {branch.token for branch in said} == symbols.phrases.keys()
    for branch in said[::7]:
        heard = meanings(now, phones_of(f"tidtager {branch.spoken}"))
        assert heard - REFUSALS == {(WAKE, branch.token)}, branch.spoken


@pytest.mark.parametrize(
    "said", ["tidtager giv en", "tidtager næste taler videre", "tidtager to mere", "næste taler"]
)
def test_anything_else_is_no_command(now: Graph, said: str) -> None:
    assert meanings(now, phones_of(said)) <= REFUSALS
    assert readings(now, phones_of(said))  # other speech


@pytest.mark.parametrize(
    "said",
    [
        "ordet til ole",  # who isn't in the plan
        "atten minutter mere",
        "gentag",  # makes sense at other times
        "ikke næste taler",
        "næste taler ikke",
        "jeg er ikke færdig",
        "spil musik",
    ],
)
def test_what_the_box_cant_do_is_a_reading_of_its_own(now: Graph, said: str) -> None:
    heard = readings(now, phones_of(f"tidtager {said}"))
    assert any(WAKE in reading and REFUSED in reading for reading in heard)
    assert not any(
        reading[0] == WAKE and REFUSED not in reading and GARBAGE not in reading
        for reading in heard
    )


@pytest.mark.parametrize("said", ["giv ordet", "jeg vil gerne have", "giv os to"])
def test_half_a_command_is_known_as_that(now: Graph, said: str) -> None:
    assert (WAKE, CUT) in readings(now, phones_of(f"tidtager {said}"))


@pytest.mark.parametrize(
    "said", ["øh {}", "kan du {}", "{} tak", "tidtager {}", "øh vil du {} tak", "så {} nu"]
)
def test_words_around_a_command_mean_nothing(now: Graph, said: str) -> None:
    token = next(t for t, phrase in tokens(NOW).phrases.items() if phrase.intent == "next")
    assert (WAKE, token) in readings(now, phones_of("tidtager " + said.format("næste taler")))


def test_after_the_tone_as_well() -> None:
    opened = Grammar(answers=frozenset({"next", "floor_to"}), names=NOW.names, called=True)
    token = next(t for t, phrase in tokens(opened).phrases.items() if phrase.intent == "next")
    graph = graph_of(opened)
    assert (token,) in readings(graph, phones_of("øh næste taler tak"))
    assert any(REFUSED in r for r in readings(graph, phones_of("ikke næste taler")))
    assert any(REFUSED in r for r in readings(graph, phones_of("ordet til ole")))


@pytest.mark.parametrize(
    ("token", "wait"), [(REFUSED, LONG), (CUT, LONGEST_STOP)], ids=["refused", "cut"]
)
def test_what_is_refused_is_told_to_whoever_called(token: str, wait: int) -> None:
    verdicts = Verdicts(NOW, tokens(NOW), 0.27)
    called = Heard(Reading(token, woken=True, garbage=False), 0.1, 8.0)
    talked = Heard(Reading(token, woken=False, garbage=False), 8.0, -8.0)
    assert verdicts.verdict(called) == (wait, "unclear")
    assert verdicts.verdict(talked) == (wait, None)


def test_an_answer_needs_no_wake_word_and_may_have_it(now: Graph) -> None:
    yes = {token for token, phrase in tokens(NOW).phrases.items() if phrase.intent == "yes"}
    assert {r[-1] for r in meanings(now, phones_of("ja tak"))} == yes
    assert {r[-1] for r in meanings(now, phones_of("tidtager ja tak")) - REFUSALS} == yes


def test_silence_is_allowed_around_and_between_words(now: Graph) -> None:
    said = [SILENCE, *phones_of("tidtager"), SILENCE, *phones_of("næste"), SILENCE]
    said += [*phones_of("taler"), SILENCE]
    assert any(r[0] == WAKE and r[-1] == END for r in meanings(now, said))


def test_the_wake_word_alone_and_before_something_else(now: Graph) -> None:
    assert meanings(now, phones_of("tidtager")) == {(WAKE,)}
    assert (WAKE, GARBAGE) in readings(now, phones_of("tidtager vi spiser"))
    assert (GARBAGE, WAKE) in readings(now, phones_of("altså tidtager"))


@pytest.mark.parametrize("garbage", [True, False])
def test_a_closed_set_with_and_without_other_speech(garbage: bool) -> None:
    graph = graph_of(ClosedSet(("rød", "grøn"), garbage))
    assert meanings(graph, phones_of("grøn")) == {("p1",)}
    assert bool(readings(graph, phones_of("tidtager"))) is garbage


def test_every_command_of_the_content_is_in_a_graph_of_all_of_them() -> None:
    graph = graph_of(Grammar(frozenset(commands().templates), names=(("Åse", None),)))
    assert {f"p{n}" for n in range(len(commands().templates))} <= graph.symbols.keys()


def test_a_phrase_that_nobody_called_for_is_other_speech_and_as_near_as_the_command(
    now: Graph,
) -> None:
    token = next(t for t, phrase in tokens(NOW).phrases.items() if phrase.intent == "next")
    assert (UNCALLED, token) in readings(now, phones_of("næste taler"))
    assert (GARBAGE, UNCALLED, token) in readings(now, phones_of("vi tager næste taler"))
    yes = next(t for t, phrase in tokens(NOW).phrases.items() if phrase.text == "ja")
    assert (yes,) in readings(now, phones_of("ja"))
    assert (UNCALLED, yes) not in readings(now, phones_of("ja"))


def test_uncalled_what_has_any_sounds_in_it_is_other_speech_and_no_reading_of_its_own(
    now: Graph,
) -> None:
    assert (UNCALLED, REFUSED) in readings(now, phones_of("hvad er klokken"))
    henriette = "ordet til henriette"
    assert (WAKE, REFUSED) in meanings(now, phones_of(f"tidtager {henriette}"))
    uncalled = {reading for reading in readings(now, phones_of(henriette)) if UNCALLED in reading}
    assert uncalled == set(), "they were under way in all talk, and took a third of the time"


@pytest.mark.parametrize(
    ("margin", "called", "uncalled", "early"),
    [
        (0.5, "command", None, None),  # 0.38
        (0.7, "command", "command", None),  # 0.43
        (1.5, "command", "command", "command"),  # 0.62
    ],
)
def test_an_answer_has_to_be_surer_than_a_call_and_still_surer_as_the_ear_opens(
    margin: float, called: str, uncalled: str | None, early: str | None
) -> None:
    verdicts = Verdicts(NOW, tokens(NOW), 0.27)
    token = next(iter(tokens(NOW).phrases))
    woken = Heard(Reading(token, woken=True, garbage=False), margin, 8.0)
    answer = Heard(Reading(token, woken=False, garbage=False), margin, -8.0)

    assert [verdicts.verdict(woken, early=opens)[1] for opens in (False, True)] == [called] * 2
    assert verdicts.verdict(answer)[1] == uncalled
    assert verdicts.verdict(answer, early=True)[1] == early


def test_after_the_tone_other_speech_is_dearer_and_a_command_may_begin_at_once() -> None:
    said, opened = commands_of("next"), commands_of("next", called=True)
    assert talk_costs(graph_of(said)) == {Costs().garbage_phone}
    assert talk_costs(graph_of(opened)) == {Costs().garbage_called}
    token = next(iter(tokens(opened).phrases))
    heard = Heard(Reading(token, woken=False, garbage=False), 1.1, -8.0)
    assert Verdicts(said, tokens(said), 0.27).verdict(heard, early=True)[1] is None
    assert Verdicts(opened, tokens(opened), 0.27).verdict(heard, early=True)[1] == "command"


def test_a_word_that_the_group_has_said_may_be_heard_so_and_no_longer_as_anything_near_it() -> None:
    as_said, near = ["n", "a", "j"], ["m", "A", "j"]
    pronounce = {"nej": [("n", "A", "j")]}.__getitem__
    no = [Branch("p1", "nej", wake=False)]
    before = GraphBuilder(pronounce, {}, Costs()).closed_set(no, garbage=False)
    after = GraphBuilder(pronounce, {}, Costs(), {"nej": [tuple(as_said)]}).closed_set(
        no, garbage=False
    )
    assert readings(before, near) == {("p1",)}
    assert readings(after, near) == set()
    assert readings(after, as_said) == readings(after, ["n", "A", "j"]) == {("p1",)}


def commands_of(intent: str, *, called: bool = False) -> Grammar:
    return Grammar(answers=frozenset({intent}), called=called)


def talk_costs(graph: Graph) -> set[float]:
    """What the phones cost that other speech begins with."""
    names = {number: symbol for symbol, number in graph.symbols.items()}
    before_wake = Costs().garbage
    begun = {
        a
        for _, a, _, symbol, cost in graph.arcs
        if names[symbol] == GARBAGE and cost == before_wake
    }
    loops = {b for a, b, *_ in graph.arcs if a in begun}
    return {cost for a, b, transition, _, cost in graph.arcs if a in loops and transition}


@pytest.mark.parametrize(
    "job",
    [
        Job(
            ("tidtager",),
            (Branch("p0", "næste", wake=True),),
            garbage=True,
            costs=Costs(),
            decoder="",
        ),
        Job(
            ("tidtager", "ordstyrer"),
            (Branch("p0", "ja", wake=False), Branch(REFUSED, "nej", wake=True)),
            garbage=False,
            costs=Costs(after_phrase=3.0),
            decoder="--beam=10",
            called=True,
            learned=(("næste", "n E s d @"),),
            enrolment="tidtager næste",
            around=Around(("øh",), ("tak",), ("ikke",)),
        ),
    ],
    ids=["a-small-one", "with-all-there-is"],
)
def test_what_makes_a_graph_reaches_the_process_that_makes_it(job: Job) -> None:
    assert Job.from_json(json.loads(json.dumps(job.to_json()))) == job


def test_of_too_many_graphs_those_used_least_lately_go_but_none_that_is_wanted(
    tmp_path: Path,
) -> None:
    def of(intent: str) -> Grammar:
        return Grammar(frozenset({intent}), frozenset(), ())

    store = GraphStore(tmp_path, limit=1)
    first = store.graph(of("next"))
    second = store.graph(of("pause"))
    assert not first.exists()
    assert whole(second)
    store.prepare([of("next"), of("pause")])
    assert whole(first)
    assert whole(second), "one plan's stay, however many"
    roomy = GraphStore(tmp_path)
    roomy.graph(of("help"))
    assert whole(first)
