"""The table of what people say (said.yaml), said aloud to the real ear.

    python -m tests.speech.hearing.said [--voices da+m5 da+f2 …] [--wrong]

prints how many of its phrases were taken as they are meant, by voice.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from rich import print as show
from ruamel.yaml import YAML

from device.commands.hear import graph_cache, heard_during
from speech.espeak import Espeak
from speech.hearing import Ear
from speech.sound import BLOCK, RATE, Samples

PEOPLE = ("Bo Krogh", "Anna Holm", "Otto Lund", "Nina Krogh", "Jan Bach", "Carla Ravn")
VOICES = ("da+m5", "da+f2", "da+m7", "da+f4")
"""Not the box's, and none that trained the model."""
_ANSWERED = frozenset({"question_number", "question_names", "question_yes_no"})
"""Situations in which the phrases are answers, without the wake word."""


@dataclass(frozen=True)
class Row:
    """One phrase of the table."""

    situation: str
    said: str
    meant: str
    """As in the table; "-": no command."""

    def __str__(self) -> str:
        return f"{self.situation}: {self.said}"


def rows() -> list[Row]:
    """The whole table."""
    table = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))
    return [
        Row(situation, said, str(meant))
        for situation, phrases in table.items()
        for said, meant in phrases.items()
    ]


class Table:
    """An ear that hears each row in its situation."""

    def __init__(self, graphs: Path) -> None:
        self._ear = Ear(cache=graphs)
        self._espeak = Espeak()
        self._situation = ""

    def understood(self, row: Row, voice: str) -> str:
        """What was taken of `row` by `voice`, as the table writes it."""
        if row.situation != self._situation:
            self._ear.listen_for(heard_during(row.situation, PEOPLE))
            self._situation = row.situation
        text = row.said if row.situation in _ANSWERED else f"tidtager, {row.said}"
        sound = self._say(text, voice)
        heard = [
            u for at in range(0, len(sound), BLOCK) for u in self._ear.feed(sound[at:][:BLOCK])
        ]
        heard += self._ear.finish()
        commands = [one for one in heard if one.kind == "command"]
        if not commands:
            return "-"
        values = [
            f"{value:g}" if isinstance(value, float) else str(value)
            for one in commands
            for value in (one.intent, one.minutes, one.number, one.name)
            if value is not None
        ]
        return " ".join(values)

    def _say(self, text: str, voice: str) -> Samples:
        made = self._espeak.synthesise(text, voice, rate=150)
        sound = soxr.resample(made.samples.astype(np.float32), made.rate, RATE)
        quiet = np.zeros(RATE, dtype=np.int16)
        loud = (sound * 9000 / np.abs(sound).max()).astype(np.int16)
        return np.concatenate((quiet, loud, quiet, quiet[: RATE // 2]))


def main(voices: tuple[str, ...]) -> None:
    """Say all of the table in each of `voices`, and print what was wrong."""
    table = Table(graph_cache())
    for voice in voices:
        wrong = [(row, got) for row in rows() if (got := table.understood(row, voice)) != row.meant]
        for row, got in wrong:
            show(f"   {row} → {got} (meant: {row.meant})")
        show(f"{voice}: {len(rows()) - len(wrong)} of {len(rows())}")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or VOICES)
