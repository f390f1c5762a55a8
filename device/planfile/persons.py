"""One participant as people write them: name, title, mail address, who is away or comes late.

A line out of a mail, a list of members or a calendar holds more than the name. What can be read in
one way only gives the bare name ("Anna Petersen, afdelingsleder" is Anna Petersen); what could be
either a person or a title is told of.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from content import load
from device.meeting.spelling import fold
from device.planfile.words import words

_MAIL = re.compile(r"<[^<>]*>|\(?\[?(?:mailto:)?(?<![\w.+-])[\w.+-]+@[\w.-]+\]?\)?")
_PHONE = re.compile(
    r"(?:\s*(?:tlf|mobil|mob|tel|telefon)\b\.?:?)?\s*(?:\+?\d[\d ]{6,}\d)\s*$", re.IGNORECASE
)
_GROUP = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?|\{([^{}]*)\}?")
_QUOTES = "\"'“”„‟»«‘’‚`´"
_DASH = re.compile(r"\s+[-\u2010-\u2015\u2212|:]+\s*|\s*[\u2013\u2014|]\s+|\s*/\s*|\s{3,}|:\s*")
_VERB = re.compile(
    r"^(?P<name>\S.*?)\s+(?P<said>(?:er|har|kan|kommer|deltager|melder|mangler|må|bliver|fra|først|"
    r"ankommer|afbud|fraværende|syg|forsinket|sygemeldt|på\s+(?:ferie|barsel|orlov|kursus))\b.*)$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"^(?P<said>afbud|fraværende|syg|forsinket)\s*(?:fra|:|-)\s*(?P<name>.+)$", re.IGNORECASE
)
_SAID_AS = re.compile(r"^(?:udtale[srn]*|siges|lyder)\s*:?\s*(?P<way>.+)$", re.IGNORECASE)
_NICK = re.compile(r"(?<=\S)\s+[\"“”„»«][^\"“”„»«]+[\"“”„»«]\s*(?=\S)")
_PAIR = re.compile(r"(\S.*?)\s[-\u2010-\u2015]\s+(\S.*)")
_BARE_NUMBER = re.compile(r"[\W_]*\d{0,2}[\W_]*")
_FRONTS = frozenset({"og", "samt", "dr", "prof", "hr", "fru", "frk", "mr", "mrs", "ms"})


@dataclass(frozen=True)
class Reading:
    """What a piece of text says of one person."""

    name: str
    absent: bool = False
    late: bool = False
    say_as: str | None = None
    problem: str = ""
    """The wording of what is wrong with it in content/planfile.yaml, or ""."""
    problem_text: str = ""


@cache
def given_names() -> frozenset[str]:
    """First names that are known, folded."""
    listed = [*load("names.yaml"), *load("given_names.yaml")["names"]]
    return frozenset(fold(str(name)) for name in listed)


def known_state(text: str) -> str | None:
    """``absent`` or ``late`` if that is what `text` says of somebody, else None."""
    if "?" in text:
        return None  # "(afbud?)" is no apology yet
    plain = re.sub(r"[,.;!()]", " ", fold(text))
    said = f" {' '.join(plain.split())} "
    if any(f" {word} " in said for word in words().absent_words):
        return "absent"
    late = any(f" {word} " in said for word in words().late_words)
    if late or re.search(
        r" (?:kommer|foerst|fra|ankommer|her(?! til)|ca|naar|frem)\b.* (?:kl )?\d", said
    ):
        return "late"
    return None


def looks_like_title(text: str) -> bool:
    """Whether `text` is what somebody does or where they work."""
    parts = [part for part in re.split(r"[\s/&-]+", text.casefold()) if part]
    return any(
        part in words().title_words or part.endswith(words().title_endings) for part in parts
    ) or bool(re.fullmatch(r"(?:v|c)/.*|.*\b(?:a/s|aps|i/s)", text.strip().casefold()))


def read_entry(text: str, *, own_line: bool, surname_first: bool = False) -> list[Reading]:
    """The people in `text`: an entry of the list, or all names on one line.

    `own_line` says that it is an entry of its own, where one person is the likeliest;
    `surname_first` that other entries of the list are plainly "Petersen, Anna".
    """
    plain = _unquoted(" ".join(unicodedata.normalize("NFC", text).split()))
    plain = re.sub(r"^\d{1,2}(?:\s*[:.)]\s+|\s+(?=[A-ZÆØÅ]\w))", "", plain)
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
        bare = bare.strip(_QUOTES)
        surname, comma, first = bare.partition(",")
        if comma and "," not in first and not _aside(first) and not _given(surname):
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
    surname, comma, first = _MAIL.sub("", text).strip(f" ,;{_QUOTES}").partition(",")
    return bool(comma) and _is_surname(surname) and _given(first)


def _is_surname(text: str) -> bool:
    """Whether `text` may be a surname alone, such as "Ny" or "van der Berg"."""
    spoken = text.split()
    few = len(spoken) == 1 or spoken[:1] and spoken[0].casefold() in words().name_links
    return bool(few) and spoken[0][0].isalpha() and not _given(text) and not looks_like_title(text)


def _without_heading(text: str) -> tuple[str, bool]:
    """`text` without "To:" or "Deltagere:" in front, and whether there was one; a line of nothing
    but headings ("Navn Titel Mail") says nothing.
    """
    head, colon, rest = text.partition(":")
    if colon and fold(head).strip() in words().heading_words:
        return rest.strip(), True
    said = re.findall(r"\w+", text)
    if said and all(fold(word) in words().heading_words for word in said):
        return "", True
    return text, False


def _people(text: str, *, own_line: bool, surname_first: bool = False) -> list[Reading]:
    aside: list[str] = []
    whole = text
    if own_line:
        text, aside = _before_dash(text)
    parts = [part.strip() for part in _split(text, r",|\s&\s|\s\+\s|\s+(?:og|samt)\s+")]
    parts = [part for part in parts if part.strip(" -.")]
    if not parts:
        return [Reading("")] if own_line else []
    lower = not any(part[:1].isupper() or part[:1] in _QUOTES for part in parts)
    found: list[Reading] = []
    for part in parts:
        if not own_line and len(parts) > 1 and (pair := _PAIR.fullmatch(part)):
            part, after = pair[1], pair[2]
            if _given(part) and _given(after):
                found.append(Reading(part, problem="name_or_title", problem_text=pair[0]))
                continue
            part = f"{part} ({after})"
        if not found:
            found.append(_placed(_person(part), part))
        elif _PHONE.fullmatch(part):
            continue
        elif (state := _only_state(part)) is not None:
            found[-1] = _with_state(found[-1], state)
        elif _is_title(part, own_line=own_line, lower=lower):
            continue
        elif own_line and len(found) == 1 and _turned(found[0].name, part, listed=surname_first):
            found = [_person(f"{part} {parts[0]}")]
        elif not own_line or _given(part):
            found.append(_next_person(found, part, own_line=own_line, lower=lower))
        elif " " not in found[-1].name and not _given(found[-1].name):
            found[-1] = replace(found[-1], problem="name_or_title", problem_text=text)
    for said in aside:
        found[-1] = _with_state(found[-1], known_state(said))
    if own_line and any(_given(said) and not looks_like_title(said) for said in aside):
        found[-1] = replace(found[-1], problem="name_or_title", problem_text=whole)
    if aside and found[-1].problem:
        found[-1] = replace(found[-1], problem_text=whole)
    if not own_line and _alternates(parts):
        found[0] = replace(found[0], problem="name_or_title", problem_text=whole)
    return found


def _placed(person: Reading, text: str) -> Reading:
    """`person`, with a problem where `text` is a title or a place alone: "Aarhus Kommune"."""
    spoken = _GROUP.sub(" ", text).split()
    if person.problem or not spoken or any(_given(word) for word in spoken):
        return person
    titles = [word for word in spoken if looks_like_title(word)]
    place = len(spoken) - len(titles) < 2 and any(word[:1].isupper() for word in titles[-1:])
    if len(titles) == len(spoken) or (place and titles[-1] is spoken[-1]):
        return replace(person, problem="name_sentence", problem_text=text)
    return person


def _turned(before: str, part: str, *, listed: bool) -> bool:
    """Whether `before` is the surname of whom `part` names: "Petersen, Anna"."""
    if not part[:1].isupper() or _given(before):
        return False
    if " " not in before:
        return listed or _given(part)
    return (listed or before.split()[0].casefold() in words().name_links) and _given(part)


def _alternates(parts: Sequence[str]) -> bool:
    """Whether names on one line are surname and first name by turns."""
    return (
        len(parts) >= 4
        and len(parts) % 2 == 0
        and not any(_given(part) or " " in part for part in parts[::2])
        and all(_given(part) for part in parts[1::2])
    )


def _next_person(found: list[Reading], part: str, *, own_line: bool, lower: bool) -> Reading:
    """The person in `part`; "Holm Petersen, Anna" on a line of its own may be one or two."""
    before = found[-1].name
    if own_line and len(found) == 1 and not _given(before):
        if " " not in before:
            surname = found.pop()
            return _person(f"{part} {surname.name}")
        if all(_given(word) for word in part.split()):
            found[-1] = replace(
                found[-1], problem="name_or_title", problem_text=f"{before}, {part}"
            )
    person = _person(part)
    if not own_line and not lower and part[:1].islower() and not _given(part):
        return replace(person, problem="name_or_title", problem_text=part)
    return person


def _before_dash(text: str) -> tuple[str, list[str]]:
    """What stands before " - ", "/" or ":", and what stands after."""
    if match := _FROM.match(text):
        return match["name"], [match["said"]]
    spared = _GROUP.sub(lambda match: "\0" * len(match[0]), text)
    match = _DASH.search(spared)
    if match is None or not text[: match.start()].strip():
        return text, []
    head, tail = text[: match.start()], text[match.end() :]
    if looks_like_title(head) and _given(tail) and not _given(head):
        return tail, []  # "Vært: Bo"
    # "(afbud)" behind a title still counts.
    groups = [group[0] for group in _GROUP.finditer(tail)]
    return " ".join([head, *groups]), [tail]


def _split(text: str, pattern: str) -> list[str]:
    """`text` at `pattern`, but not within brackets."""
    spared = _GROUP.sub(lambda match: "\0" * len(match[0]), text)
    parts, done = [], 0
    for match in re.finditer(pattern, spared):
        parts.append(text[done : match.start()])
        done = match.end()
    return [*parts, text[done:]]


def _is_title(part: str, *, own_line: bool, lower: bool) -> bool:
    if looks_like_title(part):
        return True
    if _given(part):
        return False
    return own_line and part[:1].islower() and not lower


def _aside(text: str) -> bool:
    return looks_like_title(text) or known_state(text) is not None or text.strip()[:1].islower()


def _given(text: str) -> bool:
    """Whether it begins with a known first name."""
    first = re.split(r"[\s-]", text.strip(_QUOTES + " @*"), maxsplit=1)[0]
    return fold(first) in given_names()


def _only_state(part: str) -> str | None:
    """The state that a part is all about: "afbud", "kommer kl. 10", not "Bo afbud"."""
    bare = _GROUP.sub(" ", part).strip()
    said = known_state(bare or part)
    if said is None or _FROM.match(bare):
        return None
    named = _VERB.match(bare)
    return None if named and (_given(bare) or named["name"][:1].isupper()) else said


def _with_state(person: Reading, state: str | None) -> Reading:
    if state == "absent":
        return replace(person, absent=True)
    return replace(person, late=True) if state == "late" else person


def _person(text: str) -> Reading:
    """One person, with what stands in brackets or is said after the name."""
    person = Reading("")
    for group in _GROUP.finditer(text):
        inner = group[1] or group[2] or group[3] or ""
        if said := _SAID_AS.match(inner.strip()):
            person = replace(person, say_as=said["way"].strip())
        state = known_state(inner)
        if state and (other := _VERB.match(inner.strip())) and _given(other["name"]):
            return replace(person, name=text, problem="name_or_title", problem_text=text)
        person = _with_state(person, state)
    name = _GROUP.sub(" ", text).strip(" ,;")
    if match := _FROM.match(name):
        name, person = match["name"], _with_state(person, known_state(match["said"]))
    if (match := _VERB.match(name.strip(" .!"))) and (state := known_state(match["said"])):
        name, person = match["name"], _with_state(person, state)
    return _checked(replace(person, name=bare_name(name)), name, text)


def bare_name(text: str) -> str:
    """`text` without quotation marks, title, phone number and the like; capitals as in a name."""
    name = _PHONE.sub("", text)
    name = _NICK.sub(" ", name).translate({ord(sign): None for sign in '"“”„‟»«`´*_~'})
    name = " ".join(name.split()).strip(" ,;:@#!?‘’'‚-–")
    parts = name.split()
    if len(parts) > 1 and parts[0].casefold().strip(".") in _FRONTS:
        parts = parts[1:]
    while len(parts) > 1 and looks_like_title(parts[-1]) and _titled(parts[-1]):
        parts = parts[:-1]
    while len(parts) > 1 and looks_like_title(parts[0]) and _titled(parts[0]):
        parts = parts[1:]
    name = " ".join(parts)
    if not re.search(r"(?:^|[\s.-])\w\.$", name):  # "Anne K." keeps the dot of its letter
        name = name.rstrip(".")
    if name and name.islower():
        return " ".join(
            part if part in words().name_links else _capitalised(part) for part in name.split()
        )
    return " ".join(_unshouted(part) for part in name.split())


def _titled(word: str) -> bool:
    return not _given(word)


def _unshouted(word: str) -> str:
    """ "ANNE" as "Anne"; "JP" and "McDonald" as they are."""
    letters = [character for character in word if character.isalpha()]
    if len(letters) < 2 or not word.isupper() or not has_vowel(word):
        return word
    return _capitalised(word.casefold())


def _capitalised(word: str) -> str:
    return re.sub(r"(^|[-'’])([^\W\d_])", lambda match: match[1] + match[2].upper(), word)


def has_vowel(word: str) -> bool:
    """Whether there is a vowel in `word`, whatever mark it carries."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return any(character in words().vowels for character in plain)


