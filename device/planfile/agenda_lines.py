"""Lines of the agenda without a dash, and fields under an item that lack their colon."""

from device.planfile.block import Block
from device.planfile.clocks import leading_clock
from device.planfile.line import ENTRY, bare_entry, forgotten_colon, is_marked, quoted, starts_item
from device.planfile.words import words


class AgendaLines(Block):
    """What belongs to ``dagsorden:``."""

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
