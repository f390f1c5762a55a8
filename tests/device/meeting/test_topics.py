"""A topic is found by its names, and a misspelt one is asked about; anything else is one's own."""

import pytest

from device.meeting.topics import find_topic, near_topic, own_topic


@pytest.mark.parametrize("name", ["feedback", "Feedback", "den svære samtale", "Konflikter."])
def test_a_topic_is_found_by_its_names(name: str) -> None:
    topic = find_topic(name)
    assert topic is not None
    assert topic.title
    assert topic.opening.endswith("?")
    assert len(topic.questions) >= 6


def test_a_topic_of_ones_own_is_not_found() -> None:
    assert find_topic("hunde i kontoret") is None
    own = own_topic("hunde i kontoret")
    assert own.title == "hunde i kontoret"
    assert own.opening
    assert own.questions


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feedback", "feedback"),
        ("feedbak", "feedback"),
        ("feetback", "feedback"),  # one letter of eight is another
        ("konfliktter", "konflikter"),
        ("balanse", None),  # one letter of seven
        ("feetbakk", None),
        ("fodbold", None),
    ],
)
def test_a_misspelt_topic_is_found_by_what_is_nearest(written: str, meant: str | None) -> None:
    assert near_topic(written) == meant
