"""No order of what people do breaks the ways of talking, nor leaves a table stuck in them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from device.meeting import events, plan
from device.meeting.items.one_two_four_all import OneTwoFourAll
from device.meeting.items.presentation import Presentation
from device.meeting.items.reflection.plan import Reflection
from device.meeting.items.round_first import RoundFirst
from device.meeting.items.silence import Silence
from device.meeting.items.wellbeing.plan import Wellbeing
from tests.device.meeting.any_order import can_be_brought_to_its_end, happen, replay_equals_live
from tests.device.meeting.table import CLOSING, NAMES, Table, a_plan

EACH: tuple[plan.Item, ...] = (
    Silence("Stilhed", 60),
    Presentation("Oplæg", 180, speakers=("Bo",), questions=60),
    Reflection(
        "Eftertanke", 240, leads=("Nu.", ""), questions=("Hvad nu?", "Og så?"),
        pauses=(30.0, 30.0), question="Hvad deler du?", turn_seconds=20,
    ),
    OneTwoFourAll("1-2-4-alle", 360, question="Hvad nu?"),
    RoundFirst("Dialog", 400, topic="Ledelse", opening="Hvad er svært?", turn_seconds=20),
    Wellbeing("Trivsel", 900),
    Wellbeing("Trivsel", 600, tool="egen leder"),
    Wellbeing("Trivsel", 600, tool="ledergruppe"),
)  # fmt: skip
INTENTS = ("next", "question", "repeat", "back", "undo", "pause", "resume", "more_time", "skip",
           "groups", "yes", "no", "next_item", "time_left", "end_time", "guest", "one_more", "left",
           "here", "floor_to", "help", "who_next", "repeat_question")  # fmt: skip

happens = st.one_of(
    st.builds(events.Pressed, st.just(0.0), st.sampled_from(events.BUTTONS)),
    st.builds(
        events.Heard,
        st.just(0.0),
        st.sampled_from(INTENTS),
        minutes=st.just(1.0),
        name=st.sampled_from(NAMES),
    ),
    st.just(events.WakeWord(0.0)),
    st.just(events.NotUnderstood(0.0)),
    st.builds(
        events.Doubted,
        st.just(0.0),
        st.sampled_from(("next", "finish", "pause", "stop_all", "off")),
    ),
    st.builds(
        events.Doubted,
        st.just(0.0),
        st.sampled_from(("skip", "floor_to", "absent")),
        name=st.sampled_from(NAMES),
    ),
    st.just(events.Resumed(0.0)),
    st.floats(0.0, 200.0).map(events.Tick),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EACH), st.integers(2, 4), st.lists(happens, max_size=40))
def test_no_order_of_events_breaks_it(
    item: plan.Item, people: int, happened: list[events.Event]
) -> None:
    table = Table.with_plan(a_plan(item, CLOSING, names=NAMES[:people]))
    table.press("green")
    for event in happened:
        happen(table, event)
        if table.meeting.stage == "running":
            assert table.meeting.item is not None
            left = table.meeting.item.left(table.meeting.now)
            assert left is None or left >= 0

    replay_equals_live(table)
    can_be_brought_to_its_end(table)
