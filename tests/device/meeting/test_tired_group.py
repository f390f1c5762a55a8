"""A tired group says and presses anything at any time: nothing raises, sticks, or loses a turn."""

import os

import hypothesis.strategies as st
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from device.meeting import events, plan
from device.meeting.buttons import intents
from device.meeting.items.gathering import Gathering
from device.meeting.items.item import ItemState
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.turns import Turns
from tests.device.meeting.any_item import any_item
from tests.device.meeting.table import NAMES, Table, a_plan

INTENTS = sorted(intents() - {"forget"})
WORDS = st.sampled_from(INTENTS)
PEOPLE = st.sampled_from((None, *NAMES, "Ukendt"))
MINUTES = st.sampled_from((None, 0.5, 10.0))
DEEP = int(os.environ.get("TIDTAGER_TIRED", "0"))
"""So many groups in place of the few that are always the same."""


def turns_under_way(table: Table) -> Turns | None:
    """A round in which each person has a turn of their own."""
    item: ItemState | None = table.meeting.item
    while isinstance(item, Steps):
        item = item.step
    inner = getattr(item, "round", None) or item
    return inner if isinstance(inner, Turns) and not inner.parties else None


class TiredGroup(RuleBasedStateMachine):
    """People, a box, and no order in what they do."""

    @initialize(
        agenda=st.lists(any_item(), min_size=1, max_size=5),
        on_time_up=st.sampled_from(("wait", "move_on")),
    )
    def a_meeting(self, agenda: list[plan.Item], on_time_up: str) -> None:
        self.plan = a_plan(*agenda, on_time_up=on_time_up)
        self.table = Table.with_plan(self.plan)
        self.table.press("green")
        self.away: set[str] = set()
        self.asked = 0.0

    @rule(intent=WORDS, minutes=MINUTES, name=PEOPLE,
          number=st.sampled_from((None, 0, 3, 4, 16)))  # fmt: skip
    def says(
        self, intent: str, minutes: float | None, name: str | None, number: int | None
    ) -> None:
        self.table.hear(intent, minutes=minutes, name=name, number=number)
        self.asked += 60 * (minutes or 0.0)

    @rule(intent=st.sampled_from(("more_time", "take_break")), minutes=st.sampled_from((1.0, 5.0)))
    def asks_for_time(self, intent: str, minutes: float) -> None:
        self.table.hear(intent, minutes=minutes)
        self.asked += 60 * minutes

    @rule(score=st.integers(1, 5))
    def scores(self, score: int) -> None:
        """Whoever presses has scored, unless that gets the low tone; in a pause it is no score."""
        scores = self.table.meeting.meaning(f"score{score}") == "score"
        item = self.table.meeting.item
        before = item.standing if item else None
        self.table.clear()
        self.table.press(f"score{score}")
        item = self.table.meeting.item
        after = item.standing if item else None
        if not scores or "no" in self.table.chimes:
            return
        if before and after and before.number == after.number:
            assert sum(after.counts) == sum(before.counts) + 1, "a score is lost"

    @rule(intent=st.sampled_from(("next", "back", "undo", "skip", "next_item", "floor_to")),
          name=PEOPLE)  # fmt: skip
    def goes_on_or_back(self, intent: str, name: str | None) -> None:
        self.table.hear(intent, name=name)

    @rule(button=st.sampled_from(events.BUTTONS), times=st.integers(1, 4))
    def presses(self, button: str, times: int) -> None:
        self.table.press(*[button] * times)

    @rule(button=st.sampled_from(("yellow", "blue", "white")))
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
                events.Doubted(0.0, "finish"),
                events.Doubted(0.0, "next"),
                events.Doubted(0.0, "take_break", minutes=5.0),
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
        off = self.table.meeting.going_off  # until somebody presses, or it is switched on again
        assert self.table.meeting.stage != "running" or off or wake is not None

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        meeting = self.table.meeting
        if meeting.stage != "running" or meeting.awaiting is not None:
            return
        due = not meeting.confirm and meeting.item.deadline is not None
        forward = {"next", "resume", "yes", "no", "start", "next_item"}
        listen = meeting.shown.listen_for
        heard = forward & (listen.commands | listen.answers) or not meeting.microphone
        assert meeting.meaning("green") is not None
        assert due or heard

    @invariant()
    def the_end_is_moved_only_by_what_the_group_asks_for(self) -> None:
        now, written = self.table.meeting.plan, self.table.meeting.written
        assert written.seconds <= now.promised <= written.seconds + self.asked + 1e-6
        own = [item.seconds for item in now.agenda if not item.coming_back]
        assert sum(own) <= written.seconds + 1e-6

    @invariant()
    def no_time_is_negative(self) -> None:
        meeting = self.table.meeting
        assert meeting.item_used >= -1e-6
        assert meeting.paused >= 0
        if meeting.item is not None:
            left = meeting.item.left(meeting.now)
            assert left is None or left >= 0
            assert meeting.item.timer is None or meeting.item.timer.given >= 0

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
        known = [turn for turn in kept if not turn.skipped and turn.name not in self.away]
        heard = [turn for turn in turns.heard if turn.name not in self.away]
        if isinstance(self.table.meeting.agenda[self.table.meeting.index], Gathering):
            known = known[len(known) - len(heard) :]  # it may go round again
        assert known == heard

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
    max_examples=DEEP or 40,
    stateful_step_count=40,
    deadline=None,
    derandomize=not DEEP,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # to shrink takes minutes
)
TestTiredGroup = TiredGroup.TestCase
