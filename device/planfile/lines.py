"""The file's lines as people write them, put into the form that YAML reads.

Nothing of the text is changed; only what stands around it: the marks of lists ("–", "•", "1."),
names and rules that stand at the margin under their word, remarks after a ``#``, a colon that was
forgotten. Each line stays where it was, so that faults show the file's own lines.
"""

import re
from dataclasses import dataclass

from device.planfile.clocks import is_clock, leading_clock
from device.planfile.faults import Faults
from device.planfile.line import (
    ENTRY,
    NUMBERED,
    bare_entry,
    bare_key,
    forgotten_colon,
    is_about_person,
    is_length,
    is_marked,
    is_sure,
    quoted,
    starts_item,
    top_key,
    without_remark,
)
from device.planfile.words import shown, words

MOST_LINES = 800
"""A plan with sixteen people and two dozen items of ten lines is half as long."""
_RULER = re.compile(r"\s*(?:[-=_*~+]{4,}|[=_*~]{2,}|--|`{3,}.*)\s*")
_LATER_KEY = re.compile(r"[,;]\s*(?P<key>[^\W\d][^:,;]*):")
_QUOTED_LIST = re.compile(r'"[^"]*"(?:\s*,\s*"[^"]*")+')
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


class _Tidying:
    """One pass over the lines; `_block` is the word whose value stands on the lines below it."""

    def __init__(self, lines: list[str], faults: Faults) -> None:
        self._lines = lines
        self._faults = faults
        self._whole = True
        self._block = ""
        self._plain = False
        """The block's entries stand without dashes."""
        self._entries = 0
        self._until = ""
        """What ends a value that YAML reads over several lines."""
        self._last_person: int | None = None
        self._item_front = ""
        self._last_key = ""
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

    def _open(self, place: int, line: str, key: str) -> None:
        match = ENTRY.fullmatch(line)
        assert match
        rest, written = match["rest"].strip(" :"), bare_key(match["key"])
        if key in words().strict_keys and rest[:1] not in {"[", "{"}:
            rest = rest.rstrip(" ;,")
            if (also := _LATER_KEY.search(rest)) and words().top_keys.get(also["key"]):
                self._faults.add(place + 1, "several_on_line", key=written, also=also["key"])
                self._faults.close(place + 1)
                self._whole, rest = False, rest[: also.start()]
        if key in words().list_keys and _QUOTED_LIST.fullmatch(rest):
            rest = f"[{rest}]"
        self._lines[place] = f"{written}: {rest}".rstrip()
        self._plain, self._entries, self._last_person = False, 0, None
        self._last_key = key
        self._block = key if not rest or key == "noter" else ""
        if key in words().people_keys:
            self._people_on_line(place, written, rest)
        elif key == "noter":
            self._lines[place] = "noter:"
        elif rest[:1] in {"[", "{"} and rest.count(rest[0]) > rest.count("]}"[rest[0] == "{"]):
            self._until = "]" if rest[0] == "[" else "}"
        elif rest[:1] in {'"', "'"} and rest.count(rest[0]) == 1:
            self._until = rest[0]
        elif rest in {"|", ">", "|-", ">-"}:
            self._block = key

    def _people_on_line(self, place: int, key: str, rest: str) -> None:
        """Names after the colon; the list is quoted, so that no sign in it means anything."""
        if rest in {"|", ">", "|-", ">-"}:
            rest = ""
        if rest[:1] == "[" and "]" in rest[:-1] and rest.count("[") < rest.count("]"):
            return
        if "{" in rest or (rest[:1] == "[" and "]" not in rest):
            self._until = "" if "]" in rest else "]"
            self._block = ""
            return
        if rest[:1] == "[" and rest[-1:] == "]":
            rest = rest[1:-1]
            self._lines[place] = f"{key}: {quoted(rest)}"
            self._block = ""
            return
        self._lines[place] = f"{key}: {quoted(rest)}" if rest else f"{key}:"
        self._block = words().top_keys.get(key) or ""
        self._plain = bool(rest)
        self._last_person = place if rest else None

    def _person(self, place: int, line: str) -> None:
        """A line under ``deltagere:``."""
        margin = not line[0].isspace() and not is_marked(line) and not NUMBERED.match(line)
        match = ENTRY.fullmatch(line)
        body = bare_entry(line)
        if margin and (forgotten := forgotten_colon(line)) and self._forgot(place, line, forgotten):
            return
        if self._plain:
            self._more_on_line(place, line, margin=margin)
            return
        if margin and match and not is_about_person(match["key"], match["rest"]):
            self._block = ""
            return
        if body[:1] == "{":
            self._lines[place] = f"  - {body}"
            return
        part = ENTRY.fullmatch(body)
        field = words().person_keys.get(part["key"]) if part else None
        said = part["rest"].strip().strip("\"'") if part else ""
        below = self._last_person is not None and not is_marked(line)
        if field == "udtale" and part and below:
            assert self._last_person is not None
            self._lines[place] = f"    {part['key']}: {quoted(said)}"
            above = self._lines[self._last_person]
            if above.startswith("  - '"):
                self._lines[self._last_person] = f"  - navn: {above[4:]}"
            return
        if field and part:
            self._lines[place] = f"  - {part['key']}: {quoted(said)}"
        else:
            self._lines[place] = f"  - {quoted(body)}"
        self._last_person = place
        self._entries += 1

    def _more_on_line(self, place: int, line: str, *, margin: bool) -> None:
        """A line after ``deltagere: Anna, Bo,`` that goes on with the names."""
        first = self._last_person
        assert first is not None
        above = self._lines[first].removesuffix("'")
        goes_on = re.search(r"(?:[,;&]|\bog)\s*$", above)
        if ENTRY.fullmatch(line) and not goes_on:
            self._block = ""
            return
        if margin and not goes_on:
            self._block = ""
            self._loose(place, line)
            return
        between = " " if goes_on else ", "
        self._lines[first] = above + between + bare_entry(line).replace("'", "''") + "'"
        self._lines[place] = ""

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

    def _agenda_line(self, place: int, line: str) -> None:
        """A line of the agenda without a dash."""
        match = ENTRY.fullmatch(line)
        margin = not line[0].isspace()
        kind = words().items.get(match["key"]) if match else None
        if not margin and not self._is_plain_item(line):
            self._field(place, line)
            return
        timed = leading_clock(line)
        if match and kind is None and timed is None:
            self._block = ""
            return
        if match is None and timed is None:
            forgotten = None if starts_item(line) else forgotten_colon(line)
            if forgotten and self._forgot(place, line, forgotten):
                return
            if self._entries and not self._plain and not starts_item(line):
                self._loose(place, line)
                return
        self._plain = self._plain or not self._entries
        self._entries += 1
        own = line[: len(line) - len(line.lstrip())]
        front = own if self._plain else self._item_front
        self._item_front = front
        body = line.strip()
        if timed is not None and body.count(":") > 1:
            body = quoted(body)
        self._lines[place] = f"{front}- {body}"

    def _is_plain_item(self, line: str) -> bool:
        """Whether a line that is moved in is an item without its dash, like those above it."""
        front = line[: len(line) - len(line.lstrip())]
        first = not self._entries or (self._plain and front == self._item_front)
        return first and starts_item(line)

    def _field(self, place: int, line: str) -> None:
        """A field under an item: ``emne feedback`` lacks its colon."""
        self._entries = self._entries or 1
        body = line.strip()
        if ENTRY.fullmatch(line):
            self._give_colon_above(place)
            return
        first, _, rest = body.partition(" ")
        if not rest or words().item_keys.get(first) is None or first[0].isupper():
            return
        above = self._lines[place - 1] if place else ""
        if not is_marked(above) and not ENTRY.fullmatch(above):
            return
        self._faults.add(place + 1, "no_colon", text=body, example=f"{first}: {rest}")
        front = line[: len(line) - len(line.lstrip())]
        self._lines[place] = f"{front}{first}: {quoted(rest)}"
        self._give_colon_above(place)

    def _give_colon_above(self, place: int) -> None:
        """``- dialog 20 min`` with fields under it is ``- dialog: 20 min``."""
        above = self._lines[place - 1] if place else ""
        if not is_marked(above) or ENTRY.fullmatch(above) or above.strip()[-1:] == ":":
            return
        body = bare_entry(above)
        first, _, rest = body.partition(" ")
        if words().items.get(first) is not None:
            front = above[: len(above) - len(above.lstrip())]
            self._lines[place - 1] = f"{front}- {first}: {rest}".rstrip()

    def _forgot(self, place: int, line: str, forgotten: tuple[str, str]) -> bool:
        """A known word without its colon: told of, and read as if it had one."""
        key, rest = forgotten
        inner = self._block and not is_sure(key, rest)
        if inner:
            return False
        example = f"{key}: {rest}" if rest else f"{key}:"
        self._faults.add(place + 1, "no_colon", text=line.strip(), example=shown(example))
        word = words().top_keys.get(key) or ""
        self._open(place, f"{key}: {rest}", word)
        if rest and word not in words().people_keys and word != "noter":
            self._lines[place] = f"{key}: {quoted(rest)}"
        return True

    def _loose(self, place: int, line: str) -> None:
        """A line that belongs to nothing."""
        if (forgotten := forgotten_colon(line)) and self._forgot(place, line, forgotten):
            return
        if line.strip()[0] == ":":
            return
        above = self._last_key
        hint = ""
        if self._entries and above in words().list_keys | words().people_keys:
            hint = words().fault("hint_listed")
        elif above and above not in words().strict_keys:
            hint = words().fault("hint_goes_on")
        self._faults.add(place + 1, "loose_text", text=line.strip(), hint=hint)
        self._lines[place] = ""
        self._block = ""
