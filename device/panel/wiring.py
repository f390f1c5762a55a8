"""The wiring as a drawing: `python -m device.panel.wiring [PINS.yaml] >wiring.svg`.

Made from the pins file, so that the drawing can't say anything else than what the box does.
"""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

from content import load
from device.meeting.events import BUTTONS
from device.panel.pins import Pins, PinsError, load_pins

HEADER: tuple[int | str, ...] = (
    "3V3", "5V", 2, "5V", 3, "GND", 4, 14, "GND", 15, 17, 18, 27, "GND", 22, 23, "3V3", 24, 10,
    "GND", 9, 25, 11, 8, "GND", 7, 0, 1, 5, "GND", 6, 12, 13, "GND", 19, 16, 26, 20, "GND", 21,
)  # fmt: skip
"""What is on each place of the 40-pin header, from place 1: a GPIO number, or power."""
SHADES = {"green": "#2e9e4f", "yellow": "#e0b400", "blue": "#2f6fd0", "white": "#ffffff",
          "red": "#d03a3a"}  # fmt: skip
"""Of the buttons and the lamp's legs, in a drawing on white."""
ROW = 30
"""Units from one place of the header to the next."""
TOP = 96
MIDDLE = 450
WIDTH = 900
LEFT, RIGHT = 210, WIDTH - 210
"""Where the parts' names end, and begin."""


def places() -> dict[int, int]:
    """The place on the header, 1 to 40, of each GPIO number."""
    return {what: place for place, what in enumerate(HEADER, 1) if isinstance(what, int)}


def drawing(pins: Pins) -> str:
    """An SVG of the header and what is wired to it."""
    words = load("wiring.yaml")
    at = places()
    wires = {at[number]: (words["parts"][name], shade) for name, number, shade in _parts(pins)}
    height = TOP + 20 * ROW + 150
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="15" role="img" aria-label="{_text(words["title"])}">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="{MIDDLE}" y="36" text-anchor="middle" font-size="22">{_text(words["title"])}'
        "</text>",
        f'<text x="{MIDDLE}" y="62" text-anchor="middle" fill="#555">{_text(words["seen"])}</text>',
        f'<rect x="{MIDDLE - 44}" y="{TOP - 22}" width="88" height="{20 * ROW + 14}" rx="6" '
        'fill="#1d3b2a"/>',
    ]
    for place, what in enumerate(HEADER, 1):
        out += _place(place, what, wires.get(place))
    notes = [words["buttons"], words["anode" if pins.common_anode else "cathode"], words["ground"]]
    for number, note in enumerate(notes):
        y = TOP + 20 * ROW + 40 + 28 * number
        out.append(f'<text x="{MIDDLE}" y="{y}" text-anchor="middle">{_text(note)}</text>')
    return "\n".join([*out, "</svg>", ""])


def _parts(pins: Pins) -> list[tuple[str, int, str]]:
    """Name, GPIO number and shade of all that is wired."""
    buttons = [(name, pins.buttons[name], SHADES.get(name, "#999")) for name in BUTTONS]
    legs = zip(("red", "green", "blue"), pins.lamp, strict=True)
    lamp = [(f"lamp_{colour}", number, SHADES[colour]) for colour, number in legs]
    return [*buttons, *lamp, ("listening", pins.listening, "#ffffff")]


def _place(place: int, what: int | str, wired: tuple[str, str] | None) -> list[str]:
    left = place % 2 == 1
    x, y = MIDDLE + (-20 if left else 20), TOP + (place - 1) // 2 * ROW
    fill = {"GND": "#444", "3V3": "#f08a24", "5V": "#d03a3a"}.get(str(what), "#d8c98a")
    out = [
        f'<circle cx="{x}" cy="{y}" r="9" fill="{fill}"/>',
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" font-size="10" '
        f'fill="{"#fff" if what in {"GND", "5V"} else "#000"}">{place}</text>',
    ]
    anchor = "end" if left else "start"
    label = MIDDLE + (-52 if left else 52)
    shown = f"GPIO {what}" if isinstance(what, int) else what
    strong = "" if wired else ' fill="#999"'
    out.append(
        f'<text x="{label}" y="{y + 5}" text-anchor="{anchor}" font-size="13"{strong}>{shown}'
        "</text>"
    )
    if wired:
        name, shade = wired
        start, end = (label - 66, LEFT + 8) if left else (label + 66, RIGHT - 8)
        out += [
            f'<line x1="{start}" y1="{y}" x2="{end}" y2="{y}" stroke="#333" stroke-width="5"/>',
            f'<line x1="{start}" y1="{y}" x2="{end}" y2="{y}" stroke="{shade}" stroke-width="3"/>',
            f'<text x="{LEFT if left else RIGHT}" y="{y + 5}" text-anchor="{anchor}">{_text(name)}'
            "</text>",
        ]
    return out


def _text(words: str) -> str:
    return escape(words, {'"': "&quot;"})


def main(arguments: list[str]) -> int:
    """Write the drawing; the exit code."""
    try:
        pins = load_pins(Path(arguments[0]) if arguments else None)
    except PinsError as faults:
        sys.stderr.write(f"{faults}\n")
        return 1
    sys.stdout.write(drawing(pins))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
