"""The file's lines as people write them, put into the form that YAML reads.

Nothing of the text is changed; only what stands around it: the marks of lists ("–", "•", "1."),
names and rules that stand at the margin under their word, remarks after a ``#``, a colon that was
forgotten. Each line stays where it was, so that faults show the file's own lines.
"""

import re
from dataclasses import dataclass

from device.planfile.agenda_lines import AgendaLines
from device.planfile.clocks import is_clock, leading_clock
from device.planfile.faults import Faults
from device.planfile.line import (
    ENTRY,
    NUMBERED,
    bare_entry,
    forgotten_colon,
    is_length,
    is_marked,
    quoted,
    top_key,
    without_remark,
)
from device.planfile.people_lines import PeopleLines
from device.planfile.words import words

MOST_LINES = 800
"""A plan with sixteen people and two dozen items of ten lines is half as long."""
_RULER = re.compile(r"\s*(?:[-=_*~+]{4,}|[=_*~]{2,}|--|`{3,}.*)\s*")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True)
class Tidied:
    """The text after tidying."""

    text: str
    whole: bool
    """False: a line was left out that may have held something."""


def tidy(text: str, faults: Faults) -> Tidied:
    """`text` with each line in the form that YAML reads; what can't be is noted and left out."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        faults.add(None, "many_lines", most=MOST_LINES)
        return Tidied("", whole=False)
    plain = (_EMPHASIS.sub(r"\2", line) for line in lines)
    if not any(top_key(bare_entry(line)) or forgotten_colon(line) for line in plain):
        return Tidied(text, whole=True)
    return _Tidying(lines, faults).tidied


class _Tidying(PeopleLines, AgendaLines):
    """One pass over the lines."""

    def __init__(self, lines: list[str], faults: Faults) -> None:
        super().__init__(lines, faults)
        for place in range(len(lines)):
            self._line(place)
        self.tidied = Tidied("\n".join(self._lines), self._whole)

    def _line(self, place: int) -> None:
        line = self._lines[place]
        if self._inside(line):
            return
        stripped = line.strip()
        if _RULER.fullmatch(line) and stripped != "---":
            self._lines[place] = ""
            return
        if not stripped or stripped.startswith("#") or stripped == "---":
            return
        line = self._without_dash(_EMPHASIS.sub(r"\2", line))
        key = top_key(line)
        forgotten = forgotten_colon(line) if key is None else None
        word = words().top_keys.get(forgotten[0]) if forgotten else None
        line = without_remark(line, key or word or self._block)
        self._lines[place] = line
        if not line.strip():
            return
        if self._is_top(line, key):
            self._open(place, line, key or "")
        elif self._block in words().people_keys:
            self._person(place, line)
        elif self._block == "noter":
            self._note(place, line)
        elif self._block:
            self._entry(place, line)
        elif not line[0].isspace() and not ENTRY.fullmatch(line) and not is_marked(line):
            self._loose(place, line)

    def _without_dash(self, line: str) -> str:
        """ "- varighed: 2 timer" where a list can't be: every line was given its dash."""
        bare = bare_entry(line) if line[0] in "-–—•*·" and self._block != "dagsorden" else line
        word = top_key(bare)
        person = bare is not line and words().person_keys.get(bare.partition(":")[0])
        known = frozenset(words().keys.words)
        if self._block in words().people_keys and not self._plain:  # "- Vært: Bo" is one of them
            known = words().strict_keys - words().people_keys
        return bare if word in known and not person else line

    def _inside(self, line: str) -> bool:
        """Whether the line belongs to a bracket or quotation that YAML reads as a whole."""
        if not self._until:
            return False
        if top_key(line) and not line[0].isspace():
            self._until = ""  # never closed: told of by what reads it
            return False
        if self._until in line:
            self._until = ""
        return True

    def _is_top(self, line: str, key: str | None) -> bool:
        if key is None:
            return False
        if not line[0].isspace() and is_marked(line):
            return False
        match = ENTRY.fullmatch(line)
        assert match
        written, rest = match["key"], match["rest"].strip()
        if self._block == "dagsorden":
            if words().items.get(written) and self._is_item(written, rest):
                return False
            return not line[0].isspace() or words().item_keys.get(written) is None
        if not line[0].isspace():
            return True
        # Moved in, but nothing that it could belong to: it was meant for the margin.
        if self._block in words().people_keys:
            return words().person_keys.get(written) is None and key in words().keys.words
        return not self._block

    def _is_item(self, written: str, rest: str) -> bool:
        """Whether ``slut: …`` or ``velkomst: …`` under an agenda is an item of it."""
        if words().top_keys.get(written) is None or is_length(rest):
            return True
        return self._plain_agenda() and not is_clock(rest)

    def _plain_agenda(self) -> bool:
        return self._block == "dagsorden" and (self._plain or not self._entries)

    def _note(self, place: int, line: str) -> None:
        """A line under ``noter:``; they are the facilitator's own, and not read."""
        if not line[0].isspace() and ENTRY.fullmatch(line) and not is_marked(line):
            self._block = ""
            return
        forgotten = forgotten_colon(line)
        if forgotten and not line[0].isspace() and self._forgot(place, line, forgotten):
            return
        self._lines[place] = ""

    def _entry(self, place: int, line: str) -> None:
        """A line under a word whose value is a list or a text of several lines."""
        margin = not line[0].isspace()
        agenda = self._block == "dagsorden"
        if is_marked(line) or NUMBERED.match(line):
            front = line[: len(line) - len(line.lstrip())]
            body = bare_entry(line)
            if is_marked(line):  # "- 1. Velkomst"
                body = re.sub(r"^\d{1,2}[.)]\s+(?=[^\W\d])", "", body)
            if agenda and body.count(":") > 1 and leading_clock(body):
                body = quoted(body)
            self._lines[place] = f"{front}- {body}"
            if agenda:
                self._item_front = front
            self._entries += 1
            return
        match = ENTRY.fullmatch(line)
        if agenda:
            self._agenda_line(place, line)
            return
        if not margin:
            self._entries += 1
            return
        if forgotten := forgotten_colon(line):
            self._forgot(place, line, forgotten)
            return
        if match and (self._entries == 0 or not self._plain or words().keys.close(match["key"])):
            self._block = ""
            return
        if self._entries and not self._plain:
            self._loose(place, line)
            return
        self._plain = True
        self._entries += 1
        if self._block in words().list_keys:
            self._lines[place] = f"  - {quoted(line.strip())}"
        else:
            self._lines[place] = f"  {line}"
