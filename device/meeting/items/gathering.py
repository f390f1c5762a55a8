"""Gathering up: one thing from each group in turn, and round again as long as they want to.

The groups are those of the interviews (or other work in groups) before it; where there were none,
everyone is asked by themselves.
"""

from dataclasses import dataclass, field

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.slots import changeover
from device.meeting.items.fields.values import Questions
from device.meeting.items.item import Done, ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.ask import AskYesNo
from device.meeting.items.steps.parties import Party, TurnWords
from device.meeting.items.steps.round import Round
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Answers, Becoming, Line, Step
from device.meeting.items.steps.talk import Talk
from device.meeting.material import part_at
from device.meeting.notes import TogetherNote
from device.meeting.plan import Item
from device.meeting.scene import Scene
from device.meeting.spelling import fold
from speech.saying.wording import duration_in_words

WORDS = TurnWords(
    time="gathering_time",
    start="gathering_turn",
    thanks="gathering_thanks",
    now="gathering_now",
    resumed="gathering_resumed",
    resumed_over="gathering_resumed_over",
    waiting="gathering_waiting",
    over="gathering_round_over",
    help="help_gathering",
)
ALONE = TurnWords(time="gathering_time", over="gathering_round_over", help="help_gathering")
"""Where everyone is asked by themselves."""
LEAST_TALK, STEP = 60.0, 30.0
"""The talk that ends it is so long at least, and whole steps."""
MOST_ROUNDS = 6


@dataclass(frozen=True)
class Gathering(Item):
    """One thing from each group in turn, then a talk of all about what came of it."""

    point_seconds: float = 30.0
    """Each group's turn."""
    lead: str = ""
    questions: tuple[str, ...] = ()
    """What all talk about at the end: the first is asked, the rest on request; empty: no talk."""
    close: str = ""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds

    def talk_seconds(self, parties: int) -> float:
        """How long all talk at the end, with so many groups: what one round leaves, or half."""
        if not self.questions:
            return 0.0
        spare = self.seconds - parties * (self.point_seconds + changeover())
        talk = max(spare, self.seconds / 3) if spare < self.seconds / 2 else self.seconds / 2
        return max(LEAST_TALK, talk // STEP * STEP)


class GatheringFields(Fields):
    """What all talk about when each group has told what it has."""

    grows = True

    questions: Questions = Field((), alias="spørgsmål")

    @override
    def made(self, seconds: float, setting: Setting) -> Gathering:
        asks = {fold(way): place for way, place in setting.rules.asks.items()}
        place = asks.get(fold(setting.spelt))
        part = part_at(place) if place else None
        asked = tuple(line.say for line in part.lines.values()) if part else ()
        return Gathering(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            point_seconds=setting.rules.seconds["point"],
            lead=part.lead if part else "",
            questions=self.questions or asked,
            close=part.close if part else "",
        )


@dataclass(frozen=True)
class Points(Becoming):
    """A round of one thing from each; when it is over they are asked for another."""

    turn_seconds: float
    round: int = 0
    name: str = field(default="points", kw_only=True)

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if self.round and answers.get("again") is not True:
            return Done()
        parties = parties_of(scene)
        words = WORDS if parties else ALONE
        turns = Round(self.turn_seconds, parties=parties, words=words)
        if self.round + 1 >= MOST_ROUNDS:
            return turns.begin(scene, answers)
        again = AskYesNo(Line("gathering_again"), name="again", patience=1, otherwise=False)
        return Steps.begun(scene, turns, again, Points(self.turn_seconds, self.round + 1))

    @property
    @override
    def help(self) -> str:
        return "help_gathering"


def parties_of(scene: Scene) -> tuple[Party, ...]:
    """The groups that were last, with those who are here now; none: there were no groups.

    Who came since is in the smallest of them.
    """
    notes = [note for note in scene.kept.notes if isinstance(note, TogetherNote)]
    groups = notes[-1].groups if notes else ()
    here = [[name for name in group if name in scene.present] for group in groups]
    here = [group for group in here if group]
    if len(here) < 2:
        return ()
    seated = {name for group in here for name in group}
    for name in scene.present:
        if name not in seated:
            min(here, key=len).append(name)
    return tuple(Party(f"group {n}", tuple(group)) for n, group in enumerate(here))


class GatheringKind(Kind[Gathering]):
    """What the groups came to is heard by all."""

    name = "opsamling"
    item = Gathering
    fields = GatheringFields
    situations = frozenset({"running", "over", "speaking", "question_yes_no"})
    helps = frozenset({"help_gathering", "help_dialogue", "help"})

    @override
    def begin(self, scene: Scene, item: Gathering) -> ItemState:
        parties = parties_of(scene)
        lead = "gathering_lead" if parties else "gathering_lead_alone"
        opening = [Line(lead), *([Line.own(item.lead)] if item.lead else [])]
        steps: list[Step] = [Announce(tuple(opening)), Points(item.point_seconds)]
        if talk := item.talk_seconds(len(parties) or len(scene.present)):
            time = Line.of("gathering_talk", time=duration_in_words(talk))
            asked = Line.of("gathering_asked", text=item.questions[0])
            steps.append(
                Talk(
                    talk,
                    intro=(time, asked),
                    prompts=item.questions[1:],
                    over=Line("gathering_talk_over"),
                )
            )
        if item.close:
            steps.append(Announce((Line.own(item.close),)))
        return Steps.begun(scene, *steps)


KIND = GatheringKind()
