"""What a box shows that has just been switched on."""

from device.meeting import actions, events
from tests.device.meeting.table import Table


def test_a_box_that_is_switched_on_shows_what_changes_from_darkness() -> None:
    table = Table()
    table.happens(events.Tick(0.0))
    told = [type(action) for action in table.done]
    assert actions.Light in told
    assert actions.ListenFor in told
    assert actions.ListeningLight not in told, "it was dark, and stays so"
    table.done.clear()
    table.happens(events.Tick(0.0))
    assert table.done == [], "and nothing is told twice"
