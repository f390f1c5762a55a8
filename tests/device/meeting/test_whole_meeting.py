"""A whole meeting by events alone; no order of events breaks one; replay equals live."""

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from device.meeting import actions, events
from tests.device.meeting.any_order import can_be_brought_to_its_end, happen, replay_equals_live
from tests.device.meeting.table import NAMES, WHOLE, Table

INTENTS = sorted(
    {"start", "next", "next_item", "pause", "resume", "repeat", "question", "time_left", "end_time",
     "skip", "back", "who_next", "rules", "purpose", "agenda", "hush", "evaluate", "finish", "help",
     "louder", "quieter", "forget", "yes", "no", "all_agree", "nobody", "all_here", "present",
     "not_present", "guest", "one_more", "here", "left", "named", "unheard_of"}
)  # fmt: skip


def lead(table: Table) -> None:
    """People do what the box asks, with buttons, until the meeting is over."""
    for _ in range(600):
        if table.meeting.stage == "finished":
            return
        match table.meeting.situation:
            case "question_number":
                table.press("score4", "green")
            case "question_yes_no" | "question_names" | "points" | "over" | "break":
                table.press("green")
            case "dialogue" if table.light == "red":
                table.press("green")
            case "scoring":
                table.press("score5")
            case _:
                table.wait(30)


def test_a_whole_meeting_by_buttons_alone() -> None:
    table = Table.with_plan(WHOLE)
    assert table.said[0].text == "Egen dagsorden, fire deltagere, enogtredive minutter."
    table.press("green")
    lead(table)

    assert table.meeting.stage == "finished"
    assert [item.index for item in table.meeting.items] == list(range(7))
    assert [turn.name for turn in table.meeting.turns] == [*NAMES, *NAMES]
    assert [score.counts for score in table.meeting.scores] == [(0, 0, 0, 0, 4)] * 2
    assert table.keys[-1] == "goodbye"
    assert table.done.count(actions.WriteReport()) == 1
    assert table.meeting.record.finished


def test_a_whole_meeting_whose_voice_is_dead_still_ends() -> None:
    table = Table.with_plan(WHOLE)
    table.speaks = False
    table.press("green")
    for _ in range(4000):
        if table.meeting.stage == "finished":
            break
        table.wait(20)
        table.press("green")
    assert table.meeting.stage == "finished"


def test_nobody_touches_anything_and_the_box_still_gets_to_the_dialogue() -> None:
    table = Table.with_plan(WHOLE)
    table.press("green")
    table.wait(1800)
    assert table.meeting.index == 3
    assert table.meeting.situation == "dialogue"


things_that_happen = st.one_of(
    st.builds(events.Pressed, st.just(0.0), st.sampled_from(events.BUTTONS)),
    st.builds(events.Held, st.just(0.0), st.sampled_from(("blue", "white"))),
    st.builds(events.Released, st.just(0.0), st.just("white")),
    st.builds(events.WakeWord, st.just(0.0)),
    st.builds(events.NotUnderstood, st.just(0.0)),
    st.builds(events.Spoken, st.just(0.0), st.integers(0, 60)),
    st.builds(events.Resumed, st.just(0.0)),
    st.builds(events.ReportWritten, st.just(0.0)),
    st.builds(events.PlanRejected, st.just(0.0), st.integers(1, 9), st.just("Linje 1.")),
    st.builds(events.StickIn, st.just(0.0), st.just(WHOLE)),
    st.builds(
        events.Trouble,
        st.just(0.0),
        st.sampled_from(("voice", "microphone", "panel", "stick")),
        st.booleans(),
    ),
    st.builds(
        events.Heard,
        st.just(0.0),
        st.sampled_from(INTENTS),
        minutes=st.sampled_from((None, 0.5, 1.0, 10.0)),
        number=st.sampled_from((None, 0, 1, 3, 4, 5, 16)),
        name=st.sampled_from((None, *NAMES, "Ukendt")),
    ),
    st.builds(
        events.Heard,
        st.just(0.0),
        st.sampled_from(
            ("number", "absent", "named", "here", "left", "floor_to", "more_time", "skip")
        ),
        minutes=st.sampled_from((0.5, 10.0)),
        number=st.sampled_from((0, 3, 4, 16)),
        name=st.sampled_from(NAMES),
    ),
    st.floats(0.0, 300.0).map(events.Tick),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(things_that_happen, max_size=60), st.booleans())
def test_no_order_of_events_breaks_a_meeting(happened: list[events.Event], speaks: bool) -> None:
    table = Table.with_plan(WHOLE)
    table.press("green")
    table.speaks = speaks
    for event in happened:
        happen(table, event)
        ids = [said.id for said in table.said]
        assert ids == sorted(set(ids))

    replay_equals_live(table)

    # And the people can still bring it to its end.
    table.speaks = True
    if table.meeting.stage not in {"empty", "waiting"}:
        can_be_brought_to_its_end(table)
