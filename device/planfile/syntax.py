"""The text as a tree of YAML nodes, mended where what was meant is plain.

A facilitator does not know YAML. What can be read in one way only is read that way (a missing
space after a colon, a colon inside a text, a wobbly list); the rest becomes a fault with its
line, and reading goes on after it, so that all faults are told at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import MappingNode, Node

from device.planfile.faults import Faults
from device.planfile.mending import Mending, Trouble

MOST_REPAIRS = 40
MOST_READ = 400_000
"""Characters that are read in all while a file is mended; each repair reads it once more."""
MOST_DEPTH = 6
MOST_OPEN = 20
"""Brackets that a line leaves open; a scanner of YAML takes their number squared."""
# ruamel.yaml meets some nonsense (odd escapes, directives) with errors of its own code.
_RUAMEL_STUMBLES = (
    ValueError, LookupError, ArithmeticError, AssertionError, TypeError, AttributeError,
    RecursionError,
)  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """A file as nodes."""

    root: MappingNode | None
    text: str
    """After mending; its lines are the file's own lines."""
    whole: bool
    """False: lines were left out, so what is missing may have been in them."""


def parse(text: str, faults: Faults, *, whole: bool = True) -> Parsed:
    """Nodes of `text`; what cannot be read is noted in `faults`. `whole`: no line was left out."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if sum(map(line.count, "[{")) - sum(map(line.count, "]}")) > MOST_OPEN:
            faults.add(place + 1, "unclosed_bracket")
            lines[place], whole = "", False
    mending = Mending("\n".join(lines), faults, whole=whole)
    for _ in range(max(4, min(MOST_REPAIRS, MOST_READ // max(1, len(text))))):
        trouble = _first_trouble(mending.text)
        if trouble is None:
            break
        if trouble.problem == "too deep":
            faults.add((trouble.line or 0) + 1, "too_deep")
            return Parsed(None, mending.text, whole=False)
        mending.mend(trouble)
    else:
        faults.add(None, "too_many")
        return Parsed(None, mending.text, whole=False)
    root = _compose(mending.text)
    if isinstance(root, MappingNode):
        return Parsed(root, mending.text, whole=mending.whole)
    if not faults.found:
        faults.add(None, "not_a_plan" if root is not None else "empty_file")
    return Parsed(None, mending.text, whole=False)


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _compose(text: str) -> Node | None:
    node: Node | None = _yaml().compose(text)
    return node


def _first_trouble(text: str) -> Trouble | None:
    """The first thing in `text` that keeps it from being read; None when all is well."""
    try:
        trouble = _in_events(_yaml().parse(text))
        if trouble is None:
            _compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        context = error.context_mark
        return Trouble(
            line=mark.line if mark else 0,
            problem=error.problem or "",
            context=error.context or "",
            context_line=context.line if context else None,
            context_column=context.column if context else None,
        )
    except _RUAMEL_STUMBLES as error:
        return Trouble(line=None, problem=type(error).__name__)
    return trouble


def _in_events(events: Iterator[Event]) -> Trouble | None:
    """Aliases, anchors, tags, a second document, and nesting that no plan has."""
    depth = documents = 0
    for event in events:
        line = event.start_mark.line
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                return Trouble(line=line, problem="too deep")
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
        elif isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                return Trouble(line=line, problem="two plans")
        if isinstance(event, AliasEvent):
            return Trouble(line=line, problem="alias")
        if isinstance(event, NodeEvent) and event.anchor is not None:
            return Trouble(line=line, problem="anchor", context="&")
        if getattr(event, "tag", None) is not None:
            return Trouble(line=line, problem="anchor", context="!")
    return None
