"""The plan file's words for the ways of talking, and the forms that few people can hold."""

import pytest

from device.meeting.items.one_two_four_all import OneTwoFourAll
from device.meeting.items.presentation import Presentation
from device.meeting.items.reflection.plan import Reflection
from device.meeting.items.round_first import RoundFirst
from device.meeting.items.silence import Silence
from device.meeting.items.wellbeing.plan import Wellbeing
from device.meeting.plan import Item
from device.planfile import PlanFaults, read_plan
from device.planfile.forms import all_forms

WHO = "deltagere: [Anna, Bo, Carla, Dorte]\n"
NAMES = [f"{first}{second}" for first in ("An", "Ber", "Ka", "Lo") for second in
         ("na", "tha", "rin", "ne")]  # fmt: skip


def item(line: str) -> Item:
    """What becomes of one line of an agenda."""
    plan = read_plan(f"form: egen dagsorden\n{WHO}dagsorden:\n  - {line}\n  - pause\n".encode())
    return plan.agenda[0]


def told(text: str) -> list[str]:
    with pytest.raises(PlanFaults) as caught:
        read_plan(text.encode())
    return [fault.text for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("line", "kind", "title", "minutes"),
    [
        ("stilhed", Silence, "Stilhed", 3),
        ("stilhed: 2 minutter", Silence, "Stilhed", 2),
        ("et stille øjeblik, 1 min", Silence, "Stilhed", 1),
        ("oplæg om stress, 15 min", Presentation, "stress", 15),
        ("foredrag: 10 minutter", Presentation, "Foredrag", 10),
        ("refleksion", Reflection, "Eftertanke", 4),
        ("refleksion: hvorfor", Reflection, "Hvorfor et netværk?", 5),
        ("eftertanke om motivation, 6 min", Reflection, "Din egen motivation", 6),
        ("runde før dialog: Sygefravær", RoundFirst, "Sygefravær", 19),
        ("runde før dialog om delegering, 20 min", RoundFirst, "At give opgaver fra sig", 20),
        ("1-2-4-alle: Hvad skal vi holde op med?", OneTwoFourAll, "Alene, to, fire, alle", 12),
        ("en to fire alle: Hvad nu?", OneTwoFourAll, "Alene, to, fire, alle", 12),
        ("1-2-4-alle, 15 min: Hvad nu?", OneTwoFourAll, "Alene, to, fire, alle", 15),
        ("ledertrivsel: egen leder", Wellbeing, "Samtalen med egen leder", 45),
        ("ledertrivsel: ledergruppen", Wellbeing, "Retning og tryghed hos os", 45),
        ("ledertrivsel, 30 min", Wellbeing, "Dialog om ledertrivsel", 30),
    ],
)  # fmt: skip
def test_a_line_of_an_agenda(line: str, kind: type[Item], title: str, minutes: float) -> None:
    found = item(line)
    assert type(found) is kind
    assert (found.title, found.seconds / 60) == (title, minutes)


def test_all_that_may_stand_under_them() -> None:
    talk = item("oplæg: {emne: Stress, oplægsholder: Bo og Hanne Holm, tid: 20 min, spørgetid: 5}")
    assert isinstance(talk, Presentation)
    assert (talk.speakers, talk.talk, talk.questions) == (("Bo", "Hanne Holm"), 900, 300)
    assert item("oplæg: {spørgetid: nej}").seconds == 20 * 60
    assert item("oplæg: {spørgetid: 5 min}").seconds == 25 * 60
    shared = item("refleksion: {runde: ja, taletid: 45 sek}")
    assert isinstance(shared, Reflection)
    assert (shared.question, shared.turn_seconds) == ("Hvad vil du dele af det, du har tænkt?", 45)
    own = item("refleksion: {spørgsmål: [Hvad nu?, Hvad så?], tid: 3 min}")
    assert isinstance(own, Reflection)
    assert own.questions == ("Hvad nu?", "Hvad så?")
    silence = item("stilhed: {tekst: Tænk på en ven.}")
    assert isinstance(silence, Silence)
    assert silence.text == "Tænk på en ven."


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1-2-4-alle", 'Der mangler et spørgsmål at tænke over. Skriv for eksempel "- 1-2-4-alle: '
         'Hvad skal vi holde op med?".'),
        ("oplæg: {tid: 5 min, spørgetid: 5 min}", "Oplægget varer 5 minutter i alt, og så er der "
         'ikke tid til spørgsmålene. Skriv "tid: 6 minutter" eller mere.'),
        ("runde før dialog: {emne: Syge, tid: 3 min}", "3 minutter er for lidt til både en runde "
         'og en dialog. Skriv "tid: 5 minutter".'),
        ("refleksion: {tid: 1 min, runde: ja}", "1 minut er for lidt til både at tænke og tale. "
         'Skriv "tid: 3 minutter".'),
        ("ledertrivsel: {værktøj: hammer}", 'Ved "værktøj" kan der ikke stå "hammer". Skriv "egen '
         'leder", "ledergruppe" eller "arbejdsplads".'),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_of_with_what_can(line: str, fault: str) -> None:
    text = f"form: egen dagsorden\n{WHO}dagsorden:\n  - {line}\n  - pause\n"
    assert told(text) == [f"Linje 4: {fault}"]


