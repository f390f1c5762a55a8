"""A statement that all score at once, as a step: what is said of the answers is their spread.

The buttons, the journal and the anonymity are the evaluation's own; see there, and
device.meeting.record for what may be told of scores. Where the counts may not be shown nothing is
said of how the answers lie.
"""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.open_statement import NO_HANDS
from device.meeting.items.steps.scores import Scores
from device.meeting.items.steps.step import Answers, Becoming
from device.meeting.record import NOBODY, Counts, ScoreRecord, kept, shown_counts
from device.meeting.scene import Scene

FAR = 2
"""Answers that lie so far from each other are worth asking about."""


@dataclass(frozen=True)
class Score(Becoming):
    """Reads the statement and waits for everybody's answer; it becomes a `Scoring`."""

    statement: str
    number: int
    """The statement's place among the item's."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        return Scoring((self.statement,), number=self.number).opened_now(scene)


@dataclass(frozen=True)
class Scoring(Scores):
    """One statement of a dialogue; then the group talks about it."""

    told: str = field(default="", kw_only=True)
    """The phrase that tells how the answers lie; "" until all have answered."""

    def opened_now(self, scene: Scene) -> Scores:
        """Read the statement."""
        if not scene.buttons:
            return self._read(scene, again=True)
        scene.say("wellbeing_statement")
        scene.say_text("own_words", self.statements[0])
        return self

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.told:
            scene.say(self.told)
            return self
        return super().resume(scene)

    @override
    def _scored(self, scene: Scene) -> ItemState:
        counts = kept(self.given)
        scene.note_score(ScoreRecord(scene.index, self.statements[0], counts))
        scene.chime("thanks")
        said = spread(counts)
        scene.say(said)
        forgotten = replace(self, counts=NOBODY, hands=NO_HANDS, last=None, complete=False)
        return replace(forgotten, stage="thanks", opened=None, told=said, asked_at=None)


def spread(counts: Counts) -> str:
    """The phrase for how the answers lie; the same for all that may not be shown."""
    shown = shown_counts(counts)
    if shown is None:
        return "wellbeing_answered"
    given = [score for score, count in enumerate(shown) if count]
    return "wellbeing_far" if given[-1] - given[0] >= FAR else "wellbeing_near"
