"""What the planning page is given of the box's own words and rules, as one file of JSON.

    python -m device.planfile.page FILE

Spellings, lengths, limits, faults, forms and kinds come from content/, the values' types from the
JSON Schema of the models that a plan is checked by. So a new form, or a kind whose time follows
from `length` or `turn_seconds`, is on the page as soon as the page is built anew. What the page
does of its own is in content/planlaeg/src/logic, and tests/content/planlaeg holds both together.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from content import load
from device.meeting.items.fields.face import Fields, RoundFields
from device.meeting.items.fields.rules import Rules
from device.meeting.items.fields.slots import LEAST_TURN
from device.meeting.items.fields.values import ReadBy
from device.meeting.items.registry import by_name
from device.meeting.plan import MAX_PEOPLE, MIN_PEOPLE
from device.meeting.reflections import find_reflection
from device.planfile import agenda, durations
from device.planfile.forms import Form, FormEntry, all_forms
from device.planfile.models import Header, Participant, times_model
from device.planfile.persons import given_names
from device.planfile.timing import TURN_STEP
from device.planfile.words import words

_WORDS = (
    "person_keys", "item_keys", "item_kind_key", "suggest_topic", "orders", "group_sizes", "tools",
    "time_up", "hearings", "planned_forms", "planned_items", "counted", "weekdays", "months",
    "absent", "late", "title_words", "title_endings", "no_names", "headings", "closing_words",
    "name_links", "sentence_words", "vowels", "sayable_letters", "remarks", "people_one",
    "people_many", "strict_keys", "single_keys", "list_keys", "people_keys", "line",
)  # fmt: skip
"""What of content/planfile.yaml the page reads as it is."""

_OF_LINES = frozenset((
    "huge_file", "word_file", "rtf_file", "pdf_file", "html_file", "binary_file", "not_a_plan",
    "unclosed_quote", "after_quote", "bad_escape", "unclosed_bracket", "stray_bracket", "indent",
    "no_colon", "loose_text", "hint_listed", "hint_goes_on", "several_on_line", "many_lines",
    "mixed_list", "two_plans", "anchor", "too_deep", "too_many", "syntax", "planned_form",
))  # fmt: skip
"""Faults of how lines are written: the page leaves such files to the box."""


def page_data() -> dict[str, Any]:
    """All of it, as plain values."""
    vocabulary, content = words(), load("planfile.yaml")
    schemas: dict[str, Any] = {}
    models: dict[str, type[BaseModel]] = {"header": Header, "person": Participant}
    fields = {name: _fields(model, schemas) for name, model in models.items()}
    for name, form in all_forms().items():
        if not form.own:
            _fields(times_model(name), schemas)
    kinds = {kind: _kind(kind, rules, schemas) for kind, rules in vocabulary.rules.items()}
    return {
        "words": {name: content[name] for name in _WORDS}
        | {"yes": content["yes"], "no": content["no"], "keys": content["keys"]}
        | {"loose": list(vocabulary.loose.words)}
        | {"top": _ways(vocabulary.top_keys), "times": _ways(vocabulary.all_times)}
        | {"wakeWords": list(vocabulary.wake_words.words)},
        "faults": {
            key: text
            for key, text in {**content["faults"], **_faults_of_kinds(vocabulary.rules)}.items()
            if key not in _OF_LINES
        },
        "header": fields["header"],
        "schemas": schemas,
        "forms": {name: _form(form) for name, form in all_forms().items()},
        "kinds": kinds,
        "limits": load("limits.yaml") | {"least_people": MIN_PEOPLE, "most_people": MAX_PEOPLE},
        "durations": load("durations.yaml"),
        "numbers": _numbers() | _numbers_of_kinds(kinds),
        "topics": {key: _topic(one) for key, one in load("topics.yaml").items()},
        "ownTopic": {"opening": load("questions.yaml")["own_topic"]["opening"]},
        "reflections": {key: _reflection(key) for key in load("reflections.yaml")},
        "questions": {"statements": load("questions.yaml")["statements"]},
        "givenNames": " ".join(sorted(given_names())),
        "banks": _banks(),
        "page": content["page"],
    }


def as_json() -> str:
    """`page_data` as the file has it: the same on every machine."""
    return json.dumps(page_data(), ensure_ascii=False, separators=(",", ":"), sort_keys=False)


def _fields(model: type[BaseModel], schemas: dict[str, Any]) -> dict[str, str]:
    """The words of a model, each with what reads it; its types' schemas are added to `schemas`."""
    found = {}
    properties = model.model_json_schema(by_alias=True)["properties"]
    for name, info in model.model_fields.items():
        word = info.alias or name
        reader = _reader(info)
        schema = _schema(properties[word])
        if schemas.setdefault(reader, schema) != schema:
            raise ValueError(f"{model.__name__}: {reader!r} reads two types: {word!r} is another")
        found[word] = reader
    return found


