"""What the ear gives: one thing understood, or not."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["command", "doubted", "wake", "unclear", "saying"]


@dataclass(frozen=True)
class Utterance:
    """Something said, and what it was taken for. Times are audio seconds since the ear began."""

    kind: Kind
    """``command``: a whole phrase. ``doubted``: one with too little certainty for what it does.
    ``wake``: the wake word alone. ``unclear``: the wake word, then something that is no command.
    ``saying``: the sentence of an enrolment, in which ``unclear`` is anything else that was said.
    Speech without any of these gives no utterance."""
    intent: str | None = None
    """A name from content/commands.yaml; None unless `kind` is ``command`` or ``doubted``."""
    minutes: float | None = None
    number: int | None = None
    name: str | None = None
    """A participant's name exactly as in the plan."""
    confidence: float = 1.0
    """0 to 1: see speech.hearing.recogniser.confidence."""
    text: str = ""
    """The wake word, if it was said, and the shortest way to say what was meant."""
    start: float = 0.0
    """When speech began."""
    end: float = 0.0
    """When speech ended."""
    at: float = 0.0
    """How much had been heard when this was decided: the end of the block then being fed."""
    learned: tuple[tuple[str, str], ...] = ()
    """Of a saying: its words, each with phones one space apart, as often as it was heard so."""

    @property
    def latency(self) -> float:
        """Seconds of audio from the end of speech to the decision."""
        return self.at - self.end
