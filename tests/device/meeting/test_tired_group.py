"""A tired group says and presses anything at any time: nothing raises, sticks, or loses a turn."""

import hypothesis.strategies as st
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from device.meeting import events, plan
from device.meeting.buttons import intents
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.steps.turns import Turns
from device.meeting.items.voices.plan import VoiceLesson
from tests.device.meeting.table import (
    AGREEMENT,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    NAMES,
    ROUND,
    WELCOME,
    Table,
    a_plan,
)

SPARRING = Sparring("sparring", 1800, need=True, size=3, rounds=2)
TURNED = Sparring("ryggen til", 900, way="backs_turned")
LESSON = VoiceLesson("stemmer", 240)
ITEMS = (
    WELCOME, AGREEMENT, ROUND, DIALOGUE, BREAK, EVALUATION, CLOSING, LESSON, SPARRING, TURNED
)  # fmt: skip
INTENTS = sorted(intents() - {"forget"})
WORDS = st.sampled_from(INTENTS)
PEOPLE = st.sampled_from((None, *NAMES, "Ukendt"))


def turns_under_way(table: Table) -> Turns | None:
    item = table.meeting.item
    inner = getattr(item, "round", None) or item
    return inner if isinstance(inner, Turns) else None


class TiredGroup(RuleBasedStateMachine):
    """People, a box, and no order in what they do."""

    @initialize(
        agenda=st.lists(st.sampled_from(ITEMS), min_size=1, max_size=5),
        on_time_up=st.sampled_from(("wait", "move_on")),
    )
    def a_meeting(self, agenda: list[plan.Item], on_time_up: str) -> None:
        self.plan = a_plan(*agenda, on_time_up=on_time_up)
        self.table = Table.with_plan(self.plan)
        self.table.press("green")
        self.away: set[str] = set()

    @rule(intent=WORDS, minutes=st.sampled_from((None, 0.5, 10.0)), name=PEOPLE,
          number=st.sampled_from((None, 0, 3, 4, 16)))  # fmt: skip
    def says(
        self, intent: str, minutes: float | None, name: str | None, number: int | None
    ) -> None:
        self.table.hear(intent, minutes=minutes, name=name, number=number)

    @rule(intent=st.sampled_from(("next", "back", "undo", "skip", "next_item", "floor_to")),
          name=PEOPLE)  # fmt: skip
    def goes_on_or_back(self, intent: str, name: str | None) -> None:
        self.table.hear(intent, name=name)

    @rule(button=st.sampled_from(events.BUTTONS), times=st.integers(1, 4))
    def presses(self, button: str, times: int) -> None:
        self.table.press(*[button] * times)

    @rule(button=st.sampled_from(("blue", "white")))
    def holds(self, button: str) -> None:
        self.table.happens(events.Held(0.0, button))

    @rule(seconds=st.floats(0.0, 400.0))
    def time_passes(self, seconds: float) -> None:
        self.table.wait(seconds)

    @rule(
        event=st.sampled_from(
            (
                events.WakeWord(0.0),
                events.NotUnderstood(0.0),
                events.Released(0.0, "white"),
                events.Resumed(0.0),
                events.ReportWritten(0.0),
                events.PlanRejected(0.0, 1, "Linje 1."),
                events.Trouble(0.0, "panel"),
                events.Trouble(0.0, "panel", working=True),
                events.Trouble(0.0, "microphone"),
                events.Trouble(0.0, "microphone", working=True),
                events.SaidAfter(0.0, "x", ()),
            )
        )
    )
    def something_happens(self, event: events.Event) -> None:
        self.table.happens(event)

    @rule(speaks=st.booleans())
    def the_box_is_still_speaking_from_now_on(self, speaks: bool) -> None:
        self.table.speaks = speaks

    @rule()
    def the_stick_goes_in_again(self) -> None:
        if self.table.meeting.stage == "running":
            self.table.happens(events.StickIn(0.0, self.plan))

    @invariant()
    def it_always_has_a_next_moment(self) -> None:
        for _ in range(6):  # what is due now is dealt with in a few ticks
            wake = self.table.meeting.shown.wake_at.t
            if wake is None or wake > self.table.meeting.now:
                break
            self.table.happens(events.Tick(0.0))
        else:
            raise AssertionError("an endless row of ticks")
        assert self.table.meeting.stage != "running" or wake is not None

    @invariant()
    def items_come_once_each(self) -> None:
        kept = [item.index for item in self.table.meeting.items]
        assert len(kept) == len(set(kept)), "an item's time is kept twice"
        running = {self.table.meeting.index} if self.table.meeting.stage == "running" else set()
        assert running.isdisjoint(kept)

    @invariant()
    def times_add_up(self) -> None:
        meeting = self.table.meeting
        used = sum(item.used for item in meeting.items)
        assert all(item.used >= 0 for item in meeting.items)
        assert all(turn.used >= 0 and turn.extra >= 0 for turn in meeting.turns)
        if meeting.stage == "running":
            pause = meeting.now - meeting.paused_at if meeting.paused_at is not None else 0.0
            whole = meeting.now - meeting.started - meeting.paused - pause
            assert abs(used + meeting.item_used - whole) < 1e-6

    @invariant()
    def nobody_loses_a_turn_or_gets_it_twice(self) -> None:
        turns = turns_under_way(self.table)
        if turns is None:
            return
        assert len(turns.waiting) == len(set(turns.waiting))
        kept = [turn for turn in self.table.meeting.turns if turn.item == self.table.meeting.index]
        had = {turn.name for turn in kept}
        # Who went for a while has been heard, and may be heard once more.
        self.away |= {*self.table.meeting.absent, *self.table.meeting.gone}
        assert set(turns.waiting) <= set(self.table.meeting.present)
        if turns.waiting:  # who comes when it is over has no turn in it
            assert {*turns.waiting, *had} - self.away == set(self.table.meeting.present) - self.away
        else:
            self.away |= set(self.table.meeting.present) - had
        assert [turn for turn in kept if not turn.skipped and turn.name not in self.away] == [
            turn for turn in turns.heard if turn.name not in self.away
        ]

    def teardown(self) -> None:
        """And the people can still bring it to its end."""
        if not hasattr(self, "table"):
            return
        self.table.speaks = True
        for _ in range(300):
            if self.table.meeting.stage != "running":
                break
            self.table.wait(20)
            if self.table.meeting.situation == "paused":
                self.table.press("yellow")
            self.table.press("green")
        assert self.table.meeting.stage == "finished"


TiredGroup.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink takes minutes
)
TestTiredGroup = TiredGroup.TestCase
