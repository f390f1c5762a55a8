"""The people in an entry of a list, or on one line, as they come out of mails and spreadsheets.

"Petersen, Anna", "To: Anna <anna@firma.dk>; Bo", "Anna og Bo", "Anna, skoleleder": where one person
ends and the next begins, and what is no person at all.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from device.meeting.spelling import fold
from device.planfile.persons import (
    FROM,
    GROUP,
    PHONE,
    QUOTES,
    SAID_BEHIND,
    VERB,
    Reading,
    given,
    known_state,
    looks_like_title,
    person_in,
    with_state,
)
from device.planfile.words import words

_MAIL = re.compile(r"<[^<>]*>|\(?\[?(?:mailto:)?(?<![\w.+-])[\w.+-]+@[\w.-]+\]?\)?")
_DASH = re.compile(
    r"\s+[-\u2010-\u2015\u2212|:]+\s*|\s*[\u2013\u2014|]\s+|\s*/\s*|\s{3,}|(?<!udtale)(?<!udtales):\s*"
)
_PAIR = re.compile(r"(\S.*?)\s[-\u2010-\u2015]\s+(\S.*)")
_BARE_WORD = re.compile(r"(^|[,;]\s*)navn\s+(?=[^\W\d_])(?!(?:og|samt)\b)", re.IGNORECASE)
"""The field's word without its colon: "- navn Carla"."""
_BARE_NUMBER = re.compile(r"[\W_]*\d{0,2}[\W_]*")


def read_entry(text: str, *, own_line: bool, surname_first: bool = False) -> list[Reading]:
    """The people in `text`: an entry of the list, or all names on one line.

    `own_line` says that it is an entry of its own, where one person is the likeliest;
    `surname_first` that other entries of the list are plainly "Petersen, Anna".
    """
    plain = _unquoted(" ".join(unicodedata.normalize("NFC", text).split()))
    plain = re.sub(r"^\d{1,2}(?:\s*[:.)]\s+|\s+(?=[A-ZÆØÅ]\w))", "", plain)
    plain = _BARE_WORD.sub(r"\1", plain)
    if plain[:1] == "[" and plain[-1:] == "]":
        plain = plain[1:-1]
    plain, headed = _without_heading(plain)
    if not plain or _BARE_NUMBER.fullmatch(plain):
        return []
    for between in (r";", r"(?<=>)\s*,\s*"):
        pieces = [piece for piece in re.split(between, plain) if piece.strip(" ,")]
        if len(pieces) > 1 or ";" in plain:
            return _several(pieces, surname_first=surname_first)
    mailed = bool(_MAIL.search(plain))
    if mailed and not own_line and "<" not in plain and "," in plain:
        return _several([piece for piece in plain.split(",") if piece.strip()])
    bare = _MAIL.sub("", plain).strip(" ,;")
    if mailed and not any(character.isalpha() for character in bare):
        return [Reading("", problem="name_mail", problem_text=plain)]
    if mailed:
        bare = bare.strip(QUOTES)
        surname, comma, first = bare.partition(",")
        if comma and "," not in first and not _aside(first) and not given(surname):
            bare = f"{first.strip()} {surname.strip()}"
    return _people(bare, own_line=mailed or (own_line and not headed), surname_first=surname_first)


def _unquoted(text: str) -> str:
    """`text` without the quotation marks that are around all of it."""
    inner = text[1:-1].replace("''", "")
    if len(text) > 1 and text[0] in {"'", '"'} and text[-1] == text[0] and text[0] not in inner:
        return text[1:-1].replace("''", "'").strip()
    return text


def _several(pieces: Sequence[str], *, surname_first: bool = False) -> list[Reading]:
    """The people in `pieces`, each of which is an entry."""
    first = surname_first or any(is_surname_first(piece) for piece in pieces)
    return [
        one for piece in pieces for one in read_entry(piece, own_line=True, surname_first=first)
    ]


def is_surname_first(text: str) -> bool:
    """Whether an entry is plainly "Petersen, Anna"."""
    surname, comma, first = _MAIL.sub("", text).strip(f" ,;{QUOTES}").partition(",")
    return bool(comma) and _is_surname(surname) and given(first)


def _is_surname(text: str) -> bool:
    """Whether `text` may be a surname alone, such as "Ny" or "van der Berg"."""
    spoken = text.split()
    if len(spoken) != 1 and not (spoken and spoken[0].casefold() in words().name_links):
        return False
    return spoken[0][0].isalpha() and not given(text) and not looks_like_title(text)


def _without_heading(text: str) -> tuple[str, bool]:
    """`text` without "To:" or "Deltagere:" in front, and whether there was one; a line of nothing
    but headings ("Navn Titel Mail") says nothing.
    """
    head, colon, rest = text.partition(":")
    if colon and fold(head).strip() in words().heading_words:
        return rest.strip(), True
    return ("", True) if _is_heading(text) else (text, False)


def _is_heading(text: str) -> bool:
    """Whether `text` is nothing but headings: "Navn", "Titel E-mail"."""
    said = re.findall(r"[\w-]+", text)
    return bool(said) and all(fold(word) in words().heading_words for word in said)


