"""Many groups at once: the exports of many sticks become one page (docs/overblik.md)."""
