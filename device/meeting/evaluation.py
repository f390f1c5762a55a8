"""Evaluation: statements scored 1 to 5 by everyone, anonymous; then a short spoken round.

A score belongs to a statement and to nobody: the box counts presses and keeps the counts alone.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from typing_extensions import override

from device.meeting import plan as plans
from device.meeting.item import Asking, Done, ItemState
from device.meeting.record import ScoreRecord
from device.meeting.scene import Command, Scene
from device.meeting.speaking_round import SpeakingRound
from device.meeting.timer import Timer
from speech.saying.wording import number_in_words

REMINDERS = 2
NOBODY = (0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Evaluation(Asking):
    """``scores``: by button. ``hands``: by show of hands, when there are no buttons.

    ``round``: the spoken round. ``thanks``: over.
    """

    statements: tuple[str, ...]
    """The statements that are left, the present one first."""
    question: str
    turn_seconds: float
    stage: str = field(default="scores", kw_only=True)
    first: bool = True
    counts: tuple[int, int, int, int, int] = NOBODY
    hand: int = 5
    """By show of hands: the score that is asked about."""
    round: SpeakingRound | None = None

    @staticmethod
    def begin(scene: Scene) -> "ItemState":
        """Explain, and read the first statement."""
        item = scene.item
        assert isinstance(item, plans.Evaluation)
        state = Evaluation(item.statements, item.question, item.turn_seconds)
        scene.prepare((*item.statements, item.question) if item.question else item.statements)
        if not item.statements:
            return state._spoken_round(scene)
        scene.say("evaluation_intro" if scene.buttons else "evaluation_intro_hands")
        return state._read(scene)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.round and self.stage != "thanks":
            return self._after(self.round.quiet(scene))
        return super().quiet(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if self.round:
            after = self.round.command(scene, command)
            return None if after is None else self._after(after)
        match self.stage, command.intent:
            case "scores" | "hands", "next":
                return self._scored(scene)
            case "scores" | "hands", "question":
                scene.say_text("own_words", self.statements[0])
                return replace(self, asked_at=None)
            case "hands", "number" | "nobody":
                return self._hands(scene, command.number or 0)
            case "hands", "all_here":
                return self._hands(scene, scene.came)
            case _:
                return None

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        if self.stage not in {"scores", "hands"}:
            return None
        # A press proves that there are buttons after all.
        counts = _with(self.counts if self.stage == "scores" else NOBODY, value, 1)
        scored = replace(self, stage="scores", counts=counts)
        if sum(counts) >= scene.came:
            return scored._scored(scene)
        scene.chime("tick")
        waiting = None if self.asked_at is None else scene.now
        return replace(scored, asked_at=waiting)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.round:
            return self._after(self.round.tick(scene))
        if not self.patience_is_over(scene.now):
            return self
        if self.reminders >= REMINDERS:
            return self._scored(scene)
        if self.stage == "hands":
            scene.say("hands_how_many", score=number_in_words(self.hand, neuter=True))
        elif sum(self.counts) == 0:
            scene.say("scores_how")
        else:
            self._say_missing(scene)
        return replace(self, reminders=self.reminders + 1, asked_at=None)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.round:
            return self._after_state(self.round.resume(scene))
        if self.stage == "thanks" or not self.statements:
            scene.say("evaluation_over")
            return replace(self, stage="thanks")
        read = self._read(scene, again=True)
        if sum(self.counts) and read.stage == "scores":
            self._say_missing(scene)
        return read

    @override
    def moved(self, seconds: float) -> Self:
        if self.round:
            return replace(self, round=self.round.moved(seconds))
        return super().moved(seconds)

    @override
    def joined(self, scene: Scene, name: str) -> "Evaluation":
        return replace(self, round=self.round.joined(scene, name)) if self.round else self

    @override
    def without(self, scene: Scene, name: str) -> "Evaluation":
        return replace(self, round=self.round.without(scene, name)) if self.round else self

    @override
    def speaker(self, scene: Scene) -> str | None:
        return self.round.speaker(scene) if self.round else None

    @property
    @override
    def situation(self) -> str:
        if self.round:
            return self.round.situation
        return "speaking" if self.stage == "thanks" else "scoring"

    @property
    @override
    def timer(self) -> Timer | None:
        return self.round.timer if self.round else None

    @property
    @override
    def deadline(self) -> float | None:
        if self.round:
            return self.round.deadline
        return None if self.stage == "thanks" else super().deadline

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.round:
            return self.round.understands
        return frozenset() if self.stage == "thanks" else frozenset({"next", "question"})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        hands = {"number", "nobody", "all_here"}
        return frozenset(hands if self.stage == "hands" and not self.round else ())

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.round and not self.leaving:
            return self._after_state(self.round.repeat(scene))
        return super().repeat(scene)

    @override
    def repeat_question(self, scene: Scene) -> ItemState:
        if self.leaving or not (self.round or self.statements):
            return self.repeat(scene)
        if self.round:
            return self._after_state(self.round.repeat_question(scene))
        scene.say_text("own_words", self.statements[0])
        return replace(self, asked_at=None)

    @property
    @override
    def leaving(self) -> bool:
        return self.round.leaving if self.round else super().leaving

    @property
    @override
    def place(self) -> object:
        return self.stage, self.statements, self.round.place if self.round else None

    @override
    def taken_back(self, since: ItemState | None, away: float, now: float) -> ItemState:
        if self.round:
            inner = since.round if isinstance(since, Evaluation) else None
            return self._after_state(self.round.taken_back(inner, away, now))
        return super().taken_back(since, away, now)

    @override
    def left(self, now: float) -> float | None:
        return self.round.left(now) if self.round else None

    def _read(self, scene: Scene, *, again: bool = False) -> "Evaluation":
        """Read the present statement and ask for its scores; counts so far are kept."""
        if not again:
            scene.say("statement_first" if self.first else "statement_next")
        scene.say_text("own_words", self.statements[0])
        if scene.buttons:
            return replace(self, stage="scores", asked_at=None)
        scene.say("hands_how_many", score=number_in_words(self.hand, neuter=True))
        return replace(self, stage="hands", asked_at=None)

    def _say_missing(self, scene: Scene) -> None:
        missing = max(1, scene.came - sum(self.counts))
        key = "one_score_missing" if missing == 1 else "scores_missing"
        scene.say(key, missing=number_in_words(missing))

    def _hands(self, scene: Scene, hands: int) -> ItemState:
        left = scene.came - sum(self.counts)
        counts = _with(self.counts, self.hand, min(hands, left))
        counted = replace(self, counts=counts, hand=self.hand - 1, reminders=0, asked_at=None)
        if counted.hand < 1 or sum(counts) >= scene.came:
            return counted._scored(scene)
        scene.say("hands_how_many", score=number_in_words(counted.hand, neuter=True))
        return counted

    def _scored(self, scene: Scene) -> ItemState:
        """Enough scores: keep the counts, and go on to the next statement or the round."""
        scene.scores.append(ScoreRecord(scene.index, self.statements[0], self.counts))
        scene.chime("thanks")
        left = replace(
            self,
            statements=self.statements[1:],
            first=False,
            counts=NOBODY,
            hand=5,
            reminders=0,
            asked_at=None,
        )
        if left.statements:
            return left._read(scene)
        scene.say("scores_over")
        return left._spoken_round(scene)

    def _spoken_round(self, scene: Scene) -> ItemState:
        if not self.question or not scene.present:
            scene.say("evaluation_over")
            return replace(self, stage="thanks")
        spoken = SpeakingRound.opened(scene, self.turn_seconds, self.question, scene.present)
        return replace(self, stage="round", round=spoken)

    def _after(self, after: ItemState | Done) -> ItemState | Done:
        return after if isinstance(after, Done) else self._after_state(after)

    def _after_state(self, after: ItemState) -> "Evaluation":
        assert isinstance(after, SpeakingRound)
        return replace(self, round=after)


def _with(
    counts: tuple[int, int, int, int, int], score: int, more: int
) -> tuple[int, int, int, int, int]:
    """`counts` with `more` added at `score` (1 to 5)."""
    one, two, three, four, five = (
        count + (more if place == score else 0) for place, count in enumerate(counts, 1)
    )
    return one, two, three, four, five
