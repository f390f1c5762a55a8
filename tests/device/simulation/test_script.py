"""Scripts are read whole or not at all, and every fault is told with its line."""

from pathlib import Path

import pytest

from device.meeting.plan import Person, Plan
from device.simulation.cast import cast
from device.simulation.room import Room
from device.simulation.script import ScriptError, parse_script, read_script


def faults(text: str) -> list[str]:
    with pytest.raises(ScriptError) as caught:
        parse_script(text)
    return str(caught.value).splitlines()


def test_the_shipped_scripts_are_good() -> None:
    assert read_script("habits").moments
    assert read_script("demo").people


def test_an_empty_script_leaves_people_to_their_habits() -> None:
    assert parse_script("").moments == ()


def test_times_are_read_as_people_write_them() -> None:
    script = parse_script("limit: 1:30:00\nmoments:\n  - {at: '12:30', does: [{coughs: true}]}\n")
    assert script.limit == 5400
    assert script.moments[0].at == 750


def test_all_faults_are_told_at_once_with_their_lines() -> None:
    told = faults(
        """\
people:
  - {name: Anna, rate: 900}
  - {name: Bo, shoesize: 43}
moments:
  - hears: turn_start
    does:
      - {says: Hej, coughs: true}
      - {presses: violet}
  - does: [{coughs: true}]
"""
    )
    assert [line.split(":")[0] for line in told] == [
        "line 2",
        "line 3",
        "line 7",
        "line 8",
        "line 9",
    ]
    assert "a step is one of says, talks, presses, coughs and waits" in told[2]
    assert "a moment needs one of hears, chime, light and at" in told[4]


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    assert faults("people:\n  - {name: Anna\nmoments: []\n")[0].startswith("line 3")


def test_a_script_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "manus.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: M\xc3\xb8de\r\npeople:\r\n  - name: Anna\r\n")
    assert read_script(file).title == "Møde"


def test_nobody_may_act_who_is_not_in_the_plan() -> None:
    plan = Plan("egen dagsorden", tuple(map(Person, ("Anna", "Bo", "Carla"))), ())
    script = parse_script(
        "people: [{name: Dorte}]\nmoments: [{at: 1, who: Erik, does: [{coughs: true}]}]"
    )
    with pytest.raises(ScriptError, match="Dorte, Erik"):
        cast(plan, script, room=Room(), pins={}, on_line=print, seed=1)
