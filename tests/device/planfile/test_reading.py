"""Given what a facilitator saved, by whatever means, the plan is read as it was meant."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content import content_file
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.breaks.plan import Break
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.frame import Frame
from device.meeting.items.gathering import Gathering
from device.meeting.items.interview.plan import Interview
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.voices.plan import VoiceLesson
from device.meeting.items.welcome.plan import Welcome
from device.meeting.plan import Plan
from device.meeting.spelling import fold
from device.planfile import PlanFaults, plan_text, read_plan

FIRST = "form: første møde\nvarighed: 2 timer\n"
PEOPLE = "deltagere: [Anna, Bo, Søren]\n"
OWN = "form: egen dagsorden\n" + PEOPLE
PLAN = FIRST + "formål: Vi lærer på tværs\n" + PEOPLE
NAMES = ("Anna", "Bo", "Søren")
EXAMPLES = sorted(Path(str(content_file("examples/foerste-moede.yaml"))).parent.glob("*.yaml"))


def read(text: str) -> Plan:
    return read_plan(text.encode())


def plan_or_faults(data: bytes) -> Plan | PlanFaults:
    """Whatever else is raised fails the test."""
    try:
        return read_plan(data)
    except PlanFaults as faults:
        return faults


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        PLAN.encode("utf-8-sig"),
        PLAN.encode("utf-16"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        PLAN.encode("cp1252"),
        PLAN.replace("\n", "\r\n").encode("cp1252"),
        PLAN.replace("\n", "\r\n").encode("utf-8-sig"),
        PLAN.replace("\n", "\r").encode(),
        PLAN.replace(" ", "\u00a0").encode(),
    ],
    ids=["utf8", "bom", "utf16", "le", "be", "cp1252", "crlf", "bom-crlf", "old-mac", "nbsp"],
)
def test_the_same_plan_is_read_from_any_encoding(data: bytes) -> None:
    plan = read_plan(data)
    assert plan == read(PLAN)
    assert plan.names == NAMES
    assert plan.seconds == 7200


@pytest.mark.parametrize(
    "people",
    [
        "deltagere: [Anna, Bo, Søren]",
        "deltagere: Anna, Bo og Søren",
        "Deltagere:\n  - Anna\n  - Bo\n  - Søren",
        "DELTAGERE:\n- Anna\n- Bo\n- Søren",
        "deltagere:\n\t- Anna\n\t- Bo\n\t- Søren",
        "deltagere:\n- Anna\n  - Bo\n - Søren",
        "deltagere:\n  - Anna\n - Bo\n  - Søren",
        "deltagere:\n  Anna\n  Bo\n  Søren",
        "deltagere: |\n  Anna\n  Bo\n  Søren",
        "deltagere:\n  - navn: Anna\n  - Bo\n  - {navn: Søren}",
        "deltagere:Anna, Bo, Søren",
        "deltagere:\n  - “Anna”\n  - 'Bo'\n  - \"Søren\"",
    ],
)
def test_people_are_listed_in_many_ways(people: str) -> None:
    assert read(FIRST + people + "\n").names == NAMES


@pytest.mark.parametrize(
    ("line", "purpose"),
    [
        ("formål: Husk: vi lærer", "Husk: vi lærer"),
        ("formål:Vi lærer", "Vi lærer"),
        ('formål: "Vi" lærer', '"Vi" lærer'),
        ("formål: *Vi* lærer", "*Vi* lærer"),
        ("formål: @alle", "@alle"),
        ("formål: 100 %", "100 %"),
        ("formål: [Vi] lærer", "[Vi] lærer"),
        ('formål: "Vi \\ I"', "Vi / I"),
        ("formaal: Vi lærer", "Vi lærer"),
        ("FORMÅL:   Vi\n    lærer", "Vi lærer"),
        ("formål:\n  Husk: vi lærer", "Husk: vi lærer"),
    ],
)
def test_what_can_be_read_in_one_way_only_is_no_fault(line: str, purpose: str) -> None:
    agreement = next(
        item for item in read(FIRST + line + "\n" + PEOPLE).agenda if isinstance(item, Agreement)
    )
    assert agreement.purpose == purpose


def test_a_plan_whose_first_line_was_moved_in_is_read() -> None:
    assert read("  form: første møde\n  varighed: 2 timer\n" + PEOPLE).names == NAMES


@pytest.mark.parametrize(
    "agenda",
    [
        "  - talerunde:\n      spørgsmål: Hvad nu?\n      taletid: 2 min\n  - pause: 10 min",
        "  - talerunde:\n    spørgsmål: Hvad nu?\n    taletid: 2 min\n  - pause, 10 minutter",
        "- runde:\n    taletid: 2\n    spørgsmål:\n      - Hvad nu?\n- pause (10 min)",
        "  - punkt: talerunde\n    spørgsmål: Hvad nu?\n    taletid: to minutter\n  - pause: 10:00",
        "  - tid til hver: 2 min\n    talerunde:\n    spørgsmål: Hvad nu?\n  - pause: 10",
        "  talerunde:\n    spørgsmål: Hvad nu?\n    taletid: 2 min\n  pause: 10 min",
    ],
)
def test_an_agenda_is_written_in_many_ways(agenda: str) -> None:
    assert read(OWN + "dagsorden:\n" + agenda + "\n").agenda == (
        SpeakingRound("Talerunde", 7 * 60, question="Hvad nu?", turn_seconds=120),
        Break("Pause", 600),
    )


def test_an_agenda_without_a_form_is_the_groups_own() -> None:
    plan = read(PEOPLE + "dagsorden:\n  - frokost: 30 min\n")
    assert plan.form == "egen dagsorden"
    assert plan.agenda == (Break("Frokost", 1800),)


def test_every_field_of_a_plan_reaches_the_meeting() -> None:
    # Given a first meeting with every word used
    plan = read(
        "form: første møde\nnetværk: Nord\ndato: 3/12 2026\nstart: kl. 9.30\nslut: 11:30\n"
        "formål: Vi lærer\nspilleregler: [Kom til tiden]\nemne: konflikter\nvelkomst: Tag kaffe\n"
        "deltagere:\n  - navn: Søren\n    udtale: Søøren\n  - Bo\n  - Ida\n"
        "rækkefølge: blandet\ntider:\n  pause: nej\n  aftale: et kvarter\n"
        "når tiden er gået: vent\nnavne i rapporten: ja\nudsagn: [Godt møde]\n"
        "aftaler: [Hvornår ses vi?]\nnoter: Husk kage\n"
    )
    # Then all of it is in the plan
    assert (plan.network, plan.date, plan.start) == ("Nord", "2026-12-03", 9 * 60 + 30)
    assert (plan.people[0].say_as, plan.on_time_up, plan.names_in_report) == (
        "Søøren",
        "wait",
        True,
    )
    assert plan.topic == "Når det brænder på"
    assert [type(item) for item in plan.agenda] == [
        Welcome, VoiceLesson, SpeakingRound, Interview, Gathering, Agreement, TopicDialogue,
        Frame, Evaluation, Closing,
    ]  # fmt: skip
    welcome, _, presentation, interview, _, agreement, dialogue, frame, evaluation, closing = (
        plan.agenda
    )
    assert isinstance(interview, Interview)
    assert interview.questions
    assert isinstance(frame, Frame)
    assert [role for role in frame.roles if role] == ["practical", "leader"]
    assert isinstance(welcome, Welcome)
    assert welcome.text == "Tag kaffe"
    assert isinstance(presentation, SpeakingRound)
    assert presentation.shuffled
    assert agreement == Agreement(
        "Formål og spilleregler", 900, purpose="Vi lærer", rules=("Kom til tiden",), dare=True
    )
    assert isinstance(dialogue, TopicDialogue)
    assert dialogue.opening.endswith("?")
    assert isinstance(evaluation, Evaluation)
    assert evaluation.statements == ("Godt møde",)
    assert isinstance(closing, Closing)
    assert (closing.points, closing.fixed) == (("Hvornår ses vi?",), True)


@pytest.mark.parametrize("spelt", ["lær stemmer", "stemmer", "Lær jeres stemmer", "LAER STEMMER"])
def test_learning_the_voices_is_an_item_of_an_own_agenda(spelt: str) -> None:
    plan = read(OWN + f"dagsorden:\n  - {spelt}\n  - afslutning: 5 min\n")
    assert plan.agenda[0] == VoiceLesson("Jeres stemmer", 180)
    plan = read(OWN + f"dagsorden:\n  - {spelt}: 6 min\n  - afslutning: 5 min\n")
    assert plan.agenda[0] == VoiceLesson("Jeres stemmer", 360)


@pytest.mark.parametrize(
    ("wish", "learned"),
    [
        ("varighed: 2 timer\n", True),
        ("varighed: 2 timer\ntider: {stemmer: nej}\n", False),
        ("varighed: 80 min\n", False),
        ("varighed: 80 min\ntider: {lær stemmer: 4 min}\n", True),
    ],
)
def test_a_first_meeting_that_has_time_learns_the_voices(wish: str, learned: bool) -> None:
    plan = read("form: første møde\n" + wish + PEOPLE)
    assert any(isinstance(item, VoiceLesson) for item in plan.agenda) == learned


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("24. november 2026", "2026-11-24"),
        ("tirsdag den 24. november 2026", "2026-11-24"),
        ("24/11 2026", "2026-11-24"),
        ("24-11-2026", "2026-11-24"),
        ("24. nov. 2026", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
    ],
)
def test_dates_are_read_as_danes_write_them(written: str, iso: str) -> None:
    assert read(FIRST + PEOPLE + f"dato: {written}\n").date == iso


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_a_plan_that_lasts_as_long_as_it_says(path: Path) -> None:
    data = path.read_bytes()
    plan = read_plan(data, path.name)
    # And what the box keeps of it reads as the same plan
    assert read_plan(plan_text(data).encode(), path.name) == plan
    expected = {"kort-moede": 1800, "sparringsoevelse": 5400, "laer-hinanden-at-kende": 5400}
    assert plan.seconds == expected.get(path.stem, plan.seconds)


def test_the_same_text_gives_the_same_seed_and_another_text_another() -> None:
    assert read(PLAN).seed == read(PLAN.replace("\n", "\r\n")).seed
    assert read(PLAN).seed != read(PLAN + "# rettet\n").seed


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
@example(b"%TAG ! x\n---\n!<")
@example(b'a: "\\UFFFFFFFF"')
@example(b"? ? ? :")
@example("form: \udcff".encode("utf-8", "surrogatepass"))
def test_no_bytes_do_worse_than_faults(data: bytes) -> None:
    plan_or_faults(data)


WORDS = ["form", "deltagere", "dagsorden", "tider", "varighed", "emne", "tid", "pause", "dialog"]
MARKS = [": ", ":", "\n", "\n  - ", "\n  ", "\n    ", "[", "]", "{", "}", '"', "'", "- ", ", "]
VALUES = [
    "første møde",
    "egen dagsorden",
    "2 timer",
    "Anna",
    "nej",
    "&a",
    "*a",
    "!x",
    "|",
    ">",
    "#",
]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS + MARKS + VALUES), max_size=40).map("".join))
def test_no_mess_of_a_plans_own_words_does_worse_than_faults(text: str) -> None:
    outcome = plan_or_faults(text.encode())
    if isinstance(outcome, Plan):
        assert outcome.agenda
    else:
        lines = text.count("\n") + 1
        assert all(fault.line is None or 1 <= fault.line <= lines for fault in outcome.faults)


NAME = st.from_regex(r"[BDFGKLMN][aeiouy]{1,2}[a-zæøå]{0,4}na", fullmatch=True)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(NAME, min_size=3, max_size=16, unique_by=fold),
    st.integers(min_value=85, max_value=230),
)
def test_a_first_meeting_fills_its_time_to_the_second(names: list[str], minutes: int) -> None:
    # Given any group, and time enough
    plan = read(f"form: første møde\nvarighed: {minutes} min\ndeltagere: {names}\n")
    # Then the agenda is as long as the meeting, the closing keeps its time, and all get a turn
    assert plan.seconds == pytest.approx(minutes * 60)
    assert plan.agenda[-1].fixed
    assert plan.agenda[-1].seconds >= 8 * 60
    for item in plan.agenda:
        assert item.seconds >= 3 * 60
        if isinstance(item, SpeakingRound):
            assert 60 <= item.turn_seconds <= 180
            assert len(names) * item.turn_seconds <= item.seconds


def test_content_that_is_read_aloud_has_no_digits_or_abbreviations() -> None:
    spoken = "".join(
        content_file(name).read_text(encoding="utf-8").split("\n", 1)[1]
        for name in ("topics.yaml", "questions.yaml")
    )
    assert not re.search(r"\d|\b(kl|fx|evt|osv|mv|mm|ca|inkl|pga|dvs|min\.|bl\.)\b", spoken)


@pytest.mark.parametrize(
    ("line", "wake_word"),
    [
        ("", ""),
        ("vækkeord: tidtager", "tidtager"),
        ("vækkeord: Hej Tidtager", "hej tidtager"),
        ("Vaekkeord: HEJ ORDSTYRER.", "hej ordstyrer"),
        ('vækkeord: "kære timeglas"', "kære timeglas"),
    ],
)
def test_the_wake_word_may_be_chosen(line: str, wake_word: str) -> None:
    assert read(PLAN + line + "\n").wake_word == wake_word


@pytest.mark.parametrize(
    ("line", "careful"),
    [
        ("", False),
        ("hørelse: almindelig", False),
        ("hørelse: forsigtig", True),
        ("Hoerelse: Forsigtigt.", True),
        ("hørelse: normal", False),
    ],
)
def test_the_box_may_be_asked_for_more_care(line: str, careful: bool) -> None:
    assert read(PLAN + line + "\n").careful == careful


LINES = st.sampled_from(
    ["form: første møde", "deltagere:", "dagsorden:", "- ", "Anna", "• Bo (afbud)", "1. Carla",
     "9.10 Runde: Hvad nu?", "velkomst 5 min", "tid: kl. 14-16", "spilleregler: A, B", "# x", "",
     "noter: x", "afbud: Bo", "  udtale: x", "emne: Stress", "-----", "tider:", "  pause: nej",
     "netværk: Nord #7", "deltagere: Anna, Bo,", '"', "[", "slut: 11", "præsentation: 1 min hver"]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_no_mess_of_whole_lines_does_worse_than_faults(text: str) -> None:
    outcome = plan_or_faults(text.encode())
    if isinstance(outcome, PlanFaults):
        lines = text.count("\n") + 1
        assert all(fault.line is None or 1 <= fault.line <= lines for fault in outcome.faults)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), st.sampled_from(["deltagere: ", "dagsorden:\n- ", "dato: ", "tid: "]))
def test_no_text_in_a_plans_place_does_worse_than_faults(text: str, before: str) -> None:
    plan_or_faults((FIRST + before + text + "\n").encode("utf-8", "surrogatepass"))


NONSENSE = {
    "many keys": "a:\n" * 10_000,
    "few keys": "nøgle: x\n" * 700,
    "a long list": FIRST + "formål: " + "x, " * 10_000,
    "many names": "form: første møde\ndeltagere: " + "Anna, " * 5_000,
    "odd names": "form: første møde\ndeltagere:\n" + "Anna Bo: x (y\n" * 700,
    "brackets": FIRST + "formål: " + "a, [" * 8_000,
    "quotes": FIRST + 'x "a\n' * 700,
    "items": PEOPLE + "dagsorden:\n" + "- pause: 10 min: x: y\n" * 700,
    "numbers": FIRST + "varighed: " + "1 " * 15_000,
    "signs": FIRST + "formål: " + " #7" * 10_000,
    "parentheses": "form: første møde\ndeltagere: " + "(" * 30_000,
    "dates": FIRST + "dato: " + "1." * 15_000,
    "clocks": FIRST + "tid: " + "9-" * 15_000,
    "addresses": "form: første møde\ndeltagere: " + "a@b." * 7_000,
    "dashes": FIRST + PEOPLE + "- " * 15_000,
    "hard spaces": "form: første møde varighed: 2 timer deltagere:\n- [ ] Anna\n"
    + "\u00a0" * 2_000
    + "- [x] Bo\n",
    "trouble at the end": FIRST
    + "noter: x\n"
    + ("formål: " + "y " * 300 + "\n") * 40
    + "a: 'x' y\n" * 60,
}


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_of_any_length_takes_no_long_time(text: str) -> None:
    # Given as much nonsense as a file may hold: a box takes some five times as long as this
    begin = time.process_time()
    plan_or_faults(text.encode()[: 32 * 1024])
    assert time.process_time() - begin < 3
