"""When two presses of one button are one: the rule for pins, keys and replay alike.

A press of the same button within SAME_FINGER of the one before is the same finger's and means
nothing more; that one counts from, too, so a finger that trembles for seconds has pressed once.
Every button has a time of its own: different buttons at one moment all count. A finger's double
tap is 0.1 to 0.3 s apart (desktops take two clicks within 0.5 s for one double click); for
another person to press, the first hand must leave the button and the next must come, which takes
half a second. A contact's own bouncing and a button held down are dealt with before, in
device.panel.contact.

Where a number is keyed in, one person presses the same button twice and means it (5 and 5 are
ten), and whoever talks with the button down may do so again at once: there each press counts.
"""

SAME_FINGER = 0.4
"""Seconds."""
EACH_COUNTS = frozenset({"digit", "talk"})
"""Meanings of content/buttons.yaml."""

Presses = tuple[tuple[str, float], ...]
"""Each button's last press: (button, meeting time in seconds)."""


def is_again(presses: Presses, button: str, now: float) -> bool:
    """Whether a press at `now` (meeting time) is the one before once more."""
    return any(name == button and now - t < SAME_FINGER for name, t in presses)


def noted(presses: Presses, button: str, now: float) -> Presses:
    """`presses` with that of `button` at `now`."""
    return (*((name, t) for name, t in presses if name != button), (button, now))
