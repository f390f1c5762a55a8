"""The one face of every agenda item: a frozen state machine that is told what happens."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Literal, Self

from device.meeting.events import Event, Heard, OfScores, Pressed, SaidAfter
from device.meeting.presses import SAME_FINGER
from device.meeting.record import Counts
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer


@dataclass(frozen=True)
class Done:
    """The item, or the step of one, is over."""

    answer: object = None
    """What a step found out, for the steps after it."""


@dataclass(frozen=True)
class TurnsAhead:
    """The turns still to come in a round, which can give time to somebody else."""

    count: int
    seconds: float
    """What each of them has now."""
    planned: float
    """What the plan gave each."""


@dataclass(frozen=True)
class Standing:
    """A statement that is open for scores."""

    opened: float
    """Meeting time when it had been said."""
    number: int
    """Its place among the item's statements, from 0."""
    counts: Counts


@dataclass(frozen=True)
class ItemState(ABC):
    """An agenda item under way. Each method gives the state that follows.

    The meeting takes care of what is the same everywhere (pause, repeat, time left, help …) and
    tells the item the rest. None from `command` or `digit` means: no use for that here.

    What an item can be told is what it lists in `understands` and `answer_intents`: the ear
    listens for those, and no other intent reaches `command`, by whatever way it came.
    """

    stage: str = field(default="", kw_only=True)
    """Where it is; in ``thanks`` it says its last words."""

    @abstractmethod
    def quiet(self, scene: Scene) -> "ItemState | Done":
        """All that was to be said has been said."""

    @abstractmethod
    def resume(self, scene: Scene) -> "ItemState":
        """The box was gone for a moment: say again what people wait for."""

    @property
    @abstractmethod
    def situation(self) -> str:
        """The column of content/buttons.yaml that holds now."""

    @property
    @abstractmethod
    def help(self) -> str:
        """The phrase that tells what can be said now."""

    def command(self, _scene: Scene, _command: Command) -> "ItemState | Done | None":
        """A command that it `takes` came by voice or button."""
        return None

    def takes(self, intent: str) -> bool:
        """Whether the item has to do with `intent` now; the meeting then leaves it alone."""
        return intent in self.understands or intent in self.answer_intents

    def repeat(self, scene: Scene) -> "ItemState":
        """Say again what people wait for; nothing else changes."""
        self.resume(scene)
        return self

    def repeat_question(self, scene: Scene) -> "ItemState":
        """Say again the question or the statement that people are at."""
        return self.repeat(scene)

    def digit(self, _scene: Scene, _value: int) -> "ItemState | Done | None":
        """A score button was pressed."""
        return None

    def said_after(self, _scene: Scene, _said: SaidAfter) -> "ItemState | Done | None":
        """The sentence of `enrolment` was said."""
        return None

    def not_understood(self, _scene: Scene) -> "ItemState | Done | None":
        """Something else than `enrolment`, or than a command, was said."""
        return None

    def silence(self, _scene: Scene) -> "ItemState | Done":
        """Nobody has said anything for a long time."""
        return self

    def tick(self, _scene: Scene) -> "ItemState | Done":
        """It may be time for something; see `deadline`."""
        return self

    def addressed(self, _now: float) -> "ItemState":
        """Somebody called the box, and is about to say something."""
        return self

    def moved(self, _seconds: float) -> Self:
        """The group paused for so many seconds."""
        return self

    def joined(self, _scene: Scene, _name: str) -> "ItemState":
        """Somebody came, the last of `scene.present` now. Another state: they get a turn here."""
        return self

    def without(self, _scene: Scene, _name: str) -> "ItemState":
        """Somebody is about to go. Says nothing: where they had the word, `resume` comes after."""
        return self

    def settled(self, _scene: Scene) -> "ItemState":
        """Somebody has come or gone, and that has been said: say what it means for the others."""
        return self

    def speaker(self, _scene: Scene) -> str | None:
        """Whose turn it is."""
        return None

    @property
    def leaving(self) -> bool:
        """Whether it is over but for its last words."""
        return self.stage == "thanks"

    @property
    def place(self) -> object:
        """What changes when the group goes a step on, such as to the next turn."""
        return self.leaving

    def taken_back(self, _since: "ItemState | None", away: float, _now: float) -> "ItemState":
        """The group comes back to this state, `away` seconds after it was left.

        `_since`: what it has become since, if it is still the same item's.
        """
        return self.moved(away)

    def left(self, _now: float) -> float | None:
        """Seconds that it still takes, if it knows better than the plan."""
        return None

    def turns_ahead(self, _scene: Scene) -> TurnsAhead | None:
        """Those who can give time to the one who has the word; None: there are none."""
        return None

    def giving(self, _seconds: float) -> Self:
        """With so much less for each of the turns ahead."""
        return self

    @property
    def timer(self) -> Timer | None:
        """The time that runs, if any."""
        return None

    @property
    def deadline(self) -> float | None:
        """Meeting time at which `tick` has something to do."""
        return self.timer.next_moment() if self.timer else None

    @property
    def dims(self) -> bool:
        """Whether the lamp is dim, and tells nothing of the time: people are left in peace."""
        return False

    @property
    def talk_at_once(self) -> bool:
        """Whether several talk at the same time now: little of what is said is to the box."""
        return False

    @property
    def needs_voice(self) -> bool:
        """Whether it waits for what it said to be heard, where the box can't be heard now."""
        return False

    @property
    def enrolment(self) -> str:
        """What somebody is to say after the box, so that it learns how they say it."""
        return ""

    @property
    def teaches(self) -> bool:
        """Whether what is learned of somebody's voice may go on changing."""
        return False

    @property
    def counts_people(self) -> bool:
        """Whether it is just finding out who is here."""
        return False

    @property
    def round_to_come(self) -> bool:
        """Whether everyone still gets the word in it, and nobody has had it."""
        return False

    def expected(self, now: float, came: int) -> Event | None:  # noqa: ARG002
        """What people do when all goes as planned; None: only time passes. `came`: how many."""
        match self.situation:
            case "question_yes_no":
                return Pressed(now + SAME_FINGER, "green")
            case "scoring" | "points" | "over" | "break" | "enrolment":
                return Heard(now, "next")
            case _:
                return None

    def scored(self, _scene: Scene, _event: OfScores) -> "ItemState | Done":
        """What stands in for presses, and for what time led to: see device.meeting.scores."""
        return self

    def scores_due(self, _now: float) -> Literal["ask", "close"] | None:
        """What it is time for with a statement's scores."""
        return None

    @property
    def counts_hands(self) -> bool:
        """Whether scores are given by show of hands, and a button could be pressed instead."""
        return False

    @property
    def standing(self) -> Standing | None:
        """How the scores of the statement stand that is open; None: none is."""
        return None

    @property
    def scores_complete(self) -> bool:
        """Whether all who are here have scored the statement that is open."""
        return False

    def opened_by(self, _t: float) -> "ItemState":
        """A row of 0.1.0 says that a score was pressed: its statement was open then."""
        return self

    @property
    def understands(self) -> frozenset[str]:
        """Intents that need the wake word."""
        return frozenset()

    @property
    def answer_intents(self) -> frozenset[str]:
        """Intents that answer the box's question and need no wake word."""
        return frozenset()
