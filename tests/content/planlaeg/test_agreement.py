"""The planning page reads, reckons and writes plans as the box does."""

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from device.meeting.grouping import sizes
from device.meeting.items.fields.rules import all_rules
from device.meeting.plan import MAX_PEOPLE, Plan
from device.meeting.roles import LASTING, ROLES, give_out
from device.planfile import read_plan
from device.planfile.forms import all_forms
from device.planfile.page import as_json
from tests.content.planlaeg.agreement import Agreement, agreement, ask, table
from tests.content.planlaeg.box import Verdict
from tests.content.planlaeg.chromium import Chromium
from tests.content.planlaeg.planner import PAGE

WRITE = """
const plans = JSON.parse(arguments[0]), logic = window.tidtager.logic;
return Object.fromEntries(Object.entries(plans).map(([name, text]) => {
  const { plan } = logic.parse(text);
  const more = { ...plan, header: { ...plan.header, netværk: "Vi: 7 # her" },
    people: [...plan.people.slice(1), { name: "Nyperson" }] };
  return [name, {
    anew: logic.write(plan),
    again: logic.write(plan, text),
    changed: logic.write(more, text),
    shown: logic.agenda(plan).items.map((one) => one.seconds),
    faults: logic.check(plan).length,
  }];
}));
"""


@pytest.fixture(scope="module")
def page(chromium: Chromium) -> Chromium:
    """The page, with nothing in it."""
    chromium.open(PAGE)
    assert ask(chromium, {"empty": ""})["empty"].verdict == "refused"
    return chromium


@pytest.fixture(scope="module")
def told(page: Chromium) -> Mapping[str, Verdict]:
    """What the page says of the whole table."""
    return ask(page, table())


@pytest.fixture(scope="module")
def found(told: Mapping[str, Verdict]) -> Agreement:
    """That beside what the box says."""
    return agreement(told, table())


@pytest.fixture(scope="module")
def good(told: Mapping[str, Verdict]) -> Mapping[str, str]:
    """The plans that are good."""
    return {name: table()[name] for name, one in told.items() if one.verdict == "good"}


def test_the_page_was_built_of_the_boxs_words_as_they_are_now(page: Chromium) -> None:
    """Where it wasn't: ./setup.sh page, and commit content/planlaeg.html."""
    given = page.js("return window.tidtager.data")
    ours = json.loads(as_json())
    assert {name for name in ours if given.get(name) != ours[name]} == set()


@pytest.mark.parametrize("what", ["verdict", "agenda", "end", "faults", "remarks"])
def test_page_and_box_say_the_same(found: Agreement, what: str) -> None:
    assert found.differ[what] == ()


def test_there_are_plans_enough_good_and_bad(found: Agreement) -> None:
    assert found.read >= 300
    assert found.good >= 120
    assert found.refused >= 120


def test_every_kind_and_form_is_among_them(
    told: Mapping[str, Verdict], good: Mapping[str, str]
) -> None:
    assert {kind for one in told.values() for kind, _, _ in one.items} == set(all_rules())
    assert {read_plan(text.encode()).form for text in good.values()} == set(all_forms())


def test_a_difference_would_show(told: Mapping[str, Verdict]) -> None:
    name = next(name for name, one in told.items() if one.verdict == "good")
    odd = {**told, name: replace(told[name], end=0.0)}
    assert agreement(odd, table()).differ["end"] == (name,)


