"""One rule of reading: what is written, and the words for it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Words = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Rule:
    """Wherever `pattern` is found, `words` of the match are said instead."""

    pattern: re.Pattern[str]
    words: Words

    def __call__(self, text: str) -> str:
        """`text`, read by this rule."""
        return self.pattern.sub(self.words, text)


def rule(pattern: str, words: Words | str, flags: int = re.IGNORECASE) -> Rule:
    """The rule for `pattern`, capitals or not. `words` may be the text itself."""
    if isinstance(words, str):
        said = words
        return Rule(re.compile(pattern, flags), lambda _found: said)
    return Rule(re.compile(pattern, flags), words)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def sentence_ends(found: re.Match[str]) -> bool:
    """Whether nothing follows the match, or a new sentence."""
    rest = found.string[found.end() :]
    return not rest.strip() or bool(re.match(r"\s+(?:I\s|[A-ZÆØÅ][a-zæøå])", rest))


def like(written: str, said: str) -> str:
    """`said` with a capital if `written` has one."""
    return said[0].upper() + said[1:] if written[0].isupper() else said
