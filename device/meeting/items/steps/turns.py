"""Turns: one at a time, the same time for everyone: persons, or groups, or whoever has a role."""

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from typing_extensions import override

from device.meeting.items.item import Done, ItemState, TurnsAhead
from device.meeting.items.steps.parties import WORDS, Party, TurnWords, with_one_less, with_one_more
from device.meeting.items.steps.timed import Timed
from device.meeting.names import SaidName
from device.meeting.record import TurnRecord
from device.meeting.scene import Command, Scene
from speech.saying.wording import duration_in_words

HARDLY_BEGUN = 10.0
"""A turn given away within so many seconds is not lost: it comes again later. One that ends
within them was none, and is not thanked for."""
FIRST_REMINDER = 60.0
"""Where the box waits for "næste": so long after the end it says that the time is up …"""
REMIND_SECONDS = 180.0
"""… and then gives the two tones again, so often."""


@dataclass(frozen=True)
class Turns(Timed):
    """``announce``: the next name is being said. ``turn``: somebody speaks. ``thanks``: over."""

    turn_seconds: float
    question: str
    waiting: tuple[str, ...]
    """Whose turn is still to come, the present speaker first: persons, or names of `parties`."""
    heard: tuple[TurnRecord, ...] = ()
    """The turns that have been."""
    stage: str = field(default="announce", kw_only=True)
    grace: float | None = None
    """Seconds after the end of a turn until the box moves on; None: it waits."""
    title: str = ""
    parties: tuple[Party, ...] = field(default=(), kw_only=True)
    """Empty: each person has a turn of their own, which is kept in the record."""
    words: TurnWords = field(default=WORDS, kw_only=True)

    opening: ClassVar[str] = "announce"
    running: ClassVar[str] = "turn"
    first_reminder: ClassVar[float] = FIRST_REMINDER
    remind_seconds: ClassVar[float] = REMIND_SECONDS

    @classmethod
    def opened(
        cls,
        scene: Scene,
        turn_seconds: float,
        question: str,
        order: tuple[str, ...],
        parties: tuple[Party, ...] = (),
        words: TurnWords = WORDS,
        **more: Any,
    ) -> Self:
        """A round in this order; says question and time, and announces the first turn.

        `more`: what a kind of its own keeps besides.
        """
        if question:
            scene.say_text("own_words", question)
        scene.say(words.time, time=duration_in_words(turn_seconds))
        grace = scene.plan.grace_seconds if scene.plan.on_time_up == "move_on" else None
        opened = cls(
            turn_seconds, question, order, grace=grace, parties=parties, words=words, **more
        )
        scene.prepare(
            scene.aloud(words.start, scene.next_id + k, name=opened._said(scene, name))
            for k, name in enumerate(order)
        )
        return opened._announce(scene)

    @property
    @override
    def given(self) -> float:
        return self.turn_seconds

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return super().quiet(scene) if self.waiting else Done()

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
                    scene.say("who_is_next", name=self._said(scene, self.waiting[1]))
                else:
                    scene.say("last_speaker")
                return self
            case _:
                return None

    @override
    def over_time(self, scene: Scene) -> Self:
        """The time is up, and nobody has said that they are done: once in words, then in tones."""
        if self.grace is not None:
            return self._ended(scene)
        if self.reminders:
            scene.chime("end")
        else:
            scene.say(self.words.waiting, name=self._said(scene, self.waiting[0]))
        return self.reminded(scene.now)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "turn" and self.clock:
            left = self.clock.left(scene.now)
            key = self.words.resumed if left > 0 else self.words.resumed_over
            name = self._said(scene, self.waiting[0])
            scene.say(key, name=name, time=duration_in_words(left, roughly=True))
            return self
        if self.stage == "announce" and self.waiting:
            return self._announce(scene)
        self._say_over(scene)
        return self

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.stage != "turn":
            return self.resume(scene)
        if self.question:
            scene.say_text("own_words", self.question)
        scene.say(self.words.now, name=self._said(scene, self.waiting[0]))
        return self

    @override
    def repeat_question(self, scene: Scene) -> Self:
        if asked := self.question or self.title:
            scene.say_text("own_words", asked)
        elif self.waiting:
            scene.say(self.words.now, name=self._said(scene, self.waiting[0]))
        return self

    @property
    @override
    def place(self) -> object:
        return self.waiting, self.heard

    @override
    def taken_back(self, since: ItemState | None, away: float, now: float) -> ItemState:
        if isinstance(since, Turns) and self._same_turn(since):
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

    @override
    def turns_ahead(self, scene: Scene) -> TurnsAhead | None:
        ahead = len(self.waiting) - 1
        if self.leaving or ahead < 1 or self.clock is None:  # it would give of its own
            return None
        planned = scene.plan.agenda[scene.index].each
        return TurnsAhead(ahead, self.turn_seconds, planned or self.turn_seconds)

    @override
    def giving(self, seconds: float) -> Self:
        return replace(self, turn_seconds=self.turn_seconds - seconds)

    @property
    @override
    def help(self) -> str:
        return self.words.help

    @property
    @override
    def reminder_due(self) -> float | None:
        if self.clock is None or self.grace is None:
            return super().reminder_due
        return self.clock.due + self.grace

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving or not self.waiting:
            return frozenset()
        of_persons = frozenset() if self.parties else frozenset({"floor_to"})
        return of_persons | {"next", "skip", "more_time", "question", "who_next"}

    def _same_turn(self, other: "Turns") -> bool:
        return self.waiting[:1] == other.waiting[:1] and self.heard == other.heard

    @override
    def joined(self, scene: Scene, name: str) -> Self:
        if self.parties:
            return replace(self, parties=with_one_more(self.parties, name))
        spoken = any(turn.name == name for turn in self.heard)
        if self.leaving or not self.waiting or name in self.waiting or spoken:
            return self
        return replace(self, waiting=(*self.waiting, name))

    @override
    def without(self, scene: Scene, name: str) -> Self:
        if not self.parties:
            return self._without(scene, name)
        parties, gone = with_one_less(self.parties, name)
        left = self
        for party in gone:
            left = left._without(scene, party)
        return replace(left, parties=parties)

    def _without(self, scene: Scene, who: str) -> Self:
        waiting = tuple(n for n in self.waiting if n != who)
        heard = tuple(turn for turn in self.heard if turn.name != who)
        left = replace(self, waiting=waiting, heard=heard)
        if self.leaving or self.waiting[:1] != (who,):
            return left
        if self.clock and self.clock.used(scene.now) > HARDLY_BEGUN:
            self._note(scene, self._turn(scene))
        return replace(left, stage="announce", clock=None, more=0.0)

    @override
    def speaker(self, _scene: Scene) -> str | None:
        return self.waiting[0] if self.waiting and not self.leaving and not self.parties else None

    def _said(self, scene: Scene, who: str) -> SaidName:
        """What whoever has a turn is called in a sentence."""
        people = next((party.people for party in self.parties if party.name == who), (who,))
        return scene.said_name(*people)

    def _note(self, scene: Scene, turn: TurnRecord) -> None:
        """A person's turn is kept; what a group did together is nobody's."""
        if not self.parties:
            scene.note_turn(turn)

    def _announce(self, scene: Scene) -> Self:
        if not self.waiting:
            self._say_over(scene)
            return replace(self, stage="thanks", clock=None)
        self._say_start(scene, self.waiting[0])
        return replace(self, stage="announce", clock=None)

    def _say_start(self, scene: Scene, who: str) -> None:
        """Give `who` the word."""
        scene.say(self.words.start, name=self._said(scene, who))

    def _say_over(self, scene: Scene) -> None:
        """The last words of the round."""
        scene.say(self.words.over)

    def _ended(self, scene: Scene) -> Self:
        """Whoever has the word is done, or their time is."""
        return self._thanked(scene, self.waiting[1:])

    def _thanked(self, scene: Scene, waiting: tuple[str, ...]) -> Self:
        """The present turn is kept, and the word goes to the first of `waiting`.

        Who had hardly begun has said nothing to be thanked for: the next name is enough.
        """
        turn = self._turn(scene)
        if turn.used > HARDLY_BEGUN:
            scene.say(self.words.thanks, name=self._said(scene, turn.name))
        return self._gone_on(scene, turn, waiting)

    def _gone_on(self, scene: Scene, turn: TurnRecord, waiting: tuple[str, ...]) -> Self:
        """`turn` is over: it is kept, and the word goes to the first of `waiting`."""
        self._note(scene, turn)
        return replace(self, waiting=waiting, heard=(*self.heard, turn), more=0.0)._announce(scene)

    def _turn(self, scene: Scene) -> TurnRecord:
        """The present turn as far as it has come."""
        used = self.clock.used(scene.now) if self.clock else 0.0
        given = self.clock.given if self.clock else self.turn_seconds
        extra = self.clock.extra if self.clock else 0.0
        return TurnRecord(scene.index, self.waiting[0], given, extra, used)

    def _skipped(self, scene: Scene, name: str) -> Self | None:
        if name not in self.waiting:
            return None
        if name == self.waiting[0] and self.clock and self.clock.used(scene.now) > HARDLY_BEGUN:
            return self._ended(scene)
        skipped = TurnRecord(scene.index, name, self.turn_seconds, 0.0, 0.0, skipped=True)
        self._note(scene, skipped)
        scene.say("skipped", name=self._said(scene, name))
        current = self.waiting[0]
        left = replace(self, waiting=tuple(n for n in self.waiting if n != name))
        return replace(left, more=0.0)._announce(scene) if name == current else left

    def _floor_to(self, scene: Scene, name: str) -> Self | None:
        """The word goes to `name` now, also a second time; who had hardly begun comes after."""
        current = self.waiting[0]
        if name == current or self.parties:
            return None
        if name not in scene.present:  # who is given the word is here
            scene.arrive(name)
            scene.say("joined", name=scene.said_name(name))
        others = tuple(n for n in self.waiting[1:] if n != name)
        if self.clock is None or self.clock.used(scene.now) <= HARDLY_BEGUN:
            return replace(self, waiting=(name, current, *others), more=0.0)._announce(scene)
        return self._thanked(scene, (name, *others))
