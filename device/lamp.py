"""The lamps in words."""

from functools import cache

from ruamel.yaml import YAML

from content import content_file


@cache
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = YAML(typ="safe").load(
        content_file("lamp.yaml").read_text(encoding="utf-8")
    )
    return loaded


def lamp_in_words(colour: str, mode: str, *, listening: bool = False) -> str:
    """One short line of Danish: "lampen: grøn (pulserer), jeg lytter"."""
    words = _words()
    shade = words["colours"][colour] + ("" if colour == "off" else words["modes"][mode])
    return str(words["lamp"]).format(lamp=shade) + (str(words["listening"]) if listening else "")
