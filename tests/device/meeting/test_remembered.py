"""What a later meeting asks of the earlier ones."""

from dataclasses import replace

from device.meeting import events
from device.meeting.group import NOTHING, Memory
from device.meeting.record import Record, ScoreRecord
from device.meeting.remembered import (
    MOST_MEETINGS,
    AskedNote,
    FollowUpNote,
    GoalNote,
    Note,
    Past,
    QuestionNote,
    TogetherNote,
    TopicNote,
    is_trial,
    summary_of,
)
from tests.device.meeting.table import DIALOGUE, EVALUATION, Table, a_plan

PLAN = a_plan(DIALOGUE, EVALUATION)


def past(*meetings: tuple[Note, ...], absent: tuple[tuple[str, ...], ...] = ()) -> Past:
    """Meetings by what was noted at each, and who was absent."""
    found = Past()
    for place, notes in enumerate(meetings):
        record = Record(absent=absent[place] if absent else ())
        found = found.with_meeting(summary_of(PLAN, record, notes, found.number))
    return found


def test_a_group_that_never_met_has_no_past() -> None:
    new = NOTHING.past(PLAN)
    assert (new.number, new.last, new.goals, new.topics(3)) == (1, None, (), ())


def test_a_journal_that_begins_with_nothing_remembered_is_a_new_boxs() -> None:
    table = Table()
    new = table.meeting
    table.happens(events.Remembered(0.0))
    assert replace(table.meeting, shown=new.shown) == new


def test_who_has_worked_together_is_counted_by_pair() -> None:
    seen = past(
        (TogetherNote((("Anne", "Bo", "Cilla"), ("Dan", "Else"))),),
        (TogetherNote((("Anne", "Bo"), ("Cilla", "Dan"))),),
    )
    met = seen.together(["Anne", "Bo", "Cilla", "Dan"])
    assert met[frozenset({"Anne", "Bo"})] == 2
    assert met[frozenset({"Cilla", "Dan"})] == 1
    assert frozenset({"Anne", "Dan"}) not in met
    assert not any("Else" in pair for pair in met), "who is not asked about"


def test_a_name_that_was_written_shorter_is_the_same_person_where_only_one_can_be_meant() -> None:
    seen = past((TogetherNote((("Anne", "Bo"),)),))
    assert seen.together(["Anne Kjær", "Bo"]) == {frozenset({"Anne Kjær", "Bo"}): 1}
    assert seen.together(["Anne Kjær", "Anne Holm", "Bo"]) == {}


def test_topics_questions_and_goals() -> None:
    seen = past(
        (TopicNote("stress"), QuestionNote("Hvad nu?"), GoalNote("Bo"), AskedNote("form")),
        (
            TopicNote("ledelse"),
            QuestionNote("Og så?"),
            FollowUpNote("Bo"),
            FollowUpNote("Bo", followed_up=True),
            GoalNote("Anne"),
        ),
    )
    assert seen.number == 3
    assert seen.topics(1) == ("ledelse",)
    assert seen.topics(5) == ("stress", "ledelse")
    assert seen.questions == {"Hvad nu?", "Og så?"}
    assert seen.goals == ("Anne",)
    assert seen.meetings[-1].followed_up == (FollowUpNote("Bo", followed_up=True),)
    assert seen.asked("form") == 1
    assert seen.asked("absences") is None


def test_absences_over_the_last_meetings() -> None:
    seen = past((), (), (), absent=(("Bo",), ("Bo", "Dan"), ()))
    assert seen.absences(2) == (2, 0)


def test_scores_are_kept_by_statement_as_they_were_last_and_none_of_too_few() -> None:
    record = Record(
        scores=(
            ScoreRecord(1, "Godt.", (1, 1, 1, 1, 0)),
            ScoreRecord(1, "Godt.", (0, 0, 2, 2, 1)),
            ScoreRecord(1, "Få.", (0, 0, 0, 2, 1)),
        )
    )
    seen = Past().with_meeting(summary_of(PLAN, record, (), 1))
    assert seen.scores("Godt.") == ((1, (0, 0, 2, 2, 1)),)
    assert seen.scores("Få.") == ((1, (0, 0, 0, 0, 0)),)


def test_what_took_less_than_a_tenth_of_its_time_was_a_trial() -> None:
    tenth = PLAN.seconds / 10
    assert is_trial(PLAN, Record(seconds=tenth - 1))
    assert not is_trial(PLAN, Record(seconds=tenth))


def test_many_meetings_keep_their_numbers_when_the_first_are_let_go() -> None:
    seen = past(*(() for _ in range(MOST_MEETINGS + 3)))
    assert len(seen.meetings) == MOST_MEETINGS
    assert seen.number == MOST_MEETINGS + 4
    assert seen.meetings[0].number == 4


def test_voices_and_meetings_of_a_group_are_kept_together() -> None:
    way = ("næste", "n E s d @")
    memory = Memory().taught(PLAN, (way,)).with_meeting(PLAN, summary_of(PLAN, Record(), (), 1))
    (group,) = memory.groups
    assert group.learned == (way,)
    assert memory.taught(PLAN, (("stop", "s d V b"),)).past(PLAN).number == 2


def test_a_goal_stays_with_whoever_is_written_with_a_longer_name_next_time() -> None:
    record = Record(present=("Anne", "Bo"))
    last = summary_of(PLAN, record, (GoalNote("Anne"),), 1)
    assert Past((last,)).goals_of(("Anne Kjær", "Bo")) == ("Anne Kjær",)
