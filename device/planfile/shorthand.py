"""What a file says in one place and the plan keeps in another.

"tid: kl. 14-16" is a start and an end, "start: 9-11" too; a day with a time is both; "pause: 15
min" beside a first meeting's other words belongs under "tider"; "- præsentation: 1 min hver" is a
turn; the times of day in an agenda are lengths. Each value keeps the line that it was written on.
"""

import re

from device.planfile.agenda_clocks import AgendaClocks
from device.planfile.clocks import clock_minutes, clock_span, danish_clock
from device.planfile.durations import LONGEST, DurationError, Scale, parse_length
from device.planfile.faults import Faults
from device.planfile.form_times import FormTimes, is_each
from device.planfile.forms import Form, all_forms
from device.planfile.tree import KIND, SPELT, Tree, Value, Written
from device.planfile.words import words

_DAY_AND_TIME = re.compile(
    r"(?P<day>.*?\S)[,;]?\s+(?P<time>(?:fra\s+)?(?:kl\b\.?|klokken)\s*.+"
    r"|\d{1,2}(?:[.:]\d\d)?\s*(?:[-\u2010-\u2015]|til)\s*\d{1,2}(?:[.:]\d\d)?)",
    re.IGNORECASE,
)
_SPAN_AND_LENGTH = re.compile(r"(?P<span>.+?)[,;:]?\s+(?:i alt\s+)?(?P<length>[^,;]+)")
_MORNING = 7 * 60


def spread(tree: Tree, faults: Faults) -> None:
    """Put what is written in short where it belongs; what can't be is noted."""
    _Spreading(tree, faults)


