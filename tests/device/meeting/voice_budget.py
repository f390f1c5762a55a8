"""How long the box itself speaks in a meeting, and how much of that somebody asked it for.

A table of events: `CountingTable` in place of `Table`; `table.voice` is the sum so far. A meeting
in the room: `of_lines`, with the real durations. What is asked for is an answer to a question of
the group's (ASKED); what confirms a command ("Så er der et minut mere") is not, and counts as talk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from typing_extensions import override

from device.meeting import actions, events
from device.simulation.transcript import Line
from tests.device.meeting.table import Table

SECONDS_A_CHARACTER = 0.0716
"""Of the box's usual voice and pace: all phrases, questions and topics are 16,503 characters and
1,182 s. One sentence may be half as long again; their sum is not. Held by the test beside this."""

ASKED = frozenset({
    "agenda", "end_time", "groups", "help", "next_host", "pace", "purpose", "question",
    "queue_list", "repeat", "repeat_question", "rules", "time_left", "to_break", "who_next",
})  # fmt: skip
"""Intents by which the group asks the box to speak."""
AT_ONCE = 6.0
"""In the room: what begins so many seconds after a question is its answer, and what follows on it
without a pause of FOLLOWS_ON."""
FOLLOWS_ON = 1.0


@dataclass(frozen=True)
class Voice:
    """Seconds of the box's voice."""

    asked: float = 0.0
    unasked: float = 0.0

    def plus(self, seconds: float, *, asked: bool) -> "Voice":
        """With `seconds` more."""
        if asked:
            return Voice(self.asked + seconds, self.unasked)
        return Voice(self.asked, self.unasked + seconds)


def seconds(said: actions.Say) -> float:
    """How long the voice takes for it, by its usual pace."""
    return len(said.aloud or said.text) * SECONDS_A_CHARACTER


@dataclass
class CountingTable(Table):
    """A table that also adds up how long the box speaks."""

    voice: Voice = field(default_factory=Voice)
    longest: list[tuple[float, str]] = field(default_factory=list)
    """What was said unasked, with its seconds; for a test that fails, to tell where it went."""

    @override
    def _handle(self, event: events.Event) -> None:
        asked = self._asks(event)
        before = len(self.said)
        super()._handle(event)
        for said in self.said[before:]:
            length = seconds(said)
            self.voice = self.voice.plus(length, asked=asked)
            if not asked:
                self.longest.append((length, said.text))

    def _asks(self, event: events.Event) -> bool:
        match event:
            case events.Heard(intent=intent):
                return intent in ASKED
            case events.Pressed(button=button):
                return self.meeting.meaning(button) in ASKED
            case events.Held(button=button):
                return self.meeting.meaning(f"{button} held") in ASKED
            case _:
                return False


def of_lines(lines: Sequence[Line]) -> Voice:
    """The same of a meeting's transcript.

    A press of the blue button, which asks for a question or a repetition, is asking.
    """
    voice, asked_until = Voice(), float("-inf")
    for line in sorted(lines, key=lambda line: line.t):
        match line.kind:
            case "understood":
                asks = line.text.split()[0] in ASKED  # the intent, then its values
                asked_until = line.t + AT_ONCE if asks else float("-inf")
            case "press":
                asks = line.text.startswith("blue")
                asked_until = line.t + AT_ONCE if asks else float("-inf")
            case "box":
                asked = line.t <= asked_until
                voice = voice.plus(line.end - line.t, asked=asked)
                if asked:
                    asked_until = line.end + FOLLOWS_ON
            case _:
                pass
    return voice
