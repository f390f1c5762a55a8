"""A following meeting: follow-up on goals, a topic suggested, goals and roles for next time."""

import pytest

from device.meeting import events, plan
from device.meeting.group import Group, Memory
from device.meeting.items.closing.plan import Closing
from device.meeting.items.duties import Duties
from device.meeting.items.follow_up import FollowUp
from device.meeting.items.form_check import FormCheck
from device.meeting.items.goals import Goals
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.welcome.plan import Welcome
from device.meeting.meeting import Meeting
from device.meeting.notes import AskedNote, FollowUpNote, GoalNote, RoleNote, TopicNote
from device.meeting.remembered import Summary
from tests.device.meeting.table import BUTTONS, NAMES, PHRASES, Table, a_plan

FOLLOW_UP = FollowUp("Siden sidst", 300, turn_seconds=60)
DIALOGUE = TopicDialogue("Dagens emne", 900, suggests=True)
GOALS = Goals("Mål", 200, turn_seconds=30)
ROLES = Duties("Roller", 120, fixed=True)
CLOSING = Closing("Aftaler", 120, fixed=True, points=("Hvornår ses vi?",))


def met(number: int = 1, **more: object) -> Summary:
    return Summary(number, "følgende møde", **{"present": NAMES, **more})  # type: ignore[arg-type]


def a_table(*meetings: Summary, agenda: tuple[plan.Item, ...], **more: object) -> Table:
    """A group that has had `meetings` begins its next one."""
    memory = Memory((Group("", NAMES, meetings=meetings),)) if meetings else Memory()
    table = Table(Meeting(PHRASES, BUTTONS, memory=memory))
    table.happens(events.StickIn(0.0, a_plan(*agenda, **more)))
    table.clear()
    table.press("green")
    return table


def talks(table: Table, seconds: float = 15.0) -> None:
    """Whoever has the word talks, and gives it on."""
    table.wait(seconds)
    table.press("green")


# Follow-up ------------------------------------------------------------------------------------


def follow_up(*goals: str) -> Table:
    return a_table(met(goals=goals), agenda=(FOLLOW_UP, CLOSING))


def test_those_who_set_a_goal_come_first_and_are_asked_whether_it_is_reached() -> None:
    table = follow_up("Cilla", "Bo")
    assert "Hvordan gik det med dit mål?" in [said.text for said in table.said]
    assert "Bo" in table.last
    talks(table)
    assert table.said[-1].key == "follow_up_ask"
    table.hear("yes")
    assert [said.key for said in table.said[-2:]] == ["follow_up_reached", "turn_start"]
    assert "Cilla" in table.last
    talks(table)
    table.press("yellow")
    assert table.keys[-2:] == ["follow_up_onward", "follow_up_other"]
    assert "Anne" in table.last
    assert table.meeting.notes == (
        FollowUpNote("Bo", followed_up=True), GoalNote("Cilla"),
        FollowUpNote("Cilla", followed_up=False),
    )  # fmt: skip


def test_whoever_had_a_case_is_asked_about_it_too() -> None:
    focus = (RoleNote("focus", "Bo"), RoleNote("focus", "Dan"), RoleNote("asker", "Anne"))
    table = a_table(met(goals=("Bo", "Cilla"), roles=focus), agenda=(FOLLOW_UP, CLOSING))
    said = [table.last]
    for _ in range(3):
        talks(table)
        if table.said[-1].key == "follow_up_ask":
            table.hear("no")
        said.append(table.last)
    assert said[0] == "Bo, så er det dig. Fortæl også, hvad der skete med din sag."
    assert said[1].startswith("Cilla")
    assert said[2] == "Anne, hvad er der sket hos dig? Sig det kort."
    assert said[3] == "Dan, hvad skete der med den sag, du havde med? Sig det kort."


def test_a_group_that_set_no_goals_tells_of_its_cases() -> None:
    table = a_table(met(roles=(RoleNote("focus", "Anne"),)), agenda=(FOLLOW_UP, CLOSING))
    assert table.last == "Anne, hvad skete der med den sag, du havde med? Sig det kort."
    talks(table)
    assert table.said[-1].key == "turn_start"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("yes", "yes"), "follow_up_all_reached"),
        (("yes", "no"), "own_words"),
        (("yes", "skip"), "own_words"),
    ],
    ids=" and ".join,
)
def test_where_all_goals_are_reached_that_is_told(answers: tuple[str, str], told: str) -> None:
    table = a_table(
        met(goals=("Anne", "Bo"), present=("Anne", "Bo")),
        agenda=(FOLLOW_UP, CLOSING), names=("Anne", "Bo"),
    )  # fmt: skip
    for answer in answers:
        talks(table)
        table.clear()
        table.hear(answer)
    assert table.said[1].key == told


