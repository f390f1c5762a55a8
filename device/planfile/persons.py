"""One participant as people write them: name, title, phone number, who is away or comes late.

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

PHONE = re.compile(
    r"(?:\s*(?:tlf|mobil|mob|tel|telefon)\b\.?:?)?\s*(?:\+?\d[\d ]{6,}\d)\s*$", re.IGNORECASE
)
GROUP = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?|\{([^{}]*)\}?")
QUOTES = "\"'“”„‟»«‘’‚`´"
VERB = re.compile(
    r"^(?P<name>\S.*?)\s+(?P<said>(?:er|har|kan|kommer|deltager|melder|mangler|må|bliver|fra|først|"
    r"ankommer|afbud|fraværende|syg|forsinket|sygemeldt|på\s+(?:ferie|barsel|orlov|kursus))\b.*)$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"^(?P<said>afbud|fraværende|syg|forsinket)\s*(?:fra|:|-)\s*(?P<name>.+)$", re.IGNORECASE
)
SAID_BEHIND = re.compile(
    r"^(?:(?P<name>\S.*?)\s+)?udtale[srn]*\s*:?\s+(?P<way>\S.*)$", re.IGNORECASE
)
""" "Bo udtales Bå", or what stands behind the comma: "udtale Bå"."""
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


def given(text: str) -> bool:
    """Whether it begins with a known first name."""
    first = re.split(r"[\s-]", text.strip(QUOTES + " @*"), maxsplit=1)[0]
    return fold(first) in given_names()


def with_state(person: Reading, state: str | None) -> Reading:
    """`person`, who is ``absent``, ``late`` or, with None, neither."""
    if state == "absent":
        return replace(person, absent=True)
    return replace(person, late=True) if state == "late" else person


def person_in(text: str) -> Reading:
    """One person, with what stands in brackets or is said after the name."""
    person = Reading("")
    for group in GROUP.finditer(text):
        inner = group[1] or group[2] or group[3] or ""
        if said := _SAID_AS.match(inner.strip()):
            person = replace(person, say_as=said["way"].strip())
        state = known_state(inner)
        if state and (other := VERB.match(inner.strip())) and given(other["name"]):
            return replace(person, name=text, problem="name_or_title", problem_text=text)
        person = with_state(person, state)
    name = GROUP.sub(" ", text).strip(" ,;")
    if (said := SAID_BEHIND.match(name)) and said["name"]:
        name, person = said["name"], replace(person, say_as=said["way"].strip())
    if match := FROM.match(name):
        name, person = match["name"], with_state(person, known_state(match["said"]))
    if (match := VERB.match(name.strip(" .!"))) and (state := known_state(match["said"])):
        name, person = match["name"], with_state(person, state)
    return _checked(replace(person, name=bare_name(name)), name, text)


def bare_name(text: str) -> str:
    """`text` without quotation marks, title, phone number and the like; capitals as in a name."""
    name = PHONE.sub("", text)
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
    return not given(word)


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
    first, *others = PHONE.sub("", written).split() or [""]
    said = [first, *(part for part in others if part.islower())]
    sentence = any(
        part.casefold().strip(".,!:") in words().no_name_words
        for part in said
        if not _initial(part)
    )
    if sentence or ("." in name.rstrip(".") and re.search(r"\w{3,}\.\s", name)):
        return replace(person, problem="name_sentence", problem_text=text)
    return person