def test_what_nobody_knows_to_think_about_is_told_of() -> None:
    (fault,) = told(f"form: egen dagsorden\n{WHO}dagsorden:\n  - refleksion: vejret\n")
    assert fault.startswith('Linje 4: Jeg kender ikke eftertanken "vejret". Her kan stå "det, der')


@pytest.mark.parametrize(
    ("form", "count", "fits"),
    [
        ("forberedelse", 1, True),
        ("forberedelse", 2, True),
        ("dialog om ledertrivsel", 1, False),
        ("dialog om ledertrivsel", 2, True),
        ("første møde", 2, False),
        ("første møde", 3, True),
    ],
)
def test_each_form_has_its_own_least_number_of_people(form: str, count: int, fits: bool) -> None:
    text = f"form: {form}\ndeltagere: [{', '.join(NAMES[:count])}]\n"
    if fits:
        assert len(read_plan(text.encode()).people) == count
    else:
        least = all_forms()[form].least_people
        number = "er kun 1 deltager" if count == 1 else f"er {count} deltagere"
        assert told(text) == [f"Linje 2: Der {number}. Der skal være mindst {least}."]


def test_an_agenda_of_ones_own_still_takes_three() -> None:
    text = "form: egen dagsorden\ndeltagere: [Anna, Bo]\ndagsorden: [stilhed]\n"
    assert told(text) == ["Linje 2: Der er 2 deltagere. Der skal være mindst 3."]


@pytest.mark.parametrize("form", ["forberedelse", "dialog om ledertrivsel"])
@pytest.mark.parametrize("count", [1, 2, 3, 8, 16])
@pytest.mark.parametrize("length", ["", "15 min", "45 min", "2 timer", "4 timer"])
def test_the_time_is_shared_or_it_is_said_how_much_is_missing(
    form: str, count: int, length: str
) -> None:
    text = f"form: {form}\ndeltagere: [{', '.join(NAMES[:count])}]\n"
    text += f"varighed: {length}\n" if length else ""
    try:
        plan = read_plan(text.encode())
    except PlanFaults as faults:
        (fault,) = faults.faults
        assert "skal være mindst" in fault.text or "Der mangler" in fault.text
        assert length in {"15 min", ""} or count == 1
        return
    assert all(one.seconds >= 60 for one in plan.agenda)
    whole = {"15 min": 15, "45 min": 45, "2 timer": 120, "4 timer": 240}.get(length)
    if whole:
        assert plan.seconds <= 60 * whole
        assert plan.seconds + plan.early >= 60 * (whole - 5)
    titles = [one.title for one in plan.agenda]
    assert ("Evaluering" in titles) <= (count >= 4), "no scores with so few"
    assert ("Det, vi har tænkt" in titles) == (form == "forberedelse" and count > 1)


def test_no_pause_in_what_takes_less_than_two_hours() -> None:
    for length, pauses in (("", 0), ("varighed: 1 time\n", 0), ("varighed: 2 timer\n", 1)):
        plan = read_plan(f"form: forberedelse\n{WHO}{length}".encode())
        assert [one.title for one in plan.agenda].count("Pause") == pauses
