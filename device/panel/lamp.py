"""The lamps in words."""

from content import load


def lamp_in_words(colour: str, mode: str, *, listening: bool = False) -> str:
    """One short line of Danish: "lampen: grøn (pulserer), jeg lytter"."""
    words = load("lamp.yaml")
    shade = words["colours"][colour] + ("" if colour == "off" else words["modes"][mode])
    return str(words["lamp"]).format(lamp=shade) + (str(words["listening"]) if listening else "")
