"""Nothing that the box says keeps people waiting: measured with its own voice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.saying.renderer import Renderer
from tests.content import texts

LONGEST = 9.0
"""Seconds: two good sentences and what to do."""
LONGEST_QUESTION = 7.0
"""Seconds: a question that is read to a table is thought about from its first word on."""
LONGER = {
    "phrases: voices_intro": 9.2,  # what is kept of people's voices is told before they agree
    "phrases: dialogue_intro": 10.0,  # has the topic in it
    "phrases: agreement_dare": 9.5,  # a question that is worth its time
    "phrases: evaluation_intro": 10.0,  # scale and privacy, once a meeting
}


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    with Renderer(Path(tmp_path_factory.mktemp("sound"))) as made:
        yield made


def too_long(renderer: Renderer, said: Iterator[tuple[str, str]], most: float) -> dict[str, float]:
    """Places and seconds of what takes longer than `most` seconds, or than LONGER allows."""
    found = {}
    for place, text in said:
        sound, rate = renderer.render(texts.filled_in(text))
        if (seconds := len(sound) / rate) > LONGER.get(place, most):
            found[f"{place}: {text}"] = round(seconds, 1)
    return found


def test_no_phrase_is_a_speech(renderer: Renderer) -> None:
    assert too_long(renderer, texts.phrases(), LONGEST) == {}


def test_no_question_is_a_speech(renderer: Renderer) -> None:
    assert too_long(renderer, texts.prompts(), LONGEST_QUESTION) == {}


def test_a_speech_is_found(renderer: Renderer) -> None:
    speech = "Nu vil jeg lære jeres stemmer at kende, så jeg hører jer bedre. " * 3
    assert too_long(renderer, iter([("bad", speech)]), LONGEST)
