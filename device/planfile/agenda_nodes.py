"""The nodes of an agenda: items with their fields, however they are written."""

import re
from typing import Protocol

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from device.meeting.spelling import Spellings, fold
from device.planfile.clocks import leading_clock
from device.planfile.faults import Faults
from device.planfile.item_text import ItemText, item_text, second_item, short_value
from device.planfile.tree import KIND, SPELT, Path, Tree, Value, Written
from device.planfile.words import JOINER, words


class Sorter(Protocol):
    """What makes plain values of any node."""

    def mapping(
        self, node: MappingNode, path: Path, spellings: Spellings, item: str | None = None
    ) -> dict[str, Value]:
        """The values of a mapping under the first spelling of `spellings`."""

    def value(self, node: Node, path: Path) -> Value:
        """The plain value of a node."""

    def scalar(self, node: ScalarNode) -> Written | None:
        """The text of a node; None where it says nothing."""


class AgendaNodes:
    """Makes items of the nodes under ``dagsorden``."""

    def __init__(self, sorter: Sorter, tree: Tree, faults: Faults) -> None:
        self._sorter, self._tree, self._faults = sorter, tree, faults

    def as_mapping(self, node: MappingNode, path: Path) -> list[Value]:
        """An agenda without dashes: each word is an item."""
        found: list[Value] = []
        for key_node, value_node in node.value:
            single = MappingNode(
                node.tag, [(key_node, value_node)], key_node.start_mark, value_node.end_mark
            )
            self._tree.lines[(*path, len(found))] = key_node.start_mark.line + 1
            found.append(self.item(single, (*path, len(found))))
        return found

    def on_a_line(self, node: ScalarNode, path: Path) -> Value:
        """ "velkomst, runde: Hvordan går det?, pause, slut" as four items."""
        text = self._sorter.scalar(node)
        if text is None:
            return None
        pieces = text.lines or tuple(re.split(r"\s*[,;]\s+", text))
        if not text.lines:
            *firsts, last = pieces
            ends = last.split(" og ")
            if len(ends) == 2 and all(words().items.get(end) for end in ends):
                pieces = (*firsts, *ends)
        for place in range(len(pieces)):
            offset = place if text.lines else 0
            self._tree.lines[(*path, place)] = node.start_mark.line + 1 + offset
        return [self.item_on_a_line(piece, place) for place, piece in enumerate(pieces)]

    def item_on_a_line(self, text: str, place: int) -> Value:
        """One item that is a text: "pause, 10 minutter", "9.30 Pause", "runde: Hvad nu?"."""
        timed = leading_clock(text)
        if timed is not None:
            self._tree.clocks[place] = (timed.begin, timed.end)
            text = timed.rest
        read = item_text(text)
        self._tell_second(text, self._tree.line("dagsorden", place))
        if read is None:
            return {SPELT: Written(text)}
        if read.clock is not None:
            self._tree.clocks.setdefault(place, read.clock)
        kind = words().items.get(read.spelt) or ""
        found: dict[str, Value] = {KIND: Written(kind), SPELT: Written(read.spelt)}
        for name, given in read.fields(kind).items():
            found[name] = Written(given)
        return found

    def item(self, node: MappingNode, path: Path) -> dict[str, Value]:
        """An agenda item: ``pause: 10 minutter``, or the kind with its fields under or beside."""
        kinds: list[tuple[ItemText, Node, Node]] = []
        beside: list[tuple[Node, Node]] = []
        for place, (key, value) in enumerate(node.value):
            text = str(key.value).replace(JOINER, "") if isinstance(key, ScalarNode) else ""
            if fold(text) in words().item_kind_keys and isinstance(value, ScalarNode):
                kinds.append((_as_item(value.value), key, ScalarNode("", "")))
            elif _is_kind(text, first=place == 0):
                kinds.append((ItemText(text), key, value))
            elif place == 0 and (read := self._first_word(text, value, path)) is not None:
                kinds.append((read[0], key, read[1]))
            else:
                beside.append((key, value))
        if kinds and len(node.value) == 1 and isinstance(kinds[0][2], ScalarNode):
            whole = f"{kinds[0][0].spelt}: {kinds[0][2].value.replace(JOINER, '')}"
            self._tell_second(" ".join(whole.split()), kinds[0][1].start_mark.line + 1)
        if not kinds:
            first = node.value[0][0] if node.value else None
            return {SPELT: Written(first.value if isinstance(first, ScalarNode) else "")}
        for second, key, _ in kinds[1:]:
            names = {"first": kinds[0][0].spelt, "second": second.spelt}
            self._faults.add(key.start_mark.line + 1, "item_twice_kind", **names)
        return self._fields(kinds[0][0], kinds[0][2], beside, path)

    def _tell_second(self, text: str, line: int | None) -> None:
        if (both := second_item(text)) is not None:
            self._faults.add(line, "item_twice_kind", first=both[0], second=both[1])

    def _first_word(self, text: str, value: Node, path: Path) -> tuple[ItemText, Node] | None:
        """ "9.10 Runde: …", "kl. 9: Velkomst" and "runde 10 min: …", by what they begin with."""
        timed = leading_clock(text)
        if timed is not None:
            self._tree.clocks[int(path[1])] = (timed.begin, timed.end)
            text = timed.rest
            if not text and isinstance(value, ScalarNode):
                return item_text(value.value.replace(JOINER, "")) or ItemText(value.value), _NOTHING
        read = item_text(text)
        if timed is not None:
            return read or ItemText(text), value
        return (read, value) if read is not None and (read.time or "(" in text) else None

    def _fields(
        self, item: ItemText, value: Node, beside: list[tuple[Node, Node]], path: Path
    ) -> dict[str, Value]:
        spelt = item.spelt
        kind = words().items.get(spelt)
        found: dict[str, Value] = {}
        if kind is not None:
            pairs = [*(value.value if isinstance(value, MappingNode) else ()), *beside]
            if pairs:
                joined = MappingNode("", pairs, pairs[0][0].start_mark, pairs[-1][1].end_mark)
                found = self._sorter.mapping(joined, path, words().fields[kind], kind)
            if not isinstance(value, MappingNode) and value.value:
                self._short(spelt, kind, value, path, found)
            for name, given in item.fields(kind).items():
                found.setdefault(name, Written(given))
            found[KIND] = Written(kind)
        found[SPELT] = Written(spelt)
        return found

    def _short(
        self, spelt: str, kind: str, value: Node, path: Path, found: dict[str, Value]
    ) -> None:
        """``kind: value`` on one line: the time, the thing itself, or both."""
        if not isinstance(value, ScalarNode):
            listed = words().rules[kind].listed or "tid"
            here = (*path, words().fields[kind].get(spelt) or listed)
            self._tree.lines.setdefault(here, value.start_mark.line + 1)
            found.setdefault(str(here[-1]), self._sorter.value(value, here))
            return
        whole = self._sorter.scalar(value)
        if whole is None:
            return
        timed = leading_clock(whole)
        if timed is not None and not timed.rest and (timed.end or whole[:1] in "kK"):
            self._tree.clocks[int(path[1])] = (timed.begin, timed.end)
            return
        for name, given in short_value(spelt, kind, whole).items():
            here = (*path, name)
            self._tree.lines.setdefault(here, value.start_mark.line + 1)
            found.setdefault(name, Written(given, whole.lines if given == whole else ()))


_NOTHING = ScalarNode("", "")


def _as_item(text: str) -> ItemText:
    return item_text(text) or ItemText(text)


def _is_kind(text: str, *, first: bool) -> bool:
    """A word that is both a kind and a field (``emne``) is a kind only when it comes first."""
    vocabulary = words()
    return vocabulary.items.get(text) is not None and (
        first or vocabulary.item_keys.get(text) is None
    )
