"""People talk for so long: all together, or in groups while the table is loud."""

from dataclasses import dataclass, field, replace
from typing import Self

from typing_extensions import override

from device.meeting.events import Event, Heard
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.fingers import on_the_list
from device.meeting.items.steps.step import Answers, Line, Step
from device.meeting.items.steps.timed import Timed
from device.meeting.notes import QuestionNote
from device.meeting.pace import offer
from device.meeting.scene import Command, Scene
from device.meeting.speakers import Speakers
from speech.saying.wording import duration_in_words

BREATH = 2.0
"""Seconds between the chime and a sentence, where many talk at once: so long it takes a table to
fall silent."""
TIME_IS_UP = "time is up"
"""The answer of a talk without one that moved on by itself, right after the two tones."""


@dataclass(frozen=True)
class Talk(Timed, Step):
    """``intro``: being announced. ``talk``: they talk. ``thanks``: over.

    Prompts are read on request, and one after a long silence. Nobody is cut off, unless
    `moves_on`.
    """

    seconds: float
    intro: tuple[Line, ...] = ()
    prompts: tuple[str, ...] = ()
    stage: str = field(default="intro", kw_only=True)
    over: Line | None = field(default=None, kw_only=True)
    """Said when the time is up."""
    thanks: Line | None = field(default=None, kw_only=True)
    """Said when they go on to what comes next."""
    questions_over: str = field(default="questions_over", kw_only=True)
    """The phrase for: all prompts have been read."""
    carry_on: Line = field(default=Line("carry_on"), kw_only=True)
    """Said after a pause."""
    moves_on: float | None = field(default=None, kw_only=True)
    """Seconds after the end until the next step begins by itself; None: it waits."""
    loud: bool = field(default=False, kw_only=True)
    """Several talk at once: chimes and lamp alone, and a sentence only a breath after a chime."""
    silence_line: Line | None = field(default=None, kw_only=True)
    """Said before that prompt: nobody asked for it."""
    warns: bool = field(default=True, kw_only=True)
    """Whether a chime tells that the end is near; a short talk needs none."""
    help_key: str = field(default="help_dialogue", kw_only=True)
    read: int = field(default=0, kw_only=True)
    """How many prompts have been read."""
    prompted: bool = field(default=False, kw_only=True)
    """A silence has been met with a prompt; another is left alone."""
    speakers: Speakers | None = field(default=None, kw_only=True)
    """Who has asked for the word; None: no list is kept."""
    speaks_at: float | None = field(default=None, kw_only=True)
    """When `about_to` is said after the chime, where it is loud."""
    about_to: tuple[Line, ...] = field(default=(), kw_only=True)

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        for line in self.intro:
            line.say(scene)
        scene.prepare(self.prompts)
        return self

    @property
    @override
    def given(self) -> float:
        return self.seconds

    @override
    def begun(self, now: float, seconds: float) -> Self:
        begun = super().begun(now, seconds)
        clock = (
            begun.clock if self.warns or begun.clock is None else replace(begun.clock, warned=True)
        )
        return replace(begun, clock=clock)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if self.leaving:
            return None
        if self.speakers and (after := on_the_list(scene, self.speakers, command)) is not None:
            return replace(self, speakers=after)
        match command.intent:
            case "next":
                return self.ended(scene)
            case "question" if self.prompts:
                return self.prompt(scene)
            case "question":
                return self.repeat_question(scene)
            case "more_time":
                return replace(self.longer(scene, command), speaks_at=None, about_to=())
            case _:
                return None

    def ended(self, scene: Scene) -> ItemState | Done:
        """They go on."""
        if self.thanks is None:
            return Done()
        self.thanks.say(scene)
        return replace(self, stage="thanks")

    def prompt(self, scene: Scene) -> ItemState:
        """Read the next one; when all have been read, say so, and start over when asked again."""
        if self.read == len(self.prompts):
            return replace(self, read=0).spoken(scene, Line(self.questions_over))
        prompt = self.prompts[self.read]
        scene.note(QuestionNote(prompt))
        return replace(self, read=self.read + 1).spoken(scene, Line.own(prompt))

    def spoken(self, scene: Scene, *lines: Line) -> Self:
        """Say `lines`: where it is loud, a chime asks for silence first."""
        if self.loud:
            scene.chime("attention")
            return replace(self, speaks_at=scene.now + BREATH, about_to=lines)
        for line in lines:
            line.say(scene)
        return self

    @override
    def silence(self, scene: Scene) -> ItemState:
        unread = self.read < len(self.prompts)
        if self.prompted or not unread or self.loud or self.timer is None:
            return self
        if self.silence_line:
            self.silence_line.say(scene)
        return replace(self, prompted=True).prompt(scene)

    @override
    def time_is_up(self, scene: Scene) -> ItemState:
        if self.loud and self.over:  # the signal has been the chime
            return replace(self, speaks_at=scene.now + BREATH, about_to=(self.over,))
        if scene.offer:
            offer(scene.offer).said_by(scene)
            scene.offering = True
        elif self.over:
            self.over.say(scene)
        return self

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.speaks_at is not None and scene.now >= self.speaks_at:
            for line in self.about_to:
                line.say(scene)
            return replace(self, speaks_at=None, about_to=())
        return super().tick(scene)

    @override
    def over_time(self, scene: Scene) -> ItemState | Done:
        if self.moves_on is not None:
            after = self.ended(scene)
            # Who has an answer of their own, as groups, keeps it.
            return Done(TIME_IS_UP) if after == Done() else after
        return super().over_time(scene)

    @property
    @override
    def deadline(self) -> float | None:
        moments = [moment for moment in (self.speaks_at, super().deadline) if moment is not None]
        return min(moments, default=None)

    @property
    @override
    def reminder_due(self) -> float | None:
        if self.moves_on is not None and self.clock:
            return self.clock.due + self.moves_on
        return super().reminder_due

    @override
    def moved(self, seconds: float) -> Self:
        at = None if self.speaks_at is None else self.speaks_at + seconds
        return replace(super().moved(seconds), speaks_at=at)

    @override
    def resume(self, scene: Scene) -> ItemState:
        left = self.clock_left(scene.now, self.seconds)
        if self.leaving and self.thanks:
            self.thanks.say(scene)
        elif self.clock is None:
            for line in self.intro or (self.carry_on,):
                line.say(scene)
        elif left > 0:
            scene.say("time_left", time=duration_in_words(left, roughly=True))
        else:
            (self.over or self.carry_on).say(scene)
        return self

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.leaving or not (self.intro or self.read):
            return self.resume(scene)
        lines = (Line.own(self.prompts[self.read - 1]),) if self.read else self.intro
        for line in lines:
            line.say(scene)
        return self

    @property
    @override
    def help(self) -> str:
        return self.help_key

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving:
            return frozenset()
        listed = self.speakers.understands if self.speakers else frozenset()
        return listed | {"next", "question", "more_time"}

    @property
    @override
    def talk_at_once(self) -> bool:
        return self.loud and self.timer is not None

    @property
    @override
    def situation(self) -> str:
        return "dialogue" if self.speakers and self.timer else super().situation

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        return replace(self, speakers=self.speakers.left(name)) if self.speakers else self

    @override
    def expected(self, now: float, came: int) -> Event | None:
        if self.timer and self.timer.ended:
            return Heard(now, "next")
        return super().expected(now, came)
