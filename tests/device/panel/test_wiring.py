"""The drawing of the wiring: what stands in it is what the box does."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gpiozero.pins.mock import MockFactory

from content import load
from device.panel import load_pins
from device.panel.wiring import HEADER, drawing, main, places

DOCS = Path(__file__).parents[3] / "docs"
OWN_PINS = sorted((DOCS / "pins").glob("*.yaml"))


def test_the_drawing_in_the_docs_is_the_one_that_is_made() -> None:
    made = drawing(load_pins())
    assert (DOCS / "ledninger.svg").read_text(encoding="utf-8") == made, (
        "python -m device.panel.wiring >docs/ledninger.svg"
    )


def test_the_header_has_each_number_once_and_forty_places() -> None:
    numbers = [what for what in HEADER if isinstance(what, int)]
    assert (len(HEADER), sorted(numbers)) == (40, list(range(28)))
    assert [place for place, what in enumerate(HEADER, 1) if what == "GND"] == [
        6, 9, 14, 20, 25, 30, 34, 39,
    ]  # fmt: skip


def test_each_number_is_where_gpiozero_has_it() -> None:
    """Its own table of the header, which the command `pinout` draws."""
    theirs = MockFactory(revision="a02082").board_info.headers["J8"].pins
    assert {number: place for number, place in places().items() if number > 1} == {
        int(pin.name.removeprefix("GPIO")): place
        for place, pin in theirs.items()
        if pin.name.startswith("GPIO") and pin.name not in {"GPIO0", "GPIO1"}
    }


@pytest.mark.parametrize("pins", [None, *OWN_PINS], ids=["our own", *(p.stem for p in OWN_PINS)])
def test_every_part_is_drawn_beside_its_own_place(pins: Path | None) -> None:
    wired = load_pins(pins)
    tree = ElementTree.fromstring(drawing(wired))  # noqa: S314  (our own)
    rows: dict[float, set[str]] = {}
    for text in tree.iter("{http://www.w3.org/2000/svg}text"):
        rows.setdefault(float(text.get("y", "0")), set()).add(text.text or "")
    words = load("wiring.yaml")["parts"]
    parts = {**wired.buttons, "listening": wired.listening}
    parts |= {
        f"lamp_{colour}": pin
        for colour, pin in zip(("red", "green", "blue"), wired.lamp, strict=True)
    }
    assert len(parts) == 13
    for part, pin in parts.items():
        (row,) = [texts for texts in rows.values() if words[part] in texts]
        assert f"GPIO {pin}" in row, part


def test_a_respeaker_hat_keeps_what_it_needs() -> None:
    wired = load_pins(DOCS / "pins" / "respeaker.yaml")
    used = {*wired.buttons.values(), *wired.lamp, wired.listening}
    assert len(used) == 13
    assert not used & {2, 3, 5, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21}


def test_a_lamp_with_a_common_anode_goes_to_power(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pins = tmp_path / "pins.yaml"
    pins.write_text("common_anode: true\n")
    assert main([str(pins)]) == 0
    shown = capsys.readouterr().out
    assert "går til 3,3 volt" in shown
    assert not re.search(r"fælles ben går til stel", shown)
    pins.write_text("fan: 3\n")
    assert main([str(pins)]) == 1
