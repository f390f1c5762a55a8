"""Phrases as one tree of words whose like ends are one: many ways to say a thing, few places.

Phrases of the same meaning have the same token, so "hvor lang tid har jeg igen" and "hvor meget tid
er der igen" end in the same place (a minimal acyclic automaton; J. Daciuk et al., Incremental
construction of minimal acyclic finite-state automata, 2000, here made at once from its tree).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Place:
    """After a word, or before the first; the same object for the same rest."""

    tokens: tuple[str, ...]
    """Of what may end here."""
    following: tuple[tuple[str, "Place"], ...]
    """The words that may come next."""

    @cached_property
    def leads(self) -> frozenset[str]:
        """The tokens of all that may end here or further on."""
        return frozenset(self.tokens).union(*(after.leads for _, after in self.following))


@dataclass
class _Growing:
    tokens: dict[str, None] = field(default_factory=dict)
    following: dict[str, "_Growing"] = field(default_factory=dict)


_Key = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]


def wording_tree(phrases: Iterable[tuple[str, str]]) -> Place:
    """The tree of `phrases`, each its words one space apart and its token; gives its root."""
    root = _Growing()
    for spoken, token in phrases:
        place = root
        for word in spoken.split():
            place = place.following.setdefault(word, _Growing())
        place.tokens[token] = None
    return _merged(root, {})


def _merged(growing: _Growing, known: dict[_Key, Place]) -> Place:
    following = tuple(
        (word, _merged(after, known)) for word, after in sorted(growing.following.items())
    )
    tokens = tuple(growing.tokens)
    key = (tokens, tuple((word, id(place)) for word, place in following))
    return known.setdefault(key, Place(tokens, following))
