"""The tables of docs/planfilen.md as they must be: rows made from content/."""

from content import load
from device.meeting.items.fields.rules import Rules, all_rules
from device.planfile.durations import danish_duration
from device.planfile.forms import all_forms

WORDS = load("knapper.yaml")
"""What the reference calls the states and meanings of content/buttons.yaml."""
STATES = WORDS["states"]
MEANINGS = {key: meaning["short"] for key, meaning in WORDS["meanings"].items()}


def topics() -> list[str]:
    """A row for each topic: its title, and by what else it is found."""
    return [
        f"| {topic['title']} | {', '.join([key, *topic['also']])} |"
        for key, topic in load("topics.yaml").items()
    ]


def first_meeting() -> list[str]:
    """A row for each item of a first meeting: its word under ``tider``, and its lengths."""
    topics = load("topics.yaml")
    rows = []
    for entry in all_forms()["første møde"].entries:
        topic, rules = entry.fields.get("emne"), entry.rules
        usual = rules.titles.get(entry.item, rules.title)
        title = topics[topic]["title"] if isinstance(topic, str) else usual
        rows.append(f"| `{entry.word}` | {title} | {_lengths(rules)} |")
    return rows


def items() -> list[str]:
    """A row for each kind of item: its word, its fields, and its lengths."""
    common = load("planfile.yaml")["item_keys"]
    return [
        f"| `{kind}` | {', '.join(f'`{field}`' for field in (*common, *rules.fields))} "
        f"| {_lengths(rules)} |"
        for kind, rules in all_rules().items()
    ]


def buttons() -> list[str]:
    """A row for each state: what green, yellow, blue and the five others mean in it."""
    columns = ("green", "yellow", "blue", "scores")
    return [
        f"| {STATES[state]} | {' | '.join(_cell(named, button) for button in columns)} |"
        for state, named in load("buttons.yaml")["states"].items()
    ]


def _cell(named: dict[str, str], button: str) -> str:
    """What `button` means in a state, and what it means held, or one of the five alone."""
    more = {f"{button} held": WORDS["held"], f"{button} held long": WORDS["held_long"]}
    if button == "scores":
        more |= {f"score{n}": str(n) for n in range(1, 6)}
    told = [MEANINGS[named[button]]] if button in named else []
    told += [
        f"{how}: {MEANINGS[named[name]]}"
        for name, how in more.items()
        if named.get(name, "wait") != "wait"
    ]
    return ", ".join(told) or "–"


def _lengths(rules: Rules) -> str:
    if rules.length is not None:
        span = rules.length
        return " | ".join(danish_duration(60 * m) for m in (span.least, span.usual, span.most))
    if rules.turn_seconds is not None and "statement" not in rules.seconds:
        turn = rules.turn_seconds
        times = (turn.least, turn.usual, turn.most)
        return " | ".join(f"{danish_duration(seconds)} til hver" for seconds in times)
    return "– | – | –"
