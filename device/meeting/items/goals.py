"""Goals: each says what they set out to do until next time. What it is stays with the group."""

from dataclasses import dataclass
from typing import Self

from typing_extensions import override

from device.meeting.items.fields.face import Setting
from device.meeting.items.item import Done, ItemState
from device.meeting.items.speaking_round.fields import AskedRoundFields
from device.meeting.items.speaking_round.kind import RoundKind
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.steps.parties import TurnWords
from device.meeting.items.steps.sequence import NOTHING
from device.meeting.items.steps.step import Line
from device.meeting.items.steps.turns import HARDLY_BEGUN, Turns
from device.meeting.material import Part, load_material
from device.meeting.notes import GoalNote
from device.meeting.record import TurnRecord
from device.meeting.scene import Command, Scene

NOTHING_SAID = 2.0
"""Who gives the word on so soon (seconds) has said no goal: by button that is how to pass."""
WORDS = TurnWords(help="help_goals")


@dataclass(frozen=True)
class Goals(SpeakingRound):
    """Each says a goal for next time."""


class GoalsFields(AskedRoundFields):
    """What everyone is asked, and for how long they have the word."""

    @override
    def made(self, seconds: float, setting: Setting) -> Goals:
        return self.made_as(Goals, seconds, setting)


@dataclass(frozen=True)
class GoalTurns(Turns):
    """As `Turns`; whoever had the word and didn't pass has set a goal."""

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if self.stage != "thanks" and self.waiting:
            match command.intent:
                case "next" if self._used(scene.now) < NOTHING_SAID:
                    return self._skipped(scene, self.waiting[0])
                case "skip" if self._begun(command.name, scene.now):
                    return self._passed(scene)
                case "question":
                    (_, *prompts) = (line.say for line in _part().lines.values())
                    Line.own(prompts[len(self.heard) % len(prompts)]).say(scene)
                    return self
        return super().command(scene, command)

    @override
    def _gone_on(self, scene: Scene, turn: TurnRecord, waiting: tuple[str, ...]) -> Self:
        scene.note(GoalNote(turn.name))
        return super()._gone_on(scene, turn, waiting)

    @override
    def _say_over(self, scene: Scene) -> None:
        Line.own(_part().close).say(scene)

    def _passed(self, scene: Scene) -> Self:
        """They have talked, and set no goal."""
        turn = self._turn(scene)
        scene.say("skipped", name=self._said(scene, turn.name))
        return super()._gone_on(scene, turn, self.waiting[1:])

    def _begun(self, name: str | None, now: float) -> bool:
        """Whether it is `name`, or whoever has the word, who has talked for a while."""
        return (not name or name == self.waiting[0]) and self._used(now) > HARDLY_BEGUN

    def _used(self, now: float) -> float:
        return self.clock.used(now) if self.clock else 0.0


def _part() -> Part:
    return load_material("foelgende-moede").part("next_goals")


class GoalsKind(RoundKind[Goals]):
    """What each sets out to do."""

    name = "mål"
    item = Goals
    fields = GoalsFields
    situations = frozenset({"running", "over", "speaking"})
    helps = frozenset({"help_goals"})

    @override
    def begin(self, scene: Scene, item: Goals) -> ItemState:
        if not scene.present:
            return NOTHING
        Line.own(_part().lead).say(scene)
        scene.say("goals_pass")
        question = item.question or _part().lines["goal"].say
        return GoalTurns.opened(
            scene, item.turn_seconds, question, scene.present, words=WORDS, title=item.title
        )


KIND = GoalsKind()
