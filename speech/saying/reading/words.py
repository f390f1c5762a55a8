"""Abbreviations, slashes, symbols and addresses."""

import re
from collections.abc import Iterable, Mapping

from speech.saying.reading.rule import Rule, like, one_of, rule, sentence_ends


def addresses(letters: Mapping[str, str]) -> list[Rule]:
    """E-mail and web addresses, without what nobody would say."""

    def dotted(name: str) -> str:
        *parts, last = name.rstrip(".").replace("_", " ").split(".")
        # "kl.dk" is not an hour
        parts = [part if re.search("[aeiouyæøå]", part) else spelled(part) for part in parts]
        return " punktum ".join([*parts, last])

    def spelled(name: str) -> str:
        return "-".join(letters.get(letter, letter) for letter in name.casefold())

    return [
        rule(
            r"(?:\bmailto:)?(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)",
            lambda found: f"{dotted(found[1])} snabel-a {dotted(found[2])}",
        ),
        rule(
            r"\b(?:https?://(?:www\.)?|www\.)([\w-]+(?:\.[\w-]+)+)(?:[/?#:][^\s,;]*[\w/])?",
            lambda found: dotted(found[1]),
        ),
        rule(
            r"(?<![\w-])([a-z][\w-]{0,62}(?:\.[a-z][\w-]{0,62}){0,3}"
            r"\.(?:dk|com|org|net|eu|io|ly|html|pdf|docx?|xlsx?|pptx?|csv|txt|yaml|jpg|png))\b"
            r"(?:/(?:[^\s,;]*[\w/])?)?",
            lambda found: dotted(found[1]),
        ),
    ]


def abbreviations(
    table: Mapping[str, str],
    closes: Iterable[str],
    only_with_stop: Iterable[str],
    not_last: Iterable[str],
    names_too: Iterable[str],
) -> list[Rule]:
    """Abbreviations in full. Those that `closes` holds end the sentence if a new one follows."""
    closing, stopped, words_too = frozenset(closes), frozenset(only_with_stop), frozenset(not_last)
    names = frozenset(name.capitalize() for name in names_too)

    def words(found: re.Match[str]) -> str:
        key = found[1].casefold()
        rest = found.string[found.end() :]
        if found[1] in names or _organisation(found[1], bool(found[2]), rest):
            return found[0]
        said = like(found[1], table[key])
        ends = not rest.strip() or (key in closing and sentence_ends(found))
        if rest[:1].isdigit():
            return f"{said} "
        return f"{said}." if found[2] and ends else said

    surely = [key for key in table if key not in words_too]
    alone = [key for key in surely if key not in stopped]
    return [
        rule(rf"(?<![\w.])({one_of(words_too)})(\.)(?=\s+(?-i:[a-zæøå]))", words),
        rule(rf"(?<![\w.])({one_of(surely)})(\.)(?![^\W\d])", words),
        rule(rf"(?<![\w.])({one_of(alone)})()(?![\w.-])", words),
        rule(r"(?<=[a-zæøå-])nr\.?(?=\s|$)", "nummer", 0),
    ]


def _organisation(written: str, stop: bool, rest: str) -> bool:
    """Whether the capitals are a name: "KL" and "PR", but not "KL. 9"."""
    if len(written) != 2 or not written.isupper():
        return False
    return not (stop and re.match(r"\s*\d", rest))


def bounds() -> list[Rule]:
    """The least and the most of something: "min. 5" is no minutes, and "Max" may be a person."""
    number_word = r"(?:en|et|to|tre|fire|fem|ti|femten|tyve|halvdelen)"
    return [
        rule(r"(?<!\d)(?<!\d\s)\b(min|max|maks)\.\s?(?=(?:ca\.?\s*)?\d)", _bound),
        rule(rf"\b(max|maks)(?=\s+(?:\d|{number_word}\b))", _bound),
    ]


def before_words(places: Mapping[str, str], degrees: Mapping[str, str]) -> list[Rule]:
    """What is an abbreviation only where the right word or number stands beside it."""
    name = r"(?=\s?[A-ZÆØÅ][a-zæøå])"
    return [
        rule(rf"\b({one_of(degrees)})\.(?=[a-z])", lambda found: degrees[found[1]] + " ", 0),
        rule(r"\b(antal|et par|flere|få|hvert|nogle|\d+\.|\w+te|\w+de)(\s)min\.", _minutes),
        rule(r"(?<=\d\.\s)kl\.?(?=\s|$|,)", "klasse", 0),
        rule(
            r"\b(art|fig|mob)\.\s?(?=[\d+])",
            lambda found: like(found[1], _BEFORE_NUMBERS[found[1].casefold()]) + " ",
        ),
        rule(r"\bs\.\s?(?=\d)", lambda found: like(found[0], "side ")),
        rule(r"(?<![\d\s])\s?\bu\.\s?(?=\d)", " uge "),
        rule(r"\bgr\.\s?(?=\d)", lambda found: like(found[0], "gruppe ")),
        rule(r"\bf\.\s?(?=\d{4}\b)", "født ", 0),
        rule(r"\bstk\.?\s?(?=\d)", "stykke "),
        rule(r"§§\s?", "paragrafferne "),
        rule(r"§\s?(?=\d)", "paragraf "),
        rule(r"#\s?(?=\d)", "nummer "),
        rule(r"#(?=[^\W\d])", ""),
        rule(rf"(?<![\w.])v\.{name}", "ved", 0),
        rule(r"(?<![\w.])v\.\s(?=[A-ZÆØÅ][a-zæøå])", "ved ", 0),
        rule(r"(?<![\w.])(?<!\d\s)m\.\s(?=[a-zæøåA-ZÆØÅ])", "med ", 0),
        rule(rf"\b({one_of(places)})\.{name}", lambda found: places[found[1]] + _space(found), 0),
        *_floors(),
    ]


