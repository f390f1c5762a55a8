"""The lengths of a form's items, wherever the file has them: put under ``tider``.

"pause: 15 min" beside the file's other words is the break's length, and "præsentation: 1 min
hver" is each one's turn.
"""

from collections.abc import Callable

from device.planfile.durations import DurationError, parse_length
from device.planfile.faults import Faults
from device.planfile.forms import Form
from device.planfile.tree import Tree, Value
from device.planfile.words import words

Put = Callable[[str, str, int | None], None]
"""Sets a word's value with its line; a fault when the file has the word already."""
TURN = "taletid"


class FormTimes:
    """Gathers the lengths of the items of `form`."""

    def __init__(self, form: Form, tree: Tree, faults: Faults, put: Put) -> None:
        self._form, self._tree, self._faults, self._put = form, tree, faults, put
        self._values = tree.values

    def gather(self) -> None:
        """Put them under ``tider``; what can't be is noted."""
        times = self._values.setdefault("tider", {})
        if not isinstance(times, dict):
            return
        self._turns(times)
        for entry in self._form.entries:
            self._beside(entry.word, entry.outside or entry.word, times)
        self._rest(times)
        if not times:
            del self._values["tider"]

    def _turns(self, times: dict[str, Value]) -> None:
        """A time to each under ``tider``."""
        for word in self._rounds():
            each = times.get(word)
            if isinstance(each, str) and is_each(each):
                line = self._tree.line("tider", word)
                del times[word]
                self._put(TURN, each, line)

    def _beside(self, word: str, outside: str, times: dict[str, Value]) -> None:
        """A time that stands beside the other words, at `outside`."""
        value = self._values.get(outside)
        if not isinstance(value, str) or not _length_or_no(value):
            return
        del self._values[outside]
        line = self._tree.line(outside)
        if word in self._rounds() and is_each(value):
            self._put(TURN, value, line)
        elif word in times:
            first = self._tree.line("tider", word)
            self._faults.add(line, "given_twice", key=outside, first=first)
        else:
            times[word] = value
            if line is not None:
                self._tree.lines["tider", word] = line

    def _rest(self, times: dict[str, Value]) -> None:
        """What is no time, and no other value of the header's: told of as a time is."""
        texts = {word for entry in self._form.entries for word in entry.header.values()}
        lists = {entry.word: words().rules[entry.kind].listed for entry in self._form.entries}
        for word in words().loose.words:
            if word in texts or word not in self._values:
                continue
            value, line = self._values.pop(word), self._tree.line(word)
            if word not in self._form.times:
                hint = words().fault("hint_delete")
                self._faults.add(line, "unknown_key", key=word, hint=hint)
            elif isinstance(value, list) and lists[word] in words().list_keys:
                self._faults.add(line, "list_no_time", key=word, listed=lists[word])
            elif value is not None and not isinstance(value, dict):
                times.setdefault(word, value)
                if line is not None:
                    self._tree.lines.setdefault(("tider", word), line)

    def _rounds(self) -> set[str]:
        """The items whose turn is the header's ``taletid``."""
        return {entry.word for entry in self._form.entries if entry.header.get(TURN) == TURN}


def is_each(value: str) -> bool:
    """Whether `value` is a length for each: "1 min hver"."""
    try:
        return parse_length(value).each
    except DurationError:
        return False


def _length_or_no(value: str) -> bool:
    if words().yes_no.get(value) == "nej":
        return True
    try:
        parse_length(value)
    except DurationError:
        return False
    return True
