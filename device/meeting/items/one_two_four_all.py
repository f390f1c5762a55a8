"""1-2-4-alle: alone, in pairs, in fours, all; what one thought becomes what all can use.

The table is loud while they talk, so chimes and lamp lead from one step to the next, and each
step is told a breath after the chime. With few people the steps are fewer: at a table for four two
pairs are all.
"""

from dataclasses import dataclass

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, PlanFault, Setting
from device.meeting.items.fields.slots import Slot, changeover
from device.meeting.items.fields.values import Question
from device.meeting.items.item import Done, ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.in_groups import InGroups, groups_of
from device.meeting.items.steps.parties import Party, TurnWords
from device.meeting.items.steps.quiet import Quiet
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Answers, Becoming, Line, Step
from device.meeting.items.steps.talk import Talk
from device.meeting.items.steps.turns import Turns
from device.meeting.material import Part, load_material
from device.meeting.notes import QuestionNote
from device.meeting.plan import Item
from device.meeting.scene import Scene

SHARES = {"one": 1.0, "two": 2.0, "four": 4.0, "all": 5.0}
"""Of the item's time: a minute, two, four, and the rest, where there are twelve."""
PAIRS_FROM = 4
"""So few people are two pairs; fewer are one group …"""
FOURS_FROM = 8
"""… and so few are two fours; with fewer, all come after the pairs."""
LEAST_POINT = 20.0
"""Seconds that a group has to say its point."""
POINTS = TurnWords(start="points_start", thanks="points_thanks")


@dataclass(frozen=True)
class OneTwoFourAll(Item):
    """A question that is thought about alone, in pairs, in fours, and by all."""

    question: str = ""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds


class OneTwoFourAllFields(Fields):
    """The question; the meeting's topic has one, too."""

    question: Question = Field(None, alias="spørgsmål")

    def asked(self, setting: Setting) -> str:
        """What they think about. Raises PlanFault where nothing says."""
        asked = self.question or (setting.topic.opening if setting.topic else "")
        if not asked:
            raise PlanFault("missing_thought", spelt=setting.spelt)
        return asked

    @override
    def slot(self, setting: Setting) -> Slot:
        self.asked(setting)
        return super().slot(setting)

    @override
    def made(self, seconds: float, setting: Setting) -> OneTwoFourAll:
        title = self.title or setting.title
        return OneTwoFourAll(title, seconds, setting.rules.fixed, question=self.asked(setting))


def times(seconds: float, people: int) -> dict[str, float]:
    """Seconds of each step that so many people take, which are all of `seconds`."""
    kept = {
        name: share
        for name, share in SHARES.items()
        if people >= {"two": PAIRS_FROM, "four": FOURS_FROM}.get(name, 1)
    }
    return {name: seconds * share / sum(kept.values()) for name, share in kept.items()}


@dataclass(frozen=True)
class Points(Becoming):
    """All together: each group's best, one by one. It becomes `Turns`, or a talk without groups."""

    seconds: float
    task: str
    alone: str
    """What is said in place of `task` where there are no groups."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        groups = groups_of(answers.get("four") or answers.get("two"))
        if not groups:
            talk = Talk(self.seconds, (Line.own(self.alone),), over=Line("dialogue_time_up"))
            return talk.begin(scene, answers)
        Line.own(self.task).say(scene)
        turn = max(LEAST_POINT, (self.seconds / len(groups) - changeover()) // 5 * 5)
        parties = tuple(Party(f"group {n}", group) for n, group in enumerate(groups))
        order = tuple(party.name for party in parties)
        return Turns.opened(scene, turn, "", order, parties, POINTS)

    @override
    def left(self, now: float) -> float | None:
        return self.seconds


class OneTwoFourAllKind(Kind[OneTwoFourAll]):
    """Everybody thinks, and the table has one thing to use in the end."""

    name = "1-2-4-alle"
    item = OneTwoFourAll
    fields = OneTwoFourAllFields
    situations = frozenset({"speaking", "running", "over"})
    helps = frozenset({"help", "help_groups", "help_round", "help_dialogue", "help_reflection"})

    @override
    def begin(self, scene: Scene, item: OneTwoFourAll) -> ItemState:
        part = load_material("samtaleformer").part("one_two_four_all")
        scene.note(QuestionNote(item.question))
        seconds = times(item.seconds, max(1, len(scene.present)))
        asked = (Line.own(item.question), Line.own(part.lines["one"].say))
        alone = Quiet(asked, seconds["one"], help_key="help_reflection")
        points = Points(seconds["all"], part.lines["all"].say, part.lines["together"].say)
        return Steps.begun(
            scene,
            Announce((Line.own(part.lead),)),
            alone,
            *_in_groups(seconds, part),
            points,
            Announce((Line.own(part.close),)),
        )


def _in_groups(seconds: dict[str, float], part: Part) -> tuple[Step, ...]:
    return tuple(
        InGroups(
            seconds[name],
            (Line.own(part.lines[name].say),),
            size=size,
            merges=merges,
            last=name == "four" or "four" not in seconds,
            name=name,
        )
        for name, size, merges in (("two", 2, ""), ("four", 4, "two"))
        if name in seconds
    )


KIND = OneTwoFourAllKind()
