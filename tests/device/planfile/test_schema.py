"""The JSON Schemas of what a plan may hold are true of what is read from one."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from content import content_file, load
from device.meeting.items.fields import values
from device.meeting.items.fields.rules import all_rules
from device.meeting.items.fields.values import ReadBy
from device.meeting.items.registry import kinds
from device.planfile.faults import Faults
from device.planfile.forms import all_forms
from device.planfile.lines import tidy
from device.planfile.models import Checked, Header, Participant, check, times_model
from device.planfile.readers import READERS
from device.planfile.shorthand import spread
from device.planfile.sorting import sort_out
from device.planfile.syntax import parse
from device.planfile.tree import KIND, SPELT, Tree, Written
from device.planfile.values import Refused
from device.planfile.words import words
from tests.device.planfile.json_schema import wrong
from tests.device.planfile.strangers import FIRST, OWN
from tests.device.planfile.test_strange_agendas import AGENDAS
from tests.device.planfile.test_strangers import READ

FIELDS = {kind.name: kind.fields for kind in kinds()}
MODELS: dict[str, type[BaseModel]] = {
    "header": Header,
    "participant": Participant,
    **{f"times of {name}": times_model(name) for name, form in all_forms().items() if not form.own},
    **FIELDS,
}
EXAMPLES = sorted(Path(str(content_file("examples/foerste-moede.yaml"))).parent.glob("*.yaml"))
GOOD = {
    **{path.name: path.read_text(encoding="utf-8") for path in EXAMPLES},
    **{f"read: {one}": FIRST + one + "\n" for one in READ},
    **{f"agenda: {one}": f"{OWN}dagsorden:\n{one}\n" for one in AGENDAS},
    "everything in a sparring": (
        "form: sparringsøvelse\nvarighed: 4 timer\ndeltagere: [Anna, Bo, Carla, Dan]\n"
        "variant: ryggen til\ngrupper: tre\nrunder: to\nbehov: ja\ntider:\n"
        "  velkomst: 5 min\n  runde: 8 min\n  sparring: 60 min\n  pause: 10 min\n"
        "  mere sparring: 60 min\n  evaluering: 15 min\n  afslutning: 10 min\n"
    ),
    "everything in a following meeting": (
        "form: følgende møde\nvarighed: 3 timer\ndeltagere: [Anna, Bo, Carla, Dan]\ntider:\n"
        "  velkomst: 5 min\n  opfølgning: 10 min\n  dagens emne: 40 min\n  sparring: 30 min\n"
        "  pause: 10 min\n"
        "  næste mål: 5 min\n  roller: 3 min\n  evaluering: 10 min\n  afslutning: 10 min\n"
    ),
    "everything in getting to know each other": (
        "form: lær hinanden at kende\nvarighed: 3 timer\ndeltagere: [Anna, Bo, Carla, Dan]\n"
        "tider:\n  velkomst: 5 min\n  interviews: 40 min\n  pause: 10 min\n"
        "  flere interviews: 30 min\n  opsamling: 10 min\n  evaluering: 10 min\n"
        "  afslutning: 5 min\n"
    ),
    "interviews of a first meeting": (
        "form: første møde\nvarighed: 4 timer\ndeltagere: [Anna, Bo, Carla, Dan]\ntider:\n"
        "  forventninger: 20 min\n  opsamling: 10 min\n  dialog: 20 min\n  sparring: 30 min\n"
    ),
    "every item of groups": (
        "deltagere: [Anna, Bo, Carla, Dan]\ndagsorden:\n"
        "  - interview: {titel: Snak, tid: 30 min, sammen: par, runder: 1, spørgsmål: [Hvad nu?]}\n"
        "  - interview: {taletid: 3 min}\n"
        "  - opsamling: {titel: Flip, tid: 10 min, spørgsmål: [Hvad fandt I?]}\n"
        "  - rammer: {titel: Sådan, tid: 20 min, spørgsmål: [Hvor tit?]}\n"
        "  - opfølgning: {titel: Sidst, spørgsmål: [Hvordan gik det?], taletid: 1 min}\n"
        "  - opfølgning: {tid: 10 min}\n"
        "  - mål: {titel: Frem, spørgsmål: [Hvad vil du?], taletid: 30 sek}\n"
        "  - mål: {tid: 5 min}\n"
        "  - roller: {titel: Hvem, tid: 3 min}\n"
        "  - eftersyn: {titel: Formen, tid: 6 min}\n"
        "  - sparring: {titel: Hjælp, tid: 60 min, variant: ryggen til, grupper: tre, runder: to,"
        " behov: ja, spørgsmål: [Hvad nu?]}\n"
    ),
    "everything in a header": (
        "form: første møde\nnetværk: Nord\ndato: 24/11-26\nstart: kl. 13\nslut: 16.00\n"
        "formål: Vi lærer.\nspilleregler: [Kom til tiden, Lyt]\nemne: feedback\nvelkomst: Hej.\n"
        "taletid: 1 min\nrækkefølge: bland\nnår tiden er gået: vente\nnavne i rapporten: ja tak\n"
        "hørelse: forsigtig\nvækkeord: Ordstyrer\n"
        "udsagn: [Jeg lærte noget.]\naftaler: [Hvornår?]\nsted: Aarhus\n"
        "vært: Bo\nfacilitator: Ida\npræsentation: Hvem er du?\nværktøj: egen leder\n"
        "tider:\n  velkomst: 4\n  stemmer: nej\n  præsentation: 5\n  aftale: nej\n"
        "  forventninger: 20\n  pause: et kvarter\n  rammer: nej\n  evaluering: 10\n"
        "  afslutning: 10\n"
        "deltagere:\n  - navn: Søren\n    udtale: Søøren\n  - Bo\n  - Ida\n"
    ),
    "everything in a preparation": (
        "form: forberedelse\ndeltagere: [Bo, Ida]\ntider:\n  velkomst: 4\n  hvorfor: 4\n  hvem: 4\n"
        "  kendte: nej\n  rammen: 4\n  på tværs: 4\n  motivation: 4\n  pause: nej\n  runde: nej\n"
        "  dialog: nej\n  afslutning: 4\n"
    ),
    "everything in a dialogue on leaders": (
        "form: ledertrivsel\ndeltagere: [Bo, Ida]\ntider:\n  velkomst: 4\n  dialog: 20\n"
        "  pause: nej\n  resten af dagen: nej\n  evaluering: nej\n  afslutning: 4\n"
    ),
    "all that a following meeting may leave out": (
        "form: følgende møde\ndeltagere: [Bo, Ida, Per]\nvariant: ryggen til\ngrupper: tre\n"
        "runder: 2\nbehov: ja\n"
        "tider:\n  velkomst: 4\n  opfølgning: 9\n  dagens emne: 20\n  pause: nej\n  sparring: 30\n"
        "  næste mål: nej\n  roller: nej\n  evaluering: nej\n  afslutning: 8\n"
    ),
    "the rest of a first meeting": (
        "form: første møde\ndeltagere: [Bo, Ida, Per]\ntider:\n  opsamling: 9\n  dialog: 20\n"
        "  sparring: 30\n"
    ),
    "everything in getting to know": (
        "form: lær hinanden at kende\ndeltagere: [Bo, Ida, Per]\ntider:\n  velkomst: 4\n"
        "  interviews: 40\n  pause: nej\n  flere interviews: nej\n  opsamling: 8\n"
        "  evaluering: nej\n  afslutning: 8\n"
    ),
    "everything in sparring": (
        "form: sparringsøvelse\ndeltagere: [Bo, Ida, Per]\ntider:\n  velkomst: 4\n  runde: nej\n"
        "  sparring: 40\n  pause: nej\n  mere sparring: nej\n  evaluering: nej\n  afslutning: 8\n"
    ),
    "everything in groups": """\
