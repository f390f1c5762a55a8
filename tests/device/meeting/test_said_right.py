"""What the box says is true, and sounds right, whatever the facilitator has written."""

from dataclasses import replace

import pytest

from device.meeting import events, plan
from tests.device.meeting.table import AGREEMENT, CLOSING, DIALOGUE, ROUND, WHOLE, Table


def texts(table: Table) -> list[str]:
    return [said.text for said in table.said]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Siden sidst", "Nu tager vi en runde: Siden sidst."),
        ("Hvem er du?", "Nu tager vi en runde: Hvem er du?"),
        ("Godt nyt!", "Nu tager vi en runde: Godt nyt!"),
        ("Talerunde", "Nu tager vi en runde."),
        ("talerunde", "Nu tager vi en runde."),
        ("Runde", "Nu tager vi en runde."),
        ("Bordet rundt", "Nu tager vi en runde."),
    ],
)
def test_a_round_is_announced_by_its_title_unless_that_says_nothing(title: str, said: str) -> None:
    table = Table.started(replace(ROUND, title=title), CLOSING)
    assert said in texts(table)


@pytest.mark.parametrize(
    ("topic", "title", "begins"),
    [
        ("Sygefravær", "Dialog", "Nu er ordet frit. Emnet er: Sygefravær. I har fem minutter."),
        ("Hvad er ledelse?", "", "Nu er ordet frit. Emnet er: Hvad er ledelse? I har fem"),
        ("", "Mig og min leder", "Nu er ordet frit. Emnet er: Mig og min leder. I har fem"),
        ("", "Dialog", "Nu er ordet frit. I har fem minutter."),
        ("", "Drøftelse", "Nu er ordet frit. I har fem minutter."),
    ],
)
def test_a_dialogue_is_announced_by_its_topic(topic: str, title: str, begins: str) -> None:
    table = Table.started(replace(DIALOGUE, topic=topic, title=title), CLOSING)
    assert any(text.startswith(begins) for text in texts(table)), texts(table)


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("Vi hjælper hinanden", "Vores formål er: Vi hjælper hinanden."),
        ("Vi hjælper hinanden.", "Vores formål er: Vi hjælper hinanden."),
        ("Hvad vil vi?", "Vores formål er: Hvad vil vi?"),
    ],
)
def test_a_sentence_ends_once(purpose: str, said: str) -> None:
    assert said in texts(Table.started(replace(AGREEMENT, purpose=purpose), CLOSING))


def test_each_item_of_the_agenda_is_a_sentence_of_its_own() -> None:
    titles = ("Velkomst", "Hvad er ledelse?", "Formål og spilleregler", "Aftaler og tak")
    agenda = [replace(DIALOGUE, title=title, topic="") for title in titles]
    table = Table.started(*agenda)
    table.hear("agenda")
    assert table.last == "Tilbage er: Hvad er ledelse? Formål og spilleregler. Aftaler og tak."


@pytest.mark.parametrize(
    ("title", "named"),
    [("Mig og min leder", "punktet Mig og min leder får"), ("Hvad nu?", "punktet Hvad nu får")],
)
def test_a_title_in_a_sentence_is_told_as_one(title: str, named: str) -> None:
    table = Table.started(DIALOGUE, replace(DIALOGUE, title=title, seconds=900), CLOSING)
    table.wait(300 + 480)
    table.clear()
    table.hear("next")
    assert named in " ".join(texts(table))


@pytest.mark.parametrize("faults", [1, 4])
@pytest.mark.parametrize(
    ("before", "said"),
    [(None, "Ret den, og sæt stikket i igen."), (WHOLE, "Den gamle plan gælder.")],
    ids=["no plan before", "a plan before"],
)
def test_after_faults_it_is_said_what_holds(
    before: plan.Plan | None, said: str, faults: int
) -> None:
    table = Table.with_plan(before) if before else Table()
    table.happens(events.PlanRejected(0.0, faults, "Linje 2: Der mangler et kolon."))
    assert table.last == said
    assert table.meeting.plan == before


@pytest.mark.parametrize(
    ("rules", "first"), [((), "rules_suggested"), (("Vi lytter.",), "rules_intro")]
)
def test_rules_are_suggested_once_and_read_again_after_that(
    rules: tuple[str, ...], first: str
) -> None:
    table = Table.started(ROUND, replace(AGREEMENT, rules=rules), ROUND, CLOSING)
    table.hear("rules")
    assert first in table.keys, "they have not been read yet"
    table.hear("next_item")
    table.press("green")  # it has been talked about what it takes
    assert table.keys.count(first) == 2
    table.hear("all_agree")
    table.clear()
    table.hear("rules")
    assert table.keys[0] == "rules_again"


@pytest.mark.parametrize(
    ("early", "said"),
    [
        (0.0, None),
        (600.0, "Punkterne fylder ikke hele mødet. De slutter ti minutter før tiden."),
        (5100.0, "Punkterne fylder ikke hele mødet. De slutter en time og femogtyve minutter før"),
    ],
)
def test_an_agenda_that_ends_long_before_the_meeting_is_questioned(
    early: float, said: str | None
) -> None:
    table = Table.with_plan(replace(WHOLE, early=early))
    told = [each.text for each in table.said if each.key == "plan_ends_early"]
    assert [text.startswith(said or "") for text in told] == ([True] if said else [])