def _reader(info: FieldInfo) -> str:
    return next(found.reader for found in info.metadata if isinstance(found, ReadBy))


def _schema(schema: Mapping[str, Any]) -> Any:
    """A type's schema, without its name, and without null, which is no value here."""
    kept = {key: value for key, value in schema.items() if key not in {"title", "default"}}
    if several := kept.get("anyOf"):
        left = [one for one in several if one != {"type": "null"}]
        kept.pop("anyOf")
        kept |= left[0] if len(left) == 1 else {"anyOf": left}
    return kept


def _ways(spellings: Any) -> dict[str, str]:
    """Each way to spell a word, folded, with the word."""
    found: dict[str, str] = spellings.by_fold()
    return found


def _faults_of_kinds(rules: Mapping[str, Rules]) -> dict[str, str]:
    return {key: text for one in rules.values() for key, text in one.faults.items()}


def _span(rules: BaseModel) -> dict[str, Any]:
    return rules.model_dump(include={"length", "turn_seconds"}, exclude_none=True)


def _kind(kind: str, rules: Rules, schemas: dict[str, Any]) -> dict[str, Any]:
    model = by_name(kind).fields
    dumped = rules.model_dump(
        include={"spellings", "title", "titles", "seconds", "fixed", "fields", "choices", "listed"}
    )
    return {
        **dumped,
        **_span(rules),
        "behind": rules.behind.model_dump(exclude_defaults=True),
        "asks": [*rules.asks],
        "read": _fields(model, schemas),
        "timing": timing_of(kind),
        "grows": model.grows,
        "rests": by_name(kind).item.rests,
    }


def timing_of(kind: str) -> str:
    """How the page reckons the times of a kind: ``plain``, ``round``, or its own way."""
    model = by_name(kind).fields
    if model.slot is RoundFields.slot:
        return "round"
    return "plain" if model.slot is Fields.slot else kind


def _form(form: Form) -> dict[str, Any]:
    return {
        "spellings": form.spellings,
        "called": form.called,
        "about": form.about,
        "own": form.own,
        "least": form.least_people,
        "long": form.long_minutes,
        "entries": [_entry(entry) for entry in form.entries],
    }


def _entry(entry: FormEntry) -> dict[str, Any]:
    flags = entry.model_dump(
        include={"beside", "outside", "needed", "long", "if_it_fits", "with_header", "title",
                 "fixed", "fields", "header", "least_people", "most_people"},
        exclude_defaults=True,
    )  # fmt: skip
    return {
        "word": entry.word,
        "ways": entry.time[entry.word],
        "item": entry.item,
        "kind": entry.kind,
        **flags,
        **_span(entry),
    }


def _topic(topic: Mapping[str, Any]) -> dict[str, Any]:
    return {name: topic[name] for name in ("title", "also", "opening")}


def _reflection(key: str) -> dict[str, Any]:
    found = find_reflection(key)
    assert found is not None
    return {
        "also": load("reflections.yaml")[key]["also"],
        "title": found.title,
        "pauses": found.pauses,
    }


def _numbers() -> dict[str, float]:
    """What is a number in the program itself; seconds but for sizes."""
    return {
        "leastTurn": LEAST_TURN,
        "turnStep": TURN_STEP,
        "leftOver": agenda.LEFT_OVER,
        "slack": agenda.SLACK,
        "long": agenda.LONG,
        "leastAdvised": agenda.LEAST_ADVISED,
        "mostBareHours": durations.MOST_BARE_HOURS,
        "longest": durations.LONGEST,
    }


def _numbers_of_kinds(kinds: Iterable[str]) -> dict[str, float]:
    """What each kind says that its time is reckoned by."""
    of_kinds = (by_name(kind).fields.page_numbers for kind in sorted(kinds))
    return {name: number for numbers in of_kinds for name, number in numbers.items()}


def _banks() -> dict[str, Any]:
    """What a facilitator may choose from."""
    rules = load("banks/spilleregler.yaml")["entries"].values()
    statements = load("banks/udsagn.yaml")["entries"].values()
    return {
        "questions": _getting_to_know(),
        "rules": [entry["say"] for entry in rules],
        "statements": [entry["say"] for entry in statements],
    }


def _getting_to_know() -> list[str]:
    entries = load("banks/laer-hinanden-at-kende.yaml")["entries"].values()
    return [entry["say"] for entry in entries if entry["depth"] == 1]


def main() -> int:
    """Write the file that is named."""
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_json() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