class _Spreading:
    def __init__(self, tree: Tree, faults: Faults) -> None:
        self._tree, self._faults = tree, faults
        self._values = tree.values
        self._day_and_time()
        self._meeting_time()
        self._length_as_times()
        self._span("start", "start", "slut")
        form = self._form()
        if "dagsorden" in self._values or form.own:
            self._outside_items()
            self._agenda()
        else:
            FormTimes(form, self._tree, self._faults, self._put).gather()
        self._start_from_end()

    def _form(self) -> Form:
        """The file's form; the first that has items of its own where it is not known."""
        written = self._text("form")
        name = words().forms.get(written) if written else None
        forms = all_forms()
        return forms[name] if name else next(form for form in forms.values() if not form.own)

    def _text(self, key: str) -> str | None:
        value = self._values.get(key)
        return value if isinstance(value, str) else None

    def _put(self, key: str, value: str, line: int | None) -> None:
        """Set a value; a fault when the file gives it in two places."""
        if key in self._values:
            first = self._tree.line(key)
            self._faults.add(line, "given_twice", key=key, first=first)
            return
        self._values[key] = Written(value)
        if line is not None:
            self._tree.lines[(key,)] = line

    def _day_and_time(self) -> None:
        text = self._text("dato")
        match = _DAY_AND_TIME.fullmatch(text) if text and len(text) <= LONGEST else None
        if match and self._time(match["time"], self._tree.line("dato")):
            self._values["dato"] = Written(match["day"].strip(" ,;"))

    def _meeting_time(self) -> None:
        text = self._text("tid")
        if text is None:
            self._values.pop("tid", None)
            return
        del self._values["tid"]
        line = self._tree.line("tid")
        if self._time(text, line) or self._span_and_length(text, line):
            return
        match = _DAY_AND_TIME.fullmatch(text) if len(text) <= LONGEST else None
        if match and self._time(match["time"], line):
            day = match["day"].strip(" ,;")
            if _length(day) is not None:
                self._put("varighed", day, line)
            elif any(character.isdigit() for character in day):
                self._put("dato", day, line)
            return
        try:
            parse_length(text, Scale.MEETING)
        except DurationError as error:
            if clock_minutes(text) is not None and error.reason != "ambiguous":
                self._put("start", text, line)
                return
        else:
            if text.strip().isdigit():
                self._faults.add(line, "time_unclear", text=text)
                return
        self._put("varighed", text, line)

    def _time(self, text: str, line: int | None) -> bool:
        """Start, and end if there is one, out of a time of day; whether it was one."""
        span = clock_span(text)
        if span is not None:
            self._put("start", danish_clock(span[0]), line)
            self._put("slut", danish_clock(span[1]), line)
            return True
        clock = clock_minutes(text)
        if clock is None or not re.search(r"kl|\d[:.]\d\d", text.casefold()):
            return False
        if re.fullmatch(r"\s*[0-8][.]\d\d\s*", text):
            return False  # "1.30": a length, or a time at night
        self._put("start", danish_clock(clock), line)
        return True

    def _span_and_length(self, text: str, line: int | None) -> bool:
        """ "14.00-16.00, 2 timer"."""
        match = _SPAN_AND_LENGTH.fullmatch(text) if len(text) <= LONGEST else None
        if match is None or clock_span(match["span"]) is None or _length(match["length"]) is None:
            return False
        self._put("varighed", match["length"], line)
        return self._time(match["span"], line)

    def _length_as_times(self) -> None:
        """ "varighed: kl. 14-16" says when it is."""
        text = self._text("varighed")
        span = clock_span(text) if text else None
        if text and span and (span[0] >= _MORNING or "kl" in text.casefold()):
            line = self._tree.line("varighed")
            del self._values["varighed"]
            self._time(text, line)

    def _start_from_end(self) -> None:
        """The start, where the file gives the end and the length alone."""
        if "start" in self._values:
            return
        end, length = (self._text(key) for key in ("slut", "varighed"))
        last, seconds = clock_minutes(end) if end else None, _length(length) if length else None
        if last is not None and seconds is not None and 0 < seconds <= last * 60:
            self._put("start", danish_clock(last - seconds / 60), self._tree.line("slut"))

    def _span(self, key: str, begin: str, end: str) -> None:
        text = self._text(key)
        span = clock_span(text) if text else None
        if span is None:
            return
        line = self._tree.line(key)
        del self._values[key]
        self._put(begin, danish_clock(span[0]), line)
        self._put(end, danish_clock(span[1]), line)

    def _outside_items(self) -> None:
        """Items of an own agenda that stand outside of it."""
        for key in words().loose.words:
            value = self._values.pop(key, None)
            if words().items.get(key) is not None:
                if value is not None:
                    self._faults.add(
                        self._tree.line(key), "item_outside", key=key,
                        text=value if isinstance(value, str) else "10 minutter",
                    )  # fmt: skip
            elif value is not None:
                hint = words().fault("hint_delete")
                self._faults.add(self._tree.line(key), "unknown_key", key=key, hint=hint)

    def _agenda(self) -> None:
        entries = self._values.get("dagsorden")
        if not isinstance(entries, list):
            return
        for place, entry in enumerate(entries):
            if isinstance(entry, dict):
                self._each(entry, place)
        AgendaClocks(self._tree, self._faults, self._put).settle(entries)

    def _each(self, entry: dict[str, Value], place: int) -> None:
        """``tid: 1 min hver`` of a round is its turn; ``taletid: 10 min i alt`` its time."""
        kind, path = str(entry.get(KIND) or ""), ("dagsorden", place)
        if words().yes_no.get(str(entry.get("tid") or "")) == "nej":
            self._faults.add(self._tree.line(*path, "tid"), "item_off", item=entry.get(SPELT))
            del entry["tid"]
        for field, other in (("tid", "taletid"), ("taletid", "tid")):
            value = entry.get(field)
            if not isinstance(value, str):
                continue
            moved = is_each(value) if field == "tid" else _all_in_all(value)
            if not moved:
                continue
            line = self._tree.line(*path, field)
            if words().fields[kind].get("taletid") is None:
                self._faults.add(line, "each_no_round", item=entry.get(SPELT))
                del entry[field]
            elif entry.get(other) is None:
                entry[other] = entry.pop(field)
                if line is not None:
                    self._tree.lines[(*path, other)] = line
            return


def _length(value: str) -> float | None:
    """A meeting's seconds."""
    try:
        return parse_length(value, Scale.MEETING).seconds
    except DurationError:
        return None


def _all_in_all(value: str) -> bool:
    try:
        return parse_length(value).all_in_all
    except DurationError:
        return False
