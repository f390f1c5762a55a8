"""Given a file, `tidtager check` shows its agenda with times, or all that is wrong with it."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from content import content_file
from device.commands.check import check

EXAMPLES = Path(str(content_file("examples/foerste-moede.yaml"))).parent


def shown(path: Path) -> tuple[int, str]:
    """Exit code and what is printed, on a wide screen."""
    file = io.StringIO()
    code = check(path, Console(file=file, width=120))
    return code, file.getvalue()


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("foerste-moede", "Mødet slutter klokken 15:00."),
        ("egen-dagsorden", "Mødet slutter klokken 11:00."),
        ("kort-moede", "Mødet slutter 30 minutter efter, at det er begyndt."),
        ("forberedelse", "Mødet slutter 15 minutter efter, at det er begyndt."),
        ("ledertrivsel", "Mødet slutter 1 time efter, at det er begyndt."),
        ("samtaleformer", "Mødet slutter 2 timer efter, at det er begyndt."),
    ],
)
def test_every_example_has_an_agenda_and_an_end(name: str, end: str) -> None:
    code, text = shown(EXAMPLES / f"{name}.yaml")
    assert code == 0
    assert text.rstrip().endswith(end)


def test_the_agenda_says_when_each_item_begins_and_how_long_each_has() -> None:
    _, text = shown(EXAMPLES / "foerste-moede.yaml")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines()]
    assert ["13:00", "Velkomst", "5 minutter", ""] in rows
    assert ["13:10", "Præsentation", "18 minutter", "2 minutter"] in rows
    assert text.startswith("Netværk Nord · Første møde, 8 deltagere, 2 timer\n")


def test_a_folder_stands_for_the_plan_in_it(tmp_path: Path) -> None:
    plan = (EXAMPLES / "kort-moede.yaml").read_bytes()
    (tmp_path / "Tidtager.yaml.txt").write_bytes(plan)
    assert shown(tmp_path)[0] == 0


def test_all_faults_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "tidtager.yaml"
    path.write_text(
        "form: første møde\nvarighed: [bold]to timmer[/]\ndeltagere: [Anna]\nkage: ja\n"
    )
    code, text = shown(path)
    assert code == 1
    assert text.startswith("3 fejl i ")
    assert 'Linje 2: "[bold]to timmer[/]" er ikke en tid, jeg forstår.' in text
    assert 'Linje 4: Jeg kender ikke "kage".' in text
    assert "Linje 3: Der er kun 1 deltager." in text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing.yaml", "Jeg kan ikke finde filen"),
        (".", "Der er ingen plan i mappen"),
    ],
)
def test_what_is_not_there_is_told_of(tmp_path: Path, name: str, message: str) -> None:
    code, text = shown(tmp_path / name)
    assert code == 1
    assert text.startswith(message)


PLAN = """form: egen dagsorden
netværk: Netværk #7
dato: 24/11-26
start: 9
slut: 11
sted: Rådhuset
vært: Bo
deltagere: Anna Petersen, Bo (afbud), Carla, Dorte (kommer kl. 10), Erik
formål: Vi lærer af hinanden
spilleregler: Fortrolighed, mødetid
dagsorden:
- velkomst: 5 min
- aftale: 10 min
- pause
- afslutning: 10 min
"""


def test_everything_that_will_be_said_is_shown_before_the_agenda(tmp_path: Path) -> None:
    path = tmp_path / "tidtager.yaml"
    path.write_text(PLAN, encoding="utf-8")
    code, text = shown(path)
    assert code == 0
    for line in (
        "Netværk #7 · Egen dagsorden, 5 deltagere, 40 minutter",
        "Navnene siges: Anna",
        "Afbud: Bo.",
        "Kommer senere: Dorte.",
        "Dato: tirsdag den 24. november 2026",
        "Sted: Rådhuset",
        "Vært: Bo",
        "Formål: Vi lærer af hinanden",
        "  - Fortrolighed",
        "  - mødetid",
        "Mødet slutter klokken 9:40.",
    ):
        assert line in text


def test_what_is_no_fault_is_remarked_on_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "tidtager.yaml"
    path.write_text(PLAN, encoding="utf-8")
    after = " ".join(shown(path)[1].partition("Værd at se efter:")[2].split())
    assert after.startswith("Linje 5: Punkterne varer 40 minutter, men mødet skal vare 2 timer.")


def test_a_plan_without_rules_says_that_some_are_suggested() -> None:
    _, text = shown(EXAMPLES / "egen-dagsorden.yaml")
    assert "Spilleregler" not in text  # there is no agreement in it
    assert "Navnene siges: Birthe" in text


def test_two_plans_in_a_folder_put_no_english_between(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    plan = (EXAMPLES / "kort-moede.yaml").read_bytes()
    for name in ("tidtager.yaml", "tidtager (1).yaml"):
        (tmp_path / name).write_bytes(plan)
    code, text = shown(tmp_path)
    assert code == 0
    assert "Jeg læser tidtager" in text
    assert not caplog.records


def test_of_several_plans_in_a_folder_it_is_told_which_the_box_would_take(tmp_path: Path) -> None:
    text = (EXAMPLES / "kort-moede.yaml").read_text(encoding="utf-8")
    (tmp_path / "møde 1.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "møde 2.yaml").write_text(text + "\n# to\n", encoding="utf-8")
    code, told = shown(tmp_path)
    assert code == 0
    assert "Jeg læser møde 1.yaml." in told
    assert "Der er 2 planer. Jeg tager den næste." in told
    (tmp_path / "tidtager.yaml").write_text(text, encoding="utf-8")
    assert "planer" not in shown(tmp_path)[1]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "Jeg kan ikke finde filen"),
        (os.mkfifo, "Kopiér selve filen, og prøv med kopien."),
        (lambda path: path.symlink_to(path.name), "Kopiér selve filen, og prøv med kopien."),
        (lambda path: path.mkdir(), "Der er ingen plan i mappen"),
    ],
    ids=["nothing", "a FIFO", "a link to itself", "a folder"],
)
def test_what_cannot_be_read_is_told_in_danish(
    tmp_path: Path, make: Callable[[Path], object], told: str
) -> None:
    path = tmp_path / "tidtager.yaml"
    make(path)
    code, text = shown(path)
    assert code == 1
    assert told in text
    assert not re.search(r"\b(?:file|not|no|such|link|links)\b", text)


def test_a_name_that_is_too_long_is_not_found(tmp_path: Path) -> None:
    assert "Jeg kan ikke finde filen" in shown(tmp_path / ("a" * 300))[1]
