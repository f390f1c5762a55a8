"""What is read when somebody who talked for long falls silent."""

from pathlib import Path

import numpy as np
import pytest

from speech.hearing.grammar import Grammar
from speech.hearing.recogniser import Models, Recogniser
from speech.hearing.speaking import Speaking
from speech.hearing.store import GraphStore
from speech.hearing.voice_activity import FRAME
from speech.sound import RATE, Samples
from tests.speech.hearing.conftest import Say, silence

ROUND = Grammar(frozenset({"next", "pause", "time_left"}))
TALK = "vi har arbejdet med planen hele ugen, og så kom kunden med noget helt nyt i går"


class Recognisers:
    """Makes them for ROUND, and counts them."""

    def __init__(self, graphs: Path) -> None:
        self._model = Models().load(GraphStore(graphs).graph(ROUND))
        self.made = 0

    def __call__(self) -> Recogniser:
        self.made += 1
        return Recogniser(self._model)


def spoken(sound: Samples) -> list[Samples]:
    return [sound[at : at + FRAME] for at in range(0, len(sound) - FRAME + 1, FRAME)]


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ([TALK, TALK], True),  # long, and nothing for the box: its last seconds alone
        (["det er fint"], False),
        ([TALK, TALK, "tidtager, næste taler"], False),  # as it was heard, all of it
    ],
)
def test_long_talk_is_read_from_its_last_seconds(
    graphs: Path, say: Say, said: list[str], again: bool
) -> None:
    recognisers = Recognisers(graphs)
    sounds = [say(text)[RATE:-RATE] for text in said]
    speech = Speaking(recognisers, 0, spoken(np.concatenate((*sounds, silence(0.35)))))

    heard = speech.end()

    assert recognisers.made == (2 if again else 1)
    assert heard.reading.known == ("tidtager" in said[-1])
