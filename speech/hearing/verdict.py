"""What a reading means where only some things can be said: wait on, or a command, or nothing."""

from speech.hearing.grammar import ClosedSet, Grammar, commands
from speech.hearing.graph import CUT, NOTHING
from speech.hearing.recogniser import Heard, confidence
from speech.hearing.store import Tokens
from speech.hearing.utterance import Kind, Utterance

SHORT = 20
"""Frames of pause after which a phrase is taken that can't go on."""
MEDIUM = 35
"""... that could go on ("næste", "næste taler")."""
LONG = 65
"""... after which no command follows the wake word in the same breath."""
LONGEST_STOP = 85
"""... after which a command that stopped in the middle doesn't go on."""

CALLED = 0.97
"""The least confidence in the wake word before something that the box can't do: any sounds may be
that, so it makes up for a wake word that nobody said. Those who call have 0.99 and more in a quiet
room."""
ALONE = 0.9
"""The least confidence in the wake word that nothing is said after. Of 44 calls by natural voices
that waited for the tone (half in a babble at 20 dB) 41 had 0.91 and more; of seven minutes of talk
that sounds like a call two pieces were taken for one, at 0.89 and 0.49."""
FAR_REACHING = 0.6
"""The least confidence in the wake word where what follows takes somebody's word away, ends
something, or changes who is there: talk of several at once sounds like a call now and then, but
less like one than calls do (docs/hearing.md). Not where other speech came before the wake word:
that has its cost already."""
REFUSED_NEAR = 1.5
"""How far behind such a command what the box can't do must be, or the box asks again: "giv ikke Bo
ordet" was "giv Bo ordet", 0.4 before it."""
CAREFUL = 0.93
"""FAR_REACHING where care was asked for. It keeps out all talk at once that was ever taken for such
a command, and costs a third of the natural voices' with the shipped model (docs/hearing.md)."""
CAREFUL_NEAR = 3.0
"""REFUSED_NEAR there."""
WAKE_DOUBT = 4.0
"""How far behind the wake word may be and still be waited for, and looked for again."""


ANSWER = 1.5
"""Times the threshold: what an answer takes, which no wake word came before. At the threshold
itself 6 more of 50 numbers are understood in rain, and 3 more are taken for another."""

AFTER_TONE = 0.5
"""The least confidence of what is said after the tone. Other speech is dear there, so what isn't
understood is soon the nearest command: of 125 by choosing voices, natural ones too, 74 were
understood and 17 taken for another at 0.27, and at this 75 and 6 (docs/hearing.md)."""
RIVAL = 0.5
"""How far behind a command in one breath another one must be, or the box asks: by name about what
it would do ("Springe Bo over?"), or for it once more. Where it was nearer, of 117 by choosing
voices (rooms at 10 dB, a babble at 20 dB), four were the wrong command and one the right one; at
1.0 six and three. Where other speech is as near, the command was mostly said."""

ECHO = 0.6
"""The least confidence of an answer that begins as the ear opens: it may be the end of the box's
own voice, which was "en" with 0.40."""


class Verdicts:
    """Judges by `grammar`, whose output symbols are `tokens`."""

    def __init__(self, grammar: Grammar | ClosedSet, tokens: Tokens, threshold: float) -> None:
        self.forced = isinstance(grammar, ClosedSet) and not grammar.garbage
        """Whether anything heard is taken for some phrase."""
        self._called = isinstance(grammar, Grammar) and grammar.called
        self._tokens = tokens
        self.wake_words = tokens.wake_words
        self._threshold = threshold
        careful = isinstance(grammar, Grammar) and grammar.careful
        self._far = CAREFUL if careful else FAR_REACHING
        self._near = CAREFUL_NEAR if careful else REFUSED_NEAR
        self._least = self._surely(grammar)
        """By token: the least confidence in the wake word before it in one breath."""
        longer: dict[str, set[str]] = {}
        for branch in tokens.branches:
            words = branch.spoken.split() if branch.token not in NOTHING else []
            for n in range(1, len(words)):
                longer.setdefault(" ".join(words[:n]), set()).add(branch.token)
        self._longer = frozenset(
            branch.token
            for branch in tokens.branches
            if longer.get(branch.spoken, set()) - {branch.token}
        )
        """Tokens of phrases that may go on and mean something else then."""

    def verdict(self, heard: Heard, *, early: bool = False) -> tuple[int, Kind | None]:
        """How many frames of pause it takes to be sure of `heard`, and what it is then.

        `early`: it began as the ear opened.
        """
        reading = heard.reading
        needed = self._threshold
        if reading.token in NOTHING:
            return self._refused(heard)
        if not (reading.woken or self._called):
            needed = min(max(ANSWER * needed, ECHO if early else 0.0), 1.0)
        elif self._called:
            needed = max(needed, AFTER_TONE)
        if reading.token is not None and (self.forced or confidence(heard.margin) >= needed):
            least = self._least.get(reading.token, 0.0) if reading.woken else 0.0
            if confidence(heard.wake_margin) < least and not heard.amid:
                asked = confidence(heard.wake_margin) >= self._threshold
                return LONG, "doubted" if asked else None
            if least and heard.refusal > -self._near:
                return self._refused(heard)
            if reading.woken and not self.forced and heard.rival > -RIVAL:
                return LONG, "doubted" if least else "unclear"
            again = reading.token in self._longer or self.forced
            return (MEDIUM if again else SHORT), "command"
        if self._called and reading.known and confidence(heard.margin) >= self._threshold:
            return LONG, "unclear"
        if reading.woken:
            sure = confidence(heard.wake_margin) >= ALONE
            bare = reading.token is None and not reading.garbage
            return LONG, ("wake" if bare else "unclear") if sure else None
        if heard.call > -WAKE_DOUBT:
            return LONG, None
        return MEDIUM, None

    def _surely(self, grammar: Grammar | ClosedSet) -> dict[str, float]:
        if not isinstance(grammar, Grammar) or grammar.called:  # a tone asked for a command
            return {}
        far = commands().far_reaching - grammar.answers  # those are asked for, too
        phrases = self._tokens.phrases.items()
        return {token: self._far for token, phrase in phrases if phrase.intent in far}

    def _refused(self, heard: Heard) -> tuple[int, Kind | None]:
        """What is like a command and isn't one: whoever called the box is told so."""
        wait = LONGEST_STOP if heard.reading.token == CUT else LONG
        if self._called:
            return wait, "unclear"
        if not heard.reading.woken:
            return wait, None
        return wait, "unclear" if confidence(heard.wake_margin) >= CALLED else None

    def utterance(self, kind: Kind, heard: Heard, start: float, end: float, at: float) -> Utterance:
        """What to tell of `heard`; times in seconds."""
        called = self._tokens.wake_words[:1] if heard.reading.woken else ()
        if kind not in {"command", "doubted"} or heard.reading.token is None:
            sure = confidence(heard.wake_margin)
            return Utterance(
                kind, confidence=sure, text=" ".join(called), start=start, end=end, at=at
            )
        phrase = self._tokens.phrases[heard.reading.token]
        return Utterance(
            kind,
            phrase.intent,
            phrase.minutes,
            phrase.number,
            phrase.name,
            confidence(heard.margin),
            " ".join((*called, phrase.text)),
            start,
            end,
            at,
        )