def sayable(name: str) -> bool:
    """Whether espeak-ng's Danish voice reads `name` as words; it spells what it doesn't know."""
    for word in re.split(r"[\s'’.-]+", name):
        short = len(word) <= 1 or (word.isupper() and len(word) <= 3)
        if any(character not in words().sayable_letters for character in word.casefold()):
            return False
        if not short and not has_vowel(word):
            return False
    return True


def _initial(part: str) -> bool:
    return len(part.strip(".")) == 1 and part.isupper()


def _checked(person: Reading, written: str, text: str) -> Reading:
    """`person` with what is wrong with the name as it was `written`, if anything."""
    name = person.name
    if not any(character.isalpha() for character in name):
        return replace(person, problem="name_letters" if text.strip() else "", problem_text=text)
    if "@" in name or "www" in name.casefold():
        return replace(person, problem="name_mail", problem_text=text)
    first, *others = _PHONE.sub("", written).split() or [""]
    said = [first, *(part for part in others if part.islower())]
    sentence = any(
        part.casefold().strip(".,!") in words().no_name_words for part in said if not _initial(part)
    )
    if sentence or ("." in name.rstrip(".") and re.search(r"\w{3,}\.\s", name)):
        return replace(person, problem="name_sentence", problem_text=text)
    return person
