"""The steps of a sparring exercise once they sit, from who tells to gathering again.

What the steps share is kept among their answers: ``circles``, the groups and who does what, and
``until``, when the exercise is to be over.
"""

from dataclasses import dataclass, replace
from typing import Any, Self, cast

from typing_extensions import override

from device.meeting.banks import choose, load_bank
from device.meeting.items.item import Done, ItemState
from device.meeting.items.sparring import ways
from device.meeting.items.sparring.circles import Circles
from device.meeting.items.sparring.plan import GATHERING
from device.meeting.items.sparring.seating import Opening, circles_of
from device.meeting.items.sparring.telling import ASKED, note_roles, plan_of, roles_said, told
from device.meeting.items.sparring.ways import Part, said
from device.meeting.items.steps.breath import Breath
from device.meeting.items.steps.step import Answers, Line
from device.meeting.items.steps.talk import BREATH, Talk
from device.meeting.notes import QuestionNote
from device.meeting.scene import Command, Scene

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
        return super().situation if self.timer is None else "question_who"

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
            note_roles(scene, circles)
        seconds = self._seconds(scene, circles, cast("float", answers["until"]))
        texts = self.part.first if circles.number == 1 else self.part.later
        lines = tuple(Line.own(said(line)) for line in texts)
        if self.part.timed:
            lines += (Line.of("sparring_time", time=told(seconds)),)
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
