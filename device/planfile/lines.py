"""The file's lines as people write them, put into the form that YAML reads.

Nothing of the text is changed; only what stands around it: the marks of lists ("–", "•", "1."),
names and rules that stand at the margin under their word, remarks after a ``#``, a colon that was
forgotten. Each line stays where it was, so that faults show the file's own lines.
"""

import re
from dataclasses import dataclass

from device.durations import DurationError, parse_duration
from device.planfile.clocks import is_clock, leading_clock
from device.planfile.faults import Faults
from device.planfile.persons import known_state, looks_like_title
from device.planfile.words import JOINER, fold, shown, words

MOST_LINES = 800
"""A plan with sixteen people and two dozen items of ten lines is half as long."""
_MARK = re.compile(r"\s*(?:[-\u2010-\u2015\u2212•·▪●◦‣∙\uf0b7*+](?:\s+|$))+")
_GLUED_MARK = re.compile(r"\s*[-\u2010-\u2015\u2212•·▪●◦‣∙\uf0b7]\s*(?=[^\W\d_\"'„“”(])")
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)](?!\d)\s*|[a-zæøå]\)\s+)(?=\S)", re.IGNORECASE)
_KEY = re.compile(r"(?P<front>\s*(?:- +)*)(?P<key>[^\s:'\"\[\]{}&!|>%@`#-][^:]*?)\s*:(?P<rest>.*)")
_RULER = re.compile(r"\s*(?:[-=_*~+]{4,}|[=_*~]{3,}|`{3,}.*)\s*")
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
    if not any(_top_key(line) or _forgotten(line) for line in lines):
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
        line = _EMPHASIS.sub(r"\2", line)
        key = _top_key(line)
        forgotten = _forgotten(line) if key is None else None
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
        elif not line[0].isspace() and not _KEY.fullmatch(line) and not _marked(line):
            self._loose(place, line)

    def _inside(self, line: str) -> bool:
        """Whether the line belongs to a bracket or quotation that YAML reads as a whole."""
        if not self._until:
            return False
        if _top_key(line) and not line[0].isspace():
            self._until = ""  # never closed: told of by what reads it
            return False
        if self._until in line:
            self._until = ""
        return True

    def _is_top(self, line: str, key: str | None) -> bool:
        if key is None:
            return False
        if not line[0].isspace() and _marked(line):
            return False
        match = _KEY.fullmatch(line)
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
        if words().top_keys.get(written) is None or _is_length(rest):
            return True
        return self._plain_agenda() and not is_clock(rest)

    def _plain_agenda(self) -> bool:
        return self._block == "dagsorden" and (self._plain or not self._entries)

    def _open(self, place: int, line: str, key: str) -> None:
        match = _KEY.fullmatch(line)
        assert match
        rest = match["rest"].strip()
        self._lines[place] = f"{match['key'].strip()}: {rest}".rstrip()
        self._plain, self._entries, self._last_person = False, 0, None
        self._last_key = key
        self._block = key if not rest or key == "noter" else ""
        if key in words().people_keys:
            self._people_on_line(place, match["key"], rest)
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
            self._lines[place] = f"{key}: {_quoted(rest)}"
            self._block = ""
            return
        self._lines[place] = f"{key}: {_quoted(rest)}" if rest else f"{key}:"
        self._block = words().top_keys.get(key) or ""
        self._plain = bool(rest)
        self._last_person = place if rest else None

    def _person(self, place: int, line: str) -> None:
        """A line under ``deltagere:``."""
        margin = not line[0].isspace() and not _marked(line) and not _NUMBER.match(line)
        match = _KEY.fullmatch(line)
        body = bare_entry(line)
        if margin and (forgotten := _forgotten(line)) and self._forgot(place, line, forgotten):
            return
        if self._plain:
            self._more_on_line(place, line, margin=margin)
            return
        if margin and match and not _about_person(match["key"], match["rest"]):
            self._block = ""
            return
        if body[:1] == "{":
            self._lines[place] = f"  - {body}"
            return
        part = _KEY.fullmatch(body)
        field = words().person_keys.get(part["key"]) if part else None
        said = part["rest"].strip().strip("\"'") if part else ""
        below = self._last_person is not None and not _marked(line)
        if field == "udtale" and part and below:
            assert self._last_person is not None
            self._lines[place] = f"    {part['key']}: {_quoted(said)}"
            above = self._lines[self._last_person]
            if above.startswith("  - '"):
                self._lines[self._last_person] = f"  - navn: {above[4:]}"
            return
        if field and part:
            self._lines[place] = f"  - {part['key']}: {_quoted(said)}"
        else:
            self._lines[place] = f"  - {_quoted(body)}"
        self._last_person = place
        self._entries += 1

    def _more_on_line(self, place: int, line: str, *, margin: bool) -> None:
        """A line after ``deltagere: Anna, Bo,`` that goes on with the names."""
        first = self._last_person
        assert first is not None
        above = self._lines[first].removesuffix("'")
        goes_on = re.search(r"(?:[,;&]|\bog)\s*$", above)
        if _KEY.fullmatch(line) and not goes_on:
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
        if not line[0].isspace() and _KEY.fullmatch(line) and not _marked(line):
            self._block = ""
            return
        forgotten = _forgotten(line)
        if forgotten and not line[0].isspace() and self._forgot(place, line, forgotten):
            return
        self._lines[place] = ""

    def _entry(self, place: int, line: str) -> None:
        """A line under a word whose value is a list or a text of several lines."""
        margin = not line[0].isspace()
        agenda = self._block == "dagsorden"
        if _marked(line) or _NUMBER.match(line):
            front = line[: len(line) - len(line.lstrip())]
            body = bare_entry(line)
            if agenda and body.count(":") > 1 and leading_clock(body):
                body = _quoted(body)
            self._lines[place] = f"{front}- {body}"
            if agenda:
                self._item_front = front
            self._entries += 1
            return
        match = _KEY.fullmatch(line)
        if agenda:
            self._agenda_line(place, line)
            return
        if not margin:
            self._entries += 1
            return
        if forgotten := _forgotten(line):
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
            self._lines[place] = f"  - {_quoted(line.strip())}"
        else:
            self._lines[place] = f"  {line}"

    def _agenda_line(self, place: int, line: str) -> None:
        """A line of the agenda without a dash."""
        match = _KEY.fullmatch(line)
        margin = not line[0].isspace()
        kind = words().items.get(match["key"]) if match else None
        if not margin:
            self._field(place, line)
            return
        if match and kind is None:
            self._block = ""
            return
        if match is None:
            forgotten = _forgotten(line)
            if forgotten and self._forgot(place, line, forgotten):
                return
            if self._entries and not self._plain and not _starts_item(line):
                self._loose(place, line)
                return
        self._plain = self._plain or not self._entries
        self._entries += 1
        front = "" if self._plain else self._item_front
        self._item_front = front
        self._lines[place] = f"{front}- {line}"

    def _field(self, place: int, line: str) -> None:
        """A field under an item: ``emne feedback`` lacks its colon."""
        self._entries = self._entries or 1
        self._plain = False
        body = line.strip()
        if _KEY.fullmatch(line):
            self._give_colon_above(place)
            return
        first, _, rest = body.partition(" ")
        if not rest or words().item_keys.get(first) is None or first[0].isupper():
            return
        above = self._lines[place - 1] if place else ""
        if not _marked(above) and not _KEY.fullmatch(above):
            return
        self._faults.add(place + 1, "no_colon", text=body, example=f"{first}: {rest}")
        front = line[: len(line) - len(line.lstrip())]
        self._lines[place] = f"{front}{first}: {_quoted(rest)}"
        self._give_colon_above(place)

    def _give_colon_above(self, place: int) -> None:
        """``- dialog 20 min`` with fields under it is ``- dialog: 20 min``."""
        above = self._lines[place - 1] if place else ""
        if not _marked(above) or _KEY.fullmatch(above) or above.strip()[-1:] == ":":
            return
        body = bare_entry(above)
        first, _, rest = body.partition(" ")
        if words().items.get(first) is not None:
            front = above[: len(above) - len(above.lstrip())]
            self._lines[place - 1] = f"{front}- {first}: {rest}".rstrip()

    def _forgot(self, place: int, line: str, forgotten: tuple[str, str]) -> bool:
        """A known word without its colon: told of, and read as if it had one."""
        key, rest = forgotten
        inner = self._block and not _sure(key, rest)
        if inner:
            return False
        example = f"{key}: {rest}" if rest else f"{key}:"
        self._faults.add(place + 1, "no_colon", text=line.strip(), example=shown(example))
        word = words().top_keys.get(key) or ""
        self._open(place, f"{key}: {rest}", word)
        if rest and word not in words().people_keys and word != "noter":
            self._lines[place] = f"{key}: {_quoted(rest)}"
        return True

    def _loose(self, place: int, line: str) -> None:
        """A line that belongs to nothing."""
        if (forgotten := _forgotten(line)) and self._forgot(place, line, forgotten):
            return
        if line.strip()[0] == ":":
            return
        above = self._last_key
        hint = ""
        if above in words().list_keys | words().people_keys:
            hint = words().fault("hint_listed")
        elif above and above not in words().strict_keys:
            hint = words().fault("hint_goes_on")
        self._faults.add(place + 1, "loose_text", text=line.strip(), hint=hint)
        self._lines[place] = ""
        self._block = ""


