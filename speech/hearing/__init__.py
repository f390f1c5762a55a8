"""Hearing: a microphone's stream in, commands out.

The order of the rooms: `grammar` (templates to phrases), `lexicon` (phrases to phones), `graph`
and `compile` (phones to a decoding graph, in a process of its own), `store` (graphs on disk),
`recogniser` (Vosk), `voice_activity` (speech or silence), `ear` (all of it), `microphone`.
"""

from speech.hearing.ear import Ear
from speech.hearing.grammar import ClosedSet, Grammar
from speech.hearing.store import GraphError, HearingError, ModelMissingError
from speech.hearing.utterance import Utterance

__all__ = [
    "ClosedSet",
    "Ear",
    "Grammar",
    "GraphError",
    "HearingError",
    "ModelMissingError",
    "Utterance",
]
