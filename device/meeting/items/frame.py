"""The network's frame: what it is for, how often, how long, where, what it costs, who does what.

One question at a time, with its share of the time; the answers are the group's own to write down.
Who does practical things and who leads may be named, and is remembered.
"""

from dataclasses import dataclass, replace

from pydantic import Field
from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.values import Questions
from device.meeting.items.item import Done, ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.ask import AskWho, AskYesNo
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Answers, Becoming, Line, Step
from device.meeting.items.steps.talk import Talk
from device.meeting.material import part_at
from device.meeting.notes import RoleNote
from device.meeting.plan import Item
from device.meeting.roles import LEADER, PRACTICAL
from device.meeting.scene import Command, Scene

MATERIAL = "foerste-moede.contract"
INSIDE = "foerste-moede.contract_inside"
"""What colleagues of one workplace have to agree on besides."""
NEEDED = ("purpose", "often", "long", "where", "costs", "practical", "leader")
"""The lines of the material that are always asked …"""
WITH_TIME = ("effect", "absence", "hours", "trial", "screen", "speaker")
"""… and those that are asked as long as each question has its usual time."""
LEAST_INSIDE = 2
"""Whether they are from one workplace is asked where there is time for so many questions more."""
ROLES = (PRACTICAL, LEADER)
"""Lines of the material after which somebody may be named; the roles are called the same."""
STEP = 10.0
MOVES_ON = 180.0
"""So long after a question's time the next one comes, if nobody says that they agree."""


@dataclass(frozen=True)
class Frame(Item):
    """Questions that the group agrees on, one by one."""

    questions: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    """Asked besides, where all are from one workplace; the box asks whether they are …"""
    across: tuple[str, ...] = ()
    """… and what is asked in their place where they aren't."""
    roles: tuple[str, ...] = ()
    """By question: the role that somebody may be named for after it, or ""."""
    lead: str = ""
    close: str = ""
    """Asked at the end: is this how it is to be?"""
    opening: float = 0.0
    """Seconds that are not the questions'."""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds

    @property
    def question_seconds(self) -> float:
        """Each question's time."""
        count = len(self.questions) + max(len(self.inside), len(self.across))
        each = (self.seconds - self.opening) / max(1, count)
        return max(STEP, each // STEP * STEP)


class FrameFields(Fields):
    """The group's own questions, or the usual ones."""

    questions: Questions = Field((), alias="spørgsmål")

    @override
    def made(self, seconds: float, setting: Setting) -> Frame:
        part, times = part_at(MATERIAL), setting.rules.seconds
        keys: tuple[str, ...] = ()
        later: tuple[str, ...] = ()
        inside: tuple[str, ...] = ()
        if not self.questions:
            needed = [key for key in NEEDED if key != "purpose" or not setting.purpose]
            room = max(0, int((seconds - times["opening"]) // times["usual"]) - len(needed))
            now = room if room < LEAST_INSIDE else 0
            asked = {*needed, *WITH_TIME[:now]}
            keys = tuple(key for key in part.lines if key in asked)
            later = tuple(part.lines[key].say for key in WITH_TIME[now:room])
            inside = tuple(line.say for line in part_at(INSIDE).lines.values())[: room - now]
        return Frame(
            self.title or setting.title,
            seconds,
            setting.rules.fixed,
            questions=self.questions or tuple(part.lines[key].say for key in keys),
            inside=inside,
            across=later,
            roles=tuple(key if key in ROLES else "" for key in keys),
            lead=part.lead,
            close=part.close,
            opening=times["opening"],
        )


@dataclass(frozen=True)
class AskRole(AskWho):
    """Who takes a role: named, or asked about one by one; nobody, where nobody is named."""

    @override
    def suggested(self, scene: Scene) -> str:
        """Whoever has nothing to do yet: a network's work is shared."""
        busy = {note.name for note in scene.kept.notes if isinstance(note, RoleNote)}
        return next((name for name in scene.present if name not in busy), scene.present[0])

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if command.intent == "nobody":
            return Done("")
        if command.intent == "no" and self.following(scene) == self.suggested(scene):
            return Done("")
        return super().command(scene, command)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        after = super().tick(scene)
        return Done("") if isinstance(after, Done) else after

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return super().answer_intents | {"nobody"}


@dataclass(frozen=True)
class KeepRole(Announce):
    """Who took the role is told, and remembered."""

    role: str

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        name = str(answers.get(self.role) or "")
        line = Line("frame_nobody")
        if name:
            scene.note(RoleNote(self.role, name))
            line = Line.of(f"frame_{self.role}_is", name=scene.said_name(name))
        line.say(scene)
        return replace(self, lines=(line,))


@dataclass(frozen=True)
class Agreed(Announce):
    """What comes of the question whether it is to be so."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        line = Line("frame_agreed" if answers.get("agreed") is True else "frame_open")
        line.say(scene)
        return replace(self, lines=(line,))


def _talk(item: Frame, question: str, *, first: bool) -> Talk:
    return Talk(
        item.question_seconds,
        intro=(Line.of("frame_question", text=question),),
        over=Line("frame_over" if first else "frame_over_again"),
        moves_on=MOVES_ON,
        help_key="help_frame",
    )


@dataclass(frozen=True)
class Besides(Becoming):
    """What is to be agreed on besides: by colleagues, or by people of many places."""

    item: Frame

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        inside = answers.get("inside") is True
        lead = [Announce((Line.own(part_at(INSIDE).lead),))] if inside else []
        across, room = self.item.across, max(len(self.item.inside), len(self.item.across))
        questions = (*self.item.inside, *across)[:room] if inside else across
        talks = [_talk(self.item, question, first=False) for question in questions]
        return Steps.begun(scene, *lead, *talks)


class FrameKind(Kind[Frame]):
    """How the group wants to meet."""

    name = "rammer"
    item = Frame
    fields = FrameFields
    situations = frozenset({"running", "over", "speaking", "question_yes_no"})
    helps = frozenset({"help_frame", "help"})

    @override
    def begin(self, scene: Scene, item: Frame) -> ItemState:
        steps: list[Step] = (
            [Announce((Line.of("frame_lead", text=item.lead),))] if item.lead else []
        )
        scene.prepare((*item.questions, *item.inside, *item.across))
        for place, question in enumerate(item.questions):
            steps.append(_talk(item, question, first=not place))
            if place < len(item.roles) and (role := item.roles[place]):
                ask = AskRole(Line(f"frame_{role}"), name=role, again=Line("frame_again"))
                steps += [ask, KeepRole((), role)]
        if item.inside:
            asks = AskYesNo(Line("frame_inside"), name="inside", patience=1, otherwise=False)
            steps += [asks, Besides(item)]
        if item.close:
            steps += [AskYesNo(Line.of("frame_close", text=item.close), name="agreed"), Agreed(())]
        return Steps.begun(scene, *steps)


KIND = FrameKind()
