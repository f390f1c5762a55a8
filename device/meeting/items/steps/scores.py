"""Statements scored 1 to 5 by everyone, anonymous.

A score belongs to a statement and to nobody: the box counts presses and keeps the counts alone
(device.meeting.record says what is shown of them, device.meeting.scores what is written).

A statement is open from when it has been said, which a rising tone tells. Each press is answered
by a tick; none is taken before, nor more than there are people. When all have pressed, the box
waits CHANGE_OF_MIND before it goes on, and so long at least the last press can be taken back.
"""

from dataclasses import dataclass, replace
from typing import Self

from typing_extensions import override

from device.meeting.events import (
    Event,
    Heard,
    OfScores,
    Scored,
    ScoredByButton,
    ScoresAwaited,
    ScoresClosed,
)
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.open_statement import (
    NO_HANDS,
    REMINDERS,
    TAKES_BACK_SECONDS,
    OpenStatement,
)
from device.meeting.items.steps.step import Answers
from device.meeting.record import FEWEST, NOBODY, ScoreRecord, kept, more_at
from device.meeting.scene import Command, Scene
from speech.saying.wording import number_in_words


@dataclass(frozen=True)
class Scores(OpenStatement):
    """Statement after statement is read, scored and closed."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        """Explain, and read the first statement."""
        if not self.statements:
            return Done()
        scene.prepare(self.statements)
        return self.introduced(scene)

    def introduced(self, scene: Scene) -> Self:
        """Explain how it is done, and read the first statement."""
        scene.say("evaluation_intro" if scene.buttons else "evaluation_intro_hands")
        if scene.came < FEWEST:
            scene.say("evaluation_few")
        return self._read(scene)

    def all_scored(self, scene: Scene) -> ItemState | Done:
        """The last statement is closed."""
        scene.say("scores_over")
        return Done()

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.leaving or self.opened is not None:
            return super().quiet(scene)
        if self.stage == "scores":
            scene.chime("listening")
        return replace(self, asked_at=scene.now, opened=scene.now)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case "scores" | "hands", "next":
                return self._scored(scene)
            case "scores", "undo":
                return self._taken_back(scene)
            case "scores" | "hands", "question":
                scene.say_text("own_words", self.statements[0])
                return replace(self, asked_at=None)
            case "hands", "number" | "nobody":
                return self._counted(scene, command.number or 0)
            case "hands", "all_here":
                return self._counted(scene, scene.came)
            case _:
                return None

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        if self.stage not in {"scores", "hands"} or self.opened is None:
            return None
        if sum(self.counts) >= scene.came:
            return None
        scene.chime("tick")
        counts = more_at(self.counts, value, 1)
        return replace(
            self,
            stage="scores",  # a press proves that there are buttons after all
            counts=counts,
            complete=sum(counts) >= scene.came,
            last=(value, scene.now),
            asked_at=None if self.asked_at is None else scene.now,
        )

    @override
    def scored(self, scene: Scene, event: OfScores) -> ItemState | Done:
        match event:
            case Scored(statement=number, counts=counts) if number == self.number:
                return self.stands(scene, counts)
            case ScoredByButton() if self.stage == "hands":
                return replace(self, stage="scores")
            case ScoresAwaited():
                return self.asked_again(scene)
            case ScoresClosed():
                return self.closed(scene)
            case _:
                return self

    def closed(self, scene: Scene) -> ItemState | Done:
        """The statement's scores are waited for no longer."""
        return self._scored(scene) if self.stage == "scores" else self

    def asked_again(self, scene: Scene) -> ItemState:
        """Ask for the scores that are missing. Always one Say, whatever the counts."""
        if self.stage != "scores":
            return self
        if sum(self.counts) == 0:
            scene.say("scores_how")
        else:
            self._say_missing(scene)
        return replace(self, reminders=self.reminders + 1, asked_at=None)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.stage == "scores" and not self.from_journal:
            match self.scores_due(scene.now):
                case "ask":
                    return self.asked_again(scene)
                case "close":
                    return self.closed(scene)
        if self.stage != "hands" or not self.patience_is_over(scene.now):
            return self
        if self.reminders >= REMINDERS:
            return self._scored(scene)
        self.hands.ask(scene)
        return replace(self, reminders=self.reminders + 1, asked_at=None)

    @override
    def resume(self, scene: Scene) -> ItemState:
        return self._read(scene, again=True)

    @property
    @override
    def help(self) -> str:
        return "help_evaluation" if self.stage == "scores" else "help"

    @override
    def expected(self, now: float, came: int) -> Event | None:
        if self.stage == "hands":
            return Heard(now, "number", number=came)
        return super().expected(now, came)

    @property
    @override
    def situation(self) -> str:
        return "speaking" if self.stage == "thanks" else "scoring"

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.stage == "thanks":
            return frozenset()
        return frozenset({"next", "question"} | ({"undo"} if self.stage == "scores" else set()))

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        hands = {"number", "nobody", "all_here"}
        return frozenset(hands if self.stage == "hands" else ())

    @override
    def repeat_question(self, scene: Scene) -> ItemState:
        if self.leaving:
            return self.repeat(scene)
        scene.say_text("own_words", self.statements[0])
        return replace(self, asked_at=None)

    @property
    @override
    def place(self) -> object:
        # By button or by hand, that is the same step: nobody goes back from one to the other.
        return self.stage == "thanks", self.statements

    def _read(self, scene: Scene, *, again: bool = False) -> Self:
        """Read the present statement and ask for its scores; those by button are kept.

        `again`: after a pause or a power cut. As many Says whatever the counts: a replay has other
        counts than there were at the time.
        """
        if not again:
            scene.say("statement_next" if self.number else "statement_first")
        scene.say_text("own_words", self.statements[0])
        if scene.buttons:
            if again:
                scene.say("scores_kept" if sum(self.counts) else "scores_how")
            return replace(self, stage="scores", asked_at=None)
        hands = replace(self, stage="hands", asked_at=None)
        if self.stage == "scores":
            hands = replace(hands, hands=NO_HANDS)
        hands.hands.ask(scene)
        return hands

    def _say_missing(self, scene: Scene) -> None:
        missing = max(1, scene.came - sum(self.counts))
        key = "one_score_missing" if missing == 1 else "scores_missing"
        scene.say(key, missing=number_in_words(missing))

    def _counted(self, scene: Scene, hands: int) -> ItemState | Done:
        counted = self.hands.counted(hands, scene.came)
        after = replace(self, hands=counted, reminders=0, asked_at=None)
        if counted.are_all(scene.came):
            return after._scored(scene)
        counted.ask(scene)
        return after

    def _taken_back(self, scene: Scene) -> ItemState:
        """Take the last press back. Always one Say, since a replay doesn't know the presses."""
        if self.last is None or scene.now - self.last[1] > TAKES_BACK_SECONDS:
            scene.say("nothing_to_undo")
            return replace(self, last=None, asked_at=None)
        scene.say("score_undone")
        counts = more_at(self.counts, self.last[0], -1)
        return replace(self, counts=counts, complete=False, last=None, asked_at=None)

    def _scored(self, scene: Scene) -> ItemState | Done:
        """Enough scores: keep the counts, and go on to the next statement."""
        counts = kept(self.given)
        scene.note_score(ScoreRecord(scene.index, self.statements[0], counts))
        scene.chime("thanks")
        left = replace(
            self,
            statements=self.statements[1:],
            number=self.number + 1,
            opened=None,
            counts=NOBODY,
            complete=False,
            last=None,
            from_journal=False,
            hands=NO_HANDS,
            reminders=0,
            asked_at=None,
        )
        return left._read(scene) if left.statements else left.all_scored(scene)
