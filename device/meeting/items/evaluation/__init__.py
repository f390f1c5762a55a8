"""Evaluation: statements scored by everyone, anonymous; then a short spoken round."""

from typing_extensions import override

from device.meeting.items.evaluation.fields import EvaluationFields
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.evaluation.state import EvaluationState
from device.meeting.items.item import ItemState
from device.meeting.items.kind import GoTo, Kind
from device.meeting.scene import Scene
from speech.saying.wording import duration_in_words


class EvaluationKind(Kind[Evaluation]):
    """How it went, on the buttons and in words."""

    name = "evaluering"
    item = Evaluation
    fields = EvaluationFields
    situations = frozenset({"scoring", "running", "over", "speaking"})
    helps = frozenset({"help", "help_evaluation", "help_round"})
    goes_to = GoTo("evaluate", going="to_evaluation", none_left="no_evaluation")

    @override
    def begin(self, scene: Scene, item: Evaluation) -> ItemState:
        return EvaluationState.begun_with(scene, item)

    @override
    def commands_by_plan(self, item: Evaluation) -> frozenset[str]:
        return frozenset({"evaluate"})

    @override
    def say_shortened(self, scene: Scene, item: Evaluation, late: float) -> None:
        time = duration_in_words(item.turn_seconds)
        scene.say("shortened_evaluation", late=duration_in_words(late, roughly=True), time=time)

    @override
    def statements(self, item: Evaluation) -> tuple[str, ...]:
        return item.statements


KIND = EvaluationKind()
