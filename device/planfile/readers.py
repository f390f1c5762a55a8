"""What a plan file's fields hold: forms, names, items' lengths, choices.

`READERS` has, for each name that a type of `device.meeting.items.fields.values` is read by, what
makes the value of what stands in the file.
"""

import re
from collections.abc import Callable
from typing import Any

from device.meeting.items.fields.rules import all_rules
from device.meeting.items.fields.rules import most as most_of
from device.planfile.durations import Scale
from device.planfile.listing import questions_on_line
from device.planfile.name_list import read_entry
from device.planfile.persons import sayable
from device.planfile.values import (
    Refused,
    choice,
    clock,
    duration,
    iso_date,
    number,
    refuse,
    text,
    text_of,
    texts,
    yes_no,
)
from device.planfile.words import hint, words

_READ_ALOUD = re.compile(r"[a-zæøåäöüé]+(?:['-][a-zæøåäöüé]+)*", re.IGNORECASE)
"""A word of a respelling: what is said has no digits, signs or phonetic letters."""


def choice_of(reader: str) -> Callable[[Any], Any]:
    """One of what a kind of item gives to choose from."""
    return choice(lambda: words().choices[reader])


def form(value: object) -> str | None:
    """The meeting form."""
    if value is None:
        return None
    plain = text_of(value)
    bare = re.sub(r"\s*\([^()\d]*\)\s*$", "", plain).strip(" !,;.")
    chosen = words().forms.get(bare)
    if chosen is None and words().planned_forms.get(bare):
        refuse("planned_form", text=plain, choices=words().forms.choices())
    if chosen is None:
        forms = words().forms
        listed = words().fault("hint_list", choices=forms.choices())
        refuse("unknown_form", text=plain, hint=hint(forms, plain, listed, cutoff=0.8))
    return chosen


def name(value: object) -> str:
    """A participant's name."""
    if value is None or isinstance(value, list):
        refuse("want_person")
    plain = text_of(value)
    if len(plain) > most_of("name"):
        refuse("name_long", text=plain, most=most_of("name"))
    if not any(character.isalpha() for character in plain):
        refuse("name_letters", text=plain)
    return plain


def say_as(value: object) -> str | None:
    """How a name is said: a respelling that a Danish voice reads."""
    if value is None:
        return None
    plain = text_of(value)
    if len(plain) > most_of("name"):
        refuse("name_long", text=plain, most=most_of("name"))
    readable = all(_READ_ALOUD.fullmatch(word) for word in plain.split())
    if not readable or not sayable(plain):
        refuse("say_as_letters", text=plain)
    return plain


def item_or_no(value: object) -> float | bool | None:
    """An item's length, or ``nej`` (False): the item is left out."""
    if isinstance(value, str) and words().yes_no.get(value) == "nej":
        return False
    seconds: float | None = READERS["item"](value)
    return seconds


def needed_item(value: object) -> float | None:
    """The length of an item that its form can't do without."""
    if isinstance(value, str) and words().yes_no.get(value) == "nej":
        refuse("cannot_leave_out", example="10 minutter")
    seconds: float | None = READERS["item"](value)
    return seconds


def group_size(value: object) -> int | None:
    """How many work together: "i par", "tre og tre", "grupper på fire"."""
    sizes = words().group_sizes
    chosen = choice(lambda: sizes)(value)
    return None if chosen is None else 2 + sizes.words.index(chosen)


def names(value: object) -> tuple[str, ...]:
    """Names in a list or on one line, without what else is said of people."""
    if value is None:
        return ()
    entries = value if isinstance(value, list) else [value]
    found: list[str] = []
    problems = []
    for place, entry in enumerate(entries):
        if entry is None:
            continue
        for reading in read_entry(text_of(entry), own_line=isinstance(value, list)):
            try:
                if reading.problem:
                    refuse(reading.problem, text=reading.problem_text or reading.name)
                found.append(name(reading.name))
            except Refused as refused:
                here = place if isinstance(value, list) else None
                problems += [(here, key, told) for _, key, told in refused.problems]
    if problems:
        raise Refused(*problems)
    if len(found) > (most := most_of("speakers")):
        refuse("list_long", length=len(found), most=most)
    return tuple(found)


READERS: dict[str, Callable[[Any], Any]] = {
    "form": form,
    "title": text("title"),
    "line": text("line"),
    "text": text("text"),
    "rules": texts("rules"),
    "questions": texts("questions", questions_on_line),
    "statements": texts("statements"),
    "points": texts("points"),
    "meeting": duration(Scale.MEETING, "meeting", "2 timer"),
    "item": duration(Scale.ITEM, "item", "10 minutter"),
    "turn_seconds": duration(Scale.ITEM, "turn_seconds", "2 minutter"),
    "item_or_no": item_or_no,
    "needed_item": needed_item,
    "clock": clock,
    "iso_date": iso_date,
    "yes_no": yes_no,
    "order": choice(lambda: words().orders),
    "tool": choice(lambda: words().tools),
    "time_up": choice(lambda: words().time_up),
    "hearing": choice(lambda: words().hearings),
    "wake_word": choice(lambda: words().wake_words),
    "group_size": group_size,
    "rounds": number("rounds", "to runder"),
    "names": names,
    "name": name,
    "say_as": say_as,
    **{name: choice_of(name) for rules in all_rules().values() for name in rules.choices},
}
"""What reads a value, by the name in its type's `ReadBy`."""
