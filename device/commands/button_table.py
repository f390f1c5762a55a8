"""docs/knapper.md: what every button does in every state, made from content/ and the kinds.

``python -m device.commands.button_table`` prints it.
"""

import sys
from collections.abc import Iterator

from content import load
from device.meeting.items.fields.rules import all_rules
from device.meeting.items.registry import kinds


def page() -> str:
    """The whole page, in Danish, as Markdown."""
    words, table = load("knapper.yaml"), load("buttons.yaml")
    lines = [f"# {words['title']}", "", words["intro"].strip(), ""]
    lines += [
        f"## {words['always']}",
        "",
        words["always_text"],
        "",
        *_rows(table["always"], {}),
        "",
    ]
    lamp = [f"| {' | '.join(row)} |" for row in (words["lamp_columns"], *words["lamp"])]
    lines += [f"## {words['lamp_title']}", "", lamp[0], "|---|---|", *lamp[1:], ""]
    for state, row in table["states"].items():
        lines += [f"## {words['states'][state]}", ""]
        if titles := _titles(state):
            lines += [words["items"].format(titles=", ".join(titles)), ""]
        lines += [*_rows(row, words["own"].get(state, {})), ""]
    return "\n".join(lines).rstrip() + "\n"


def _rows(row: dict[str, str], own: dict[str, str]) -> Iterator[str]:
    words = load("knapper.yaml")
    yield f"| {' | '.join(words['columns'])} |"
    yield "|---|---|"
    for button in words["buttons"]:
        if button in row:
            said = own.get(button) or words["meanings"][row[button]]["long"]
            yield f"| {words['buttons'][button]} | {said} |"


def _titles(state: str) -> list[str]:
    """The kinds of item that the state is peculiar to; none where it may come anywhere."""
    if state in load("knapper.yaml")["anywhere"]:
        return []
    rules = all_rules()
    found = [rules[kind.name].title for kind in kinds() if state in kind.situations]
    return sorted(found) if len(found) < len(kinds()) else []


if __name__ == "__main__":
    sys.stdout.write(page())
