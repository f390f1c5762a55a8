"""The nodes of a plan file, sorted by the words it may hold.

Out comes a tree of plain values. Unknown and repeated words are noted as faults here.
"""

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from device.meeting.spelling import Spellings
from device.planfile.agenda_nodes import AgendaNodes
from device.planfile.faults import Faults
from device.planfile.listing import rejoined
from device.planfile.syntax import Parsed
from device.planfile.tree import Path, Tree, Value, Written
from device.planfile.words import JOINER, hint, words


def sort_out(parsed: Parsed, faults: Faults) -> Tree:
    """The file's values under the words' first spelling."""
    return _Sorting(parsed, faults).tree


class _Sorting:
    def __init__(self, parsed: Parsed, faults: Faults) -> None:
        self._text = parsed.text
        self._faults = faults
        self.tree = Tree(whole=parsed.whole)
        self._agenda = AgendaNodes(self, self.tree, faults)
        self._times = words().all_times
        if parsed.root is not None:
            self._times = words().times.get(_form(parsed.root) or "", self._times)
            self.tree.values = self.mapping(parsed.root, (), words().top_keys)

    def mapping(
        self, node: MappingNode, path: Path, spellings: Spellings, item: str | None = None
    ) -> dict[str, Value]:
        """The values of a mapping under the first spelling of `spellings`."""
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
            found[word] = self.value(value_node, here)
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

    def value(self, node: Node, path: Path) -> Value:
        """The plain value of a node."""
        if path == ("dagsorden",) and isinstance(node, SequenceNode):
            return self._list(node, path)
        if path == ("dagsorden",) and isinstance(node, MappingNode):
            return self._agenda.as_mapping(node, path)
        if path == ("dagsorden",) and isinstance(node, ScalarNode):
            return self._agenda.on_a_line(node, path)
        if isinstance(node, SequenceNode):
            return self._list(node, path)
        if isinstance(node, MappingNode):
            return self._inner_mapping(node, path)
        return self.scalar(node) if isinstance(node, ScalarNode) else None

    def _inner_mapping(self, node: MappingNode, path: Path) -> Value:
        if path == ("tider",):
            return self.mapping(node, path, self._times)
        if len(path) == 2 and path[0] == "deltagere":
            person = self.mapping(node, path, words().person_keys)
            # Without a word that fits there is nothing more to say of this person.
            return person or {"navn": Written(f"navn {path[1]}")}
        if len(path) == 2 and path[0] == "dagsorden":
            return self._agenda.item(node, path)
        # "- Husk: vi holder tiden" is a text to its writer, though YAML takes it for a mapping.
        begin, end = node.start_mark, node.value[-1][1].end_mark if node.value else node.end_mark
        if node.flow_style or begin.line != end.line:
            return {"": None}
        return Written(self._text[begin.index : end.index].strip())

    def _list(self, node: SequenceNode, path: Path) -> list[Value]:
        """A list; an entry that a wobbly dash glued to the one above is taken off again."""
        found: list[Value] = []
        for entry in self._entries(node, path):
            line = entry.start_mark.line + 1
            value = self.value(entry, (*path, len(found)))
            self.tree.lines[(*path, len(found))] = line
            if path == ("dagsorden",) and isinstance(value, Written) and not value.lines:
                value = self._agenda.item_on_a_line(value, len(found))
            pieces: tuple[str, ...] = ()
            if isinstance(value, Written) and any(part.startswith("- ") for part in value.lines):
                pieces = value.lines
            if not pieces:
                found.append(value)
                continue
            for offset, piece in enumerate(pieces):
                self.tree.lines[(*path, len(found))] = line + offset
                entry_text = Written(piece.removeprefix("- ").strip())
                agenda = path == ("dagsorden",)
                found.append(
                    self._agenda.item_on_a_line(entry_text, len(found)) if agenda else entry_text
                )
        return found

    def _entries(self, node: SequenceNode, path: Path) -> list[Node]:
        """The entries of a list; between brackets a sentence is one, whatever its commas."""
        entries: list[Node] = node.value
        plain = all(isinstance(one, ScalarNode) and one.style is None for one in entries)
        if not (node.flow_style and plain and path[-1] in words().sentence_lists):
            return entries
        together = rejoined([str(one.value) for one in entries])
        joined: list[Node] = []
        for parts in together:
            first, *rest = entries[: len(parts)]
            del entries[: len(parts)]
            if rest:
                first.value = ", ".join(parts)
                first.end_mark = rest[-1].end_mark
                self._faults.remark(first.start_mark.line + 1, "joined", text=first.value)
            joined.append(first)
        return joined

    def scalar(self, node: ScalarNode) -> Written | None:
        """The text of a node; None where it says nothing."""
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


def _form(root: MappingNode) -> str | None:
    """The form that the file names, where it is known."""
    for key, value in root.value:
        if isinstance(key, ScalarNode) and words().keys.get(key.value) == "form":
            return words().forms.get(str(value.value)) if isinstance(value, ScalarNode) else None
    return None
