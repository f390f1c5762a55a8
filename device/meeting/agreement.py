"""Agreement: purpose and ground rules are read, and everyone says yes to them."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting import plan as plans
from device.meeting.item import Asking, Done, ItemState
from device.meeting.scene import Command, Scene
from speech.saying.wording import number_in_words

REMINDERS = 2


@dataclass(frozen=True)
class Agreement(Asking):
    """``ask``: waiting for everyone's yes. ``talk``: somebody said no. ``thanks``: it is over."""

    stage: str = field(default="ask", kw_only=True)
    agreed: int = 0
    """How many have said ja or pressed green."""

    @staticmethod
    def begin(scene: Scene) -> "Agreement":
        """Read the purpose and the rules, and ask."""
        item = scene.item
        assert isinstance(item, plans.Agreement)
        scene.say("agreement_intro")
        if item.purpose:
            scene.say("purpose", purpose=item.purpose)
        read_rules(scene, item.rules)
        scene.say("ask_agreed")
        return Agreement()

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case "ask", "yes":
                return self._one_more(scene)
            case "ask", "no":
                scene.say("agreement_talk")
                return replace(self, stage="talk", asked_at=None)
            case "ask", "all_agree" | "next":
                return self._agreed(scene)
            case "talk", "next" | "yes" | "all_agree":
                scene.say("ask_agreed")
                return replace(self, stage="ask", agreed=0, reminders=0, asked_at=None)
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if not self.patience_is_over(scene.now):
            return self
        if self.reminders >= REMINDERS:
            return self._agreed(scene)
        self._remind(scene)
        return replace(self, asked_at=None, reminders=self.reminders + 1)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "thanks":
            scene.say("agreed")
        elif self.stage == "talk":
            scene.say("agreement_talk")
        else:
            self._remind(scene)
        return replace(self, asked_at=None)

    @property
    @override
    def situation(self) -> str:
        return {"ask": "question_yes_no", "talk": "points"}.get(self.stage, "speaking")

    @property
    @override
    def deadline(self) -> float | None:
        return super().deadline if self.stage == "ask" else None

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"all_agree"} if self.stage == "talk" else ())

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"yes", "no", "all_agree"} if self.stage == "ask" else ())

    def _one_more(self, scene: Scene) -> ItemState:
        agreed = self.agreed + 1
        if agreed >= scene.came:
            return replace(self, agreed=agreed)._agreed(scene)
        scene.chime("tick")
        waiting = None if self.asked_at is None else scene.now
        return replace(self, agreed=agreed, asked_at=waiting)

    def _remind(self, scene: Scene) -> None:
        missing = max(1, scene.came - self.agreed)
        if self.agreed == 0:
            scene.say("ask_agreed_again")
        elif missing == 1:
            scene.say("one_yes_missing")
        else:
            scene.say("yes_missing", missing=number_in_words(missing))

    def _agreed(self, scene: Scene) -> ItemState:
        scene.say("agreed")
        return replace(self, stage="thanks", asked_at=None)


def read_rules(scene: Scene, rules: tuple[str, ...], *, again: bool = False) -> None:
    """Read the group's ground rules, or suggest some where it has none.

    `again`: they have been read before in this meeting, and are suggestions no more.
    """
    scene.say("rules_again" if again else "rules_intro" if rules else "rules_suggested")
    for rule in rules or scene.wordings("suggested_rules"):
        scene.say_text("own_words", rule)
