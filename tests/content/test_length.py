"""Nothing that the box says keeps people waiting: measured with its own voice."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from speech.saying.renderer import Renderer
from tests.content import texts

LONGEST = 9.0
"""Seconds: two good sentences and what to do."""
LONGEST_QUESTION = 7.0
"""Seconds: a question that is read to a table is thought about from its first word on."""
SLOWEST = 0.09
"""Seconds that a letter takes where there are many full stops and commas; most take 0.066."""
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
    """Places and seconds of what takes longer than `most` seconds, or than LONGER allows.

    What has so few letters that it can't be too long isn't made into sound.
    """
    found = {}
    for place, text in said:
        spoken, limit = texts.filled_in(text), LONGER.get(place, most)
        if SLOWEST * len(spoken) > limit and (seconds := length(renderer, spoken)) > limit:
            found[f"{place}: {text}"] = round(seconds, 1)
    return found


def length(renderer: Renderer, text: str) -> float:
    """Seconds that `text` takes."""
    sound, rate = renderer.render(text)
    return len(sound) / rate


def test_no_letter_takes_longer_than_we_count_on(renderer: Renderer) -> None:
    """Of the longest that aren't made into sound, and of others by lot."""
    said = [text for _, text in [*texts.prompts(), *texts.banks(), *texts.material()]]
    short = sorted((text for text in said if SLOWEST * len(text) <= LONGEST_QUESTION), key=len)
    some = [*short[-12:], *Random(1).sample([text for text in short if len(text) > 30], 12)]
    rates = {text: length(renderer, text) / len(text) for text in some}
    assert {text: rate for text, rate in rates.items() if rate > SLOWEST} == {}


def test_no_phrase_is_a_speech(renderer: Renderer) -> None:
    assert too_long(renderer, texts.phrases(), LONGEST) == {}


def test_no_question_is_a_speech(renderer: Renderer) -> None:
    assert too_long(renderer, texts.prompts(), LONGEST_QUESTION) == {}


def test_nothing_in_a_bank_is_a_speech(renderer: Renderer) -> None:
    assert too_long(renderer, texts.banks(), LONGEST_QUESTION) == {}


def test_nothing_in_the_material_is_a_speech(renderer: Renderer) -> None:
    assert too_long(renderer, texts.material(), LONGEST_QUESTION) == {}


def test_a_speech_is_found(renderer: Renderer) -> None:
    speech = "Nu vil jeg lære jeres stemmer at kende, så jeg hører jer bedre. " * 3
    assert too_long(renderer, iter([("bad", speech)]), LONGEST)
