"""Dialogue on how leaders are doing: three tools, of which one is taken."""

from dataclasses import dataclass, field

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.ask import AskYesNo
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Answers, Becoming, Line
from device.meeting.items.wellbeing.fields import WellbeingFields
from device.meeting.items.wellbeing.plan import Wellbeing
from device.meeting.items.wellbeing.tools import (
    OWN_LEADER,
    TEAM,
    WORKPLACE,
    statements,
    steps,
    tried,
)
from device.meeting.notes import TopicNote
from device.meeting.scene import Scene

LOOKED_BACK = 12
"""So many meetings back the box knows that the group has had a tool."""


@dataclass(frozen=True)
class AskUnless(AskYesNo):
    """Asked only where the question before it was answered no."""

    unless: str = field(default="", kw_only=True)

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        return Done(answer=False) if answers.get(self.unless) else super().begin(scene, answers)


@dataclass(frozen=True)
class Tool(Becoming):
    """It becomes the steps of the tool that the plan names, or the group chose."""

    seconds: float
    tool: str = ""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        asked = TEAM if answers.get("team") else OWN_LEADER if answers.get("own") else WORKPLACE
        tool = self.tool or asked
        topic = f"ledertrivsel: {tool}"
        again = topic in scene.past.topics(LOOKED_BACK)
        scene.note(TopicNote(topic))
        before = tried(self.seconds) if again else ()
        left = self.seconds - sum(step.left(scene.now) or 0.0 for step in before)
        return Steps.begun(scene, *before, *steps(scene, tool, left))

    @override
    def left(self, now: float) -> float | None:
        return self.seconds


class WellbeingKind(Kind[Wellbeing]):
    """How the leaders themselves are doing."""

    name = "ledertrivsel"
    item = Wellbeing
    fields = WellbeingFields
    situations = frozenset({"speaking", "running", "over", "scoring", "question_yes_no"})
    helps = frozenset(
        {"help", "help_dialogue", "help_evaluation", "help_groups", "help_reflection"}
    )

    @override
    def begin(self, scene: Scene, item: Wellbeing) -> ItemState:
        if item.tool or len(scene.present) < 3:
            return Steps.begun(scene, Tool(item.seconds, item.tool or OWN_LEADER))
        return Steps.begun(
            scene,
            AskYesNo(Line("wellbeing_ask_team"), name="team", otherwise=True),
            AskUnless(Line("wellbeing_ask_own"), name="own", unless="team", otherwise=False),
            Tool(item.seconds),
        )

    @override
    def statements(self, item: Wellbeing) -> tuple[str, ...]:
        return statements()


KIND = WellbeingKind()
