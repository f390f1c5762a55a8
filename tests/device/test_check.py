"""Given a file, `tidtager check` shows its agenda with times, or all that is wrong with it."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from content import content_file
from device.check import check

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
        ("kort-moede", "Mødet slutter 0:30 efter, at det er begyndt."),
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
