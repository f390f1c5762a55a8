"""Every form has a meeting in the room that is kept as a play, for a Dane to read."""

from importlib import import_module
from pathlib import Path

from tests.table.play import GOLDEN, forms

FORMS = Path(__file__).parents[2] / "content" / "forms"


def test_every_form_has_its_play() -> None:
    plays = {import_module(f"tests.table.test_form_{form}").golden().name for form in forms()}
    assert plays == {path.stem for path in GOLDEN.glob("*.txt")}
    assert plays == {path.stem for path in FORMS.glob("*.yaml")}
