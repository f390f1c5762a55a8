"""What a single line of the file is: a word and its value, an entry of a list, a remark."""

import re

from device.meeting.spelling import fold
from device.planfile.clocks import is_clock, leading_clock
from device.planfile.durations import DurationError, parse_duration
from device.planfile.persons import known_state, looks_like_title
from device.planfile.words import JOINER, words

_MARK = re.compile(r"\s*(?:[-\u2010-\u2015\u2212•·▪●◦○‣∙➢►→>\uf0b7*+](?:\s+|$)|o\s+(?=[A-ZÆØÅ]))+")
"""What begins an entry; Word's hollow bullet is an o when it is pasted."""
_GLUED_MARK = re.compile(r"\s*[-\u2010-\u2015\u2212•·▪●◦‣∙\uf0b7]\s*(?=[^\W\d_\"'„“”(])")
NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}[.)](?!\d)\s*|[a-zæøå]\)\s+)(?=\S)", re.IGNORECASE)
ENTRY = re.compile(
    r"(?P<front>\s*(?:- +)*)(?P<key>(?!(?:https?|file|mailto):)"
    r"[^\s:'\"\[\]{}&!|>%@`#-][^:]*?)\s*:(?P<rest>.*)"
)


_LINKS = frozenset({"af", "for", "fra", "i", "om", "på", "til", "ved"})


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
    for pattern in (_MARK, _GLUED_MARK, NUMBERED):
        if match := pattern.match(body):
            body = body[match.end() :]
            break
    return re.sub(r"^(?:\[[ xX]?\]|[☐☑☒✓✔✗])\s*(?=\S)", "", body)


def is_marked(line: str) -> bool:
    """Whether a dash or a bullet begins the line."""
    return bool(_MARK.match(line) or _GLUED_MARK.match(line))


def quoted(text: str) -> str:
    """`text` in YAML's single quotation marks, where no sign means anything."""
    return "'" + text.replace("'", "''") + "'"


def top_key(line: str) -> str | None:
    """The word of the file's top level that a line begins with, colon and all."""
    match = ENTRY.fullmatch(line)
    if match is None or "-" in match["front"]:
        return None
    return words().top_keys.get(bare_key(match["key"]))


def bare_key(key: str) -> str:
    """ "deltagere (8 stk.)" without what stands in brackets."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", key.strip())


def forgotten_colon(line: str) -> tuple[str, str] | None:
    """A known word at the line's beginning with its value, but without a colon."""
    if not line.strip() or not line[0].isalpha() or ":" in line.split(" ", 4)[0] or is_marked(line):
        return None
    match = ENTRY.fullmatch(line)
    if match and words().top_keys.get(match["key"]):
        return None
    spoken = line.split()
    for length in range(min(4, len(spoken)), 0, -1):
        key = " ".join(spoken[:length]).rstrip(" =-–—;,")
        word = words().top_keys.get(key)
        rest = " ".join(spoken[length:]).lstrip("=-–— ")
        if word is None:
            continue
        first = fold(key) == fold(word) and word in words().keys.words
        if rest.split(" ")[0] in _LINKS and word not in words().list_keys:
            first = False  # "Dagsorden for mødet": a heading
        if _fits(word, rest) or (first and word not in {"start", "slut", "dato"}):
            return key, rest
    return None


def _fits(word: str, rest: str) -> bool:
    """Whether `rest` can be nothing but the value of `word`."""
    if word in {"varighed", "taletid", "tid", "pause"}:
        return is_length(rest)
    if word in {"start", "slut"}:
        return is_clock(rest)
    if word == "form":
        return words().forms.get(rest) is not None
    return word == "dato" and any(character.isdigit() for character in rest)


def is_sure(key: str, rest: str) -> bool:
    """Whether ``varighed 2 timer`` is a word and its value wherever it stands."""
    word = words().top_keys.get(key) or ""
    if _fits(word, rest):
        return True
    return fold(key) == fold(word) and (not rest or key.islower())


def is_about_person(key: str, rest: str) -> bool:
    """Whether ``Bo: afbud`` is somebody and what is said of them, not a word of the file."""
    if key.isdigit():
        return True  # "1: Anna"
    if words().keys.close(key):
        return False
    return not rest.strip() or known_state(rest) is not None or looks_like_title(rest)


def starts_item(line: str) -> bool:
    """Whether the first word, after a time of day, is a kind of agenda item."""
    timed = leading_clock(line)
    line = timed.rest if timed is not None and timed.rest else line
    return words().items.get(re.split(r"[\s,:(]", line.strip())[0]) is not None


def is_length(text: str) -> bool:
    """Whether `text` is a length of time."""
    try:
        parse_duration(text)
    except DurationError:
        return False
    return True
