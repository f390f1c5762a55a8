"""Silence: the box says something, and then nothing at all until one soft tone."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.step import Answers, Line, Step
from device.meeting.items.steps.timed import Timed
from device.meeting.scene import Command, Scene

BREATH = 3.0
"""Seconds from the soft tone until the box goes on: so long it takes to come back."""


@dataclass(frozen=True)
class Quiet(Timed, Step):
    """``intro``: being said. ``quiet``: nobody speaks.

    Nothing warns or reminds, and the lamp is dim. It is over by itself, or when somebody says so.
    """

    lines: tuple[Line, ...]
    seconds: float
    """Of silence."""
    stage: str = field(default="intro", kw_only=True)
    tone: bool = field(default=True, kw_only=True)
    """Whether a soft tone ends it."""
    resumed: Line | None = field(default=None, kw_only=True)
    """Said after a pause; None: the lines once more."""
    help_key: str = field(default="help", kw_only=True)

    running: ClassVar[str] = "quiet"

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        self._say(scene)
        return self

    @property
    @override
    def given(self) -> float:
        return self.seconds

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "next":
                return Done()
            case "question":
                return self.repeat(scene)
            case "more_time":
                return self.longer(scene, command)
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.clock is None or self.deadline is None or scene.now < self.deadline:
            return self
        if self.clock.ended or not self.tone:
            return Done()
        scene.chime("soft")
        return replace(self, clock=replace(self.clock, warned=True, ended=True))

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.resumed and self.timer:
            self.resumed.say(scene)
        else:
            self._say(scene)
        return self

    @override
    def repeat(self, scene: Scene) -> ItemState:
        self._say(scene)
        return self

    @override
    def taken_back(self, since: ItemState | None, away: float, now: float) -> ItemState:
        back = self.moved(away)
        return back if back.clock is None else replace(back, clock=back.clock.taken_up(now))

    @property
    @override
    def deadline(self) -> float | None:
        if self.timer is None:
            return None
        return self.timer.due + (BREATH if self.timer.ended else 0.0)

    @property
    @override
    def help(self) -> str:
        return self.help_key

    @property
    @override
    def dims(self) -> bool:
        return True  # also while a question is read: a lamp that comes and goes is no peace

    @property
    @override
    def needs_voice(self) -> bool:
        return self.timer is None

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", "question", "more_time"})

    def _say(self, scene: Scene) -> None:
        for line in self.lines:
            line.say(scene)
