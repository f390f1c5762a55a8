"""Lines with names, put into the form that YAML reads: after ``deltagere:`` and below it."""

import re

from typing_extensions import override

from device.planfile.block import Block
from device.planfile.line import (
    ENTRY,
    NUMBERED,
    bare_entry,
    forgotten_colon,
    is_about_person,
    is_marked,
    quoted,
)
from device.planfile.words import words


class PeopleLines(Block):
    """What belongs to a word that has people."""

    @override
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
        part = ENTRY.fullmatch(self._with_colon(place, line, body))
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

    def _with_colon(self, place: int, line: str, body: str) -> str:
        """``udtale Klær`` below a name lacks its colon, and is nobody."""
        first, _, rest = body.partition(" ")
        rest = rest.lstrip("=-–— ")
        below = self._last_person is not None and not is_marked(line)
        if not below or words().person_keys.get(first) != "udtale" or not first.islower():
            return body
        if not rest or ":" in first:
            return body
        self._faults.add(place + 1, "no_colon", text=body, example=f"{first}: {rest}")
        return f"{first}: {rest}"

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