def test_who_calls_the_box_before_answering_is_waited_for() -> None:
    table = follow_up("Bo")
    talks(table)
    table.wait(11)
    table.happens(events.WakeWord(0.0))
    table.wait(5)
    assert table.said[-1].key == "follow_up_ask"
    table.hear("yes")
    assert FollowUpNote("Bo", followed_up=True) in table.meeting.notes


def test_who_set_no_goal_is_not_asked_about_one() -> None:
    table = follow_up("Bo")
    talks(table)
    table.press("green")
    for _ in "Anne", "Cilla", "Dan":
        table.clear()
        talks(table)
        assert "follow_up_ask" not in table.keys
    assert [turn.name for turn in table.meeting.turns] == ["Bo", "Anne", "Cilla", "Dan"]
    assert "uanset hvor langt" in table.said[-3].text or table.meeting.index == 1


def test_a_group_that_the_box_does_not_know_is_just_asked_how_it_went() -> None:
    table = a_table(agenda=(FOLLOW_UP, CLOSING))
    assert "Hvad gjorde du ved det, du tog med hjem sidst?" in [said.text for said in table.said]
    for name in NAMES:
        assert name in table.last
        talks(table)
    assert not {"follow_up_ask", "follow_up_other"} & set(table.keys)
    assert table.meeting.notes == ()


@pytest.mark.parametrize("how", ["nobody answers", "next by voice", "skip by voice"])
def test_without_an_answer_it_goes_on_and_nothing_is_claimed(how: str) -> None:
    table = follow_up("Bo")
    talks(table)
    match how:
        case "nobody answers":
            table.wait(13)
        case "next by voice":
            table.hear("next")
        case _:
            table.hear("skip")
    assert "Anne" in table.last
    assert table.meeting.notes == (FollowUpNote("Bo"),)


def test_the_time_that_the_question_takes_is_nobodys_turn() -> None:
    table = follow_up("Bo")
    talks(table, 20)
    table.wait(9)
    table.hear("yes")
    assert table.meeting.turns[0].used == pytest.approx(20)


def test_who_was_away_last_time_is_asked_about_the_goal_of_the_time_before() -> None:
    table = a_table(
        met(1, goals=("Anne", "Bo")), met(2, present=("Bo", "Cilla", "Dan"), goals=("Dan",)),
        agenda=(FOLLOW_UP, CLOSING),
    )  # fmt: skip
    for name in ("Anne", "Dan"):
        assert name in table.last
        talks(table)
        assert table.said[-1].key == "follow_up_ask"
        table.hear("no")


def test_prompts_are_read_on_request_and_the_question_again() -> None:
    table = follow_up("Bo")
    table.press("blue")
    assert table.last == "Hvor langt nåede du, stort eller småt?"
    table.hear("question")
    assert table.last == "Hvad kom i vejen?"
    table.hear("repeat_question")
    assert table.last == "Hvordan gik det med dit mål?"


def test_a_pause_in_the_question_asks_it_again() -> None:
    table = follow_up("Bo")
    talks(table)
    table.hear("pause")
    table.wait(60)
    table.clear()
    table.press("yellow")
    assert table.keys[-1] == "follow_up_ask"
    table.wait(13)
    assert "Anne" in table.last


def test_back_after_an_answer_is_back_at_the_question_and_takes_the_note_back() -> None:
    table = follow_up("Bo")
    talks(table)
    table.hear("no")
    assert table.meeting.notes
    table.wait(2)
    table.hear("back")
    assert table.keys[-1] == "follow_up_ask"
    assert table.meeting.notes == ()
    table.hear("yes")
    assert table.meeting.notes == (FollowUpNote("Bo", followed_up=True),)
    assert len(table.meeting.turns) == 1


def test_who_leaves_in_the_question_has_had_their_turn() -> None:
    table = follow_up("Bo", "Cilla")
    talks(table)
    table.hear("left", name="Bo")
    assert "Cilla" in table.last
    assert [turn.name for turn in table.meeting.turns] == ["Bo"]
    talks(table)
    table.hear("yes")
    assert "Anne" in table.last


def test_who_comes_late_gets_a_turn_and_is_asked_too() -> None:
    table = a_table(met(goals=("Dan",)), agenda=(Welcome("Velkomst", 60), FOLLOW_UP, CLOSING))
    table.hear("number", number=3)
    table.hear("absent", name="Dan")
    assert "Anne" in table.last
    table.hear("here", name="Dan")
    for _ in range(3):
        talks(table)
    assert "Dan" in table.last
    talks(table)
    assert table.keys[-1] == "follow_up_ask" or table.meeting.index == 2


