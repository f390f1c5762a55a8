"""A plan asks for more care with what can't be undone: the ear is told so, all the time."""

import pytest

from device.box.outlets import grammar_of, interruptions_of
from device.meeting import events
from device.meeting.actions import ListenFor
from tests.device.meeting.table import CLOSING, ROUND, Table


@pytest.mark.parametrize("careful", [True, False], ids=["careful", "as-usual"])
def test_the_ear_is_told_whether_to_be_careful(careful: bool) -> None:
    table = Table.started(ROUND, CLOSING, careful=careful)
    table.happens(events.WakeWord(0.0))
    listened = [a for a in table.done if isinstance(a, ListenFor) and a.commands]
    assert len(listened) > 1
    for action in listened:
        assert grammar_of(action).careful == careful
        assert interruptions_of(action).careful == careful
