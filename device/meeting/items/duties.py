"""Roles: who is host, who sees to practical things, and who leads, next time. Each takes turns."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting import roles
from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.item import Done, ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.ask import Ask
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Answers, Line
from device.meeting.notes import RoleNote
from device.meeting.plan import Item
from device.meeting.roles import HOST, LEADER, PRACTICAL
from device.meeting.scene import Command, Scene

ASKED = roles.LASTING
"""The roles that last till the next meeting, in the order in which they are asked about."""
TAKES = {f"take_{role}": role for role in ASKED}
"""The commands by which somebody takes a role."""

SUGGESTS = {HOST: "suggest_host", PRACTICAL: "suggest_practical", LEADER: "suggest_leader"}
AGREED = {HOST: "agreed_host", PRACTICAL: "agreed_practical", LEADER: "agreed_leader"}
"""What is said of each."""


@dataclass(frozen=True)
class Duties(Item):
    """Who does what next time."""

    @override
    def flexible(self, people: int) -> float:
        return 0.0


class DutiesFields(Fields):
    """Nothing but its time."""

    @override
    def made(self, seconds: float, setting: Setting) -> Duties:
        return Duties(self.title or setting.title, seconds, setting.rules.fixed)


@dataclass(frozen=True)
class AskRole(Ask):
    """Suggests whoever had the role longest ago. "Nej" leads to the next; a name is taken."""

    role: str = field(kw_only=True)
    first: bool = field(default=False, kw_only=True)
    """It says how it is answered."""
    asked: str = field(default="", kw_only=True)
    """Who is suggested."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if self.role in _agreed(scene) or not _able(scene):
            return Done()
        if self.first:
            self.line.say(scene)
        return self._suggest(scene, suggested(scene)[self.role])

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "yes" | "next":
                return self._settled(scene, self.asked)
            case "no":
                return self._suggest(scene, self._next(scene))
            case "named" if command.name in scene.plan.names:
                return self._settled(scene, command.name)
            case intent if TAKES.get(intent) == self.role and command.name in scene.plan.names:
                return self._settled(scene, command.name)
            case intent if intent in TAKES and take(scene, command):
                return replace(self, asked_at=None)
            case _:
                return None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.patience_is_over(scene.now) and self.reminders >= self.patience:
            return self._settled(scene, self.asked)
        return super().tick(scene)

    @override
    def resume(self, scene: Scene) -> ItemState:
        return self._suggest(scene, self.asked)

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        return replace(self, asked=self._next(scene)) if name == self.asked else self

    @property
    @override
    def help(self) -> str:
        return "help_roles"

    @property
    @override
    def place(self) -> object:
        return self.role

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", *TAKES})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset({"yes", "no", "named", *TAKES})

    def _suggest(self, scene: Scene, name: str) -> ItemState:
        again = Line.of(SUGGESTS[self.role], name=scene.said_name(name))
        again.say(scene)
        return replace(self, asked=name, again=again, asked_at=None)

    def _settled(self, scene: Scene, name: str) -> Done:
        if name != self.asked:
            say_agreed(scene, self.role, name)
        settle(scene, self.role, name)
        return Done(name)

    def _next(self, scene: Scene) -> str:
        """Who has it after the one who is asked about: those who have nothing yet come first.

        Where nobody is left to ask it stays with them: it is for next time.
        """
        taken = _agreed(scene).values()
        before = roles.had_before(scene.plan, scene.past)
        order = roles.in_turn(self.role, _able(scene), before)
        free = [name for name in order if name not in taken or name == self.asked] or list(order)
        if not free:
            return self.asked
        place = free.index(self.asked) if self.asked in free else -1
        return free[(place + 1) % len(free)]


def _able(scene: Scene) -> tuple[str, ...]:
    """Who can be asked: those of the group who are here."""
    return tuple(name for name in scene.plan.names if name in scene.present)


def _agreed(scene: Scene) -> dict[str, str]:
    """Who has which role next time; who told and asked in today's sparring is over by then."""
    return {r: n for r, n in roles.agreed(scene.kept.notes).items() if r in ASKED}


def suggested(scene: Scene) -> dict[str, str]:
    """Who has each role next time, as far as it is agreed, else as it is their turn."""
    given = _agreed(scene)
    people = _able(scene) or scene.plan.names
    before = roles.had_before(scene.plan, scene.past)
    return roles.give_out(people, before, roles=ASKED, given=given)


def settle(scene: Scene, role: str, name: str) -> None:
    """Keep that `name` has `role` next time. Who has it today is kept too, where the plan says."""
    last = scene.past.last
    known = roles.agreed(last.roles) if last else {}
    now = roles.today(scene.plan, scene.past)
    if role in now and now[role] != known.get(role):
        scene.note(RoleNote(role, now[role]))
    scene.note(RoleNote(role, name))


def take(scene: Scene, command: Command) -> bool:
    """ "Carla tager værtsrollen": whoever had it gets the role that Carla had, if any."""
    role, name = TAKES.get(command.intent), command.name
    if role is None or name is None or name not in scene.plan.names:
        return False
    before = _agreed(scene)
    for changed, who in roles.taken(before, role, name).items():
        if before.get(changed) != who:
            settle(scene, changed, who)
            say_agreed(scene, changed, who)
    if before.get(role) == name:
        say_agreed(scene, role, name)
    return True


def say_agreed(scene: Scene, role: str, name: str) -> None:
    """Say that `name` has `role` next time."""
    scene.say(AGREED[role], name=scene.said_name(name))


class DutiesKind(Kind[Duties]):
    """Who does what next time."""

    name = "roller"
    item = Duties
    fields = DutiesFields
    situations = frozenset({"question_yes_no", "speaking"})
    helps = frozenset({"help_roles"})

    @override
    def begin(self, scene: Scene, item: Duties) -> ItemState:
        intro = Line("roles_intro")
        steps = (AskRole(intro, role=role, first=role == ASKED[0], name=role) for role in ASKED)
        return Steps.begun(scene, *steps)

    @override
    def commands_by_plan(self, item: Duties) -> frozenset[str]:
        return frozenset({"next_host", *TAKES})

    @override
    def told(self, scene: Scene, item: Duties, intent: str, *, begun: bool) -> bool:
        if intent != "next_host":
            return False
        host = suggested(scene).get(HOST)
        if host is not None:
            scene.say("role_next_host", name=scene.said_name(host))
        return host is not None

    @override
    def obeyed(self, scene: Scene, item: Duties, command: Command) -> bool:
        return take(scene, command)


KIND = DutiesKind()
