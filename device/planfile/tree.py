"""The nodes of a plan file, sorted by the words it may hold.

Out come plain values (texts, lists, mappings under the words' first spelling) and the line of
each. Unknown and repeated words are noted as faults here.
"""

import re
from dataclasses import dataclass, field

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from device.meeting.spelling import Spellings, fold
from device.planfile.clocks import leading_clock
from device.planfile.faults import Faults
from device.planfile.item_text import ItemText, item_text, short_value
from device.planfile.syntax import Parsed
from device.planfile.words import JOINER, hint, words

Path = tuple[str | int, ...]
KIND = "punkt"
SPELT = "stavet"
"""An agenda item's kind as the file spells it."""


class Written(str):
    """A text as the file has it; lists may be written as several lines of it."""

    __slots__ = ("lines",)
    lines: tuple[str, ...]

    def __new__(cls, text: str, lines: tuple[str, ...] = ()) -> "Written":
        """The folded `text`, and the `lines` it stood on when there were several."""
        made = super().__new__(cls, text)
        made.lines = lines
        return made


Value = Written | None | list["Value"] | dict[str, "Value"]


@dataclass
class Tree:
    """A file's values, each with its line."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    whole: bool = True
    clocks: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    """When items of the agenda begin, and end, by their place; minutes since midnight."""

    def line(self, *path: str | int) -> int | None:
        """The line of the value at `path`, or of the nearest that holds it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return None

    def has(self, key: str) -> bool:
        """Whether the file has something at this word."""
        return self.values.get(key) not in (None, "", [], {})


def sort_out(parsed: Parsed, faults: Faults) -> Tree:
    """The file's values under the words' first spelling."""
    return _Sorting(parsed, faults).tree


