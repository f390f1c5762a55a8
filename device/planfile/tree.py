"""The nodes of a plan file, sorted by the words it may hold.

Out come plain values (texts, lists, mappings under the words' first spelling) and the line of
each. Unknown and repeated words are noted as faults here.
"""

import re
from dataclasses import dataclass, field

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from device.durations import DurationError, parse_duration
from device.planfile.faults import Faults
from device.planfile.syntax import Parsed
from device.planfile.words import Spellings, fold, words

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
        if parsed.root is not None:
            self.tree.values = self._mapping(parsed.root, (), words().keys)

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
        fields = words().item_fields.get(item, []) if item else None
        if word is not None and (fields is None or word in fields):
            return word
        if path[:1] == ("deltagere",):
            self._faults.add(line, "unknown_person_key", key=text)
            return None
        if item:
            choices = Spellings({name: [name] for name in fields or ()})
            listed = words().fault("hint_list", choices=choices.choices())
            hint = choices.hint(text, listed)
            self._faults.add(line, "unknown_item_key", key=text, item=item, hint=hint)
            return choices.close(text)
        otherwise = words().fault("hint_delete")
        if path == ("tider",):
            otherwise = words().fault("hint_list", choices=spellings.choices())
        hint = spellings.hint(text, otherwise)
        self._faults.add(line, "unknown_key", key=text, hint=hint)
        return spellings.close(text)

    def _value(self, node: Node, path: Path) -> Value:
        if path == ("dagsorden",) and isinstance(node, SequenceNode):
            return self._list(node, path)
        if path == ("dagsorden",) and isinstance(node, MappingNode):
            return self._agenda_as_mapping(node, path)
        if isinstance(node, SequenceNode):
            return self._list(node, path)
        if isinstance(node, MappingNode):
            return self._inner_mapping(node, path)
        return self._scalar(node) if isinstance(node, ScalarNode) else None

    def _inner_mapping(self, node: MappingNode, path: Path) -> Value:
        if path == ("tider",):
            return self._mapping(node, path, words().times)
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
            pieces: tuple[str, ...] = ()
            if isinstance(value, Written) and any(part.startswith("- ") for part in value.lines):
                pieces = value.lines
            self.tree.lines[(*path, len(found))] = line
            if not pieces:
                found.append(value)
                continue
            for offset, piece in enumerate(pieces):
                self.tree.lines[(*path, len(found))] = line + offset
                found.append(Written(piece.removeprefix("- ").strip()))
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
        text = " ".join(raw.split()).strip("“”„»«").strip()
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

    def _item(self, node: MappingNode, path: Path) -> dict[str, Value]:
        """An agenda item: ``pause: 10 minutter``, or the kind with its fields under or beside."""
        kinds: list[tuple[Node, Node]] = []
        beside: list[tuple[Node, Node]] = []
        for place, (key, value) in enumerate(node.value):
            text = key.value if isinstance(key, ScalarNode) else ""
            if fold(text) in words().item_kind_keys and isinstance(value, ScalarNode):
                kinds.append((value, ScalarNode("", "")))
            elif _is_kind(text, first=place == 0):
                kinds.append((key, value))
            else:
                beside.append((key, value))
        if not kinds:
            first = node.value[0][0] if node.value else None
            return {SPELT: Written(first.value if isinstance(first, ScalarNode) else "")}
        for key, _ in kinds[1:]:
            names = {"first": kinds[0][0].value, "second": key.value}
            self._faults.add(key.start_mark.line + 1, "item_twice_kind", **names)
        return self._fields(*kinds[0], beside, path)

    def _fields(
        self, key: Node, value: Node, beside: list[tuple[Node, Node]], path: Path
    ) -> dict[str, Value]:
        spelt = str(key.value)
        kind = words().items.get(spelt)
        found: dict[str, Value] = {}
        if kind is not None:
            pairs = [*(value.value if isinstance(value, MappingNode) else ()), *beside]
            if pairs:
                joined = MappingNode("", pairs, pairs[0][0].start_mark, pairs[-1][1].end_mark)
                found = self._mapping(joined, path, words().item_keys, kind)
            if not isinstance(value, MappingNode) and value.value:
                field_name = _short_field(spelt, kind, value)
                here = (*path, field_name)
                self.tree.lines.setdefault(here, value.start_mark.line + 1)
                found.setdefault(field_name, self._value(value, here))
            found[KIND] = Written(kind)
        found[SPELT] = Written(spelt)
        return found


def _is_kind(text: str, *, first: bool) -> bool:
    """A word that is both a kind and a field (``emne``) is a kind only when it comes first."""
    vocabulary = words()
    return vocabulary.items.get(text) is not None and (
        first or vocabulary.item_keys.get(text) is None
    )


def _short_field(spelt: str, kind: str, value: Node) -> str:
    """What ``kind: value`` on one line gives: the time, or for ``emne: …`` the thing itself."""
    named = words().item_keys.get(spelt)
    if named is None or named not in words().item_fields[kind]:
        return "tid"
    if isinstance(value, ScalarNode):
        try:
            parse_duration(value.value)
        except DurationError:
            return named
        return "tid"
    return named


def item_from_text(text: str) -> tuple[str, str | None] | None:
    """ "pause, 10 minutter" as the kind's spelling and its time; None when it is no item."""
    if words().items.get(text) is not None:
        return text, None
    parts = re.split(r"[\s,:()]+", text.strip(" ()"))
    for length in range(min(4, len(parts) - 1), 0, -1):
        spelt = " ".join(parts[:length])
        if words().items.get(spelt) is not None:
            return spelt, " ".join(parts[length:])
    return None
