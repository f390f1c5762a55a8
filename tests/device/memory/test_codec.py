"""A row is read only where its values are of the right types."""

import json

import pytest

from device.meeting import events
from device.memory.codec import UnknownKindError, decode, encode

GOOD = [
    events.Heard(1.0, "more_time", minutes=0.5, name="Åse"),
    events.Heard(2.0, "number", number=3, confidence=1),
    events.Pressed(3.0, "green"),
    events.Spoken(4.0, 7),
    events.SaidAfter(5.0, "Tidtager, næste.", (("tidtager", "t i"), ("næste", "n E")), True),
    events.Trouble(6.0, "stick", working=True),
]


@pytest.mark.parametrize("event", GOOD, ids=lambda event: type(event).__name__)
def test_what_is_written_is_read(event: events.Event) -> None:
    assert decode(encode(event)) == event


@pytest.mark.parametrize(
    ("row", "event"),
    [
        (
            '{"kind":"Heard","t":45.0,"intent":"absent","minutes":null,"number":null,'
            '"name":"Birk","confidence":0.9}',
            events.Heard(45.0, "absent", name="Birk", confidence=0.9),
        ),
        (
            '{"kind":"Doubted","t":46.0,"intent":"take_break","minutes":5.0,"number":null,'
            '"name":null}',
            events.Doubted(46.0, "take_break", minutes=5.0),
        ),
    ],
    ids=["heard", "doubted"],
)
def test_what_was_heard_is_written_as_it_always_was(row: str, event: events.Event) -> None:
    """To the letter: such rows are in journals, and a box may be set back to an older version."""
    assert decode(row) == event
    assert encode(event) == row


@pytest.mark.parametrize(
    ("event", "name", "value"),
    [
        (events.Spoken(1.0, 7), "id", "syv"),
        (events.Spoken(1.0, 7), "id", 7.5),
        (events.Spoken(1.0, 7), "id", True),
        (events.Spoken(1.0, 7), "id", None),
        (events.Spoken(1.0, 7), "t", -1.0),
        (events.Spoken(1.0, 7), "t", 1e10),
        (events.Spoken(1.0, 7), "t", True),
        (events.Spoken(1.0, 7), "t", "nu"),
        (events.Pressed(1.0, "green"), "button", 3),
        (events.Pressed(1.0, "green"), "button", "gr\ud800n"),
        (events.Heard(1.0, "next"), "name", 3),
        (events.Heard(1.0, "next"), "minutes", "et"),
        (events.Heard(1.0, "next"), "number", 1.5),
        (events.Trouble(1.0, "stick"), "working", 1),
        (events.Trouble(1.0, "stick"), "working", "ja"),
        (events.SaidAfter(1.0, "x", ()), "learned", "t i"),
        (events.SaidAfter(1.0, "x", ()), "learned", [["tidtager"]]),
        (events.SaidAfter(1.0, "x", ()), "learned", [["tidtager", 3]]),
    ],
)
def test_a_value_of_another_type_is_no_event(event: events.Event, name: str, value: object) -> None:
    row = json.loads(encode(event))
    assert name in row
    with pytest.raises(UnknownKindError):
        decode(json.dumps({**row, name: value}))


@pytest.mark.parametrize("line", ["", "3", "null", "{}", '{"kind": "Person", "name": "Bo"}', "{"])
def test_what_is_no_event_is_told(line: str) -> None:
    with pytest.raises(UnknownKindError):
        decode(line)
