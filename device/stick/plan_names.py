"""Which file on a stick is meant for the plan, as far as its name tells.

A plan's name is ``tidtager`` or holds it, or has ``plan`` or ``dagsorden`` among its words,
whatever else it says; it ends in ``.yaml``, ``.yml`` or ``.txt``, or in several of them.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum

TEXT_ENDINGS = ("yaml", "yml", "txt")
_DOCUMENTS = {
    "doc",
    "docx",
    "docm",
    "dot",
    "dotx",
    "rtf",
    "odt",
    "ott",
    "pdf",
    "pages",
    "wps",
    "xls",
    "xlsx",
    "ods",
    "csv",
    "ppt",
    "pptx",
    "odp",
    "eml",
    "msg",
}
_UNFINISHED = {"crdownload", "part", "partial", "download", "tmp", "temp", "opdownload"}
_SHORTCUTS = {"lnk", "url", "webloc", "desktop"}
_LEFT_BEHIND = re.compile(r"[.~#$].*|.*[~#]", re.DOTALL)
"""Hidden files, a Mac's ``._tidtager.yaml``, an editor's locks and safety copies."""
_PLAN_WORD = re.compile(r"(?:møde|moede|mode)?(?:plan(?:en|er|erne)?|dagsorden(?:en)?)")
_OURS = re.compile(
    r"\b(?:fejl|rapport|eksempel|evaluering|læs ?mig|laes ?mig|readme|vejledning|licen[sc]e?)\b"
)
"""What the box writes on the stick, and what is there for people to read."""
_SAYS_NO_MORE = {*TEXT_ENDINGS, "kopi", "af", "copy", "of", "genvej", "shortcut", "to"}
_COPY = re.compile(
    r"(?:kopi af|copy of)\s+|[ _-]+(?:kopi|copy)\b.*|[ _-]*\(\d+\)|[ _-]+\d{1,2}", re.IGNORECASE
)


class Rank(IntEnum):
    """How surely a file is the plan; the first is the surest."""

    PLAIN = 0
    """``tidtager`` itself, or a copy of it."""
    NAMED = 1
    """A text that calls itself a plan of Tidtager's."""
    PERHAPS = 2
    """A text that is a plan if it looks like one inside."""
    UNREADABLE = 3
    """It may be meant for the plan, but can't be read as one."""
    NOTHING = 4


@dataclass(frozen=True)
class PlanName:
    """What a file's name tells."""

    rank: Rank
    copy: bool = False
    """Of PLAIN: not the name itself."""
    why: str = ""
    """Where its name says that it is a plan, what is wrong if it isn't read: a key of ``no_plan``
    in content/planfile.yaml."""


def plan_name(name: str) -> PlanName:
    """What the file's `name` tells; in any case, and with æøå in one character or in two."""
    folded = unicodedata.normalize("NFC", name).casefold().strip()
    if _LEFT_BEHIND.fullmatch(folded):
        return PlanName(Rank.NOTHING)
    stem, endings = _parted(folded)
    if _OURS.search(stem):
        return PlanName(Rank.NOTHING)
    called, words = "tidtager" in stem, re.findall(r"[^\W\d_]+", stem)
    planned = called or any(_PLAN_WORD.fullmatch(word) for word in words)
    if endings and all(ending in TEXT_ENDINGS for ending in endings):
        bare = _COPY.sub("", stem)
        if bare == "tidtager":
            return PlanName(Rank.PLAIN, copy=bare != stem)
        if called or (planned and endings != ("txt",)):
            return PlanName(Rank.NAMED)
        return PlanName(Rank.PERHAPS, why="name" if planned else "")
    if not planned:
        return PlanName(Rank.NOTHING)
    if not endings:
        return PlanName(Rank.PERHAPS, why="name")
    why = _why(endings[-1])
    return PlanName(Rank.UNREADABLE, why=why) if why else PlanName(Rank.NOTHING)


def is_surely_meant(name: str) -> bool:
    """Whether it is called ``tidtager``, ``tidtager plan`` or the like, and nothing more."""
    stem, _ = _parted(unicodedata.normalize("NFC", name).casefold().strip())
    words = re.findall(r"[^\W\d_]+", stem)
    more = {"tidtager", "tidtagerplan"}
    return not more.isdisjoint(words) and all(
        word in more | _SAYS_NO_MORE or _PLAN_WORD.fullmatch(word) for word in words
    )


def spoken(name: str) -> str:
    """`name` as it is said: without its endings and signs, short."""
    stem, _ = _parted(unicodedata.normalize("NFC", name).strip())
    return " ".join(re.findall(r"\w+", stem.replace("_", " ")))[:60].strip() or "uden navn"


def written(name: str) -> str:
    """`name` as it is written in a message: what can't be shown is left out."""
    kept = unicodedata.normalize("NFC", name)
    return "".join(sign for sign in kept if sign.isprintable())[:80]


def _parted(name: str) -> tuple[str, tuple[str, ...]]:
    """The stem, and the endings after it: all that are text's, or the last one."""
    stem, endings = name, list[str]()
    while True:
        before, dot, ending = stem.rpartition(".")
        ending = ending.strip().casefold()
        if not (dot and before) or " " in ending or len(ending) > 10:
            break
        if endings and ending not in TEXT_ENDINGS:
            break
        stem = before.strip()
        endings.insert(0, ending)
        if ending not in TEXT_ENDINGS and ending not in _UNFINISHED | _SHORTCUTS | _DOCUMENTS:
            break
    return stem.strip(" ."), tuple(endings)


def _why(ending: str) -> str:
    if ending in _DOCUMENTS:
        return "document"
    if ending in _UNFINISHED:
        return "unfinished"
    if ending in _SHORTCUTS:
        return "shortcut"
    misspelt = get_close_matches(ending, TEXT_ENDINGS, n=1, cutoff=0.6)
    return "name" if misspelt or ending in {"text", "md", "bak", "old", "json"} else ""