def _bound(found: re.Match[str]) -> str:
    said = "minimum" if found[1].casefold() == "min" else "maksimalt"
    return like(found[1], said) + (" " if found[0][-1] in ". " else "")


def _minutes(found: re.Match[str]) -> str:
    end = "." if sentence_ends(found) else ""
    one = found[1].casefold() == "hvert" or found[1].endswith(("te", "de", "."))
    return f"{found[1]}{found[2]}{'minut' if one else 'minutter'}{end}"


def _space(found: re.Match[str]) -> str:
    return "" if found.string[found.end()].isspace() else " "


def _floors() -> list[Rule]:
    """Where in a house: "2. th.", "st. tv."; without stops "tv" is television elsewhere."""
    sides = {"v": "til venstre", "h": "til højre"}

    def side(found: re.Match[str]) -> str:
        end = "." if found[0].endswith(".") and sentence_ends(found) else ""
        return sides[found["side"]] + end

    return [
        rule(r"\bt\.\s?(?P<side>[vh])\b\.?", side, 0),
        rule(
            r"(?:(?<=\d\.\s)|(?<=\d\.)|(?<=sal\s)|(?<=\bst\.\s)|(?<=\bst\.))t(?P<side>[vh])\b\.?",
            side,
            0,
        ),
        rule(r"\bst\.(?=til\s)", "stuen ", 0),
        rule(r"(?:(?<=\d,\s)|(?<=\d\s)|(?<=\d[A-Z],\s))st\.(?=,?\s|$)", "stuen", 0),
        rule(r"^st\.(?=,?\s+til\s)", "stuen", 0),
        rule(r"\bSt\.\s?(?=[A-ZÆØÅ][a-zæøå])", "Store ", 0),
        rule(r"(?<=[a-zæøå])(\sH)?\sst\.(?!\w)", _station, 0),
    ]


def _station(found: re.Match[str]) -> str:
    end = "." if sentence_ends(found) else ""
    return f"{found[1] or ''} station{end}"


_BEFORE_NUMBERS = {"art": "artikel", "fig": "figur", "mob": "mobil"}
_COUNTED = r"dage?|gange?|kroner|minutter|møder?|timer?"
_EACH = r"(?:dag|deltager|gang|kvartal|måned|md|person|pers|time|uge|år)"


def slashes(
    letters: Mapping[str, str], together: Mapping[str, str], numbered: Iterable[str]
) -> list[Rule]:
    """A slash that is no number's: "A/S", "v/Anna", "ja/nej"."""

    def spelled(found: re.Match[str]) -> str:
        return "-".join(letters[letter] for letter in found[0].lower() if letter != "/")

    with_slash = {"v": "ved ", "m": "med ", "u": "uden "}
    return [
        rule(
            rf"(?<![\w/])({one_of(together)})(?![\w/])(?P<stop>\.?)",
            lambda found: (
                _joint(found[1], together[found[1].casefold()])
                + ("." if found["stop"] and sentence_ends(found) else "")
            ),
        ),
        rule(
            rf"\b({one_of(set(numbered) - {'uge'})})\s+(\d{{1,3}})/(\d{{1,3}})(?![\w/]|[.,]\d)",
            lambda found: f"{found[1]} {found[2]} af {found[3]}",
        ),
        rule(r"(?<![\w/])[A-ZÆØÅ](?:/[A-ZÆØÅ])+(?![\w/])", spelled, 0),
        rule(rf"(\d\s?(?:{_COUNTED}))\s?/\s?(?={_EACH}\b)", lambda found: f"{found[1]} per "),
        rule(
            r"(?<![\w/])([vmu])/\s?(?=\w\w|(?-i:[A-ZÆØÅ]))",
            lambda found: with_slash[found[1].casefold()],
        ),
    ]


def _joint(written: str, said: str) -> str:
    return like(written, said) if written[1:].islower() else said


def symbols(table: Mapping[str, str]) -> list[Rule]:
    """Signs that are said; the others have no sound."""
    return [
        rule(r"(?<!\w)@(?=[^\W\d])", ""),
        rule(r"(?<=[^\W\d])['.]?\s?/\s?(?=[^\W\d])", " eller "),
        rule(f"({one_of(table)})", lambda found: f" {table[found[1]]} "),
    ]
