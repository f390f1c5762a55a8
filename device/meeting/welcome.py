"""Welcome: greets, asks how many came, and marks who is missing."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting import plan as plans
from device.meeting.item import Asking, Done, ItemState
from device.meeting.scene import Command, Scene
from speech.saying.wording import duration_in_words, list_in_words, number_in_words

REMINDERS = 3
"""After so many reminders it goes on by itself."""


@dataclass(frozen=True)
class Welcome(Asking):
    """``count``: how many came. ``sure``: more than planned, really? ``missing``: who is not here.

    ``roll_call``: the same by button. ``thanks``: the answer is being said.
    """

    stage: str = field(default="count", kw_only=True)
    digits: int = 0
    """The score buttons pressed so far, added up: 5 and 3 is eight."""
    came: int = 0
    absent: tuple[str, ...] = ()
    called: int = 0
    """In the roll call: the place in the plan of the person who was called."""

    @staticmethod
    def begin(scene: Scene) -> "Welcome":
        """Greet, and ask how many came."""
        item = scene.item
        assert isinstance(item, plans.Welcome)
        greet(scene)
        if item.text:
            scene.say_text("own_words", item.text)
        scene.say("ask_how_many")
        return Welcome()

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case ("count" | "missing" | "sure", "number") if command.number:
                return self._counted(scene, command.number)
            case "sure", "yes" | "next":
                return self._with_guests(scene)
            case "sure", "no":
                scene.say("ask_how_many_again")
                return replace(self, stage="count", came=0, digits=0, asked_at=None)
            case "count", "next" | "yes":
                return self._counted(scene, self.digits or len(scene.plan.people))
            case "count", "all_here":
                return self._counted(scene, len(scene.plan.people))
            case "missing", "absent" if command.name:
                return self._missing(scene, command.name)
            case "count", "no" if self.digits:
                scene.chime("tick")
                return replace(self, digits=0)
            case "count", "no":
                self._ask(scene)
                return replace(self, asked_at=None)
            case "missing", "nobody" | "no" | "next":
                return self._finish(scene)
            case "missing", "yes":
                return self._call(scene, 0)
            case "roll_call", "next" | "yes":
                return self._call(scene, self.called + 1)
            case "roll_call", "no":
                name = scene.plan.people[self.called].name
                return replace(self, absent=(*self.absent, name))._call(scene, self.called + 1)
            case _:
                return None

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        if self.stage != "count" or self.digits + value > plans.MAX_PEOPLE:
            return None
        scene.chime("tick")
        return replace(self, digits=self.digits + value)

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if not self.patience_is_over(scene.now):
            return self
        if self.stage == "count" and self.digits:
            return self._counted(scene, self.digits)
        if self.reminders >= REMINDERS:
            if self.stage == "count":
                scene.say("assume_all_here")
                return self._counted(scene, len(scene.plan.people))
            if self.stage == "sure":
                return self._with_guests(scene)
            return self._finish(scene)
        self._ask(scene)
        return replace(self, asked_at=None, reminders=self.reminders + 1)

    @override
    def resume(self, scene: Scene) -> ItemState:
        self._ask(scene)
        return replace(self, asked_at=None, digits=0)

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
            "missing": frozenset({"absent", "nobody", "number"}),
            "sure": frozenset({"yes", "no", "number"}),
            "roll_call": frozenset({"yes", "no"}),
        }.get(self.stage, frozenset())

    def _ask(self, scene: Scene) -> None:
        match self.stage:
            case "count":
                scene.say("ask_how_many_again")
            case "missing":
                scene.say("ask_who_is_missing")
            case "sure":
                planned = number_in_words(len(scene.plan.people))
                scene.say("ask_if_more", number=number_in_words(self.came), planned=planned)
            case "roll_call":
                scene.say("roll_call")
                name = scene.plan.people[self.called].name
                scene.say("roll_call_name", name=scene.said_name(name))
            case _:
                scene.say("welcome_over")

    def _counted(self, scene: Scene, came: int) -> ItemState:
        """The group said, or pressed, how many came."""
        planned = len(scene.plan.people)
        counted = replace(self, came=came, absent=(), asked_at=None, reminders=0)
        scene.came = came
        if came > planned:
            # A number that was misheard would give strangers a turn: better to ask once more.
            scene.say("ask_if_more", number=number_in_words(came), planned=number_in_words(planned))
            return replace(counted, stage="sure")
        if came == planned:
            scene.present, scene.absent = scene.plan.names, ()
            scene.say("all_here", number=number_in_words(came))
            return replace(counted, stage="thanks")
        missing = missing_in_words(planned - came)
        scene.say("some_missing", number=number_in_words(came), missing=missing)
        scene.say("ask_who_is_missing")
        return replace(counted, stage="missing")

    def _with_guests(self, scene: Scene) -> ItemState:
        """More came than the plan has names for."""
        planned = len(scene.plan.people)
        count = self.came - planned
        guests = tuple(f"Gæst {n}" for n in range(1, count + 1))
        scene.present, scene.absent = (*scene.plan.names, *guests), ()
        scene.say("one_guest" if count == 1 else "guests", guests=number_in_words(count))
        return replace(self, stage="thanks", asked_at=None)

    def _missing(self, scene: Scene, name: str) -> ItemState:
        if name in self.absent:
            return self
        noted = replace(self, absent=(*self.absent, name), asked_at=None, reminders=0)
        if len(noted.absent) >= len(scene.plan.people) - self.came:
            return noted._finish(scene)
        scene.say("one_absent_noted", name=scene.said_name(name))
        return noted

    def _call(self, scene: Scene, place: int) -> ItemState:
        """By button: the names are read one by one until as many as are missing are found."""
        people = scene.plan.people
        if place >= len(people) or len(self.absent) >= len(people) - self.came:
            return self._finish(scene)
        if self.stage != "roll_call":
            scene.say("roll_call")
        scene.say("roll_call_name", name=scene.said_name(people[place].name))
        return replace(self, stage="roll_call", called=place, asked_at=None)

    def _finish(self, scene: Scene) -> ItemState:
        """Note who is absent; those whom nobody named stay in the rounds and can be skipped."""
        scene.absent = self.absent
        scene.present = tuple(name for name in scene.plan.names if name not in self.absent)
        if self.absent:
            names = list_in_words([scene.said_name(name) for name in self.absent])
            scene.say("absent_noted", names=names)
        scene.say("welcome_over")
        return replace(self, stage="thanks", asked_at=None)


def missing_in_words(count: int) -> str:
    """How many are missing: "én" or a number word."""
    return "én" if count == 1 else number_in_words(count)


def greet(scene: Scene) -> None:
    """Say who the box is, what the meeting is and how long it takes."""
    plan = scene.plan
    scene.chime("start")
    scene.say("greeting_network" if plan.network else "greeting", network=plan.network)
    key = "greeting_first_meeting" if plan.form == plans.FIRST_MEETING else "greeting_own_agenda"
    scene.say(key, duration=duration_in_words(plan.seconds))
