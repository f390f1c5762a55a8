"""Times of day."""

import re

from speech.saying.reading.rule import Rule, like, rule
from speech.saying.wording import number_in_words, time_in_words


def times() -> list[Rule]:
    """Times of day, and from one to another."""
    hour = r"([01]?\d|2[0-4])"
    clock = rf"{hour}[.:]([0-5]\d)"

    def said(hour: str, minute: str | None) -> str:
        if hour == "24" and not int(minute or 0):
            return number_in_words(24)
        return time_in_words(int(hour) * 60 + int(minute or 0))

    def after_klokken(found: re.Match[str]) -> str:
        words = f"klokken {said(found[1], found[2])}"
        if found[3]:
            words = f"{words} til {said(found[3], found[4])}"
        return like(found[0], words)

    return [
        rule(
            r"\b(kl\.?\s*)([01]\d|2[0-3])([0-5]\d)(?!\d)",
            lambda found: f"{found[1]}{found[2]}.{found[3]}",
        ),
        rule(
            rf"\b(?:kl\.?|klokken)\s*{hour}(?:[.:]([0-5]\d))?(?![\d])"
            rf"(?:\s*-\s*{hour}(?:[.:]([0-5]\d))?(?!\d))?",
            after_klokken,
        ),
        rule(
            rf"(?<![\w.,:]){clock}\s*-\s*{hour}(?:[.:]([0-5]\d))?(?!\d|[.,:]\d)",
            lambda found: f"{said(found[1], found[2])} til {said(found[3], found[4])}",
        ),
        rule(
            rf"(?<![\w.,:/]){clock}(?!\d|[.,:]\d)(?!\s*(?:kr|%))",
            lambda found: said(found[1], found[2]),
        ),
    ]