def without_remark(line: str, key: str) -> str:
    """`line` without the remark that a ``#`` begins.

    It begins one when it has a space in front and either a space behind or two spaces in front;
    where no free text is expected (times, names, choices), a space in front is enough. "#7" and
    "#trivsel" inside a text are part of it.
    """
    free = key not in words().strict_keys
    parts: list[str] = []
    done = 0
    for match in re.finditer(r"(?<=\s)#", line):
        before, after = line[: match.start()], line[match.end() :]
        if before.count('"') % 2 and '"' in after:
            continue
        number = free and re.match(r"\s?\d+(?:\s*$|[^\w.])", after + " ")
        remark = not after or after[0].isspace() or before.endswith("  ") or not free
        if remark and not number:
            return ("".join(parts) + line[done : match.start()]).rstrip()
        parts.append(line[done : match.start()] + JOINER)
        done = match.start()
    return "".join(parts) + line[done:]


def bare_entry(line: str) -> str:
    """What a line of a list says, without its dash, bullet or number."""
    body = line.strip()
    for pattern in (_MARK, _GLUED_MARK, _NUMBER):
        if match := pattern.match(body):
            body = body[match.end() :]
            break
    return re.sub(r"^(?:\[[ xX]?\]|[☐☑☒✓✔✗])\s*(?=\S)", "", body)


