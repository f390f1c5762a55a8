"""A ring of braille dots: how much of a time is left."""

import math

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille character, by row and column."""
THICK = 5.0
"""Dots that the time which is left is thick; what is gone is one dot."""


def ring(left: float, width: int, height: int, text: tuple[str, ...] = ()) -> list[str]:
    """Rows of `width` characters: a ring, thick for the share `left` (0 to 1).

    It empties clockwise from the top, as a clock's hand goes. `text` stands in its middle, as far
    as there is room.
    """
    across, down = 2 * width, 4 * height
    radius = min(across, down) / 2 - 0.5
    cells = [[0] * width for _ in range(height)]
    for y in range(down):
        for x in range(across):
            dx, dy = x + 0.5 - across / 2, y + 0.5 - down / 2
            depth = radius - math.hypot(dx, dy)
            gone = math.atan2(dx, -dy) % (2 * math.pi) / (2 * math.pi)
            thick = THICK if gone >= 1 - left else 1.0
            if -0.5 <= depth < thick - 0.5:
                cells[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
    rows = ["".join(chr(0x2800 + bits) if bits else " " for bits in row) for row in cells]
    first = (height - len(text)) // 2
    for number, line in enumerate(text):
        row = first + number
        start = (width - len(line)) // 2
        if 0 <= row < height and start >= 0:
            rows[row] = rows[row][:start] + line + rows[row][start + len(line) :]
    return rows
