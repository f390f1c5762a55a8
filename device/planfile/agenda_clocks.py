"""The times of day in an agenda, made into lengths: "9.10 Runde", "9.30-9.45 Pause"."""

from device.meeting.spelling import fold
from device.planfile.clocks import clock_minutes, danish_clock
from device.planfile.durations import DurationError, Scale, danish_duration, parse_length
from device.planfile.faults import Faults
from device.planfile.form_times import Put
from device.planfile.tree import KIND, SPELT, Tree, Value, Written
from device.planfile.words import words


class AgendaClocks:
    """Reads when the items of an own agenda begin and end."""

    def __init__(self, tree: Tree, faults: Faults, put: Put) -> None:
        self._tree, self._faults, self._put = tree, faults, put
        self._values = tree.values

    def _text(self, key: str) -> str | None:
        value = self._values.get(key)
        return value if isinstance(value, str) else None

    def settle(self, entries: list[Value]) -> None:
        """Give items that say when they begin their lengths; what can't be is noted."""
        clocks = self._tree.clocks
        if not clocks:
            return
        places = sorted(clocks)
        first = clocks[places[0]][0]
        start = self._text("start")
        began = clock_minutes(start) if start else None
        if began is None and start is None and places[0] == 0:
            self._put("start", danish_clock(first), self._tree.line("dagsorden", 0))
        elif began is not None and places[0] == 0 and began != first:
            faults = {"start": danish_clock(began), "first": danish_clock(first)}
            self._faults.add(self._tree.line("dagsorden", 0), "clock_start", **faults)
        self._closing_words(entries, places)
        end_text = self._text("slut")
        end = clock_minutes(end_text) if end_text else None
        for place, following in zip(places, [*places[1:], None], strict=True):
            begin, until = clocks[place]
            if until is None:
                until = end if following is None else clocks[following][0]
            if until is None:
                continue
            self._clock_length(entries, place, following, begin, until)
        self._between_clocks(entries)

    def _between_clocks(self, entries: list[Value]) -> None:
        """Tell of items that don't end when the next begins."""
        clocks, start = self._tree.clocks, self._text("start")
        end: float | None = clock_minutes(start) if start else None
        for place, entry in enumerate(entries):
            begin = clocks[place][0] if place in clocks else None
            if place and begin is not None and end is not None and end != begin:
                told = {"end": danish_clock(end), "next": danish_clock(begin)}
                line = self._tree.line("dagsorden", place - 1)
                if end > begin:
                    self._faults.add(line, "clock_overlap", **told)
                else:
                    self._faults.remark(line, "clock_gap", **told)
            end = end if begin is None else float(begin)
            length = str(entry.get("tid") or "") if isinstance(entry, dict) else ""
            try:
                end = None if end is None else end + parse_length(length).seconds / 60
            except DurationError:
                end = None

    def _closing_words(self, entries: list[Value], places: list[int]) -> None:
        """ "10.45 Slut" at the end of the list is when the meeting ends, and no item."""
        last, entry = places[-1], entries[-1]
        begin, until = self._tree.clocks[last]
        if len(places) < 2 or last != len(entries) - 1 or until is not None:
            return
        if not isinstance(entry, dict) or entry.keys() - {KIND, SPELT}:
            return
        spelt, end = str(entry.get(SPELT) or ""), self._end()
        said = fold(spelt).rstrip("!") in words().closing_words and (end is None or end == begin)
        if "start" not in self._values or not (said or (end == begin and _closes(entry))):
            return
        if "slut" not in self._values and "varighed" not in self._values:
            self._put("slut", danish_clock(begin), self._tree.line("dagsorden", last))
        self._tree.clocks[places[-2]] = (
            self._tree.clocks[places[-2]][0],
            self._tree.clocks[places[-2]][1] or begin,
        )
        entries.pop()
        places.pop()
        del self._tree.clocks[last]

    def _end(self) -> float | None:
        """When the meeting ends, in minutes since midnight, where the file says it."""
        end, start, length = (self._text(key) for key in ("slut", "start", "varighed"))
        if end is not None:
            return clock_minutes(end) or -1
        if length is None:
            return None
        begin = clock_minutes(start) if start else None
        try:
            return -1 if begin is None else begin + parse_length(length, Scale.MEETING).seconds / 60
        except DurationError:
            return -1

    def _clock_length(
        self, entries: list[Value], place: int, following: int | None, begin: int, until: int
    ) -> None:
        entry = entries[place]
        if not isinstance(entry, dict) or entry.get("tid") is not None:
            return
        line = self._tree.line("dagsorden", place)
        minutes = float(until - begin)
        for other in range(place + 1, len(entries) if following is None else following):
            between = entries[other]
            if not isinstance(between, dict) or KIND not in between:
                return  # told of already
            try:
                minutes -= parse_length(str(between.get("tid") or "")).seconds / 60
            except DurationError:
                self._faults.add(self._tree.line("dagsorden", other), "clock_between")
                return
        if minutes <= 0:
            times = {"begin": danish_clock(begin), "next": danish_clock(until)}
            self._faults.add(line, "clock_order", **times)
            return
        entry["tid"] = Written(danish_duration(minutes * 60))


def _closes(entry: dict[str, Value]) -> bool:
    """Whether an item is the meeting's closing, and nothing but that."""
    return words().items.get("slut") == str(entry.get(KIND) or "")
