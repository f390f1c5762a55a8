"""Enrolment: each says a few sentences after the box, and is told how it went.

Who is understood at once says only the first two. The others' pronunciation variants are
learned, tried out, and learned once more where that was not enough; nobody is held up by it.
"""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.events import SaidAfter
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.asking import Asking
from device.meeting.names import SaidName
from device.meeting.scene import Command, Scene

TRIES = 2
"""So often a sentence is asked for before the next one, and so often it is tried out."""
ENOUGH = 2
"""Whoever is understood in so many sentences from the start needs no more of them."""
REMINDERS = 2


@dataclass(frozen=True)
class Enrolment(Asking):
    """``ask``: may it begin? ``enrolment``: somebody says a sentence after the box. ``check``:
    somebody says a command to be understood like any other. ``thanks``: it is over.
    """

    stage: str = field(default="ask", kw_only=True)
    person: int = 0
    """The place of the one who speaks among those present."""
    sentence: int = 0
    sentences: tuple[str, ...] = ()
    tries: int = 0
    """How often this sentence was said in vain."""
    missed: int = 0
    """How many sentences of this person were not understood as they are."""
    learned: tuple[tuple[str, str], ...] = ()
    """How this person says words, each variant as often as it was heard."""

    @staticmethod
    def begin(scene: Scene) -> "Enrolment":
        """Say what it is good for, and ask."""
        scene.say("voices_intro")
        return Enrolment(sentences=scene.wordings("voice_sentences"))

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case "ask", "yes" | "next" | "start" | "learn_voices":
                return self._turn(scene, 0)
            case "ask", "no" | "skip":
                scene.say("voices_skipped")
                return replace(self, stage="thanks", asked_at=None)
            case "check", "next":
                return self._heard_well(scene, "voices_better")
            case "enrolment" | "check", "skip":
                scene.say("voices_passed", name=self._name(scene))
                return self._turn(scene, self.person + 1)
            case "enrolment" | "check", "no":
                scene.say("voices_over" if self.person else "voices_skipped")
                return replace(self, stage="thanks", asked_at=None)
            case "enrolment", "learn_voices":
                return self.repeat(scene)
            case "check", _:
                return self._again(scene)
            case _:
                return None

    @override
    def said_after(self, scene: Scene, said: SaidAfter) -> ItemState | Done | None:
        if said.text != self.enrolment:
            return None
        after = replace(
            self,
            learned=(*self.learned, *said.learned),
            missed=self.missed + (not said.understood),
            sentence=self.sentence + 1,
            tries=0,
            asked_at=None,
        )
        if after.sentence >= ENOUGH and not after.missed:
            return after._heard_well(scene, "voices_good")
        if after.sentence < len(self.sentences):
            scene.say("voices_next", sentence=after.enrolment)
            return after
        return after._check(scene)

    @override
    def not_understood(self, scene: Scene) -> ItemState | Done | None:
        return self._again(scene) if self.stage in {"enrolment", "check"} else None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if not self.patience_is_over(scene.now):
            return self
        if self.stage == "ask":
            if self.reminders >= REMINDERS:
                return self._turn(scene, 0)
            scene.say("voices_ready")
            return replace(self, asked_at=None, reminders=self.reminders + 1)
        return self._again(scene)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "ask":
            scene.say("voices_ready")
        elif self.stage == "thanks":
            scene.say("voices_over")
        else:
            return self._turn(scene, self.person)
        return replace(self, asked_at=None)

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.stage not in {"enrolment", "check"}:
            return super().repeat(scene)
        scene.say("voices_again", sentence=self.enrolment or self.sentences[0])
        return replace(self, asked_at=None)

    @property
    @override
    def place(self) -> object:
        return self.stage == "ask", self.person, self.leaving

    @override
    def without(self, scene: Scene, name: str) -> "Enrolment":
        place = scene.present.index(name)
        if self.speaker(scene) == name:
            return Enrolment(stage="enrolment", person=place, sentences=self.sentences)
        return replace(self, person=self.person - (place < self.person))

    @override
    def speaker(self, scene: Scene) -> str | None:
        teaching = self.stage in {"enrolment", "check"} and self.person < len(scene.present)
        return scene.present[self.person] if teaching else None

    @property
    @override
    def help(self) -> str:
        return "help_enrolment" if self.stage in {"enrolment", "check"} else "help"

    @property
    @override
    def teaches(self) -> bool:
        return True

    @property
    @override
    def situation(self) -> str:
        return {"ask": "question_yes_no", "enrolment": "enrolment", "check": "enrolment"}.get(
            self.stage, "speaking"
        )

    @property
    @override
    def enrolment(self) -> str:
        return self.sentences[self.sentence] if self.stage == "enrolment" else ""

    @property
    @override
    def understands(self) -> frozenset[str]:
        return {
            "ask": frozenset({"next", "start", "skip", "learn_voices"}),
            "enrolment": frozenset({"skip", "no", "learn_voices"}),
            "check": frozenset({"next", "skip", "no"}),
        }.get(self.stage, frozenset())

    @override
    def takes(self, intent: str) -> bool:
        # Whoever tries out how they are heard says a command, and it may be taken for another.
        if self.stage == "check":
            return intent not in {"pause", "finish"}
        return super().takes(intent)

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return {
            "ask": frozenset({"yes", "no"}),
            "enrolment": frozenset({"skip", "repeat"}),
        }.get(self.stage, frozenset())

    def _name(self, scene: Scene) -> SaidName:
        return scene.said_name(scene.present[self.person])

    def _turn(self, scene: Scene, person: int) -> ItemState:
        """Whose turn it is, from the first sentence on."""
        if person >= len(scene.present):
            scene.say("voices_over")
            return replace(self, stage="thanks", asked_at=None)
        turn = Enrolment(stage="enrolment", person=person, sentences=self.sentences)
        scene.say("voices_turn", name=turn._name(scene), sentence=turn.enrolment)
        return turn

    def _again(self, scene: Scene) -> ItemState:
        """It wasn't that sentence, or nothing was said."""
        tries = self.tries + 1
        if self.stage == "check":
            if tries < TRIES:
                scene.say("voices_check_again", sentence=self.sentences[0])
                return replace(self, tries=tries, asked_at=None)
            scene.say("voices_poor", name=self._name(scene))
            return self._turn(scene, self.person + 1)
        if tries < TRIES:
            scene.say("voices_again", sentence=self.enrolment)
            return replace(self, tries=tries, asked_at=None)
        after = replace(self, sentence=self.sentence + 1, tries=0, missed=self.missed + 1)
        if after.sentence < len(self.sentences):
            scene.say("voices_next", sentence=after.enrolment)
            return replace(after, asked_at=None)
        return after._check(scene)

    def _check(self, scene: Scene) -> ItemState:
        """From here on the ear knows this person's variants; is that enough?"""
        scene.learned.extend(self.learned)
        scene.say("voices_check", sentence=self.sentences[0])
        return replace(self, stage="check", tries=0, asked_at=None)

    def _heard_well(self, scene: Scene, key: str) -> ItemState:
        scene.say(key, name=self._name(scene))
        return self._turn(scene, self.person + 1)
