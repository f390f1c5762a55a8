"""Follow-up: what each set out to do last time, one by one; then whether it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from typing_extensions import override

from content import load
from device.meeting.items.fields.face import Setting
from device.meeting.items.item import Done, ItemState
from device.meeting.items.speaking_round.fields import AskedRoundFields
from device.meeting.items.speaking_round.kind import RoundKind
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.steps.parties import TurnWords
from device.meeting.items.steps.sequence import NOTHING
from device.meeting.items.steps.step import Line
from device.meeting.items.steps.turns import HARDLY_BEGUN, Turns
from device.meeting.material import Material, load_material
from device.meeting.notes import FollowUpNote, GoalNote
from device.meeting.record import TurnRecord
from device.meeting.roles import FOCUS
from device.meeting.scene import Command, Scene

PATIENCE = 12.0
"""Seconds that the box waits for a yes or a no; then it goes on, and nobody has said which."""
WORDS = TurnWords(help="help_follow_up")


@dataclass(frozen=True)
class FollowUp(SpeakingRound):
    """Each tells how it has gone since last time, those first who set a goal then."""

    looks_back: ClassVar[bool] = True


class FollowUpFields(AskedRoundFields):
    """What everyone is asked, and for how long they have the word."""

    @override
    def made(self, seconds: float, setting: Setting) -> FollowUp:
        return self.made_as(FollowUp, seconds, setting)


@dataclass(frozen=True)
class FollowUpTurns(Turns):
    """As `Turns`. After the turn of one with a goal, in stage ``ask``: is it reached?"""

    goals: tuple[str, ...] = field(default=(), kw_only=True)
    """Who set one when they were here last."""
    cases: tuple[str, ...] = field(default=(), kw_only=True)
    """Who had a case for sparring then."""
    prompts: tuple[str, ...] = field(default=(), kw_only=True)
    read: int = field(default=0, kw_only=True)
    """How many prompts have been read."""
    spoken: TurnRecord | None = field(default=None, kw_only=True)
    """The turn that is over, while the box asks."""
    asked_at: float | None = field(default=None, kw_only=True)
    """When it had asked."""
    reached: bool | None = field(default=None, kw_only=True)
    """What was answered."""

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return replace(self, asked_at=scene.now) if self.asks else super().quiet(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "yes" | "no" if self.asks:
                return self._answered(scene, command.intent == "yes")
            case "next" | "skip" if self.asks:
                return self._answered(scene, None)
            case _ if self.asks:
                return None
            case "skip" if self._speaks(command.name, scene.now):
                return super()._ended(scene)
            case "question" if self.prompts and self.waiting:
                Line.own(self.prompts[self.read % len(self.prompts)]).say(scene)
                return replace(self, read=self.read + 1)
            case _:
                return super().command(scene, command)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if not self.asks:
            return super().tick(scene)
        due = self.deadline is not None and scene.now >= self.deadline
        return self._answered(scene, None) if due else self

    @override
    def resume(self, scene: Scene) -> ItemState:
        if not self.asks:
            return super().resume(scene)
        self._ask(scene)
        return replace(self, asked_at=None)

    @override
    def repeat(self, scene: Scene) -> ItemState:
        return self.resume(scene) if self.asks else super().repeat(scene)

    @override
    def repeat_question(self, scene: Scene) -> Self:
        if not self.asks:
            return super().repeat_question(scene)
        self._ask(scene)
        return replace(self, asked_at=None)

    @override
    def addressed(self, now: float) -> Self:
        return self if self.asked_at is None else replace(self, asked_at=now)

    @override
    def moved(self, seconds: float) -> Self:
        at = None if self.asked_at is None else self.asked_at + seconds
        return replace(super().moved(seconds), asked_at=at)

    @override
    def taken_back(self, since: ItemState | None, away: float, now: float) -> ItemState:
        if isinstance(since, FollowUpTurns) and self._same_turn(since):
            return since  # the turn went on
        return super().taken_back(since, away, now)

    @override
    def left(self, now: float) -> float | None:
        return self.turn_seconds * len(self.waiting[1:]) if self.asks else super().left(now)

    @property
    def asks(self) -> bool:
        """Whether somebody is being asked if their goal is reached."""
        return self.stage == "ask"

    @property
    @override
    def situation(self) -> str:
        return "question_yes_no" if self.asks else super().situation

    @property
    @override
    def deadline(self) -> float | None:
        if not self.asks:
            return super().deadline
        return None if self.asked_at is None else self.asked_at + PATIENCE

    @property
    @override
    def help(self) -> str:
        return "help_follow_up_ask" if self.asks else super().help

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", "skip"}) if self.asks else super().understands

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"yes", "no"} if self.asks else ())

    @override
    def _say_start(self, scene: Scene, who: str) -> None:
        if who in self.cases:
            key = "follow_up_goal_and_case" if who in self.goals else "follow_up_case"
            scene.say(key, name=self._said(scene, who))
        elif who in self.goals or not self.goals:
            super()._say_start(scene, who)
        else:  # what the round asks is about a goal
            scene.say("follow_up_other", name=self._said(scene, who))

    @override
    def _say_over(self, scene: Scene) -> None:
        notes = [note for note in scene.kept.notes if isinstance(note, FollowUpNote)]
        reached = {note.name: note.followed_up for note in notes}  # the last one counts
        if len(reached) > 1 and all(reached.values()):
            scene.say("follow_up_all_reached")
            return
        Line.own(_material().part("follow_up_goals").close).say(scene)

    @override
    def _ended(self, scene: Scene) -> Self:
        if self.waiting[0] not in self.goals:
            return super()._ended(scene)
        self._ask(scene)
        return replace(self, stage="ask", spoken=self._turn(scene), clock=None, asked_at=None)

    @override
    def _gone_on(self, scene: Scene, turn: TurnRecord, waiting: tuple[str, ...]) -> Self:
        if turn.name in self.goals:
            scene.note(FollowUpNote(turn.name, self.reached))
        fresh = replace(self, spoken=None, asked_at=None, reached=None, read=0)
        return super(FollowUpTurns, fresh)._gone_on(scene, turn, waiting)

    @override
    def _without(self, scene: Scene, who: str) -> Self:
        left = super()._without(scene, who)
        if self.spoken is None or self.spoken.name != who:
            return left
        self._note(scene, self.spoken)
        return replace(left, spoken=None, asked_at=None)

    def _answered(self, scene: Scene, reached: bool | None) -> Self:
        """Keep it, and give the word to the next; what is not done is asked about next time."""
        assert self.spoken is not None
        name = self.spoken.name
        if reached is False:
            scene.note(GoalNote(name))
        said = {True: "follow_up_reached", False: "follow_up_onward", None: self.words.thanks}
        scene.say(said[reached], name=self._said(scene, name))
        known = replace(self, reached=reached)
        return known._gone_on(scene, self.spoken, self.waiting[1:])

    def _ask(self, scene: Scene) -> None:
        scene.say("follow_up_ask", name=self._said(scene, self.waiting[0]))

    def _speaks(self, name: str | None, now: float) -> bool:
        """Whether it is `name`, or whoever has the word, who has begun to speak."""
        current = not name or self.waiting[:1] == (name,)
        return current and self.clock is not None and self.clock.used(now) > HARDLY_BEGUN


def _material() -> Material:
    return load_material("foelgende-moede")


class FollowUpKind(RoundKind[FollowUp]):
    """How it has gone since last time."""

    name = "opfølgning"
    item = FollowUp
    fields = FollowUpFields
    situations = frozenset({"running", "over", "speaking", "question_yes_no"})
    helps = frozenset({"help_follow_up", "help_follow_up_ask"})

    @override
    def begin(self, scene: Scene, item: FollowUp) -> ItemState:
        goals = scene.past.goals_of(scene.plan.names)
        order = (*(n for n in scene.present if n in goals), *_others(scene.present, goals))
        some = any(name in goals for name in order)
        if not order:
            return NOTHING
        Line.own(_material().part("follow_up_cases").lead).say(scene)
        if some:
            scene.say("follow_up_how")
        part = _material().part("follow_up_goals" if some else "follow_up_cases")
        (first, *prompts) = (line.say for line in part.lines.values())
        asked = item.question or (first if some else load("questions.yaml")["follow_up"])
        return FollowUpTurns.opened(
            scene, item.turn_seconds, asked, order,
            words=WORDS, goals=goals if some else (), prompts=tuple(prompts), title=item.title,
            cases=scene.past.had(FOCUS, scene.plan.names),
        )  # fmt: skip


def _others(people: Sequence[str], goals: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in people if name not in goals)


KIND = FollowUpKind()
