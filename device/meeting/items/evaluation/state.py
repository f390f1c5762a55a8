"""Evaluation: statements scored by everyone, then a spoken round where there is a question."""

from dataclasses import dataclass, replace

from typing_extensions import override

from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.item import ItemState
from device.meeting.items.steps.scores import Scores
from device.meeting.items.steps.turns import Turns
from device.meeting.scene import Scene


@dataclass(frozen=True)
class EvaluationState(Scores):
    """Scores first; it becomes `Turns` when they are in. ``thanks``: over without a round."""

    question: str = ""
    turn_seconds: float = 60.0

    @staticmethod
    def begun_with(scene: Scene, item: Evaluation) -> ItemState:
        """Explain, and read the first statement."""
        state = EvaluationState(
            item.statements, question=item.question, turn_seconds=item.turn_seconds
        )
        scene.prepare((*item.statements, item.question) if item.question else item.statements)
        return state.introduced(scene) if item.statements else state.spoken_round(scene)

    @override
    def all_scored(self, scene: Scene) -> ItemState:
        scene.say("scores_over")
        return self.spoken_round(scene)

    def spoken_round(self, scene: Scene) -> ItemState:
        """Everyone who is here says a few words, where there is something to say them about."""
        if not self.question or not scene.present:
            scene.say("evaluation_over")
            return replace(self, stage="thanks")
        return Turns.opened(scene, self.turn_seconds, self.question, scene.present)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if not self.leaving:
            return super().resume(scene)
        scene.say("evaluation_over")
        return self

    @property
    @override
    def round_to_come(self) -> bool:
        return not self.leaving and bool(self.question)
