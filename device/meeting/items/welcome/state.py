"""Welcome: greets, asks how many came, and finds out who is here."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.events import Event, Heard
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.asking import Asking
from device.meeting.items.welcome.greeting import greet
from device.meeting.items.welcome.plan import Welcome
from device.meeting.items.welcome.roll import Roll, without
from device.meeting.names import GUEST
from device.meeting.plan import MAX_PEOPLE
from device.meeting.roles import LEADER, today
from device.meeting.scene import Command, Scene
from speech.saying.wording import number_in_words

REMINDERS = 3
"""After so many reminders it takes those on the list to be here."""
COUNTED_FROM = 3
"""Fewer on the list see for themselves who is here."""
NAMES_SECONDS = 12.0
"""So long it waits for a name, or in the roll call for an answer."""


NOTHING_TOLD = Roll()


@dataclass(frozen=True)
class WelcomeState(Asking):
    """``count``: how many came. ``missing``: who is not here. ``roll_call``: the names, one by one.

    ``sure``: more than planned, really? ``thanks``: the answer is being said. Until then
    `scene.present` has those who were expected, and `scene.absent` those who were not.
    """

    stage: str = field(default="count", kw_only=True)
    digits: int = 0
    """The score buttons pressed so far, added up: 5 and 3 is eight."""
    roll: Roll = NOTHING_TOLD
    calling: tuple[str, ...] = ()
    """In the roll call: whose names are still to be called; the first has been."""

    @staticmethod
    def begin(scene: Scene, item: Welcome) -> "WelcomeState":
        """Greet, tell who is known to be away, and ask how many came."""
        greet(scene, item.text)
        if len(scene.plan.people) < COUNTED_FROM and scene.present:
            scene.say("welcome_over")
            return WelcomeState(stage="thanks")
        scene.say("ask_how_many")
        return WelcomeState()

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case ("count" | "missing" | "sure", "number") if command.number:
                return self._counted(scene, command.number)
            case "sure", "yes" | "next":
                return self._with_guests(scene)
            case "sure", "no":
                scene.say("ask_how_many_again")
                return replace(self, stage="count", roll=NOTHING_TOLD, digits=0, asked_at=None)
            case "count", "next" | "yes":
                return self._counted(scene, self.digits or len(scene.present))
            case "count", "all_here":
                return self._counted(scene, len(scene.present))
            case "count", "no" if self.digits:
                scene.chime("tick")
                return replace(self, digits=0)
            case "count", "no":
                self._ask(scene)
                return replace(self, asked_at=None)
            case "missing", "nobody" | "no" | "next" | "all_here":
                return self._finish(scene)
            case "missing", "yes":
                return self._call(scene, scene.present)
            case "missing" | "roll_call", "absent" | "named" if command.name:
                return self._told(scene, command.name, here=False)
            case "missing" | "roll_call", "here" if command.name:
                return self._told(scene, command.name, here=True)
            case "roll_call", "yes" | "next" | "present":
                return self._told(scene, self.calling[0], here=True)
            case "roll_call", "no" | "not_present":
                return self._told(scene, self.calling[0], here=False)
            case _:
                return None

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        if self.stage != "count" or self.digits + value > MAX_PEOPLE:
            return None
        scene.chime("tick")
        return replace(self, digits=self.digits + value)

    @override
    def not_understood(self, scene: Scene) -> ItemState | Done | None:
        return self._call(scene, scene.present) if self.stage == "missing" else None

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if not self.patience_is_over(scene.now):
            return self
        match self.stage:
            case "missing":
                return self._call(scene, scene.present)
            case "roll_call":
                roll = self.roll.unanswered(self.calling[0])
                return replace(self, roll=roll)._next_call(scene)
            case "count" if self.digits:
                return self._counted(scene, self.digits)
            case "count" if self.reminders >= REMINDERS:
                scene.say("assume_all_here")
                return self._counted(scene, len(scene.present))
            case "sure" if self.reminders >= REMINDERS:
                return self._finish(scene)
        self._ask(scene)
        return replace(self, asked_at=None, reminders=self.reminders + 1)

    @override
    def resume(self, scene: Scene) -> ItemState:
        self._ask(scene)
        return replace(self, asked_at=None, digits=0)

    @property
    @override
    def deadline(self) -> float | None:
        if self.asked_at is None or self.stage not in {"missing", "roll_call"}:
            return super().deadline
        return self.asked_at + NAMES_SECONDS

    @property
    @override
    def help(self) -> str:
        return "help"

    @property
    @override
    def counts_people(self) -> bool:
        return True

    @override
    def expected(self, now: float, came: int) -> Event | None:
        match self.stage:
            case "count":
                return Heard(now, "number", number=max(2, came - 1))
            case "missing":
                return Heard(now, "nobody")
            case _:
                return super().expected(now, came)

    @property
    @override
    def situation(self) -> str:
        return {
            "count": "question_number",
            "missing": "question_names",
            "sure": "question_yes_no",
            "roll_call": "question_yes_no",
        }.get(self.stage, "speaking")

    @property
    @override
    def understands(self) -> frozenset[str]:
        return {
            "count": frozenset({"next", "yes", "no"}),
            "missing": frozenset({"next", "yes", "no"}),
            "sure": frozenset({"next"}),
            "roll_call": frozenset({"next"}),
        }.get(self.stage, frozenset())

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return {
            "count": frozenset({"number", "all_here"}),
            "missing": frozenset({"absent", "named", "here", "nobody", "all_here", "number"}),
            "sure": frozenset({"yes", "no", "number"}),
            "roll_call": frozenset({"yes", "no", "present", "not_present", "here", "absent"}),
        }.get(self.stage, frozenset())

    def _ask(self, scene: Scene) -> None:
        match self.stage:
            case "count":
                scene.say("ask_how_many_again")
            case "missing":
                scene.say("ask_who_is_missing")
            case "sure":
                self._ask_if_more(scene)
            case "roll_call":
                scene.say("roll_call")
                scene.say("roll_call_name", name=scene.said_name(self.calling[0]))
            case _:
                scene.say("welcome_over")

    def _ask_if_more(self, scene: Scene) -> None:
        planned = number_in_words(len(scene.present) + len(self.roll.arrived(scene)))
        scene.say("ask_if_more", number=number_in_words(self.roll.came), planned=planned)

    def _counted(self, scene: Scene, came: int) -> ItemState:
        """The group said, or pressed, how many came."""
        counted = WelcomeState(stage=self.stage, roll=Roll(came))
        planned = len(scene.present)
        if came == planned:
            return counted._finish(scene)
        if came > planned:
            # Somebody who wasn't expected, or a guest; or the number was misheard, and would give
            # strangers a turn: better to ask once more.
            if scene.absent:
                return counted._call(scene, scene.absent)
            return counted._sure(scene)
        missing = missing_in_words(planned - came)
        scene.say("some_missing", number=number_in_words(came), missing=missing)
        scene.say("ask_who_is_missing")
        return replace(counted, stage="missing")

    def _sure(self, scene: Scene) -> ItemState:
        self._ask_if_more(scene)
        return replace(self, stage="sure", asked_at=None, reminders=0)

    def _told(self, scene: Scene, name: str, *, here: bool) -> ItemState:
        """`name` is here, or is not."""
        roll = self.roll.told(name, here=here)
        told = replace(self, roll=roll, asked_at=None, reminders=0)
        if self.stage == "roll_call" and name == self.calling[0]:
            return told._next_call(scene)
        if self.stage == "roll_call":  # another than the one who was called
            left = (self.calling[0], *without(self.calling[1:], name))
            return replace(told, calling=("", *left))._next_call(scene)
        if roll.all_found(scene):
            return told._finish(scene)
        scene.say("one_here_noted" if here else "one_absent_noted", name=scene.said_name(name))
        return told

    def _call(self, scene: Scene, names: tuple[str, ...]) -> ItemState:
        """Read the names of those of whom nothing is known, each once."""
        scene.say("roll_call")
        calling = ("", *self.roll.unknown(names))
        return replace(self, stage="roll_call", calling=calling)._next_call(scene)

    def _next_call(self, scene: Scene) -> ItemState:
        calling = self.calling[1:]
        if self.roll.all_found(scene) or not calling:
            return self._called(scene)
        scene.say("roll_call_name", name=scene.said_name(calling[0]))
        return replace(self, calling=calling, asked_at=None, reminders=0)

    def _called(self, scene: Scene) -> ItemState:
        """All names have been called. Who did not answer is away if that makes the number."""
        if roll := self.roll.with_the_silent(scene):
            return replace(self, roll=roll)._finish(scene)
        if -self.roll.unfound(scene) > len(self.roll.arrived(scene)):
            return self._sure(scene)
        return self._finish(scene)

    def _with_guests(self, scene: Scene) -> ItemState:
        """More came than the plan has names for."""
        arrived = self.roll.arrived(scene)
        count = max(0, self.roll.came - len(scene.present) - len(arrived))
        guests = tuple(GUEST.format(number=n) for n in range(1, count + 1))
        for name in (*arrived, *guests):
            scene.arrive(name)
        scene.say("one_guest" if count == 1 else "guests", guests=number_in_words(count))
        say_who_leads(scene)
        return replace(self, stage="thanks", asked_at=None)

    def _finish(self, scene: Scene) -> ItemState:
        """Say who is here, or who is not, so that a wrong list doesn't pass unnoticed."""
        missing = self.roll.missing(scene)
        for name in missing:
            scene.depart(name, was_here=False)
        for name in self.roll.arrived(scene):
            scene.arrive(name)
        number = number_in_words(len(scene.present))
        if missing:
            scene.say("absent_noted", names=scene.said_name(*missing))
            scene.say("welcome_over")
        elif scene.absent:
            scene.say("all_but", number=number, names=scene.said_name(*scene.absent))
        else:
            scene.say("all_here", number=number)
        say_who_leads(scene)
        return replace(self, stage="thanks", asked_at=None)


def missing_in_words(count: int) -> str:
    """How many are missing: "én" or a number word."""
    return "én" if count == 1 else number_in_words(count)


def say_who_leads(scene: Scene) -> None:
    """Say who leads the meeting today, where the group has agreed on that."""
    leads = today(scene.plan, scene.past).get(LEADER)
    if leads in scene.present:
        scene.say("role_leader", name=scene.said_name(leads))
