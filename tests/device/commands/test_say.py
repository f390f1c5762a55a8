"""`tidtager say --show`, as it is typed."""

import subprocess
import sys

import pytest

ALONE = """
import sys
sys.modules |= {"pyaudio": None, "pyttsx3": None, "soundfile": None}
from device.commands.cli import main
main()
"""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2 mio. kr. til KL", "to millioner kroner til kå-el"),
        ("Feedback, tidtager!", "Feedback, tidtager!"),  # as people write it, not the voice
        ("Det 2. spørgsmål kl. 9", "Det andet spørgsmål klokken ni"),
        ("👍", ""),
    ],
)
def test_show_prints_the_words_and_needs_no_sound(written: str, said: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", ALONE, "say", "--show", written],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (shown.returncode, shown.stdout) == (0, said + "\n"), shown.stderr
