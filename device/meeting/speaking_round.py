"""Speaking round: one person at a time, the same time for everyone."""

from dataclasses import dataclass, replace
from random import Random

from typing_extensions import override

from device.meeting import plan as plans
from device.meeting.item import Done, ItemState, Timed, signal
from device.meeting.record import TurnRecord
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer
from speech.saying.wording import duration_in_words

HARDLY_BEGUN = 10.0
"""A turn given away within so many seconds is not lost: it comes again later. One that ends
within them was none, and is not thanked for."""
SECOND_THOUGHTS = 30.0
"""What a person who gets the word back has at least."""


@dataclass(frozen=True)
class SpeakingRound(Timed):
    """``announce``: the next name is being said. ``turn``: somebody speaks. ``thanks``: over."""

    turn_seconds: float
    question: str
    waiting: tuple[str, ...]
    """Whose turn is still to come, the present speaker first."""
    heard: tuple[TurnRecord, ...] = ()
    """The turns that have been."""
    stage: str = "announce"
    grace: float | None = None
    """Seconds after the end of a turn until the box moves on; None: it waits."""
    given: float | None = None
    """Seconds for the turn that is being announced, when not `turn_seconds`."""

    @staticmethod
    def begin(scene: Scene) -> "SpeakingRound":
        """Say what the round is about, and give the word to the first."""
        item = scene.item
        assert isinstance(item, plans.SpeakingRound)
        order = list(scene.present)
        if item.shuffled:
            Random(f"{scene.plan.seed}/{scene.index}").shuffle(order)
        scene.say("round_intro", title=item.title)
        return SpeakingRound.opened(scene, item.turn_seconds, item.question, tuple(order))

    @staticmethod
    def opened(
        scene: Scene, turn_seconds: float, question: str, order: tuple[str, ...]
    ) -> "SpeakingRound":
        """A round in this order; says question and time, and announces the first turn."""
        if question:
            scene.say_text("own_words", question)
        scene.say("round_time", time=duration_in_words(turn_seconds))
        grace = scene.plan.grace_seconds if scene.plan.on_time_up == "move_on" else None
        opened = SpeakingRound(turn_seconds, question, order, grace=grace)
        scene.prepare(
            scene.aloud("turn_start", scene.next_id + k, name=scene.said_name(name))
            for k, name in enumerate(order)
        )
        return opened._announce(scene)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.stage == "thanks" or not self.waiting:
            return Done()
        if self.stage == "announce":
            given = self.given or self.turn_seconds
            return replace(self, stage="turn", clock=Timer(scene.now, given), given=None)
        return self

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if self.stage == "thanks" or not self.waiting:
            return None
        match command.intent:
            case "next":
                return self._ended(scene)
            case "skip":
                return self._skipped(scene, command.name or self.waiting[0])
            case "floor_to" if command.name:
                return self._floor_to(scene, command.name)
            case "back" if self.heard:
                return self._back(scene)
            case "more_time" if longer := self.longer(scene, command):
                return replace(self, clock=longer)
            case "question" if self.question:
                scene.say_text("own_words", self.question)
                return self
            case "who_next":
                if len(self.waiting) > 1:
                    scene.say("who_is_next", name=scene.said_name(self.waiting[1]))
                else:
                    scene.say("last_speaker")
                return self
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.stage != "turn" or self.clock is None:
            return self
        if self.clock.ended and self.grace is not None:
            if scene.now >= self.clock.due + self.grace:
                return self._ended(scene)
            return self
        return replace(self, clock=signal(self.clock, scene))

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "turn" and self.clock:
            left = self.clock.left(scene.now)
            key = "turn_resumed" if left > 0 else "turn_resumed_over"
            name = scene.said_name(self.waiting[0])
            scene.say(key, name=name, time=duration_in_words(max(left, 0.0)))
            return self
        if self.stage == "announce" and self.waiting:
            return self._announce(scene)
        scene.say("round_over")
        return self

    @property
    @override
    def situation(self) -> str:
        if self.stage != "turn":
            return "speaking"
        return "over" if self.clock and self.clock.ended else "running"

    @property
    @override
    def timer(self) -> Timer | None:
        return self.clock if self.stage == "turn" else None

    @property
    @override
    def deadline(self) -> float | None:
        if self.timer is None:
            return None
        moment = self.timer.next_moment()
        if moment is None and self.grace is not None:
            return self.timer.due + self.grace
        return moment

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.stage == "thanks":
            return frozenset()
        return frozenset({"next", "skip", "floor_to", "back", "more_time", "question", "who_next"})

    @override
    def joined(self, scene: Scene, name: str) -> "SpeakingRound":
        spoken = any(turn.name == name for turn in self.heard)
        if self.stage == "thanks" or not self.waiting or name in self.waiting or spoken:
            return self
        return replace(self, waiting=(*self.waiting, name))

    @override
    def without(self, scene: Scene, name: str) -> "SpeakingRound":
        waiting = tuple(n for n in self.waiting if n != name)
        heard = tuple(turn for turn in self.heard if turn.name != name)
        left = replace(self, waiting=waiting, heard=heard)
        if self.speaker(scene) != name:
            return left
        if self.clock and self.clock.used(scene.now) > HARDLY_BEGUN:
            scene.turns.append(self._turn(scene))
        return replace(left, stage="announce", clock=None, given=None)

    @override
    def speaker(self, _scene: Scene) -> str | None:
        return self.waiting[0] if self.waiting and self.stage != "thanks" else None

    def _announce(self, scene: Scene) -> "SpeakingRound":
        if not self.waiting:
            scene.say("round_over")
            return replace(self, stage="thanks", clock=None)
        scene.say("turn_start", name=scene.said_name(self.waiting[0]))
        return replace(self, stage="announce", clock=None)

    def _ended(self, scene: Scene) -> "SpeakingRound":
        return self._thanked(scene, self.waiting[1:])

    def _thanked(self, scene: Scene, waiting: tuple[str, ...]) -> "SpeakingRound":
        """The present turn is kept, and the word goes to the first of `waiting`.

        Who had hardly begun has said nothing to be thanked for: the next name is enough.
        """
        turn = self._turn(scene)
        scene.turns.append(turn)
        if turn.used > HARDLY_BEGUN:
            scene.say("turn_thanks", name=scene.said_name(turn.name))
        return replace(self, waiting=waiting, heard=(*self.heard, turn))._announce(scene)

    def _turn(self, scene: Scene) -> TurnRecord:
        """The present turn as far as it has come."""
        used = self.clock.used(scene.now) if self.clock else 0.0
        given = self.clock.given if self.clock else self.turn_seconds
        extra = self.clock.extra if self.clock else 0.0
        return TurnRecord(scene.index, self.waiting[0], given, extra, used)

    def _skipped(self, scene: Scene, name: str) -> "SpeakingRound | None":
        if name not in self.waiting:
            return None
        if name == self.waiting[0] and self.clock and self.clock.used(scene.now) > HARDLY_BEGUN:
            return self._ended(scene)
        scene.turns.append(TurnRecord(scene.index, name, self.turn_seconds, 0.0, 0.0, skipped=True))
        scene.say("skipped", name=scene.said_name(name))
        current = self.waiting[0]
        left = replace(self, waiting=tuple(n for n in self.waiting if n != name))
        return left._announce(scene) if name == current else left

    def _floor_to(self, scene: Scene, name: str) -> "SpeakingRound | None":
        """The word goes to `name` now, also a second time; who had hardly begun comes after."""
        current = self.waiting[0]
        if name == current:
            return None
        if name not in scene.present:  # who is given the word is here
            scene.arrive(name)
            scene.say("joined", name=scene.said_name(name))
        others = tuple(n for n in self.waiting[1:] if n != name)
        if self.clock is None or self.clock.used(scene.now) <= HARDLY_BEGUN:
            return replace(self, waiting=(name, current, *others))._announce(scene)
        return self._thanked(scene, (name, *others))

    def _back(self, scene: Scene) -> "SpeakingRound":
        """The one before gets the word back, with the time that was left."""
        last = self.heard[-1]
        left = max(SECOND_THOUGHTS, last.planned + last.extra - last.used)
        again = replace(
            self,
            waiting=(last.name, *(n for n in self.waiting if n != last.name)),
            heard=self.heard[:-1],
            given=left,
        )
        return again._announce(scene)