def _marked(line: str) -> bool:
    return bool(_MARK.match(line) or _GLUED_MARK.match(line))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _top_key(line: str) -> str | None:
    """The word of the file's top level that a line begins with, colon and all."""
    match = _KEY.fullmatch(line)
    if match is None or "-" in match["front"]:
        return None
    return words().top_keys.get(match["key"])


def _forgotten(line: str) -> tuple[str, str] | None:
    """A known word at the line's beginning with its value, but without a colon."""
    if not line.strip() or not line[0].isalpha() or ":" in line.split(" ", 4)[0] or _marked(line):
        return None
    match = _KEY.fullmatch(line)
    if match and words().top_keys.get(match["key"]):
        return None
    spoken = line.split()
    for length in range(min(4, len(spoken)), 0, -1):
        key = " ".join(spoken[:length])
        word = words().top_keys.get(key)
        rest = " ".join(spoken[length:]).lstrip("=-–— ")
        if word is None:
            continue
        first = fold(key) == fold(word) and word in words().keys.words
        if _fits(word, rest) or (first and word not in {"start", "slut", "dato"}):
            return key, rest
    return None


def _fits(word: str, rest: str) -> bool:
    """Whether `rest` can be nothing but the value of `word`."""
    if word in {"varighed", "taletid", "tid", "pause"}:
        return _is_length(rest)
    if word in {"start", "slut"}:
        return is_clock(rest)
    if word == "form":
        return words().forms.get(rest) is not None
    return word == "dato" and any(character.isdigit() for character in rest)


def _sure(key: str, rest: str) -> bool:
    """Whether ``varighed 2 timer`` is a word and its value wherever it stands."""
    word = words().top_keys.get(key) or ""
    if _fits(word, rest):
        return True
    return fold(key) == fold(word) and (not rest or key.islower())


def _about_person(key: str, rest: str) -> bool:
    """Whether ``Bo: afbud`` is somebody and what is said of them, not a word of the file."""
    if words().keys.close(key):
        return False
    return not rest.strip() or known_state(rest) is not None or looks_like_title(rest)


def _starts_item(line: str) -> bool:
    return words().items.get(re.split(r"[\s,:(]", line.strip())[0]) is not None


def _is_length(text: str) -> bool:
    try:
        parse_duration(text)
    except DurationError:
        return False
    return True