form: egen dagsorden
deltagere: [Anna, Bo, Ida, Per]
dagsorden:
  - opfølgning: {titel: Sidst, spørgsmål: Hvad lykkedes?, taletid: 1 min}
  - opfølgning: 9 min
  - interview:
      titel: Hinanden
      sammen: to og to
      runder: 2
      spørgsmål: [Hvem?, Hvad?]
      taletid: 3 min
  - interview: 20 min
  - opsamling: {titel: Samlet, tid: 9 min, spørgsmål: Hvad nu?}
  - rammer: {titel: Os, tid: 9 min, spørgsmål: [Hvor?, Hvornår?]}
  - sparring:
      titel: Hjælp
      tid: 40 min
      variant: ryggen til
      grupper: tre
      runder: 2
      behov: ja
      spørgsmål: [Hvad har du prøvet?]
  - mål: {titel: Vores, spørgsmål: Hvad vil du?, taletid: 30 sek}
  - mål: 5 min
  - roller: {titel: Hvem, tid: 3 min}
  - eftersyn: {titel: Formen, tid: 6 min}
""",
    "everything in an agenda": """\
form: egen dagsorden
deltagere: [Anna, Bo, Ida]
dagsorden:
  - velkomst: {titel: Hej, tid: 9 min, tekst: Godt at se jer.}
  - aftale: {titel: Vi to, tid: 9 min, formål: Vi lærer., spilleregler: [Lyt]}
  - talerunde:
      titel: Siden sidst
      tid: 9 min
      spørgsmål: Hvordan går det? Hvad nu?
      taletid: 150 sek
      rækkefølge: tilfældig
  - dialog: {titel: Syge, tid: 9 min, emne: Sygefravær, åbning: Hvad?, spørgsmål: [Hvem?]}
  - runde før dialog:
      titel: Syge
      tid: 9 min
      emne: Sygefravær
      åbning: Hvad?
      spørgsmål: [Hvem?]
      taletid: 150 sek
  - 1-2-4-alle: {titel: Sammen, tid: 9 min, spørgsmål: Hvad nu?}
  - oplæg: {titel: Stress, tid: 9 min, emne: Stress, oplægsholder: Bo, spørgetid: 3 min}
  - refleksion:
      titel: Tænk
      tid: 9 min
      emne: hvorfor
      spørgsmål: [Hvad nu?]
      runde: ja
      taletid: 150 sek
  - stilhed: {titel: Ro, tid: 9 min, tekst: Tænk på en ven.}
  - ledertrivsel: {titel: Os, tid: 9 min, værktøj: ledergruppe}
  - pause: {titel: Te, tid: 9 min}
  - stemmer: {titel: Lyt, tid: 9 min}
  - evaluering:
      titel: Hvordan gik det?
      tid: 9 min
      udsagn: [Det gik.]
      runde: ja
      spørgsmål: Hvad nu?
      taletid: 150 sek
  - afslutning: {titel: Farvel, tid: 9 min, aftaler: [Hvornår?]}
