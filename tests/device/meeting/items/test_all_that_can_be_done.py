"""In every step of the ways of talking: what is listened for is done, and each button too."""

import pytest

from device.meeting import events, plan
from device.meeting.buttons import OWN_MEANINGS
from device.meeting.items.registry import kind_of
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from tests.device.meeting.items.test_any_order import EACH
from tests.device.meeting.table import CLOSING, NAMES, Table
from tests.device.meeting.test_one_source import after, all_intents, heard, listened_for, low
from tests.device.meeting.test_one_source import pressed as press_of


def steps_of(item: plan.Item, how: str) -> list[Meeting]:
    """Each state of `item` that a table comes to, led by buttons alone or by voice alone."""
    table = Table.started(item, CLOSING)
    found: list[Meeting] = []
    seen: set[object] = set()
    for _ in range(400):
        meeting = table.meeting
        if meeting.index or meeting.item is None:
            return found
        state = (meeting.item.place, meeting.situation, meeting.item.help)
        if state not in seen:
            seen.add(state)
            found.append(meeting)
        match meeting.situation:
            case "scoring":
                table.press(*(f"score{n + 1}" for n in range(len(NAMES))))
                table.wait(8)
            case "question_yes_no" if how == "voice":
                table.hear("yes")
            case "question_yes_no":
                table.press("green")
            case "running":
                table.wait(30)
            case _ if how == "voice":
                table.hear("next")
            case _:
                table.press("green")
    raise AssertionError("it has no end")


@pytest.mark.parametrize("how", ["buttons", "voice"])
@pytest.mark.parametrize("item", EACH, ids=lambda item: f"{type(item).__name__} {item.seconds:g}")
def test_what_is_listened_for_is_what_can_be_done(item: plan.Item, how: str) -> None:
    seen = steps_of(item, how)
    assert seen
    kind = kind_of(item)
    for meeting in seen:
        assert meeting.item is not None
        assert meeting.situation in kind.situations
        assert meeting.item.help in kind.helps
        assert meeting.item.help in load_phrases().wordings
        for intent in all_intents():
            _, done = after(meeting, heard(intent))
            in_vain = intent in {"floor_to", "absent"} and low(done)
            listened = intent in listened_for(meeting)
            assert low(done) != listened or in_vain, (intent, meeting.item)
        for button in events.BUTTONS:
            meaning = meeting.buttons.meaning(meeting.situation, button)
            if meaning not in OWN_MEANINGS:
                _, done = after(meeting, press_of(meeting, button))
                assert low(done) == (meaning is None), (button, meeting.item)