class _Sorting:
    def __init__(self, parsed: Parsed, faults: Faults) -> None:
        self._text = parsed.text
        self._faults = faults
        self.tree = Tree(whole=parsed.whole)
        self._times = words().all_times
        if parsed.root is not None:
            self._times = words().times.get(_form(parsed.root) or "", self._times)
            self.tree.values = self._mapping(parsed.root, (), words().top_keys)

    def _mapping(
        self, node: MappingNode, path: Path, spellings: Spellings, item: str | None = None
    ) -> dict[str, Value]:
        found: dict[str, Value] = {}
        spelt_right = {spellings.get(str(key.value)) for key, _ in node.value}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            word = self._word(key_node, path, spellings, item)
            if word is None:
                continue
            if spellings.get(str(key_node.value)) != word and word in spelt_right | set(found):
                continue  # a misspelt word beside the right one: told of already
            here = (*path, word)
            if word in found:
                self._faults.add(line, "duplicate_key", key=word, first=self.tree.lines[here])
                continue
            self.tree.lines[here] = line
            found[word] = self._value(value_node, here)
        return found

    def _word(self, node: Node, path: Path, spellings: Spellings, item: str | None) -> str | None:
        """The known word that a key spells, or nearly spells (with a fault); else None."""
        text = node.value if isinstance(node, ScalarNode) else ""
        line = node.start_mark.line + 1
        if not text.strip():
            self._faults.add(line, "missing_key")
            return None
        word = spellings.get(text)
        if word is not None:
            return word
        if path[:1] == ("deltagere",):
            self._faults.add(line, "unknown_person_key", key=text)
            return None
        if item:
            choices = Spellings({name: [name] for name in spellings.words})
            listed = words().fault("hint_list", choices=choices.choices())
            meant = hint(choices, text, listed)
            self._faults.add(line, "unknown_item_key", key=text, item=item, hint=meant)
            return choices.close(text)
        otherwise = words().fault("hint_delete")
        near = spellings
        if path == ("tider",):
            otherwise = words().fault("hint_list", choices=spellings.choices())
        elif not path:
            near = words().keys
            inner = words().item_keys.get(text)
            if inner is not None:
                where = "hint_question" if inner == "spørgsmål" else "hint_item"
                belongs = words().fault(where, key=text)
                self._faults.add(line, "unknown_key", key=text, hint=belongs)
                return None
        meant = hint(near, text, otherwise)
        self._faults.add(line, "unknown_key", key=text, hint=meant)
        return near.close(text)

    def _value(self, node: Node, path: Path) -> Value:
        if path == ("dagsorden",) and isinstance(node, SequenceNode):
            return self._list(node, path)
        if path == ("dagsorden",) and isinstance(node, MappingNode):
            return self._agenda_as_mapping(node, path)
        if path == ("dagsorden",) and isinstance(node, ScalarNode):
            return self._agenda_on_a_line(node, path)
        if isinstance(node, SequenceNode):
            return self._list(node, path)
        if isinstance(node, MappingNode):
            return self._inner_mapping(node, path)
        return self._scalar(node) if isinstance(node, ScalarNode) else None

    def _inner_mapping(self, node: MappingNode, path: Path) -> Value:
        if path == ("tider",):
            return self._mapping(node, path, self._times)
        if len(path) == 2 and path[0] == "deltagere":
            person = self._mapping(node, path, words().person_keys)
            # Without a word that fits there is nothing more to say of this person.
            return person or {"navn": Written(f"navn {path[1]}")}
        if len(path) == 2 and path[0] == "dagsorden":
            return self._item(node, path)
        # "- Husk: vi holder tiden" is a text to its writer, though YAML takes it for a mapping.
        begin, end = node.start_mark, node.value[-1][1].end_mark if node.value else node.end_mark
        if node.flow_style or begin.line != end.line:
            return {"": None}
        return Written(self._text[begin.index : end.index].strip())

    def _list(self, node: SequenceNode, path: Path) -> list[Value]:
        """A list; an entry that a wobbly dash glued to the one above is taken off again."""
        found: list[Value] = []
        for entry in node.value:
            line = entry.start_mark.line + 1
            value = self._value(entry, (*path, len(found)))
            if path == ("dagsorden",) and isinstance(value, Written) and not value.lines:
                value = self._item_on_a_line(value, len(found))
            pieces: tuple[str, ...] = ()
            if isinstance(value, Written) and any(part.startswith("- ") for part in value.lines):
                pieces = value.lines
            self.tree.lines[(*path, len(found))] = line
            if not pieces:
                found.append(value)
                continue
            for offset, piece in enumerate(pieces):
                self.tree.lines[(*path, len(found))] = line + offset
                entry_text = Written(piece.removeprefix("- ").strip())
                agenda = path == ("dagsorden",)
                found.append(self._item_on_a_line(entry_text, len(found)) if agenda else entry_text)
        return found

    def _scalar(self, node: ScalarNode) -> Written | None:
        raw: object = node.value
        if not isinstance(raw, str) or not raw.strip():
            return None
        begin, end = node.start_mark, node.end_mark
        several: tuple[str, ...] = ()
        if end.line > begin.line:
            source = self._text[begin.index : end.index] if node.style is None else raw
            several = tuple(part.strip() for part in source.split("\n") if part.strip())
        raw = raw.replace(JOINER, "")
        several = tuple(part.replace(JOINER, "") for part in several)
        text = " ".join(raw.split())
        if text[:1] in "“”„»«" and not any(sign in text[1:-1] for sign in "“”„»«"):
            text = text.strip("“”„»«").strip()
        return Written(text, several if len(several) > 1 else ())

    def _agenda_as_mapping(self, node: MappingNode, path: Path) -> list[Value]:
        """An agenda without dashes: each word is an item."""
        found: list[Value] = []
        for key_node, value_node in node.value:
            single = MappingNode(
                node.tag, [(key_node, value_node)], key_node.start_mark, value_node.end_mark
            )
            self.tree.lines[(*path, len(found))] = key_node.start_mark.line + 1
            found.append(self._item(single, (*path, len(found))))
        return found

    def _agenda_on_a_line(self, node: ScalarNode, path: Path) -> Value:
        """ "velkomst, runde: Hvordan går det?, pause, slut" as four items."""
        text = self._scalar(node)
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
            self.tree.lines[(*path, place)] = node.start_mark.line + 1 + offset
        return [self._item_on_a_line(piece, place) for place, piece in enumerate(pieces)]

    def _item_on_a_line(self, text: str, place: int) -> Value:
        """One item that is a text: "pause, 10 minutter", "9.30 Pause", "runde: Hvad nu?"."""
        timed = leading_clock(text)
        if timed is not None:
            self.tree.clocks[place] = (timed.begin, timed.end)
            text = timed.rest
        read = item_text(text)
        if read is None:
            return {SPELT: Written(text)}
        if read.clock is not None:
            self.tree.clocks.setdefault(place, read.clock)
        kind = words().items.get(read.spelt) or ""
        found: dict[str, Value] = {KIND: Written(kind), SPELT: Written(read.spelt)}
        for name, given in read.fields(kind).items():
            found[name] = Written(given)
        return found

    def _item(self, node: MappingNode, path: Path) -> dict[str, Value]:
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
        if not kinds:
            first = node.value[0][0] if node.value else None
            return {SPELT: Written(first.value if isinstance(first, ScalarNode) else "")}
        for second, key, _ in kinds[1:]:
            names = {"first": kinds[0][0].spelt, "second": second.spelt}
            self._faults.add(key.start_mark.line + 1, "item_twice_kind", **names)
        return self._fields(kinds[0][0], kinds[0][2], beside, path)

    def _first_word(self, text: str, value: Node, path: Path) -> tuple[ItemText, Node] | None:
        """ "9.10 Runde: …", "kl. 9: Velkomst" and "runde 10 min: …", by what they begin with."""
        timed = leading_clock(text)
        if timed is not None:
            self.tree.clocks[int(path[1])] = (timed.begin, timed.end)
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
                found = self._mapping(joined, path, words().fields[kind], kind)
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
            self.tree.lines.setdefault(here, value.start_mark.line + 1)
            found.setdefault(str(here[-1]), self._value(value, here))
            return
        whole = self._scalar(value)
        if whole is None:
            return
        timed = leading_clock(whole)
        if timed is not None and not timed.rest and (timed.end or whole[:1] in "kK"):
            self.tree.clocks[int(path[1])] = (timed.begin, timed.end)
            return
        for name, given in short_value(spelt, kind, whole).items():
            here = (*path, name)
            self.tree.lines.setdefault(here, value.start_mark.line + 1)
            found.setdefault(name, Written(given, whole.lines if given == whole else ()))


def _form(root: MappingNode) -> str | None:
    """The form that the file names, where it is known."""
    for key, value in root.value:
        if isinstance(key, ScalarNode) and words().keys.get(key.value) == "form":
            return words().forms.get(str(value.value)) if isinstance(value, ScalarNode) else None
    return None


_NOTHING = ScalarNode("", "")


def _as_item(text: str) -> ItemText:
    return item_text(text) or ItemText(text)


def _is_kind(text: str, *, first: bool) -> bool:
    """A word that is both a kind and a field (``emne``) is a kind only when it comes first."""
    vocabulary = words()
    return vocabulary.items.get(text) is not None and (
        first or vocabulary.item_keys.get(text) is None
    )
