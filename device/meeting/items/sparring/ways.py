"""How a round goes in each way of sparring: its parts, and what is said when each begins."""

from collections.abc import Mapping
from dataclasses import dataclass

from device.meeting.material import load_material

MATERIAL = "sparringsoevelse"


@dataclass(frozen=True)
class Part:
    """A part of a round. Lines are "part.line" of the material; its "lead" and "close" too."""

    name: str
    share: float
    """Of the round, without what it takes to find who tells."""
    first: tuple[str, ...]
    """What is said in the first round …"""
    later: tuple[str, ...]
    """… and in those after it, when all know how it goes."""
    bank: str = ""
    """What is read on request: a bank of content/."""
    timed: bool = True
    """Whether it is told how long it takes."""
    close: str = ""
    """What is said when it is over."""


THANKS = Part(
    "thanks", 0.08, ("round.takeaway",), ("round.takeaway",), timed=False, close="round.close"
)

WAYS: Mapping[str, tuple[Part, ...]] = {
    "questions": (
        Part(
            "asking", 0.68, ("round.lead", "round.asking", "round.notes", "round.stuck"), (),
            "sparring",
        ),
        Part(
            "giving", 0.24, ("round.contributions", "round.gift"), ("round.contributions",),
            "bidrag",
        ),
        THANKS,
    ),
    "backs_turned": (
        Part("telling", 0.22, ("backs_turned.lead", "backs_turned.tell"), ("backs_turned.tell",)),
        Part("asking", 0.13, ("backs_turned.clarify",), ("backs_turned.clarify",), "sparring"),
        Part(
            "giving", 0.45, ("backs_turned.turn", "backs_turned.talk", "backs_turned.kindly"),
            ("backs_turned.turn", "backs_turned.talk"), "bidrag",
        ),
        Part(
            "thanks", 0.20, ("backs_turned.return",), ("backs_turned.return",), timed=False,
            close="backs_turned.close",
        ),
    ),
    "one_question_each": (
        Part("telling", 0.25, ("backs_turned.tell",), ("backs_turned.tell",)),
        Part(
            "asking", 0.60,
            ("one_question_each.lead", "one_question_each.open", "one_question_each.taken"),
            ("one_question_each.lead",), "sparring",
        ),
        Part(
            "thanks", 0.15, ("one_question_each.best",), ("one_question_each.best",), timed=False,
            close="round.close",
        ),
    ),
    "whole_group": (
        Part(
            "asking", 0.60, ("whole_group.lead", "whole_group.asker", "round.stuck"), (),
            "sparring",
        ),
        Part("giving", 0.28, ("whole_group.round",), ("whole_group.round",), "bidrag"),
        Part(
            "thanks", 0.12, ("whole_group.thanks",), ("whole_group.thanks",), timed=False,
            close="round.close",
        ),
    ),
}  # fmt: skip


def said(line: str) -> str:
    """The sentence of the material that `line` names. Raises MaterialError, KeyError."""
    name, _, key = line.partition(".")
    part = load_material(MATERIAL).part(name)
    return {"lead": part.lead, "close": part.close}.get(key) or part.lines[key].say
