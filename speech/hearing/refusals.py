"""What people say that the box can't do now: readings of their own, which are then answered.

A decoder takes the likeliest of what it knows. So whatever is like a command and isn't one must be
known as well, or it is pulled to the nearest: "femten minutter mere" was five minutes. By rule, so
that nobody has to think of each:

- the commands that make sense at other times;
- each command with something else where a name, a number or a length stands: other numbers
  (``others``), and any sounds (`ANY`): "ordet til Henriette" where no Henriette is in the plan;
- what the content lists beside (``refused`` in ``content/commands.yaml``).

The graph adds half a command, and "ikke" before and after one (speech.hearing.builder).
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from speech.hearing.grammar import ClosedSet, Grammar, commands, normal, phrases, samples
from speech.hearing.graph import ANY, CUT, REFUSED
from speech.hearing.job import Around, Branch

_SLOT = re.compile(r"\{(\w+)\}")


def around(grammar: Grammar | ClosedSet) -> Around:
    """What may be said around a command of `grammar`."""
    if isinstance(grammar, ClosedSet) or grammar.enrolment:
        return Around()
    words = {word for one in grammar.called_by for word in one.split()}
    alike = (said for word, said in commands().alike.items() if word in words)
    return Around(
        commands().before,
        commands().after,
        commands().negations,
        () if grammar.called else tuple(itertools.chain.from_iterable(alike)),
    )


def refused(grammar: Grammar, known: Sequence[Branch]) -> list[Branch]:
    """What is like a phrase of `grammar` and isn't one; `known`: all that are.

    After the wake word whatever the box can do, or might; without it what is like an answer.
    """
    said = {branch.spoken for branch in known}
    called = _else(frozenset(commands().templates)) | dict.fromkeys(
        phrase.spoken for phrase in phrases(_others(grammar), ())
    )
    for template in commands().refused:
        called |= dict.fromkeys(_elsewise(template))
    answers = _else(grammar.answers)
    found = [Branch(REFUSED, text, wake=not grammar.called) for text in called if text not in said]
    if not grammar.called:
        found += [Branch(REFUSED, text, wake=False) for text in answers if text not in said]
    return [*found, *_cut(known, said)]


def _others(grammar: Grammar) -> frozenset[str]:
    """The intents that make sense at other times."""
    return frozenset(commands().templates) - grammar.commands - grammar.answers


def _else(intents: frozenset[str]) -> dict[str, None]:
    """Phrases of `intents` with something else in each slot."""
    templates = [text for intent in sorted(intents) for text in commands().templates[intent]]
    slotted = [template for template in templates if _SLOT.search(template)]
    return dict.fromkeys(text for template in slotted for text in _elsewise(template))


def _cut(known: Sequence[Branch], said: set[str]) -> list[Branch]:
    """The beginnings of `known`, two words or more, that are nothing by themselves."""
    found: dict[str, None] = {}
    for branch in known:
        words = branch.spoken.split() if branch.wake else []
        for n in range(2, len(words)):
            found[" ".join(words[:n])] = None
    return [Branch(CUT, text, wake=True) for text in found if text not in said]


@cache
def _elsewise(template: str) -> tuple[str, ...]:
    return tuple(_with_anything(template))


def _with_anything(template: str) -> Iterator[str]:
    """`template` with what isn't taken in each slot: the lists' others, or ANY. Not ANY alone."""
    for sample in samples(template):
        slots = _SLOT.findall(sample)
        for values in itertools.product(*((*commands().others.get(s, ()), ANY) for s in slots)):
            text = sample
            for slot, value in zip(slots, values, strict=True):
                text = text.replace(f"{{{slot}}}", value if value == ANY else normal(value), 1)
            words = " ".join(word if word == ANY else normal(word) for word in text.split())
            if words != ANY:
                yield words
