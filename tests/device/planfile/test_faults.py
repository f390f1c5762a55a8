"""Given a plan file with faults, the facilitator is told all of them, in Danish, with lines."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from device.meeting.items.fields.rules import all_rules
from device.meeting.spelling import either
from device.planfile import Fault, PlanFaults, read_plan
from device.planfile.faults import ENOUGH, MOST_FAULTS, MOST_SPOKEN, Faults
from device.planfile.forms import all_forms

FAULTY = YAML(typ="safe", pure=True).load(
    Path(__file__).with_name("faulty_plans.yaml").read_text(encoding="utf-8")
)
PEOPLE = "deltagere: [Anna, Bo, Carla]\n"
FIRST = "form: første møde\nvarighed: 2 timer\n" + PEOPLE
OWN = "form: egen dagsorden\n" + PEOPLE + "dagsorden:\n"

BUILT = {
    "bytes": (
        b"\x00\x01\x02\x03" * 20,
        "Filen er ikke en tekstfil. Planen skal være en almindelig tekstfil, som Notesblok kan "
        "åbne.",
    ),
    "huge": (
        b"# " + b"x" * 40_000,
        "Filen er alt for stor til at være en mødeplan. Den må højst fylde 32 kilobyte.",
    ),
    "word_document": (
        b"PK\x03\x04\x14\x00\x06\x00",
        "Filen er gemt som et Word-dokument. Vælg Gem som, og vælg Almindelig tekst.",
    ),
    "too_deep": (
        (FIRST + "formål: " + "[" * 1000 + "x" + "]" * 1000 + "\n").encode(),
        "Linje 4: Linjerne er rykket ind i alt for mange trin. En plan har højst tre trin.",
    ),
    "long_text": (
        (FIRST + "formål: " + "Vi lærer af hinanden. " * 40 + "\n").encode(),
        'Linje 4: Teksten ved "formål" er på 879 tegn. Den skal læses højt og må højst være på '
        "600.",
    ),
    "long_rule": (
        (FIRST + "spilleregler:\n  - Kom til tiden\n  - " + "Lyt. " * 70 + "\n").encode(),
        'Linje 6: Teksten ved "spilleregler" er på 349 tegn. Den skal læses højt og må højst være '
        "på 300.",
    ),
    "many_rules": (
        (FIRST + "spilleregler:\n" + "  - Kom til tiden\n" * 13).encode(),
        'Linje 4: Ved "spilleregler" står der 13 linjer. Der må højst være 12.',
    ),
    "many_items": (
        (OWN + "  - pause\n" * 25).encode(),
        "Linje 3: Der er 25 punkter på dagsordenen. Der kan højst være 24.",
    ),
}


def told(data: bytes) -> list[str]:
    """What is told of a plan file."""
    with pytest.raises(PlanFaults) as caught:
        read_plan(data)
    return [fault.text for fault in caught.value.faults]


def filled_in(fault: str) -> str:
    """`fault` with the lists of what there is, which grow with content/."""
    called = (form.called for form in all_forms().values() if not form.own)
    return (
        fault.replace("{items}", either(all_rules()))
        .replace("{forms}", either(all_forms()))
        .replace("{forms that are called}", either(called, quoted=False))
    )


@pytest.mark.parametrize("case", FAULTY.values(), ids=FAULTY.keys())
def test_a_faulty_plan_is_told_of_word_for_word(case: dict[str, object]) -> None:
    faults = case["faults"]
    assert isinstance(faults, list)
    assert told(str(case["plan"]).encode()) == [filled_in(fault) for fault in faults]


@pytest.mark.parametrize(("data", "message"), BUILT.values(), ids=BUILT.keys())
def test_a_file_that_is_too_much_is_told_of(data: bytes, message: str) -> None:
    assert told(data) == [message]


def test_aliases_that_would_unfold_without_end_are_never_unfolded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{n} [*a, *a]\n" for n in range(8))
    assert "Tegnet & kan ikke stå først" in told(bomb.encode())[0]


def test_a_line_that_mending_does_not_help_is_told_of_once() -> None:
    # Given a line that each try of mending made longer, until memory ran out
    agenda = (
        OWN + "  - talerunde:\n      spørgsmål: Hvad nu?\n    '  taletid: 1 minut\n  \n- pause\n"
    )
    assert told(agenda.encode()) == [
        "Linje 6: Et anførselstegn begynder her, men slutter ikke igen. "
        "Sæt et anførselstegn til sidst i teksten."
    ]


def test_a_file_full_of_faults_ends_with_that_there_are_more() -> None:
    faults = told(("".join(f"ukendt{n}: ja\n" for n in range(200)) + FIRST).encode())
    assert len(faults) == 61
    assert faults[-1] == "Der er mange flere fejl. Ret de første, og prøv igen."


def test_the_fault_file_holds_all_faults_and_what_to_do() -> None:
    # Given a plan with two faults, as a facilitator saved it
    text = FIRST + "taletid: to minuter\nkage: ja\n"
    with pytest.raises(PlanFaults) as caught:
        read_plan(text.encode(), "Tidtager.yaml.txt")
    # Then fejl.txt names the file, has both, and ends with what to do
    assert caught.value.as_text() == (
        "Der er 2 fejl i planen Tidtager.yaml.txt. "
        "Har jeg en plan fra før, gælder den så længe.\n\n"
        'Linje 4: "to minuter" er ikke en tid, jeg forstår. Skriv for eksempel "2 minutter".\n'
        'Linje 5: Jeg kender ikke "kage". Slet linjen, hvis den ikke skal bruges.\n\n'
        "Ret det i filen, gem den, og sæt stikket i igen.\n"
    )


def test_what_is_said_aloud_of_the_first_fault_is_short() -> None:
    # Given a fault whose message lists a score of choices
    choices = ", ".join(f'"emne {number}"' for number in range(20))
    faults = PlanFaults((Fault(4, f'Jeg kender ikke emnet "golf". Her kan stå {choices}.'),))
    # Then the list is in the file, but is not read aloud
    assert choices in faults.as_text()
    assert faults.first_spoken == 'Linje 4: Jeg kender ikke emnet "golf".'


def gathered(*lines: int | None) -> list[int | None]:
    """The lines of faults that came in this order, as they are told."""
    faults = Faults("plan.yaml")
    for number, line in enumerate(lines):
        faults.add(line, "many_lines", most=number)
    with pytest.raises(PlanFaults) as caught:
        faults.stop_if_any()
    return [fault.line for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("came", "told"),
    [
        ((7, 2, 5), [2, 5, 7]),
        ((None, 3), [3, None]),
        ((9, None, 1, None), [1, 9, None, None]),
    ],
)
def test_faults_are_told_by_line_and_those_of_the_whole_file_last(
    came: tuple[int | None, ...], told: list[int | None]
) -> None:
    assert gathered(*came) == told


def test_as_many_faults_as_anybody_reads_are_all_told() -> None:
    assert gathered(*range(1, MOST_FAULTS + 1)) == [*range(1, MOST_FAULTS + 1)]
    assert gathered(*range(1, MOST_FAULTS + 2)) == [*range(1, MOST_FAULTS + 1), None]


def test_after_far_too_many_faults_reading_ends() -> None:
    faults = Faults("plan.yaml")
    for line in range(1, ENOUGH):
        faults.add(line, "many_lines", most=1)
    with pytest.raises(PlanFaults):
        faults.add(ENOUGH, "many_lines", most=1)


def test_a_fault_is_told_once_and_what_comes_of_it_not_at_all() -> None:
    faults = Faults("plan.yaml")
    faults.add(3, "many_lines", most=1)
    faults.add(3, "many_lines", most=1)
    faults.close(3)
    faults.add(3, "many_lines", most=2)
    faults.add(4, "many_lines", most=2)
    assert [fault.line for fault in faults.found] == [3, 4]
    Faults("empty.yaml").stop_if_any()


def test_of_a_long_fault_whole_sentences_are_said_as_long_as_they_fit() -> None:
    first = "A" + "a" * 98 + "."
    fits = "B" + "b" * (MOST_SPOKEN - len(first) - 2) + "."
    assert PlanFaults((Fault(None, f"{first} {fits}"),)).first_spoken == f"{first} {fits}"
    assert PlanFaults((Fault(None, f"{first} {fits[:-1]}b. C."),)).first_spoken == first
