"""One participant as people write them: name, title, mail address, who is away or comes late.

A line out of a mail, a list of members or a calendar holds more than the name. What can be read in
one way only gives the bare name ("Anna Petersen, afdelingsleder" is Anna Petersen); what could be
either a person or a title is told of.
"""

import re
import unicodedata
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


def read_entry(text: str, *, own_line: bool) -> list[Reading]:
    """The people in `text`: an entry of the list, or all names on one line.

    `own_line` says that it is an entry of its own, where one person is the likeliest.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    plain = re.sub(r"^\d{1,2}(?:\s*[:.)]\s+|\s+(?=[A-ZÆØÅ]\w))", "", plain)
    if plain[:1] == "[" and plain[-1:] == "]":
        plain = plain[1:-1]
    if not plain:
        return []
    if ";" in plain:
        return [one for piece in plain.split(";") for one in read_entry(piece, own_line=True)]
    pieces = [piece for piece in re.split(r"(?<=>)\s*,\s*", plain) if piece.strip(" ,")]
    if len(pieces) > 1:
        return [one for piece in pieces for one in read_entry(piece, own_line=True)]
    mailed = bool(_MAIL.search(plain))
    if mailed and not own_line and "<" not in plain and "," in plain:
        pieces = [piece for piece in plain.split(",") if piece.strip()]
        return [one for piece in pieces for one in read_entry(piece, own_line=True)]
    bare = _MAIL.sub("", plain).strip(" ,;")
    if mailed and not any(character.isalpha() for character in bare):
        return [Reading("", problem="name_mail", problem_text=plain)]
    if mailed:
        surname, comma, first = bare.partition(",")
        if comma and "," not in first and " " not in surname.strip() and not _aside(first):
            bare = f"{first.strip()} {surname.strip()}"
        own_line = True
    return _people(bare, own_line=own_line)


def _people(text: str, *, own_line: bool) -> list[Reading]:
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
        if not found:
            found.append(_person(part))
        elif (state := _only_state(part)) is not None:
            found[-1] = _with_state(found[-1], state)
        elif _is_title(part, own_line=own_line, lower=lower):
            continue
        elif not own_line or _given(part):
            found.append(_next_person(found, part, own_line=own_line, lower=lower))
        elif " " not in found[-1].name and not _given(found[-1].name):
            found[-1] = replace(found[-1], problem="name_or_title", problem_text=text)
    for said in aside:
        found[-1] = _with_state(found[-1], known_state(said))
    if own_line and any(_given(said) and not looks_like_title(said) for said in aside):
        found[-1] = replace(found[-1], problem="name_or_title", problem_text=whole)
    return found


def _next_person(found: list[Reading], part: str, *, own_line: bool, lower: bool) -> Reading:
    """The person in `part`; "Petersen, Anna" on a line of its own is one person."""
    before = found[-1].name
    if own_line and len(found) == 1 and not _given(before) and " " not in before:
        surname = found.pop()
        return _person(f"{part} {surname.name}")
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
        person = _with_state(person, known_state(inner))
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
    first, *others = written.split()
    said = [first, *(part for part in others if part.islower())]
    sentence = any(
        part.casefold().strip(".,!") in words().no_name_words for part in said if not _initial(part)
    )
    if sentence or ("." in name.rstrip(".") and re.search(r"\w{3,}\.\s", name)):
        return replace(person, problem="name_sentence", problem_text=text)
    return person
