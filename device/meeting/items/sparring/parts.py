"""The steps of a sparring exercise, from finding the groups to gathering them again.

What the steps share is kept among their answers: ``circles``, the groups and who does what, and
``until``, when the exercise is to be over.
"""

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self, cast

from typing_extensions import override

from device.meeting.banks import choose, load_bank
from device.meeting.grouping import Groups, divide
from device.meeting.items.item import Done, ItemState
from device.meeting.items.sparring import ways
from device.meeting.items.sparring.circles import FOCUS, Circle, Circles, earlier_rounds
from device.meeting.items.sparring.plan import GATHERING, Sparring
from device.meeting.items.sparring.ways import Part, said
from device.meeting.items.steps.ask import Ask
from device.meeting.items.steps.breath import Breath
from device.meeting.items.steps.step import Answers, Becoming, Line
from device.meeting.items.steps.talk import BREATH, Talk
from device.meeting.notes import QuestionNote, RoleNote, TogetherNote
from device.meeting.partners import met
from device.meeting.roles import ASKER, SparringRound
from device.meeting.scene import Command, Scene
from speech.saying.wording import duration_in_words, number_in_words

FINDING, FINDING_AGAIN = 120.0, 60.0
"""Seconds to find out who tells: in the first round, and when that has been suggested …"""
FINDING_SHARE = 0.15
"""… but no more of the round than this."""
LONGEST, SHORTEST = 1.5, 0.5
"""A round takes no more and no less of what the plan gives it, when the rounds before it took less
or more."""
PROMPTS = 9
"""So many are ready for each part: one of each of the bank's themes."""
TRUST = 3
"""From the group's so many'th meeting on the questions that take trust are read, too."""
SPEAKING = 6.0
"""Seconds that the box takes to say what a part is about."""
LEAST = 15.0
"""Seconds; a part shorter than that is none."""
MOMENT = 8.0
"""Seconds to thank each other in."""
WHOLE_STEP = 30.0
"""Seconds: times are told in whole steps."""
SEATED = Line("sparring_seated")
NOBODY = Circles((), 0)


def plan_of(scene: Scene) -> Sparring:
    """The item with the time that it has now."""
    assert isinstance(scene.item, Sparring)
    return scene.item


def circles_of(answers: Answers) -> Circles:
    """The groups."""
    return cast("Circles", answers["circles"])


@dataclass(frozen=True)
class Opening(Becoming):
    """What the parts of a sparring that become something else have in common."""

    @property
    @override
    def help(self) -> str:
        return "help_sparring"


