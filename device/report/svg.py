"""A picture as SVG, to stand in a page: shapes have classes, and the page's style colours them.

So a picture is light or dark as the page is, and is made without a drawing library: a chart of
rectangles and numbers needs none, and the box's memory is small. Text that may be long is never in
a picture, since only the page can break it over lines.
"""

from html import escape


class Picture:
    """Shapes on a canvas `width` units wide; a unit is about a pixel on a phone."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.texts: list[tuple[float, float, str]] = []
        """x, y, text: of all texts, for whoever looks whether they meet."""
        self._shapes: list[str] = []

    def box(
        self, x: float, y: float, width: float, height: float, kind: str, radius: float = 0.0
    ) -> None:
        """A rectangle whose colour is that of the class `kind`."""
        rounded = f' rx="{_n(radius)}"' if radius else ""
        self._shapes.append(
            f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0.0))}"'
            f' height="{_n(max(height, 0.0))}"{rounded}/>'
        )

    def line(self, points: list[tuple[float, float]], kind: str) -> None:
        """A line through `points`."""
        through = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._shapes.append(f'<polyline class="{kind}" points="{through}"/>')

    def area(self, points: list[tuple[float, float]], kind: str) -> None:
        """A filled shape with corners at `points`."""
        corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._shapes.append(f'<polygon class="{kind}" points="{corners}"/>')

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """A filled circle."""
        self._shapes.append(f'<circle class="{kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def text(self, x: float, y: float, text: str, kind: str, *, align: str = "middle") -> None:
        """A short text whose baseline is at `y`."""
        self.texts.append((x, y, text))
        self._shapes.append(
            f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}" text-anchor="{align}">'
            f"{escape(text, quote=False)}</text>"
        )

    def svg(self, height: float, alt: str) -> str:
        """The picture, with its words for those who can't see it."""
        return (
            f'<svg role="img" aria-label="{escape(alt)}"'
            f' viewBox="0 0 {_n(self.width)} {_n(height)}" xmlns="http://www.w3.org/2000/svg">'
            f"{''.join(self._shapes)}</svg>"
        )


def _n(value: float) -> str:
    """As few letters as a tenth of a unit takes."""
    return f"{value:.1f}".removesuffix(".0")
