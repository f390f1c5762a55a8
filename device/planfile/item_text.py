"""An agenda item that is written on one line: its kind, its time, and what it is about.

"pause (10 min)", "runde: Hvordan går det?", "10 min pause", "dialog: Sygefravær, 20 min".
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from device.meeting.spelling import fold
from device.planfile.clocks import leading_clock
from device.planfile.durations import NUMBER_WORDS, DurationError, parse_length
from device.planfile.words import words

_ABOUT = re.compile(r"^(?:om|:|-|–)\s+", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    r"(?P<time>\d[\d.,½]*\s*(?:min|minutter|m|t|time|timer|minutters|times|timers)\b\.?)\s*[:,–-]?\s*(?P<about>\D.*)",
    re.IGNORECASE,
)
_TIME_FIRST = re.compile(
    r"(?P<time>\d[\d.,½]*\s*(?:min|minutter|m|t|time|timer)\b\.?)"
    r"(?:\s*[:,;(–—-]\s*|\s+om\s+)(?P<about>\D.*)",
    re.IGNORECASE,
)
_LONGEST_ITEM = 400


@dataclass(frozen=True)
class ItemText:
    """An item's kind as it is spelt, and what stands beside it."""

    spelt: str
    time: str = ""
    about: str = ""
    title: str = ""
    clock: tuple[int, int | None] | None = None
    """When it begins, and ends if that is said; minutes since midnight."""

    def fields(self, kind: str) -> dict[str, str]:
        """The item's fields that this gives."""
        found = {"tid": self.time} if self.time else {}
        if self.title:
            found["titel"] = self.title
        if self.about:
            found |= short_value(self.spelt, kind, self.about)
        return found


def item_text(text: str) -> ItemText | None:
    """`text` as an item; None when it begins with none that is known."""
    text = " ".join(text.split())
    if words().items.get(text) is not None:
        return ItemText(text)
    if len(text) > _LONGEST_ITEM:
        return None
    if match := _TIME_BEFORE.fullmatch(text):
        inner = item_text(match["about"])
        if inner is not None and not inner.time:
            return ItemText(inner.spelt, match["time"], inner.about, inner.title)
    head, colon, tail = text.partition(":")
    if colon and (read := item_text(head)) is not None and not read.about:
        return ItemText(read.spelt, read.time, tail.strip())
    separated = list(re.finditer(r"[\s,:()=]+", text))
    for gap in reversed(separated[:4]):
        spelt, rest = text[: gap.start()], text[gap.end() :].strip(" ()–—-")
        kind = words().items.get(spelt)
        if kind is None or not rest:
            continue
        timed = leading_clock(rest)
        if timed is not None and not timed.rest and (timed.end or rest[:1] in "kK"):
            return ItemText(spelt, clock=(timed.begin, timed.end))
        if _is_time(rest) or re.fullmatch(r"[\d.,:½¼¾ ]+.{0,12}", rest):
            return ItemText(spelt, rest)
        if "(" in gap[0] and words().rules[kind].behind.brackets == "aside":
            return ItemText(spelt, split_time(rest)[1])  # "pause (kaffe)"
        return _with_words(text, spelt, rest, kind)
    return None


def _with_words(text: str, spelt: str, rest: str, kind: str) -> ItemText | None:
    """ "dialog om sygefravær 20 min", "pause med kage": more than kind and time."""
    about, time = split_time(rest)
    if ")" in about and "(" not in about:
        about = about.replace(")", "")  # "dialog (stress) 20 min"
    meant = words().rules[kind].behind.words
    if meant == "about" or (meant == "question" and about.endswith("?")):
        return ItemText(spelt, time, _ABOUT.sub("", about))
    if meant == "nothing":
        return None
    title = text[: len(spelt)] + " " + about
    return ItemText(spelt, time, title=title)


def split_time(text: str) -> tuple[str, str]:
    """`text` and the length of time at its end, if there is one: ("Sygefravær", "20 min")."""
    if len(text) > _LONGEST_ITEM or len(text.split()) < 2:
        return text, ""
    spoken = text.split(" ")
    for count in range(min(6, len(spoken) - 1), 0, -1):
        time = " ".join(spoken[-count:])
        bare = time.strip("(),;:–— ")
        about = " ".join(spoken[:-count])
        separated = about[-1:] in ",;:–—-" or time[:1] == "("
        if _is_time(bare) and (separated or bare[0].isdigit()) and not bare.isdigit():
            return about.rstrip(" ,;:–—-("), bare
    return text, ""


def second_item(text: str) -> tuple[str, str] | None:
    """What two items are called that stand on one line: "pause: 10 min, dialog 20 min"."""
    if len(text) > _LONGEST_ITEM:
        return None
    pieces = re.split(r"\s*[,;/+]\s+|\s+(?:og|[+/–—-])\s+", text)
    first = re.split(r"[\s:,(]+", pieces[0])[0]
    own = ":" in pieces[0] or any(character.isdigit() for character in pieces[0])
    for piece, after in pairwise([*pieces[1:], ""]):
        spelt = _timed_kind(piece)
        if not spelt and words().items.get(piece) is not None and _is_time(after):
            spelt = piece
        if spelt and (own or _is_time(pieces[1])):
            return first, spelt
    return None


def _timed_kind(text: str) -> str:
    """ "pause" of "pause: 10 min" and "10 min pause"; "" where it is more, or less."""
    if match := _TIME_BEFORE.fullmatch(text):
        return match["about"] if words().items.get(match["about"]) is not None else ""
    match = re.fullmatch(r"([^\d:,(=]+?)[\s:,(=]+(\d.*?|et kvarter|en halv time)\)?", text)
    known = match is not None and words().items.get(match[1]) is not None and _is_time(match[2])
    return match[1] if match and known else ""


def short_value(spelt: str, kind: str, value: str) -> dict[str, str]:
    """The fields that ``spelt: value`` gives: a time, what the item is about, or both."""
    if _is_time(value):
        return {"tid": value}
    if (answer := words().yes_no.get(value)) is not None:
        return {"tid": value} if answer == "nej" else {}
    about, time = split_time(value)
    if not time and (begun := _TIME_FIRST.fullmatch(value)) and _is_time(begun["time"]):
        about, time = begun["about"].removesuffix(")"), begun["time"]
    elif not time and _looks_like_time(value):
        return {"tid": value}
    found = {"tid": time} if time else {}
    if len(about) > 1 and about[0] in '"“”„' and about[-1] in '"“”':
        about = about[1:-1]
    behind = words().rules[kind].behind
    field = (behind.question if about.endswith("?") else "") or behind.text
    if (named := words().fields[kind].get(spelt)) is not None:
        found[named] = about
    elif field:
        found[field] = about
    elif not time or behind.question:
        return {"tid": value}
    else:
        found["titel"] = about
    return found


def _is_time(text: str) -> bool:
    try:
        parse_length(text)
    except DurationError:
        return False
    return True


def _looks_like_time(text: str) -> bool:
    """A time with something wrong: "to minuter", "1.30", "-5 min", "5-10 min"."""
    if len(text.split()) > 4 or text.endswith("?"):
        return False
    try:
        parse_length(text)
    except DurationError as error:
        numbers = any(word in NUMBER_WORDS or word[0].isdigit() for word in fold(text).split())
        return numbers and (error.reason != "unknown" or error.suggestion is not None
                            or bool(re.match(r"\W*\d", text)))  # fmt: skip
    return True
