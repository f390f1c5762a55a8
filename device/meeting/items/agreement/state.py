"""Agreement: what it takes to dare, then purpose and ground rules, and a yes from everyone.

Silence is no consent: where not everyone says yes the box asks whether to talk about it, and
else comes back to it before the meeting ends.
"""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from typing_extensions import override

from device.meeting.items.agreement.plan import DARE_STEP, Agreement
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.asking import Asking
from device.meeting.items.steps.timed import Timed
from device.meeting.material import part_at
from device.meeting.scene import Command, Scene
from speech.saying.wording import duration_in_words, number_in_words

REMINDERS = 2
READY_SECONDS = 60.0
"""So long after the end of that talk the box asks if they are ready, and then it reads on."""
TALK_SECONDS = 180.0
"""While a group talks about its rules it is told that often how to go on."""


@dataclass(frozen=True)
class AgreementState(Asking, Timed):
    """``dare``: the group talks about what it takes to share doubt. ``ask``: waiting for
    everyone's yes. ``offer``: not all said yes; talk about it now? ``talk``: they talk about it.
    ``thanks``: it is over.
    """

    stage: str = field(default="ask", kw_only=True)
    running: ClassVar[str] = "dare"
    agreed: int = 0
    """How many have said ja or pressed green."""
    dare: float = 0.0
    """Seconds that the talk before the rules has."""
    prompts: int = 0
    """How many questions for that talk have been asked for."""
    talked: bool = False
    """Whether the group has talked about its rules."""

    @staticmethod
    def begin(scene: Scene, item: Agreement) -> "AgreementState":
        """Say what it is about; where there is time, the group first talks about daring."""
        if item.again:
            scene.say("agreement_again")
            return AgreementState()
        scene.say("agreement_intro")
        if item.purpose:
            scene.say("purpose", purpose=item.purpose)
        if not item.dare_seconds:
            return AgreementState()._read(scene)
        scene.say("agreement_dare", time=duration_in_words(item.dare_seconds))
        return AgreementState(stage="dare", dare=item.dare_seconds)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.stage == "dare":
            return self if self.clock else self.begun(scene.now, self.given)
        return self._agreed(scene) if self._all_here_agree(scene) else super().quiet(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case "dare", "more_time":
                return self.longer(scene, command)
            case "dare", "question":
                return self._prompt(scene)
            case "dare", "next" | "start" | "yes" | "all_agree":
                return self._read(scene)
            case "ask", "yes":
                return self._one_more(scene)
            case "ask" | "offer", "all_agree":
                return self._agreed(scene)
            case "ask", "no":
                return self._talk(scene)
            case "ask", "next":
                return self._not_agreed(scene)
            case "offer", "yes":
                return self._talk(scene)
            case "offer", "no" | "next":
                return self._not_agreed(scene)
            case "talk", "next" | "start" | "yes":
                scene.say("ask_agreed")
                return AgreementState(talked=True)
            case "talk", "all_agree":
                return self._agreed(scene)
            case "talk", "more_time":
                scene.say("agreement_talk_ready")
                return replace(self, asked_at=None)
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.deadline is None or scene.now < self.deadline:
            return self
        if self.stage == "dare":
            return Timed.tick(self, scene)
        again = replace(self, asked_at=None, reminders=self.reminders + 1)
        if self.stage == "talk":
            scene.say("agreement_talk_ready")
        elif self.stage == "offer":
            if self.reminders:
                return self._not_agreed(scene)
            scene.say("agreement_offer")
        elif self.reminders < REMINDERS:
            self._remind(scene)
        elif self.talked or _item(scene).again:
            return self._not_agreed(scene)
        else:
            scene.say("agreement_offer")
            return replace(again, stage="offer", reminders=0)
        return again

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self._all_here_agree(scene):
            return self._agreed(scene)
        match self.stage:
            case "thanks" if scene.agreed:
                scene.say("agreed")
            case "thanks":
                scene.say(
                    "agreement_later" if scene.plan.comes_back(scene.index) else "agreement_open"
                )
            case "talk":
                scene.say("agreement_talk")
            case "offer":
                scene.say("agreement_offer")
            case "dare" if self.clock and self.clock.ended:
                scene.say("agreement_dare_over")
            case "dare":
                left = self.clock_left(scene.now, self.given)
                halves = max(1, round(left / DARE_STEP))
                scene.say("agreement_dare", time=duration_in_words(halves * DARE_STEP))
            case _:
                self._remind(scene)
        return replace(self, asked_at=None)

    @property
    @override
    def help(self) -> str:
        return "help"

    @property
    @override
    def situation(self) -> str:
        if self.stage in {"ask", "offer"}:
            return "question_yes_no"
        return "points" if self.stage in {"dare", "talk"} else "speaking"

    @property
    @override
    def reminder_due(self) -> float | None:
        return self.next_reminder(READY_SECONDS, READY_SECONDS)

    @property
    @override
    def deadline(self) -> float | None:
        if self.stage == "dare":
            return None if self.clock is None else self.clock.next_moment() or self.reminder_due
        if self.asked_at is None or self.leaving:
            return None
        return self.asked_at + (TALK_SECONDS if self.stage == "talk" else self.remind_seconds)

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving:
            return frozenset()
        if self.stage in {"ask", "offer"}:
            return frozenset({"next"})
        asked = frozenset({"question"} if self.stage == "dare" else ())
        return asked | {"next", "start", "yes", "all_agree", "more_time"}

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        asking = self.stage in {"ask", "offer"}
        return frozenset({"yes", "no", "all_agree"} if asking else ())

    @property
    @override
    def given(self) -> float:
        return self.dare

    @override
    def left(self, now: float) -> float | None:
        return None

    @override
    def over_time(self, scene: Scene) -> ItemState:
        if self.reminders:
            return self._read(scene)
        scene.say("agreement_dare_over")
        return self.reminded(scene.now)

    def _prompt(self, scene: Scene) -> "AgreementState":
        """Read a question for the talk about daring, as asked for; after the last the first."""
        lines = tuple(part_at("foerste-moede.dare").lines.values())
        scene.say_text("own_words", lines[self.prompts % len(lines)].say)
        return replace(self, prompts=self.prompts + 1)

    def _read(self, scene: Scene) -> "AgreementState":
        """Read the rules, and ask."""
        read_rules(scene, _item(scene).rules)
        scene.say("ask_agreed")
        return AgreementState()

    def _one_more(self, scene: Scene) -> ItemState:
        agreed = self.agreed + 1
        if agreed >= scene.came:
            return replace(self, agreed=agreed)._agreed(scene)
        scene.chime("tick")
        waiting = None if self.asked_at is None else scene.now
        return replace(self, agreed=agreed, asked_at=waiting)

    def _all_here_agree(self, scene: Scene) -> bool:
        """Those who are here have all said yes: whoever was missing has gone."""
        return self.stage == "ask" and self.agreed > 0 and self.agreed >= scene.came

    def _remind(self, scene: Scene) -> None:
        missing = max(1, scene.came - self.agreed)
        if self.agreed == 0:
            scene.say("ask_agreed_again")
        elif missing == 1:
            scene.say("one_yes_missing")
        else:
            scene.say("yes_missing", missing=number_in_words(missing))
        if self.reminders:
            scene.say("say_it_for_all")

    def _talk(self, scene: Scene) -> ItemState:
        scene.say("agreement_talk")
        return replace(self, stage="talk", asked_at=None, reminders=0)

    def _agreed(self, scene: Scene) -> ItemState:
        scene.say("agreed")
        scene.agree(True)
        scene.done_with()
        return replace(self, stage="thanks", asked_at=None)

    def _not_agreed(self, scene: Scene) -> ItemState:
        """Nothing is taken for agreed: it comes back while there is something left to come."""
        scene.agree(False)
        later = scene.come_back(replace(_item(scene), seconds=0.0, again=True))
        scene.say("agreement_later" if later else "agreement_open")
        return replace(self, stage="thanks", asked_at=None)


def read_rules(scene: Scene, rules: tuple[str, ...], *, again: bool = False) -> None:
    """Read the group's ground rules, or suggest some where it has none.

    `again`: they have been read before in this meeting, and are suggestions no more.
    """
    scene.say("rules_again" if again else "rules_intro" if rules else "rules_suggested")
    for rule in rules or scene.wordings("suggested_rules"):
        scene.say_text("own_words", rule)


def _item(scene: Scene) -> Agreement:
    assert isinstance(scene.item, Agreement)
    return scene.item
