"""Every sentence is used, and every sentence that is used is there."""

import re
from pathlib import Path

import device.meeting
from content import load_all
from device.meeting.phrases import greeting, load_phrases

SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in Path(device.meeting.__file__).parent.rglob("*.py")
)


def test_every_phrase_is_said_somewhere_and_nothing_else_is() -> None:
    phrases = set(load_phrases().wordings)
    words = set(re.findall(r'"([a-z][a-z_]+)"', SOURCE)) | {
        "confirm_finish", "confirm_forget", "confirm_evaluate"
    }  # fmt: skip
    words |= {greeting(form) for form in load_all("forms")}
    made = re.findall(r'f"([a-z_]*){[\w.]+}([a-z_]*)"', SOURCE)  # such as f"frame_{role}_is"
    patterns = [re.compile(f"{before}[a-z_]+{after}") for before, after in made if before]
    words |= {phrase for phrase in phrases if any(one.fullmatch(phrase) for one in patterns)}
    words |= {f"{said}_one" for said in words & phrases}  # to one alone: see Scene.say
    assert phrases - words == set()
    said = set(re.findall(r'\.say\(\s*"([a-z_]+)"', SOURCE))
    assert said - phrases == set()


def test_wordings_of_a_phrase_have_the_same_fields() -> None:
    phrases = load_phrases()
    for key, wordings in phrases.wordings.items():
        found = (frozenset(re.findall(r"{(\w+)}", wording)) for wording in wordings)
        fields = {some - {"wake", "box"} for some in found}  # any phrase may have these
        assert len(fields) == 1, key
