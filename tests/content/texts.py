"""All texts of content/ that are read aloud, each with its place, and how phrases are filled in."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import device.meeting
from content import load
from device.meeting.banks import BANKS, load_bank
from device.meeting.items.fields.rules import all_rules
from device.meeting.material import MATERIAL, load_material
from device.meeting.phrases import load_phrases
from device.planfile.forms import all_forms

NO_SENTENCES = frozenset({"usual_titles", "voices_title"})
"""What phrases.yaml has of titles."""
ALWAYS = frozenset({"wake", "box"})
"""Fields that any phrase may have."""
FILLED_IN = {
    "form": "Første møde", "people": "otte", "duration": "to timer", "faults": "fem",
    "first": "Linje 4: Jeg kender ikke \"deltager navne\". Mener du \"deltagere\"?",
    "wake": "Tidtager", "box": "Tidtager", "titles": "Præsentation. Vores forventninger. Pause",
    "time": "to minutter", "over": "halvandet minut", "late": "otte minutter", "name": "Søren",
    "title": "Mig og min leder", "text": "Vi spørger, før vi svarer.", "network": "Netværk Nord",
    "number": "syv", "planned": "otte", "guests": "to", "missing": "fire", "score": "fem",
    "names": "Gitte og Søren", "sentence": "Tidtager, næste taler.", "question": "Hvad nu?",
    "purpose": "Vi bliver bedre ledere ved at hjælpe hinanden med det, der er svært",
    "topic": "Vores forventninger",
    "groups": "Anna, Bo og Carla. Dorte, Erik og Frida", "others": "Anna og Bo",
    "cost": "ti sekunder", "count": "to",
}  # fmt: skip
"""What a usual meeting puts in."""


def phrases() -> Iterator[tuple[str, str]]:
    """Place and text of every wording: of all, of one kind of item, of one form."""
    for key, wordings in load_phrases().wordings.items():
        if key not in NO_SENTENCES:
            yield from ((f"phrases: {key}", wording) for wording in wordings)


def prompts() -> Iterator[tuple[str, str]]:
    """Place and text of what is asked: topics.yaml and questions.yaml."""
    for key, topic in load("topics.yaml").items():
        for question in (topic["opening"], *topic["questions"]):
            yield f"topics: {key}", question
    for key, asked in load("questions.yaml").items():
        yield from ((f"questions: {key}", text) for text in strings(asked))


def banks() -> Iterator[tuple[str, str]]:
    """Place and text of every entry of the banks of sentences; those of topics are titles."""
    for name in BANKS:
        if name != "emner":
            yield from ((f"{name}: {entry.id}", entry.say) for entry in load_bank(name).entries)


def material() -> Iterator[tuple[str, str]]:
    """Place and text of all that the parts of the forms say."""
    for name in MATERIAL:
        for key, part in load_material(name).parts.items():
            yield from ((f"{name}: {key}", text) for text in part.texts)


def suggested() -> frozenset[str]:
    """What the box takes from the banks by itself: its rules, and its statements."""
    return frozenset(
        [*load_phrases().wordings["suggested_rules"], *load("questions.yaml")["statements"]]
    )


def titles() -> Iterator[tuple[str, str]]:
    """Place and text of the titles of items and topics."""
    for name, form in all_forms().items():
        yield from ((f"forms: {name}", item.title) for item in form.entries if item.title)
    yield from ((f"items: {kind}", rules.title) for kind, rules in all_rules().items())
    yield from ((f"topics: {key}", topic["title"]) for key, topic in load("topics.yaml").items())


def written() -> Iterator[tuple[str, str]]:
    """Place and text of the sentences of all other files: on screens, sticks and at the table."""
    for name in ("demo", "hear", "keys", "lamp", "overview", "planfile", "report", "talk"):
        for text in strings(load(f"{name}.yaml")):
            if len(text.split()) > 3:
                yield name, text
    for kind, rules in all_rules().items():
        yield from ((f"items: {kind}", text) for text in rules.faults.values())


def strings(found: object) -> Iterator[str]:
    """All texts in YAML values."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for value in found.values() if isinstance(found, dict) else found:
            yield from strings(value)


def filled_in(text: str) -> str:
    """`text` as it may be said in a meeting; a field unknown here is a number word."""
    return text.format_map(_Usual(FILLED_IN))


class _Usual(dict[str, str]):
    def __missing__(self, field: str) -> str:
        return "fire"


@cache
def given() -> dict[str, frozenset[str]]:
    """The fields that the code gives each phrase; under "" those given where the key varies."""
    found: dict[str, set[str]] = {"": set()}
    for path in Path(device.meeting.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name not in {"say", "text", "say_text", "Sentence", "of"}:
                continue
            fields = {keyword.arg for keyword in call.keywords if keyword.arg}
            if name == "say_text":
                fields.add("text")
            for key in _keys(call.args[0]):
                found.setdefault(key, set()).update(fields)
    return {key: frozenset(fields) for key, fields in found.items()}


def _keys(argument: ast.expr) -> list[str]:
    match argument:
        case ast.Constant(value=str(key)):
            return [key]
        case ast.IfExp(body=one, orelse=other):
            return [*_keys(one), *_keys(other)]
        case _:
            return [""]
