"""Speaking round: one person at a time, the same time for everyone."""

from dataclasses import dataclass, field, replace
from random import Random

from typing_extensions import override

from device.meeting.items.item import Done, ItemState, Timed, signal
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.record import TurnRecord
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer
from speech.saying.wording import duration_in_words

HARDLY_BEGUN = 10.0
"""A turn given away within so many seconds is not lost: it comes again later. One that ends
within them was none, and is not thanked for."""
FIRST_REMINDER = 60.0
"""Where the box waits for "næste": so long after the end it says that the time is up …"""
REMIND_SECONDS = 180.0
"""… and then gives the two tones again, so often."""


@dataclass(frozen=True)
class RoundState(Timed):
    """``announce``: the next name is being said. ``turn``: somebody speaks. ``thanks``: over."""

    turn_seconds: float
    question: str
    waiting: tuple[str, ...]
    """Whose turn is still to come, the present speaker first."""
    heard: tuple[TurnRecord, ...] = ()
    """The turns that have been."""
    stage: str = field(default="announce", kw_only=True)
    grace: float | None = None
    """Seconds after the end of a turn until the box moves on; None: it waits."""
    title: str = ""

    @staticmethod
    def begin(scene: Scene, item: SpeakingRound) -> "RoundState":
        """Say what the round is about, and give the word to the first."""
        order = list(scene.present)
        if item.shuffled:
            Random(f"{scene.plan.seed}/{scene.index}").shuffle(order)
        intro = "round_intro" if scene.unusual(item.title) else "round_intro_plain"
        scene.say(intro, title=item.title)
        opened = RoundState.opened(scene, item.turn_seconds, item.question, tuple(order))
        return replace(opened, title=item.title)

    @staticmethod
    def opened(
        scene: Scene, turn_seconds: float, question: str, order: tuple[str, ...]
    ) -> "RoundState":
        """A round in this order; says question and time, and announces the first turn."""
        if question:
            scene.say_text("own_words", question)
        scene.say("round_time", time=duration_in_words(turn_seconds))
        grace = scene.plan.grace_seconds if scene.plan.on_time_up == "move_on" else None
        opened = RoundState(turn_seconds, question, order, grace=grace)
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
            return replace(self.begun(scene.now, self.turn_seconds), stage="turn")
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
            case "more_time":
                return self.longer(scene, command)
            case "question":
                return self.repeat_question(scene)
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
        if not self.clock.ended:
            return replace(self, clock=signal(self.clock, scene))
        if self.deadline is None or scene.now < self.deadline:
            return self
        return self._ended(scene) if self.grace is not None else self._still_waiting(scene)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "turn" and self.clock:
            left = self.clock.left(scene.now)
            key = "turn_resumed" if left > 0 else "turn_resumed_over"
            name = scene.said_name(self.waiting[0])
            scene.say(key, name=name, time=duration_in_words(left, roughly=True))
            return self
        if self.stage == "announce" and self.waiting:
            return self._announce(scene)
        scene.say("round_over")
        return self

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.stage != "turn":
            return self.resume(scene)
        if self.question:
            scene.say_text("own_words", self.question)
        scene.say("turn_now", name=scene.said_name(self.waiting[0]))
        return self

    @override
    def repeat_question(self, scene: Scene) -> "RoundState":
        scene.say_text("own_words", self.question or self.title)
        return self

    @property
    @override
    def place(self) -> object:
        return self.waiting, self.heard

    @override
    def taken_back(self, since: ItemState | None, away: float, now: float) -> ItemState:
        if isinstance(since, RoundState) and self._same_turn(since):
            return replace(self, stage=since.stage, clock=since.clock)  # the turn went on
        back = self.moved(away)
        if back.stage != "turn" or back.clock is None:
            return back
        return replace(back, clock=back.clock.taken_up(now), reminders=0)

    @override
    def left(self, now: float) -> float | None:
        if not self.waiting:
            return 0.0
        return self.clock_left(now, self.turn_seconds) + self.turn_seconds * len(self.waiting[1:])

    @property
    @override
    def help(self) -> str:
        return "help_round"

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
        if moment is not None:
            return moment
        if self.grace is not None:
            return self.timer.due + self.grace
        return self.next_reminder(FIRST_REMINDER, REMIND_SECONDS)

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving or not self.waiting:
            return frozenset()
        return frozenset({"next", "skip", "floor_to", "more_time", "question", "who_next"})

    def _same_turn(self, other: "RoundState") -> bool:
        return self.waiting[:1] == other.waiting[:1] and self.heard == other.heard

    def _still_waiting(self, scene: Scene) -> "RoundState":
        """The time is up, and nobody has said that they are done: once in words, then in tones."""
        if self.reminders:
            scene.chime("end")
        else:
            scene.say("turn_over_waiting", name=scene.said_name(self.waiting[0]))
        return self.reminded(scene.now)

    @override
    def joined(self, scene: Scene, name: str) -> "RoundState":
        spoken = any(turn.name == name for turn in self.heard)
        if self.leaving or not self.waiting or name in self.waiting or spoken:
            return self
        return replace(self, waiting=(*self.waiting, name))

    @override
    def without(self, scene: Scene, name: str) -> "RoundState":
        waiting = tuple(n for n in self.waiting if n != name)
        heard = tuple(turn for turn in self.heard if turn.name != name)
        left = replace(self, waiting=waiting, heard=heard)
        if self.speaker(scene) != name:
            return left
        if self.clock and self.clock.used(scene.now) > HARDLY_BEGUN:
            scene.note_turn(self._turn(scene))
        return replace(left, stage="announce", clock=None, more=0.0)

    @override
    def speaker(self, _scene: Scene) -> str | None:
        return self.waiting[0] if self.waiting and not self.leaving else None

    def _announce(self, scene: Scene) -> "RoundState":
        if not self.waiting:
            scene.say("round_over")
            return replace(self, stage="thanks", clock=None)
        scene.say("turn_start", name=scene.said_name(self.waiting[0]))
        return replace(self, stage="announce", clock=None)

    def _ended(self, scene: Scene) -> "RoundState":
        return self._thanked(scene, self.waiting[1:])

    def _thanked(self, scene: Scene, waiting: tuple[str, ...]) -> "RoundState":
        """The present turn is kept, and the word goes to the first of `waiting`.

        Who had hardly begun has said nothing to be thanked for: the next name is enough.
        """
        turn = self._turn(scene)
        scene.note_turn(turn)
        if turn.used > HARDLY_BEGUN:
            scene.say("turn_thanks", name=scene.said_name(turn.name))
        return replace(self, waiting=waiting, heard=(*self.heard, turn), more=0.0)._announce(scene)

    def _turn(self, scene: Scene) -> TurnRecord:
        """The present turn as far as it has come."""
        used = self.clock.used(scene.now) if self.clock else 0.0
        given = self.clock.given if self.clock else self.turn_seconds
        extra = self.clock.extra if self.clock else 0.0
        return TurnRecord(scene.index, self.waiting[0], given, extra, used)

    def _skipped(self, scene: Scene, name: str) -> "RoundState | None":
        if name not in self.waiting:
            return None
        if name == self.waiting[0] and self.clock and self.clock.used(scene.now) > HARDLY_BEGUN:
            return self._ended(scene)
        scene.note_turn(TurnRecord(scene.index, name, self.turn_seconds, 0.0, 0.0, skipped=True))
        scene.say("skipped", name=scene.said_name(name))
        current = self.waiting[0]
        left = replace(self, waiting=tuple(n for n in self.waiting if n != name))
        return replace(left, more=0.0)._announce(scene) if name == current else left

    def _floor_to(self, scene: Scene, name: str) -> "RoundState | None":
        """The word goes to `name` now, also a second time; who had hardly begun comes after."""
        current = self.waiting[0]
        if name == current:
            return None
        if name not in scene.present:  # who is given the word is here
            scene.arrive(name)
            scene.say("joined", name=scene.said_name(name))
        others = tuple(n for n in self.waiting[1:] if n != name)
        if self.clock is None or self.clock.used(scene.now) <= HARDLY_BEGUN:
            return replace(self, waiting=(name, current, *others), more=0.0)._announce(scene)
        return self._thanked(scene, (name, *others))