def test_skipped_before_a_word_was_said_nothing_is_asked() -> None:
    table = follow_up("Bo")
    table.hear("skip", name="Bo")
    assert "Anne" in table.last
    assert table.meeting.notes == ()


def test_skipped_after_talking_nothing_is_asked_either() -> None:
    table = follow_up("Bo")
    table.wait(15)
    table.hear("skip")
    assert "follow_up_ask" not in table.keys
    assert "Anne" in table.last
    assert table.meeting.notes == (FollowUpNote("Bo"),)


# The topic ------------------------------------------------------------------------------------


def topic_table(*meetings: Summary) -> Table:
    return a_table(*meetings, agenda=(DIALOGUE, CLOSING))


def suggested(table: Table) -> str:
    said = next(s for s in reversed(table.said) if s.key in {"suggest_topic", "suggest_another"})
    return said.text.removeprefix("Jeg foreslår: ").split(". Tryk")[0].split("? Sig")[0]


@pytest.mark.parametrize("way", ["by voice", "by button"])
def test_a_topic_is_suggested_and_taken(way: str) -> None:
    table = topic_table(met())
    topic = suggested(table)
    table.hear("yes") if way == "by voice" else table.press("green")
    assert table.said[-2].key == "dialogue_intro_plain"
    assert TopicNote(topic) in table.meeting.notes
    table.wait(30)
    table.press("blue")
    assert table.last.endswith("?")


@pytest.mark.parametrize("way", ["by voice", "by button"])
def test_no_gives_another_and_after_three_the_group_chooses(way: str) -> None:
    table = topic_table(met())
    seen = []
    for _ in range(3):
        seen.append(suggested(table))
        table.hear("no") if way == "by voice" else table.press("yellow")
    assert len(set(seen)) == 3
    assert table.keys[-1] == "suggest_own"
    assert not [note for note in table.meeting.notes if isinstance(note, TopicNote)]
    table.wait(30)
    table.press("blue")
    assert table.last.endswith("?")


def test_a_group_with_a_topic_of_its_own_says_next() -> None:
    table = topic_table(met())
    table.hear("next")
    assert table.keys[-1] == "suggest_own"


def test_another_topic_may_be_asked_for_in_the_middle_of_one() -> None:
    table = topic_table(met())
    first = suggested(table)
    table.press("green")
    table.wait(300)
    table.hear("suggest_topic")
    assert suggested(table) != first
    table.press("green")
    (said,) = [one.text for one in table.said if one.key == "dialogue_intro_plain"][1:]
    assert "ti minutter" in said
    assert len([note for note in table.meeting.notes if isinstance(note, TopicNote)]) == 2


def test_silence_takes_what_was_suggested() -> None:
    table = topic_table(met())
    topic = suggested(table)
    table.wait(100)
    assert TopicNote(topic) in table.meeting.notes


def test_no_topic_comes_twice_in_a_year_of_meetings() -> None:
    had: list[str] = []
    past: tuple[Summary, ...] = ()
    for number in range(1, 7):
        table = topic_table(*past)
        table.hear("yes")
        (topic,) = [n.topic for n in table.meeting.notes if isinstance(n, TopicNote)]
        had.append(topic)
        past = (*past, met(number, topics=(topic,)))
    assert len(set(had)) == 6


def test_a_new_group_gets_no_topic_that_takes_trust() -> None:
    table = topic_table()
    for _ in range(3):
        assert suggested(table) not in {"Lederes trivsel", "Mig og min leder", "Mit ledelsesrum"}
        table.hear("no")


# Goals ----------------------------------------------------------------------------------------


def test_each_says_a_goal_and_it_is_kept_that_they_did() -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    for _ in NAMES:
        talks(table, 8)
    assert table.meeting.notes == tuple(map(GoalNote, NAMES))
    assert table.meeting.index == 1


@pytest.mark.parametrize("way", ["skip at once", "green at once", "skip after talking"])
def test_who_passes_has_set_no_goal(way: str) -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    match way:
        case "skip at once":
            table.hear("skip")
        case "green at once":
            table.wait(1)
            table.press("green")
        case _:
            table.wait(15)
            table.hear("skip")
    assert "skipped" in table.keys
    assert "Bo" in table.last
    talks(table, 8)
    assert table.meeting.notes == (GoalNote("Bo"),)