@dataclass(frozen=True)
class Divide(Opening):
    """The answer: the groups of those who are here, with partners they haven't met lately."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> Done:
        item = plan_of(scene)
        here = scene.present
        groups: Groups = (here,) if here else ()
        if item.parted(len(here)):
            everyone = scene.plan.names
            seed = scene.plan.seed + scene.index
            groups = divide(here, item.size, met(scene), everyone=everyone, seed=seed)
        if item.way != "whole_group" and len(here) > 1:
            scene.note(TogetherNote(groups))
        roles = [(n.role, n.name) for meeting in scene.past.meetings for n in meeting.roles]
        roles += [(n.role, n.name) for n in scene.kept.notes if isinstance(n, RoleNote)]
        bids = cast("tuple[tuple[str, int], ...]", answers.get("needs") or ())
        return Done(
            Circles(
                tuple(Circle(people) for people in groups),
                item.size,
                earlier=earlier_rounds(roles),
                needs=dict(bids),
            )
        )


@dataclass(frozen=True)
class Seat(Ask):
    """The groups are told, and find their places; nothing to do for one group."""

    line: Line = SEATED
    patience: int = field(default=1, kw_only=True)
    circles: Circles = field(default=NOBODY, kw_only=True)
    remind_seconds: ClassVar[float] = 45.0

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if not circles_of(answers).several:
            return Done()
        seated = replace(self, circles=circles_of(answers))
        scene.say("sparring_groups")
        return seated.resume(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        return Done() if command.intent in self.understands else None

    @override
    def resume(self, scene: Scene) -> ItemState:
        say_groups(scene, self.circles)
        self.line.say(scene)
        return replace(self, asked_at=None)

    @property
    @override
    def situation(self) -> str:
        return "points"

    @property
    @override
    def help(self) -> str:
        return "help_sparring_next"

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", "start", "yes", "all_here"})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True)
class Turn(Opening):
    """The answer: the groups in their next round, and how long that takes."""

    number: int

    @override
    def begin(self, scene: Scene, answers: Answers) -> Done:
        circles = circles_of(answers)
        item, people = plan_of(scene), len(scene.present)
        to_come = 1 + item.laps(people) - self.number
        planned = item.lap_seconds(people)
        back = GATHERING if circles.several else 0.0
        left = (cast("float", answers["until"]) - scene.now - back) / max(1, to_come)
        seconds = max(planned * SHORTEST, min(planned * LONGEST, left))
        return Done(circles.next_round(max(1, to_come), seconds))


@dataclass(frozen=True)
class Hush(Opening):
    """A breath before the box speaks; no need of it where one group listens."""

    after: str = ""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if not circles_of(answers).several:
            return Done()
        return Breath(after=self.after).begin(scene, answers)


@dataclass(frozen=True)
class Find(Opening):
    """Who tells, and who asks? The box suggests; it becomes `Finding`."""

    laps: int

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        circles = circles_of(answers)
        if not any(circle.now for circle in circles.all):
            return Done()
        first = circles.number == 1
        for text in self._opening(scene, circles):
            Line.own(text).say(scene)
        roles = roles_said(scene, circles)
        for line in roles:
            line.say(scene)
        if first:
            scene.say("sparring_swap_groups" if circles.several else "sparring_swap")
        seconds = finding_seconds(circles)
        return Finding(seconds, roles, warns=False, **talk_settings(scene, circles))

    def _opening(self, scene: Scene, circles: Circles) -> list[str]:
        if circles.number > 1:
            last = circles.number == self.laps > 2
            return [said("next_round.last")] * last + [said("next_round.lead")]
        if not circles.needs:
            asks = plan_of(scene).way in ASKED
            lines = ["who.challenge"] + ["who.asker"] * asks + ["who.roles"] * (self.laps > 1)
            return [said(line) for line in lines]
        if circles.several:
            return []
        circle = circles.all[0]
        if circles.most_in_need(replace(circle, rounds=())) is None:
            return [said("need.nobody")]
        highest = max(circles.needs.values())
        alike = sum(value == highest for value in circles.needs.values()) > 1
        return [said("need.tie")] if alike else []


ASKED = frozenset({"questions", "whole_group"})
"""The ways in which one person asks."""


@dataclass(frozen=True)
class Finding(Talk):
    """The groups settle who tells. By their number they get another suggestion."""

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        if command.intent in {"yes", "start"} and not self.leaving:
            return self.ended(scene)
        return super().command(scene, command)

    def again(self, roles: tuple[Line, ...]) -> "Finding":
        """With other roles to say when somebody asks."""
        return replace(self, intro=roles)

    @property
    @override
    def situation(self) -> str:
        return super().situation if self.timer is None else "question_number"

    @property
    @override
    def understands(self) -> frozenset[str]:
        return super().understands | {"yes", "start"}


@dataclass(frozen=True)
class Begin(Opening):
    """A part of the round; it becomes a `Talk`."""

    part: Part
    waits: bool = False
    """Where the plan says that the box waits, it does so at the end of this one."""
    last: bool = False
    """Nothing comes after it."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        circles = circles_of(answers)
        if not any(circle.now for circle in circles.all):
            return Done()
        if self.part == ways.WAYS[plan_of(scene).way][0]:
            _note_roles(scene, circles)
        seconds = self._seconds(scene, circles, cast("float", answers["until"]))
        texts = self.part.first if circles.number == 1 else self.part.later
        lines = tuple(Line.own(said(line)) for line in texts)
        if self.part.timed:
            lines += (Line.of("sparring_time", time=_told(seconds)),)
        settings = talk_settings(scene, circles) | {"warns": self.part.timed}
        settings |= {"silence_line": Line.own(said("round.quiet"))}
        if self.waits and scene.plan.on_time_up == "wait":
            settings |= {"moves_on": None, "over": Line("sparring_over_time")}
        prompts = _prompts(scene, self.part, circles.number)
        return Talk(seconds, lines, prompts, **settings).begin(scene, answers)

    def _seconds(self, scene: Scene, circles: Circles, until: float) -> float:
        """Its share of the round, without what changing over takes."""
        found = finding_seconds(circles)
        change = SPEAKING + (BREATH if circles.several else scene.plan.grace_seconds)
        usual = max(LEAST, self.part.share * (circles.seconds - found) - change)
        if circles.several or not self.last:
            return usual
        # What was said, and the moments between, come out of the last part of all.
        return max(usual * SHORTEST, min(usual * LONGEST, until - scene.now - change - MOMENT))