""",
}


def tree_of(text: str, faults: Faults) -> Tree:
    tidied = tidy(text, faults)
    tree = sort_out(parse(tidied.text, faults, whole=tidied.whole), faults)
    spread(tree, faults)
    return tree


def parts_of(text: str) -> list[tuple[str, Checked[Any]]]:
    """Every part of the plan as it was read, with the name of its model."""
    faults = Faults("plan")
    tree = tree_of(text, faults)
    header = tree.values
    parts: list[tuple[str, Any, tuple[str | int, ...]]] = [("header", header, ())]
    if isinstance(times := header.get("tider"), dict):
        form = words().forms.get(str(header.get("form"))) or ""
        parts.append((f"times of {form}", times, ("tider",)))
    agenda = header.get("dagsorden")
    for place, entry in enumerate(agenda if isinstance(agenda, list) else ()):
        assert isinstance(entry, dict)
        plain = {key: value for key, value in entry.items() if key not in {KIND, SPELT}}
        parts.append((str(entry[KIND]), plain, ("dagsorden", place)))
    people = header.get("deltagere")
    for place, entry in enumerate(people if isinstance(people, list) else ()):
        if isinstance(entry, dict):
            parts.append(("participant", entry, ("deltagere", place)))
    read = [(name, check(MODELS[name], part, path, tree, faults)) for name, part, path in parts]
    assert faults.found == []
    return [(name, checked) for name, checked in read if checked is not None]


@pytest.mark.parametrize("name", GOOD)
def test_what_is_read_from_a_good_plan_is_what_the_schema_says(name: str) -> None:
    parts = parts_of(GOOD[name])
    assert parts
    for model, checked in parts:
        assert not checked.broken
        value = checked.entry.model_dump(by_alias=True, mode="json")
        assert wrong(value, MODELS[model].model_json_schema()) == [], model


def test_the_good_plans_use_every_field_there_is() -> None:
    used = {
        (model, name)
        for text in GOOD.values()
        for model, checked in parts_of(text)
        for name in checked.entry.model_fields_set
    }
    every = {(model, name) for model, fields in MODELS.items() for name in fields.model_fields}
    assert every - used == set()


@pytest.mark.parametrize(
    ("model", "word", "value"),
    [
        ("talerunde", "taletid", 14.0),
        ("talerunde", "taletid", 1801.0),
        ("talerunde", "rækkefølge", "baglæns"),
        ("pause", "tid", 59.0),
        ("pause", "tid", "10 minutter"),
        ("pause", "spørgsmål", ["Hvorfor?"]),
        ("velkomst", "tekst", "a" * 601),
        ("aftale", "spilleregler", ["Lyt"] * 13),
        ("evaluering", "udsagn", ["a" * 301]),
        ("evaluering", "runde", "nej"),
        ("header", "dato", "24. november 2026"),
        ("header", "form", "tredje møde"),
        ("header", "vækkeord", "computer"),
        ("times of første møde", "velkomst", False),
    ],
)
def test_what_no_plan_may_hold_is_refused_by_schema_and_model(
    model: str, word: str, value: object
) -> None:
    schema = MODELS[model].model_json_schema()
    assert wrong({word: value}, schema)


def limit(schema: dict[str, Any], word: str, keyword: str) -> object:
    found = schema["properties"][word]
    options = [found, *found.get("anyOf", ())]
    return next(option[keyword] for option in options if keyword in option)


def test_the_limits_of_the_schemas_are_those_of_the_content() -> None:
    limits = load("limits.yaml")
    for kind, model in FIELDS.items():
        schema = model.model_json_schema()
        assert limit(schema, "tid", "minimum") == limits["item"]["least"] * 60, kind
        assert limit(schema, "tid", "maximum") == limits["item"]["most"] * 60, kind
        assert limit(schema, "titel", "maxLength") == limits["title"], kind
    header = Header.model_json_schema()
    assert limit(header, "taletid", "minimum") == limits["turn_seconds"]["least"]
    assert limit(header, "varighed", "maximum") == limits["meeting"]["most"] * 60
    assert limit(header, "formål", "maxLength") == limits["text"]
    for word, name in (("spilleregler", "rules"), ("udsagn", "statements"), ("aftaler", "points")):
        assert limit(header, word, "maxItems") == limits[name]
    words = load("planfile.yaml")
    assert limit(header, "rækkefølge", "enum") == list(words["orders"])
    assert limit(header, "når tiden er gået", "enum") == list(words["time_up"])
    assert limit(header, "hørelse", "enum") == list(words["hearings"])
    assert limit(header, "form", "enum") == list(all_forms())


def test_a_kind_has_the_fields_that_its_content_spells() -> None:
    common = load("planfile.yaml")["item_keys"]
    assert set(FIELDS) == set(all_rules())
    for kind, model in FIELDS.items():
        known = {info.alias for info in model.model_fields.values()}
        assert known == {*common, *all_rules()[kind].fields}, kind


def types() -> dict[str, Any]:
    """The types of values that a model may use."""
    return {name: kind for name, kind in vars(values).items() if reader_of(kind) is not None}


def reader_of(kind: Any) -> str | None:
    found = (one.reader for one in getattr(kind, "__metadata__", ()) if isinstance(one, ReadBy))
    return next(found, None)


def test_every_type_of_value_has_what_reads_it() -> None:
    assert {reader_of(kind) for kind in types().values()} == set(READERS)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("GroupSize", "i par", 2),
        ("GroupSize", "2-2", 2),
        ("GroupSize", "To og to", 2),
        ("GroupSize", "tre og tre", 3),
        ("GroupSize", "grupper på 3", 3),
        ("GroupSize", "Grupper på fire", 4),
        ("GroupSize", "firemandsgrupper", 4),
        ("Rounds", "3", 3),
        ("Rounds", "to runder", 2),
        ("Rounds", "én gang", 1),
        ("Names", "Anna og Bo", ("Anna", "Bo")),
        ("Names", [Written("Anna Petersen, skoleleder"), None], ("Anna Petersen",)),
        ("YesNo", "ja tak", True),
    ],
)
def test_a_value_is_read_as_it_is_said_and_fits_its_schema(
    kind: str, written: Any, value: object
) -> None:
    given = Written(written) if isinstance(written, str) else written
    read = READERS[reader_of(types()[kind]) or ""](given)
    assert read == value
    assert wrong(read, TypeAdapter(types()[kind]).json_schema()) == []


@pytest.mark.parametrize(
    ("reader", "written", "fault"),
    [
        ("group_size", "fem og fem", "choice"),
        ("rounds", "mange", "number_unknown"),
        ("rounds", "halvanden runde", "number_unknown"),
        ("rounds", "7", "number_range"),
        ("rounds", "nul", "number_range"),
        ("names", "1234", "name_letters"),
        ("names", "Anna, Bo, Ida, Eva, Per", "list_long"),
    ],
)
def test_a_value_that_can_not_be_is_refused_in_danish(
    reader: str, written: str, fault: str
) -> None:
    with pytest.raises(Refused) as caught:
        READERS[reader](Written(written))
    ((_, key, told),) = caught.value.problems
    assert key == fault
    assert words().fault(key, field="ord", **told)