def test_on_request_a_goal_is_asked_about_once_more() -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    table.press("blue")
    assert table.last == "Hvem her må spørge dig til det undervejs?"
    talks(table)
    table.hear("question")
    assert table.last == "Hvad kan komme i vejen, og hvad gør du så?"
    table.hear("repeat_question")
    assert table.last == "Hvad er dit mål, og hvornår er det nået?"


def test_going_back_takes_the_goal_back() -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    talks(table, 12)
    assert table.meeting.notes == (GoalNote("Anne"),)
    table.hear("back")
    assert table.meeting.notes == ()


# Roles ----------------------------------------------------------------------------------------


def roles_of(table: Table) -> dict[str, str]:
    return {note.role: note.name for note in table.meeting.notes if isinstance(note, RoleNote)}


LAST = (RoleNote("host", "Anne"), RoleNote("practical", "Bo"), RoleNote("leader", "Cilla"))


def test_roles_come_to_those_who_had_them_longest_ago() -> None:
    table = a_table(met(roles=LAST), agenda=(ROLES, CLOSING))
    table.press("green", "green", "green")
    assert len(set(roles_of(table).values())) == 3
    assert all(roles_of(table)[note.role] != note.name for note in LAST)
    assert table.meeting.index == 1


def test_over_the_meetings_everyone_has_each_role_as_often() -> None:
    past: tuple[Summary, ...] = ()
    hosts, leaders = [], []
    for number in range(1, 9):
        table = a_table(*past, agenda=(ROLES, CLOSING))
        table.press("green", "green", "green")
        hosts.append(roles_of(table)["host"])
        leaders.append(roles_of(table)["leader"])
        notes = tuple(n for n in table.meeting.notes if isinstance(n, RoleNote))
        past = (*past, met(number, roles=notes))
    for had in (hosts, leaders):
        assert sorted(had) == sorted([*NAMES, *NAMES])


@pytest.mark.parametrize("way", ["by voice", "by button"])
def test_a_no_leads_to_the_next_in_turn(way: str) -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    assert table.last == "Næste vært er Anne, hvis det passer."
    table.hear("no") if way == "by voice" else table.press("yellow")
    assert table.last == "Næste vært er Bo, hvis det passer."
    table.press("green")
    assert roles_of(table) == {"host": "Bo"}


def test_a_no_goes_round_to_the_first_again() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    for _ in NAMES:
        table.hear("no")
    assert table.last == "Næste vært er Anne, hvis det passer."


def test_who_has_a_role_already_is_not_asked_to_take_another() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.press("green")
    for name in ("Bo", "Cilla", "Dan", "Bo"):
        assert table.last == f"{name} står for det praktiske, hvis det passer."
        table.hear("no")


@pytest.mark.parametrize("said", [("named", "Dan"), ("take_host", "Dan")])
def test_whoever_is_named_takes_it(said: tuple[str, str]) -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.hear(said[0], name=said[1])
    assert roles_of(table) == {"host": "Dan"}
    assert table.last.endswith("står for det praktiske, hvis det passer.")


def test_another_role_may_be_taken_meanwhile_and_is_not_asked_about() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.hear("take_leader", name="Dan")
    assert roles_of(table) == {"leader": "Dan"}
    table.press("green", "green")
    assert table.meeting.index == 1
    assert roles_of(table) == {"leader": "Dan", "host": "Anne", "practical": "Bo"}


def test_silence_takes_the_suggestions() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.wait(400)
    assert set(roles_of(table)) == {"host", "practical", "leader"}


def test_roles_are_taken_and_swapped_at_any_time() -> None:
    table = a_table(agenda=(DIALOGUE, ROLES, CLOSING))
    table.press("green")
    table.wait(30)
    table.hear("take_host", name="Cilla")
    assert table.last == "Så er Cilla vært næste gang."
    table.hear("take_practical", name="Bo")
    table.hear("take_host", name="Bo")
    assert roles_of(table) == {"host": "Bo", "practical": "Cilla"}
    table.hear("next_host")
    assert table.last == "Næste gang er det Bo, der er vært."


def test_the_next_host_is_told_before_it_is_agreed() -> None:
    table = a_table(met(roles=LAST), agenda=(DIALOGUE, ROLES, CLOSING))
    table.press("green")
    table.wait(30)
    table.hear("next_host")
    assert table.last.startswith("Næste gang er det ")
    assert "Anne" not in table.last


def test_the_plans_host_of_today_has_had_it() -> None:
    table = a_table(agenda=(ROLES, CLOSING), host="Anne")
    assert table.last == "Næste vært er Bo, hvis det passer."
    table.press("green")
    assert table.meeting.notes == (RoleNote("host", "Anne"), RoleNote("host", "Bo"))


