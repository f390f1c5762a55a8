"""Interviews: who is with whom, a question for each turn, and when to swap.

All groups talk at once, so the table is loud: the box gives chimes and lamp, and speaks only a
breath after a chime. A group with fewer than the largest talks on while that has its last turn.
"""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from typing_extensions import override

from device.meeting.grouping import Change, Groups
from device.meeting.grouping import told as moves
from device.meeting.items.interview.plan import CHANGE, OPENING, Interview
from device.meeting.items.interview.questions import questions_now
from device.meeting.items.interview.seating import (
    mechanics,
    rounds_before,
    say_groups,
    say_how,
    seated,
    sit_otherwise,
    with_one_less,
    with_one_more,
)
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.talk import BREATH
from device.meeting.items.steps.timed import Timed
from device.meeting.notes import QuestionNote
from device.meeting.scene import Command, Scene
from speech.saying.wording import duration_in_words, number_in_words

FIND_SECONDS = 40.0
"""So long people have to find each other, unless they say that they are ready."""


@dataclass(frozen=True)
class Interviewing(Timed):
    """``groups``: who is with whom is being said. ``find``: they find each other. ``breath``:
    after the chime. ``question``: the question is being read. ``talk``: they talk. ``thanks``:
    they come back.
    """

    item: Interview
    turn_seconds: float
    questions: tuple[tuple[str, ...], ...]
    """By round and turn; a turn more than was thought of has the last one's."""
    spare: tuple[str, ...] = ()
    """Questions that are read on request."""
    groups: Groups = ()
    round: int = 0
    turn: int = 0
    stage: str = field(default="groups", kw_only=True)
    until: float | None = field(default=None, kw_only=True)
    """When ``find`` or ``breath`` is over."""
    read: int = field(default=0, kw_only=True)
    """How many of the spare questions have been read."""
    asked: str = field(default="", kw_only=True)
    """The question that was read last."""
    moved_people: Change | None = field(default=None, kw_only=True)
    """Those who have to move are still to be told."""

    opening: ClassVar[str] = "question"

    @staticmethod
    def begin(scene: Scene, item: Interview) -> ItemState:
        """Say what they talk about, and who is with whom."""
        questions, spare = questions_now(scene, item, before=rounds_before(scene))
        if item.lead:
            scene.say_text("interview_lead", item.lead)
        scene.prepare(question for row in questions for question in dict.fromkeys(row))
        turn_seconds = item.turn_in(len(scene.present))
        state = Interviewing(item, turn_seconds, questions, spare)
        return state._new_groups(scene)

    @property
    @override
    def given(self) -> float:
        return self.turn_seconds

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.stage == "groups" and len(self.groups) < 2:
            return self._ask(scene)  # they sit together already
        if self.stage == "groups":
            return replace(self, stage="find", until=scene.now + FIND_SECONDS)
        return super().quiet(scene)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.until is None or self.stage not in {"find", "breath"}:
            return super().tick(scene)
        if scene.now < self.until:
            return self
        if self.stage == "breath":
            return self._ask(scene)
        scene.chime("start")
        return replace(self, stage="breath", until=scene.now + BREATH)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case "thanks", _:
                return None
            case _, "groups":
                self._say_groups(scene)
                return self
            case "groups" | "find" | "breath", "next" | "start":
                return self._ask(scene)
            case "talk" | "question", "next":
                return self._swap(scene)
            case "talk" | "question", "question":
                return self._another(scene)
            case "talk" | "question", "more_time":
                return replace(self.longer(scene, command), until=None)
            case _:
                return None

    @override
    def time_is_up(self, scene: Scene) -> ItemState:
        return replace(self, until=scene.now + BREATH)

    @override
    def over_time(self, scene: Scene) -> ItemState:
        return self._swap(scene)

    @property
    @override
    def reminder_due(self) -> float | None:
        return self.until

    @override
    def resume(self, scene: Scene) -> ItemState:
        match self.stage:
            case "thanks":
                self._say_close(scene)
            case "groups" | "find" | "breath":
                self._say_groups(scene)
                scene.say("interview_find")
                return replace(self, stage="groups", until=None)
            case "talk" if self.clock and (left := self.clock.left(scene.now)) > 0:
                scene.say("interview_resumed", time=duration_in_words(left, roughly=True))
            case "talk":  # the time had run out: they swap as soon as that has been said
                scene.say("carry_on")
                return replace(self, until=scene.now + BREATH)
            case _:
                scene.say_text("own_words", self.asked)
        return self

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.stage in {"groups", "find", "breath"}:
            self._say_groups(scene)
            return self
        if self.leaving:
            return self.resume(scene)
        scene.say_text("own_words", self.asked)
        return self

    @property
    @override
    def talk_at_once(self) -> bool:
        return self.stage == "talk" and len(self.groups) > 1

    @property
    @override
    def situation(self) -> str:
        return "points" if self.stage in {"find", "breath"} else super().situation

    @property
    @override
    def help(self) -> str:
        finding = self.stage in {"groups", "find", "breath"}
        return "help_interview_find" if finding else "help_interview"

    @property
    @override
    def deadline(self) -> float | None:
        return self.until if self.stage in {"find", "breath"} else super().deadline

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving:
            return frozenset()
        if self.stage in {"groups", "find", "breath"}:
            return frozenset({"next", "start", "groups"})
        return frozenset({"next", "question", "more_time", "groups"})

    @property
    @override
    def place(self) -> object:
        return self.leaving, self.round, self.turn, self.stage in {"groups", "find", "breath"}

    @override
    def moved(self, seconds: float) -> Self:
        until = None if self.until is None else self.until + seconds
        return replace(super().moved(seconds), until=until)

    @override
    def taken_back(self, _since: ItemState | None, away: float, now: float) -> ItemState:
        back = self.moved(away)
        if back.clock is None:
            return back
        return replace(back, clock=back.clock.taken_up(now), until=None, reminders=0)

    @override
    def left(self, now: float) -> float | None:
        if self.leaving:
            return 0.0
        turn, turns = self.turn_seconds + CHANGE, self._turns
        later = max(0, turns - self.turn - 1) * turn
        ahead = (len(self.questions) - self.round - 1) * (OPENING + turns * turn)
        return self.clock_left(now, self.turn_seconds) + later + ahead

    @override
    def joined(self, scene: Scene, name: str) -> ItemState:
        if self.leaving or any(name in group for group in self.groups):
            return self
        change = with_one_more(scene, self.item, self.groups, name)
        return self._changed(scene, change, name)

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        if self.leaving or not any(name in group for group in self.groups):
            return self
        return self._changed(scene, with_one_less(scene, self.item, self.groups, name))

    @override
    def settled(self, scene: Scene) -> ItemState:
        if self.moved_people is None:
            return self
        for sentence in moves(scene.plan.people, self.moved_people):
            sentence.said_by(scene)
        return replace(self, moved_people=None)

    def _changed(self, scene: Scene, change: Change, name: str = "") -> "Interviewing":
        sit_otherwise(scene, self.groups, change)
        told = change if name or change.moved else None
        return replace(self, groups=change.groups, moved_people=told)

    @property
    def _turns(self) -> int:
        return max(map(len, self.groups), default=1)

    def _new_groups(self, scene: Scene) -> "Interviewing":
        known = rounds_before(scene) > 0
        groups = seated(scene, self.item, self.round)
        state = replace(self, groups=groups, stage="groups", until=None, turn=0, clock=None)
        if self.round:
            scene.say("interview_new_partners" if len(groups) > 1 else "interview_new_round")
        else:
            say_how(scene, self.item, groups, known=known)
        state._say_groups(scene)
        if len(groups) > 1:
            scene.say("interview_find")
        return state

    def _say_groups(self, scene: Scene) -> None:
        say_groups(scene, self.groups, first=self.turn == 0 and self.round == 0)

    def _ask(self, scene: Scene) -> "Interviewing":
        row = self.questions[self.round]
        question = row[min(self.turn, len(row) - 1)]
        if self.turn == 0 and self.round == 0:
            scene.say("interview_time", time=duration_in_words(self.turn_seconds))
            if len(self.groups) > 1:
                scene.say("interview_for_all")
        scene.say("interview_question", question=question)
        scene.note(QuestionNote(question))
        return replace(self, stage="question", asked=question, clock=None, until=None, more=0.0)

    def _another(self, scene: Scene) -> "Interviewing":
        """Another question on request; when all have been read, the first of them again."""
        if not self.spare:
            scene.say_text("own_words", self.asked)
            return self
        question = self.spare[self.read % len(self.spare)]
        scene.say_text("own_words", question)
        scene.note(QuestionNote(question))
        return replace(self, read=self.read + 1, asked=question)

    def _swap(self, scene: Scene) -> "Interviewing":
        after = replace(self, turn=self.turn + 1, clock=None, until=None)
        if after.turn < self._turns:
            if any(len(group) <= after.turn for group in self.groups):
                largest = max(len(group) for group in self.groups)
                scene.say("interview_swap_largest", number=number_in_words(largest))
            else:
                scene.say("interview_swap")
            return after._ask(scene)
        if self.round + 1 < len(self.questions):
            return replace(after, round=self.round + 1)._new_groups(scene)
        self._say_close(scene)
        return replace(after, turn=self.turn, stage="thanks")

    def _say_close(self, scene: Scene) -> None:
        scene.say_text("interview_close", self.item.close or mechanics(self.groups).close)