@pytest.fixture(scope="module")
def written(page: Chromium, good: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """What the page writes of the good plans."""
    return dict(page.js(WRITE, json.dumps(good)))


def test_what_the_page_writes_is_the_same_plan(
    written: dict[str, dict[str, object]], good: Mapping[str, str]
) -> None:
    for name, one in written.items():
        assert _plan(str(one["anew"])) == _plan(good[name]), name
        assert one["faults"] == 0, name


def test_what_the_page_writes_it_can_open(
    page: Chromium, written: dict[str, dict[str, object]]
) -> None:
    again = ask(page, {name: str(one["anew"]) for name, one in written.items()})
    assert {one.verdict for one in again.values()} == {"good"}


def test_a_plan_that_nobody_changed_keeps_every_line(
    written: dict[str, dict[str, object]], good: Mapping[str, str]
) -> None:
    for name, one in written.items():
        assert str(one["again"]).split() == good[name].split(), name


def test_a_changed_plan_says_what_was_changed_and_keeps_its_remarks(
    written: dict[str, dict[str, object]], good: Mapping[str, str]
) -> None:
    for name, one in written.items():
        before, after = _plan(good[name]), _plan(str(one["changed"]))
        assert after.network == "Vi: 7 # her", name
        assert after.people[:-1] == before.people[1:], name
        assert after.people[-1].name == "Nyperson", name
        lost = set(_remarks(good[name])) - set(_remarks(str(one["changed"])))
        assert not lost, name


def test_the_times_that_the_page_shows_are_the_meetings(
    written: dict[str, dict[str, object]], told: Mapping[str, Verdict]
) -> None:
    for name, one in written.items():
        assert one["shown"] == [seconds for _, _, seconds in told[name].items], name


def test_a_faulty_plan_that_is_saved_again_can_be_opened_again(
    page: Chromium, told: Mapping[str, Verdict]
) -> None:
    refused = {name: table()[name] for name, one in told.items() if one.verdict == "refused"}
    written = page.js(WRITE, json.dumps(refused))
    again = {name: one[how] for name, one in written.items() for how in ("again", "changed")}
    assert "unsure" not in {one.verdict for one in ask(page, again).values()}
    assert [
        name for name, one in written.items() if one["again"].split() != refused[name].split()
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "varighed 2 timer\nform: første møde\n",
        "form: første møde\ndeltagere: Anna, Bo, Carla\n  mere tekst\n",
        'form: første møde\nformål: "Vi mødes\ndeltagere: Anna, Bo, Carla\n',
        "form: første møde\nformål: Vi #7 vil\ndeltagere: Anna, Bo, Carla\n",
        "form: første møde\nformål: Det her: nu\ndeltagere: Anna, Bo, Carla\n",
        "- form: første møde\n",
        "form: &a første møde\ndeltagere: Anna, Bo, Carla\n",
        "**form**: første møde\ndeltagere: Anna, Bo, Carla\n",
    ],
)
def test_what_can_be_read_in_two_ways_is_left_to_the_box(page: Chromium, text: str) -> None:
    told = ask(page, {"one": text})["one"]
    assert told.verdict == "unsure"
    assert told.faults[0][0] in range(1, 4)
    assert told.items == ()


def test_groups_are_as_large_as_the_box_makes_them(page: Chromium) -> None:
    wanted = [[people, size] for people in range(1, MAX_PEOPLE + 1) for size in (2, 3, 4)]
    told = page.js("return arguments[0].map((one) => window.tidtager.logic.groups(...one))", wanted)
    assert told == [list(sizes(people, size)) for people, size in wanted]


@pytest.mark.parametrize("seed", range(40))
def test_roles_go_round_as_the_box_gives_them(page: Chromium, seed: int) -> None:
    random = Random(seed)
    people = ["Anna", "Bo", "Carla", "Ditte", "Emil"][: random.randint(1, 5)]
    gone = [*people, "Freja"]
    had = {
        role: {random.choice(gone): random.randint(1, 4) for _ in range(random.randint(0, 6))}
        for role in ROLES
        if random.random() < 0.8
    }
    agreed = {role: random.choice(gone) for role in LASTING if random.random() < 0.3}
    told = page.js(
        "return window.tidtager.logic.roles(arguments[0], arguments[1])",
        people,
        {"had": had, "agreed": agreed},
    )
    here = {role: name for role, name in agreed.items() if name in people}
    assert told == give_out(people, had, roles=LASTING, given=here)


def _plan(text: str) -> Plan:
    """What a file says; its seed follows its text, and remarks name its lines."""
    return replace(read_plan(text.encode()), seed=0, remarks=())


def _remarks(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