WELCOME = Welcome("Velkomst", 60)


@pytest.mark.parametrize(
    ("facilitator", "present", "told"),
    [("", 4, ["Cilla leder mødet."]), ("Dan", 4, ["Dan leder mødet."]), ("Lis", 4, []),
     ("", 3, [])],
    ids=["as agreed", "by the plan", "somebody from outside", "who is away"],
)  # fmt: skip
def test_todays_leader_is_named_at_the_welcome(
    facilitator: str, present: int, told: list[str]
) -> None:
    table = a_table(met(roles=LAST), agenda=(WELCOME, ROLES, CLOSING), facilitator=facilitator)
    table.hear("number", number=present)
    if present == 3:
        table.hear("absent", name="Cilla")
    assert [said.text for said in table.said if said.key == "role_leader"] == told


# A look at the group --------------------------------------------------------------------------


def titles(table: Table) -> list[str]:
    return [item.title for item in table.meeting.agenda]


AGENDA = (FOLLOW_UP, DIALOGUE, CLOSING)


@pytest.mark.parametrize(
    ("before", "asked"), [(0, False), (2, False), (3, True), (8, True)], ids=str
)
def test_the_form_is_asked_about_from_the_fourth_meeting(before: int, asked: bool) -> None:
    table = a_table(*(met(n) for n in range(1, before + 1)), agenda=AGENDA)
    assert ("Passer formen stadig?" in titles(table)) == asked
    assert table.meeting.plan is not None
    assert table.meeting.plan.seconds == sum(item.seconds for item in AGENDA)


def test_the_form_is_asked_about_once() -> None:
    past = (met(1), met(2), met(3), met(4, asked=("form",)))
    assert titles(a_table(*past, agenda=AGENDA)) == [item.title for item in AGENDA]


def test_the_look_at_the_form_is_a_short_talk_and_is_remembered() -> None:
    table = a_table(met(1), met(2), met(3), agenda=AGENDA)
    for _ in NAMES:
        talks(table)
    assert AskedNote("form") in table.meeting.notes
    assert "I har mødtes nogle gange nu. Passer formen stadig?" in [s.text for s in table.said]
    table.press("blue")
    assert table.last == "Hvad skal vi blive ved med?"
    table.wait(400)
    assert "form_check_time_up" in table.keys
    table.press("green")
    assert table.keys[-1] == "suggest_topic"


@pytest.mark.parametrize(
    ("away", "asked"),
    [([1, 1, 2], True), ([1, 1, 0], False), ([1, 1], False), ([1, 1, 1], True)],
    ids=["many", "not last time", "not for long", "one of four each time"],
)
def test_many_absences_are_put_to_the_group_and_nobody_is_named(
    away: list[int], asked: bool
) -> None:
    past = [
        met(n, present=NAMES[count:], absent=NAMES[:count], asked=("form",) if n == 1 else ())
        for n, count in enumerate(away, 1)
    ]
    table = a_table(*past, agenda=AGENDA)
    assert ("Når flere er væk" in titles(table)) == asked
    if asked:
        for _ in NAMES:
            talks(table)
        said = [one for one in table.said if "væk" in one.text]
        assert said
        assert not any(name in one.text for one in said for name in NAMES)


def test_what_looks_back_on_nothing_gets_no_such_item() -> None:
    table = a_table(met(1), met(2), met(3), agenda=(DIALOGUE, CLOSING))
    assert titles(table) == ["Dagens emne", "Aftaler"]


def test_a_plan_that_has_the_item_gets_no_second_one() -> None:
    own = FormCheck("Passer formen stadig?", 300)
    table = a_table(met(1), met(2), met(3), agenda=(FOLLOW_UP, own, DIALOGUE, CLOSING))
    assert titles(table).count("Passer formen stadig?") == 1


@pytest.mark.parametrize("name", NAMES)
def test_who_told_and_asked_in_the_sparring_swaps_no_role_for_that(name: str) -> None:
    sparring = Sparring("sparring", 1200.0, way="whole_group")
    table = a_table(agenda=(sparring, ROLES, CLOSING))
    table.hear("take_host", name="Bo")
    while "asker" not in roles_of(table):
        table.wait(10)
        table.press("green")
    asked = {role: who for role, who in roles_of(table).items() if role in {"focus", "asker"}}
    table.hear("next_item")
    table.hear("take_host", name=name)
    assert roles_of(table) == {"host": name, **asked}