def _people(text: str, *, own_line: bool, surname_first: bool = False) -> list[Reading]:
    aside: list[str] = []
    whole = text
    if own_line:
        text, aside = _before_dash(text)
    parts = [part.strip() for part in _split(text, r",|\s&\s|\s\+\s|\s+(?:og|samt)\s+")]
    parts = [part for part in parts if part.strip(" -.") and not _is_heading(part)]
    if not parts:
        return [Reading("")] if own_line else []
    lower = not any(part[:1].isupper() or part[:1] in QUOTES for part in parts)
    found: list[Reading] = []
    for part in parts if own_line or len(parts) == 1 else map(_bracketed, parts):
        if isinstance(part, Reading):
            found.append(part)
        elif not found:
            found.append(_placed(person_in(part), part))
        elif PHONE.fullmatch(part):
            continue
        elif (way := _way(part)) is not None:
            found[-1] = replace(found[-1], say_as=way)
        elif (state := _only_state(part)) is not None:
            found[-1] = with_state(found[-1], state)
        elif _is_title(part, own_line=own_line, lower=lower):
            continue
        elif own_line and len(found) == 1 and _turned(found[0].name, part, listed=surname_first):
            found = [person_in(f"{part} {parts[0]}")]
        elif not own_line or given(part):
            found.append(_next_person(found, part, own_line=own_line, lower=lower))
        elif " " not in found[-1].name and not given(found[-1].name):
            found[-1] = replace(found[-1], problem="name_or_title", problem_text=text)
    for said in aside:
        found[-1] = with_state(found[-1], known_state(said))
        found[-1] = replace(found[-1], say_as=_way(said) or found[-1].say_as)
    if own_line and any(given(said) and not looks_like_title(said) for said in aside):
        found[-1] = replace(found[-1], problem="name_or_title", problem_text=whole)
    if aside and found[-1].problem:
        found[-1] = replace(found[-1], problem_text=whole)
    if not own_line and _alternates(parts):
        found[0] = replace(found[0], problem="name_or_title", problem_text=whole)
    return found


def _way(part: str) -> str | None:
    """How a name is said, where `part` says nothing else: "udtales Bå"."""
    said = SAID_BEHIND.match(part)
    return said["way"] if said and not said["name"] else None


def _bracketed(part: str) -> str | Reading:
    """ "Anna - skoleleder" on a line of names as "Anna (skoleleder)"; "Anna - Bo" is told of."""
    pair = _PAIR.fullmatch(part)
    if pair is None:
        return part
    if given(pair[1]) and given(pair[2]):
        return Reading(pair[1], problem="name_or_title", problem_text=part)
    return f"{pair[1]} ({pair[2]})"


def _placed(person: Reading, text: str) -> Reading:
    """`person`, with a problem where `text` is a title or a place alone: "Aarhus Kommune"."""
    spoken = GROUP.sub(" ", text).split()
    if person.problem or not spoken or any(given(word) for word in spoken):
        return person
    titles = [word for word in spoken if looks_like_title(word)]
    place = len(spoken) - len(titles) < 2 and any(word[:1].isupper() for word in titles[-1:])
    if len(titles) == len(spoken) or (place and titles[-1] is spoken[-1]):
        return replace(person, problem="name_sentence", problem_text=text)
    return person


def _turned(before: str, part: str, *, listed: bool) -> bool:
    """Whether `before` is the surname of whom `part` names: "Petersen, Anna"."""
    if not part[:1].isupper() or given(before):
        return False
    if " " not in before:
        return listed or given(part)
    link = before.partition(" ")[0].casefold() in words().name_links
    return (listed or link) and given(part)


def _alternates(parts: Sequence[str]) -> bool:
    """Whether names on one line are surname and first name by turns."""
    return (
        len(parts) >= 4
        and len(parts) % 2 == 0
        and not any(given(part) or " " in part for part in parts[::2])
        and all(given(part) for part in parts[1::2])
    )


def _next_person(found: list[Reading], part: str, *, own_line: bool, lower: bool) -> Reading:
    """The person in `part`; "Holm Petersen, Anna" on a line of its own may be one or two."""
    before = found[-1].name
    if own_line and len(found) == 1 and not given(before):
        if " " not in before:
            surname = found.pop()
            return person_in(f"{part} {surname.name}")
        if all(given(word) for word in part.split()):
            found[-1] = replace(
                found[-1], problem="name_or_title", problem_text=f"{before}, {part}"
            )
    person = person_in(part)
    if not own_line and not lower and part[:1].islower() and not given(part):
        return replace(person, problem="name_or_title", problem_text=part)
    return person


def _before_dash(text: str) -> tuple[str, list[str]]:
    """What stands before " - ", "/" or ":", and what stands after."""
    if match := FROM.match(text):
        return match["name"], [match["said"]]
    spared = GROUP.sub(lambda match: "\0" * len(match[0]), text)
    match = _DASH.search(spared)
    if match is None or not text[: match.start()].strip():
        return text, []
    head, tail = text[: match.start()], text[match.end() :]
    if looks_like_title(head) and given(tail) and not given(head):
        return tail, []  # "Vært: Bo"
    # "(afbud)" behind a title still counts.
    groups = [group[0] for group in GROUP.finditer(tail)]
    return " ".join([head, *groups]), [tail]


def _split(text: str, pattern: str) -> list[str]:
    """`text` at `pattern`, but not within brackets."""
    spared = GROUP.sub(lambda match: "\0" * len(match[0]), text)
    parts, done = [], 0
    for match in re.finditer(pattern, spared):
        parts.append(text[done : match.start()])
        done = match.end()
    return [*parts, text[done:]]


def _is_title(part: str, *, own_line: bool, lower: bool) -> bool:
    if looks_like_title(part):
        return True
    if given(part):
        return False
    return own_line and part[:1].islower() and not lower


def _aside(text: str) -> bool:
    return looks_like_title(text) or known_state(text) is not None or text.strip()[:1].islower()


def _only_state(part: str) -> str | None:
    """The state that a part is all about: "afbud", "kommer kl. 10", not "Bo afbud"."""
    bare = GROUP.sub(" ", part).strip()
    said = known_state(bare or part)
    if said is None or FROM.match(bare):
        return None
    named = VERB.match(bare)
    return None if named and (given(bare) or named["name"][:1].isupper()) else said
