"""Mending single lines of a plan file so that YAML can read it."""

import re
from collections import Counter
from dataclasses import dataclass

from device.meeting.spelling import fold
from device.planfile.faults import Faults
from device.planfile.words import words

MOST_TRIES = 3
_ENTRY = re.compile(
    r"(?P<front>\s*(?:- +)*)(?P<key>(?:[^\s:'\"\[\]{}#&*!|>%@`-]|\s(?=\S))[^:]*?)\s*:(?P<rest>.*)"
)
_LISTED = re.compile(r"(?P<front>\s*(?:- +)+)(?P<value>.*)")
# Nobody writes YAML's escapes on purpose; \" is what a few have learnt elsewhere.
_ESCAPE = re.compile(r"\\(?!\")")
_OPEN_QUOTE = re.compile(r"\s*(?:- +)*(?:[^:'\"]+: +)?(?P<quote>[\"'])(?P<body>.*)")


@dataclass(frozen=True)
class Trouble:
    """Where and why YAML could not go on. Lines count from 0."""

    line: int | None
    problem: str
    context: str = ""
    context_line: int | None = None
    context_column: int | None = None


class Mending:
    """The lines of a file while they are mended; each call mends one."""

    def __init__(self, text: str, faults: Faults, *, whole: bool = True) -> None:
        self.lines = _ESCAPE.sub("/", text).split("\n")
        self.whole = whole
        self._faults = faults
        self._quoted: set[int] = set()
        self._told: set[int] = set()
        self._times: Counter[int] = Counter()

    @property
    def text(self) -> str:
        """As it is now."""
        return "\n".join(self.lines)

    def mend(self, trouble: Trouble) -> None:
        """Change at least one line, or cut the text, so that reading comes further."""
        before = list(self.lines)
        self._mend(trouble)
        if self.lines == before:
            self._leave_out(trouble.line)
            return
        changed = [
            place
            for place, (old, new) in enumerate(zip(before, self.lines, strict=False))
            if old != new
        ]
        for place in changed:
            self._times[place] += 1
            # A line that mending does not help would otherwise grow with each try.
            if self._times[place] > MOST_TRIES and self.lines[place]:
                self._leave_out(place)

    def _mend(self, trouble: Trouble) -> None:
        line = trouble.line
        if line is None:
            self._leave_out(None)
        elif trouble.problem == "two plans" or "another document" in trouble.problem:
            self._fault(line, "two_plans")
            del self.lines[line:]
        elif trouble.problem == "anchor":
            self._fault(line, "anchor", sign=trouble.context)
            self._quote(line)
        elif "alias" in trouble.problem or "cannot start any token" in trouble.problem:
            self._quote(line)
        elif not (self._unclosed_quote(trouble) or self._brackets(trouble)):
            self._structure(line, trouble)

    def _structure(self, line: int, trouble: Trouble) -> None:
        """Colons, dashes and how far lines are moved in."""
        if self._space_after_colon(line):
            return
        if "expected ':'" in trouble.problem:
            self._no_colon(trouble.line if trouble.context_line is None else trouble.context_line)
        elif "mapping values" in trouble.problem:
            above = self._above(line)
            if above is not None and _colon_forgotten(self.lines[above]):
                self._no_colon(above)
            elif not self._indented_under_value(line):
                self._quote(line)
        elif "<scalar>" in trouble.problem or "node content" in trouble.problem:
            self._quote(line)
        elif "block end" in trouble.problem or "document start" in trouble.problem:
            self._move(line)
        elif "sequence entries" in trouble.problem:
            self._quote(line)

    def _fault(self, line: int | None, key: str, **values: object) -> None:
        """Note a fault; one a line, since what comes after it is our own mending."""
        if line is None or line not in self._told:
            self._faults.add(None if line is None else line + 1, key, **values)
        if line is not None:
            self._told.add(line)

    def _leave_out(self, line: int | None) -> None:
        """Note that the line cannot be read, and go on without it."""
        self.whole = False
        if line is None:
            self._fault(None, "syntax")
            self.lines = []
            return
        last = len(self.lines) - 1
        line = min(line, last)
        while line > 0 and not self.lines[line].strip():
            line -= 1
        self._fault(line, "syntax")
        self.lines[line] = ""

    def _quote(self, line: int) -> None:
        """Put quotation marks around the line's value."""
        text = self.lines[line]
        match = _ENTRY.fullmatch(text)
        if match and match["rest"].strip():
            front, value = f"{match['front']}{match['key']}: ", match["rest"].strip()
        elif listed := _LISTED.fullmatch(text):
            front, value = listed["front"], listed["value"].strip()
        else:
            return
        if line not in self._quoted:
            self._quoted.add(line)
            self.lines[line] = front + "'" + value.replace("'", "''") + "'"

    def _unclosed_quote(self, trouble: Trouble) -> bool:
        start = trouble.line or 0
        if "quoted scalar" in trouble.context and trouble.context_line is not None:
            start = trouble.context_line
        for line in range(min(start, len(self.lines) - 1), -1, -1):
            match = _OPEN_QUOTE.fullmatch(self.lines[line])
            if match and line not in self._quoted and match["quote"] not in match["body"]:
                self._fault(line, "unclosed_quote")
                self._quoted.add(line)
                begin = match.start("quote")
                value = match["body"].strip().replace("'", "''")
                self.lines[line] = f"{self.lines[line][:begin]}'{value}'"
                return True
        return False

    def _brackets(self, trouble: Trouble) -> bool:
        if "flow" in trouble.context and trouble.context_line is not None:
            line = trouble.context_line
            text = self.lines[line].rstrip(" ,")
            opened = text[trouble.context_column or 0 :]
            if opened.count("[") == opened.count("]") and opened.count("{") == opened.count("}"):
                return False
            self._fault(line, "unclosed_bracket")
            self._faults.close(line + 1)
            self.lines[line] = text + ("}" if "mapping" in trouble.context else "]")
            return True
        if "found ']'" in trouble.problem or "found '}'" in trouble.problem:
            line = trouble.line or 0
            text = self.lines[line]
            if "[" in text or "{" in text:
                self._fault(line, "stray_bracket")
                self.lines[line] = text.rstrip()[:-1]
                return True
        return False

    def _space_after_colon(self, line: int) -> bool:
        """``form:første møde``: the space is put in when the word is one we know."""
        for place in (line, self._above(line)):
            if place is None:
                continue
            match = _ENTRY.fullmatch(self.lines[place])
            if match and match["rest"][:1] not in {"", " "} and _known(match["key"]):
                rest = match["rest"].strip()
                self.lines[place] = f"{match['front']}{match['key']}: {rest}"
                return True
        return False

    def _no_colon(self, line: int | None) -> None:
        line = min(line or 0, len(self.lines) - 1)
        text = self.lines[line].strip()
        spoken = text.split()
        example = f"{spoken[0]}: {' '.join(spoken[1:])}" if spoken else ""
        self._fault(line, "no_colon", text=text, example=example.strip())
        for length in range(min(4, len(spoken)), 0, -1):
            key = " ".join(spoken[:length])
            if _known(key):
                rest = " ".join(spoken[length:]).replace("'", "''")
                front = self.lines[line][: len(self.lines[line]) - len(self.lines[line].lstrip())]
                self.lines[line] = f"{front}{key}: '{rest}'" if rest else f"{front}{key}:"
                self._quoted.add(line)
                return
        self.whole = False
        self.lines[line] = ""

    def _indented_under_value(self, line: int) -> bool:
        """A field moved in under a line that already has its value."""
        text, above = self.lines[line], self._above(line)
        entry = _ENTRY.fullmatch(text)
        if above is None or entry is None or "-" in entry["front"]:
            return False
        over = _ENTRY.fullmatch(self.lines[above])
        if over is None or not over["rest"].strip() or _indent(text) <= len(over["front"]):
            return False
        if "-" not in over["front"]:
            self._fault(line, "indent")
        self.lines[line] = " " * len(over["front"]) + text.lstrip()
        return True

    def _move(self, line: int) -> None:
        """Line up a line with those above it: list entries silently, others with a fault."""
        text = self.lines[line]
        if self._straighten_top(line):
            return
        listed = text.lstrip().startswith("- ")
        above = self._above(line)
        while above is not None:
            over = self.lines[above]
            if over.lstrip().startswith("- ") == listed and _indent(over) != _indent(text):
                break
            above = self._above(above)
        if above is None:
            self._fault(line, "mixed_list" if self.lines[0].startswith("- ") else "indent")
            self.lines[line] = ""
            self.whole = False
            return
        if not listed:
            self._fault(line, "indent")
        self.lines[line] = " " * _indent(self.lines[above]) + text.lstrip()

    def _straighten_top(self, line: int) -> bool:
        """Lines at the top that are all moved in further than this one: moved back together."""
        over = [place for place in range(line) if self.lines[place].strip()]
        step = min((_indent(self.lines[place]) for place in over), default=0)
        step -= _indent(self.lines[line])
        if step <= 0 or _indent(self.lines[line]):
            return False
        for place in over:
            self.lines[place] = self.lines[place][step:]
        return True

    def _above(self, line: int) -> int | None:
        """The nearest line above with something on it."""
        for place in range(line - 1, -1, -1):
            text = self.lines[place].strip()
            if text and not text.startswith("#"):
                return place
        return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _colon_forgotten(line: str) -> bool:
    """Whether a line begins with a known word, but has no colon."""
    return (
        ":" not in line and not line.lstrip().startswith("-") and _known(line.split(maxsplit=1)[0])
    )


def _known(key: str) -> bool:
    vocabulary = words()
    return any(
        spellings.get(key)
        for spellings in (
            vocabulary.keys,
            vocabulary.items,
            vocabulary.item_keys,
            vocabulary.person_keys,
            vocabulary.all_times,
        )
    ) and bool(fold(key))
