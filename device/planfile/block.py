"""A word of the plan file and what stands on the lines below it, while they are tidied."""

import re
from abc import ABC, abstractmethod

from device.planfile.faults import Faults
from device.planfile.line import ENTRY, bare_key, forgotten_colon, is_sure, quoted
from device.planfile.words import shown, words

_LATER_KEY = re.compile(r"[,;]\s*(?P<key>[^\W\d][^:,;]*):")
_QUOTED_LIST = re.compile(r'"[^"]*"(?:\s*,\s*"[^"]*")+')


class Block(ABC):
    """The lines, and where in them tidying is; `_block` is the word that the lines belong to."""

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

    @abstractmethod
    def _people_on_line(self, place: int, key: str, rest: str) -> None:
        """Names after the colon."""

    def _open(self, place: int, line: str, key: str) -> None:
        match = ENTRY.fullmatch(line)
        assert match
        rest, written = match["rest"].strip(" :"), bare_key(match["key"])
        if key in words().single_keys and rest[:1] not in {"[", "{"}:
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

    def _forgot(self, place: int, line: str, forgotten: tuple[str, str]) -> bool:
        """A known word without its colon: told of, and read as if it had one."""
        key, rest = forgotten
        inner = self._block and not is_sure(key, rest)
        if inner:
            return False
        plain = re.sub(r"(?<=\w)\s+kl\.?$", "", key, flags=re.IGNORECASE)  # "slut kl. 16"
        example = f"{plain}: {rest}" if rest else f"{plain}:"
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