@dataclass(frozen=True)
class Close(Opening):
    """What ends a part, and a moment to do it in: thank each other."""

    line: str = ""
    until: float | None = None

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if not any(circle.now for circle in circles_of(answers).all):
            return Done()
        return self.resume(scene)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return replace(self, until=scene.now + MOMENT)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        return Done() if command.intent == "next" else None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        return Done() if self.until is not None and scene.now >= self.until else self

    @override
    def resume(self, scene: Scene) -> ItemState:
        Line.own(said(self.line)).say(scene)
        return replace(self, until=None)

    @override
    def moved(self, seconds: float) -> Self:
        until = None if self.until is None else self.until + seconds
        return replace(super().moved(seconds), until=until)

    @property
    @override
    def deadline(self) -> float | None:
        return self.until

    @property
    @override
    def situation(self) -> str:
        return "speaking" if self.until is None else "points"

    @property
    @override
    def help(self) -> str:
        return "help_sparring_next" if self.until is not None else super().help

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset() if self.until is None else frozenset({"next"})


@dataclass(frozen=True)
class Gather(Opening):
    """All come back, and tell what the others can use, too."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if not circles_of(answers).several:
            return Done()
        lines = (Line.own(said("next_round.back")), Line.own(said("next_round.plenary")))
        left = cast("float", answers["until"]) - scene.now
        seconds = max(GATHERING * SHORTEST, min(GATHERING * LONGEST, left))
        talk = Talk(
            seconds, lines, over=Line("sparring_over_time"), thanks=Line("sparring_over"),
            help_key="help_sparring",
        )  # fmt: skip
        return talk.begin(scene, answers)


def talk_settings(scene: Scene, circles: Circles) -> dict[str, Any]:
    """What holds for every talk in groups."""
    loud = circles.several
    grace = BREATH if loud else scene.plan.grace_seconds
    # Where it is loud the two tones are the chime; the next step holds the breath.
    return {"loud": loud, "moves_on": 0.0 if loud else grace, "help_key": "help_sparring"}


def finding_seconds(circles: Circles) -> float:
    """How long they have to find who tells."""
    most = FINDING if circles.number == 1 else FINDING_AGAIN
    return min(most, FINDING_SHARE * circles.seconds)


def say_groups(scene: Scene, circles: Circles) -> None:
    """Who sits with whom, each group by its number."""
    for number, people in enumerate(circles.groups, start=1):
        names = scene.said_name(*people)
        if circles.several:
            scene.say("sparring_group", number=_number(number), names=names)
        else:
            scene.say("groups_are", groups=names)


def roles_said(scene: Scene, circles: Circles, *places: int) -> tuple[Line, ...]:
    """Who tells, and who asks where one does: of all groups, or of those at `places`."""
    asks = plan_of(scene).way in ASKED
    return tuple(
        _roles_line(scene, circle.now, place + 1 if circles.several else 0, asks=asks)
        for place, circle in enumerate(circles.all)
        if circle.now is not None and (not places or place in places)
    )


def _roles_line(scene: Scene, now: SparringRound, number: int, *, asks: bool) -> Line:
    """What one group is told; `number`: which it is, 0 where there is but one."""
    focus, asker = scene.said_name(now.focus), scene.said_name(now.asker)
    match bool(number), asks:
        case True, True:
            return Line.of("sparring_roles_of", number=_number(number), focus=focus, asker=asker)
        case True, False:
            return Line.of("sparring_tells_of", number=_number(number), focus=focus)
        case _, True:
            return Line.of("sparring_roles", focus=focus, asker=asker)
        case _:
            return Line.of("sparring_tells", focus=focus)


def note_roles_of(scene: Scene, circle: Circle) -> None:
    """Keep who told and who asked, so that over the meetings it goes round."""
    if circle.now is None:
        return
    scene.note(RoleNote(FOCUS, circle.now.focus))
    if plan_of(scene).way in ASKED:
        scene.note(RoleNote(ASKER, circle.now.asker))


def _note_roles(scene: Scene, circles: Circles) -> None:
    for circle in circles.all:
        note_roles_of(scene, circle)


def _prompts(scene: Scene, part: Part, number: int) -> tuple[str, ...]:
    """The plan's own questions first, then those of the bank that the group hasn't had."""
    if not part.bank:
        return ()
    bank = load_bank(part.bank)
    had = {*scene.past.questions}
    had |= {note.question for note in scene.kept.notes if isinstance(note, QuestionNote)}
    chosen = choose(
        bank,
        PROMPTS,
        scene.plan.seed + number,
        depth=3 if scene.past.number >= TRUST else 2,
        used=frozenset(entry.id for entry in bank.entries if entry.say in had),
        again=True,
    )
    own = plan_of(scene).questions if part.bank == "sparring" else ()
    return (*own, *(entry.say for entry in chosen))


def _number(number: int) -> str:
    """What a group is called: "ét", "to"."""
    return "ét" if number == 1 else number_in_words(number)


def _told(seconds: float) -> str:
    """`seconds` as they are told: in whole half minutes, and from two minutes in whole ones."""
    step = WHOLE_STEP if seconds < 4 * WHOLE_STEP else 2 * WHOLE_STEP
    return duration_in_words(max(step, round(seconds / step) * step))
