"""Two buttons at once, on contacts: what they mean together is not first done by each."""

import pytest

from device.meeting.events import Event, Held, Pressed, Released
from device.panel.chords import Contacts
from device.panel.contact import Contact

TOLD = {
    "g": Pressed(0.0, "green"),
    "y": Pressed(0.0, "yellow"),
    "w": Pressed(0.0, "white"),
    "5": Pressed(0.0, "score5"),
    "Y": Held(0.0, "yellow"),
    "W": Held(0.0, "white"),
    "w up": Released(0.0, "white"),
    "gy": Held(0.0, "green and yellow"),
    "gw": Held(0.0, "green and white"),
}
NAMES = {"g": "green", "y": "yellow", "w": "white", "5": "score5", "b": "blue"}


def told(moves: str, *, stuck: str = "") -> list[Event]:
    """What fingers tell: "+g 0.2 -g" is green down, a fifth of a second, green up."""
    contacts = Contacts(Contact(name, down=key in stuck, held=True) for key, name in NAMES.items())
    now, events = 0.0, []
    for move in [*moves.split(), "3"]:
        if move[0] in "+-":
            events += contacts.moved(NAMES[move[1]], move[0] == "+", now)
            continue
        until = now + float(move)
        while (due := contacts.due(now)) is not None and due < until:
            now = due
            events += contacts.waited(now)
        now = until
        events += contacts.waited(now)
    return events


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        pytest.param("+g +y 6 -g 0.2 -y", "gy", id="both at once"),
        pytest.param("+y 0.06 +g 6 -y 0.2 -g", "gy", id="nearly at once"),
        pytest.param("+w +g 20 -w -g", "gw", id="held for long it is told once"),
        pytest.param("+g +y 6 -y 0.2 +y 6 -g -y", "gy gy", id="twice, one finger staying"),
        pytest.param("+y 0.5 +g 6 -y -g", "y gy", id="one after the other"),
        pytest.param("+y 2.5 +g 6 -y -g", "y Y gy", id="one held before the other came"),
        pytest.param("+g +y 3 -g 1 -y", "", id="given up"),
        pytest.param("+w +g 3.5 -g 1 -w", "", id="white is not held for the microphone meanwhile"),
        pytest.param("+g +y 0.15 -g -y", "g y", id="two people at once"),
        pytest.param("+w +g 0.4 -g 0.1 -w", "w g w up", id="one talks while another goes on"),
        pytest.param("+g +y +w 8 -g -y -w", "g y w Y W w up", id="three buttons are no chord"),
        pytest.param("+5 +g 6 -5 -g", "5 g", id="a score beside it is in no chord"),
    ],
)
def test_what_two_buttons_tell(moves: str, expected: str) -> None:
    got = [name for event in told(moves) for name, e in TOLD.items() if e == event]
    assert " ".join(got) == expected


@pytest.mark.parametrize("key", ["g", "y", "w"])
def test_a_press_alone_is_told_before_anybody_feels_it(key: str) -> None:
    assert told(f"+{key} 0.08")[0] == TOLD[key]
    assert told(f"+{key} 0.06 -{key}")[0] == TOLD[key]


def test_a_stuck_button_switches_nothing_off() -> None:
    assert told("+y 6 -y", stuck="g") == [TOLD["y"], TOLD["Y"]]
    assert told("+y 6 -y -g 1 +g +y 6", stuck="g")[-1] == TOLD["gy"]
