"""What items reckon of their time, and what a reflection is made of: small sums, told apart."""

import pytest

from device.meeting.actions import Prepare
from device.meeting.items.reflection.plan import Reflection
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.wellbeing.plan import Wellbeing
from device.meeting.reflections import usual_reflection
from tests.device.meeting.table import CLOSING, ROUND, Table


@pytest.mark.parametrize(
    ("people", "seconds"),
    [
        pytest.param(5, 0, id="one table"),
        pytest.param(6, 180, id="two: a minute to sit down, two to come back"),
    ],
)
def test_several_groups_of_a_sparring_sit_down_and_come_back(people: int, seconds: float) -> None:
    assert Sparring("sparring", 2400).around(people) == seconds
    assert Sparring("sparring", 2400, way="whole_group").around(people) == 0


@pytest.mark.parametrize(("people", "round_takes"), [(1, False), (2, True), (3, True)])
def test_whoever_reflects_in_company_tells_it(people: int, round_takes: bool) -> None:
    item = Reflection("Eftertanke", 300, question="Hvad deler du?", turn_seconds=20)
    assert (item.round_seconds(people) > 0) == round_takes


def test_a_dialogue_on_wellbeing_may_be_shortened_to_nothing() -> None:
    assert Wellbeing("Trivsel", 900).flexible(4) == 900


def test_each_part_of_a_reflection_is_led_in_once_at_its_beginning() -> None:
    usual = usual_reflection()
    assert usual.leads[0], "the first question comes after what leads in to it"
    assert len(usual.leads) == len(usual.questions)
    assert sum(bool(lead) for lead in usual.leads) < len(usual.questions)


def test_the_questions_of_a_reflection_are_made_ready_to_be_said() -> None:
    item = Reflection(
        "Eftertanke", 120, leads=("Nu.", ""), questions=("Hvad nu?", "Og så?"), pauses=(30.0, 30.0)
    )
    table = Table.started(item, CLOSING)
    prepared = [
        text for action in table.done if isinstance(action, Prepare) for text in action.texts
    ]
    assert {"Hvad nu?", "Og så?"} <= set(prepared)


def test_nothing_is_learned_of_a_voice_outside_an_enrolment() -> None:
    table = Table.started(ROUND, CLOSING)
    assert table.meeting.item is not None
    assert not table.meeting.item.teaches
