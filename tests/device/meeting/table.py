"""A meeting by events alone: what comes in, what was said, and the time that passes between."""

from dataclasses import dataclass, field, replace

from device.meeting import actions, events, plan
from device.meeting.buttons import load_buttons
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.breaks.plan import Break
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.welcome.plan import Welcome
from device.meeting.meeting import Meeting, handle
from device.meeting.phrases import load_phrases
from device.meeting.presses import is_again

NAMES = ("Anne", "Bo", "Cilla", "Dan")

ANOTHER_PERSON = 0.5
"""Seconds until the next hand is on a button."""

PHRASES = load_phrases()
BUTTONS = load_buttons()


def people(*names: str) -> tuple[plan.Person, ...]:
    return tuple(plan.Person(name) for name in names)


def a_plan(*agenda: plan.Item, names: tuple[str, ...] = NAMES, **more: object) -> plan.Plan:
    base = plan.Plan("egen dagsorden", people(*names), agenda)
    return replace(base, **more)


WELCOME = Welcome("velkomst", 120)
AGREEMENT = Agreement("aftale", 180, purpose="at blive klogere.", rules=("Vi lytter.",), dare=True)
ROUND = SpeakingRound("hvem er vi", 240, question="Hvem er du?", turn_seconds=60)
DIALOGUE = TopicDialogue(
    "dialog", 300, topic="ledelse", opening="Hvad er svært?", questions=("Og så?", "Hvorfor?")
)
BREAK = Break("pause", 600)
EVALUATION = Evaluation(
    "evaluering", 300, statements=("Jeg fik noget med.", "Vi lyttede."), question="Hvad var godt?",
    turn_seconds=30,
)  # fmt: skip
CLOSING = Closing("afslutning", 120, fixed=True, points=("Find en dato.", "Find en vært."))
WHOLE = a_plan(WELCOME, AGREEMENT, ROUND, DIALOGUE, BREAK, EVALUATION, CLOSING)


@dataclass
class Table:
    """People at a table with a box that speaks in no time at all."""

    meeting: Meeting = field(default_factory=lambda: Meeting(PHRASES, BUTTONS))
    now: float = 0.0
    said: list[actions.Say] = field(default_factory=list)
    done: list[actions.Action] = field(default_factory=list)
    history: list[events.Event] = field(default_factory=list)
    speaks: bool = True
    """False: Spoken is never sent; the box's voice is dead."""

    @classmethod
    def with_plan(cls, agenda_plan: plan.Plan) -> "Table":
        table = cls()
        table.happens(events.StickIn(0.0, agenda_plan))
        return table

    @classmethod
    def started(cls, *agenda: plan.Item, **more: object) -> "Table":
        """The meeting has been started, and what comes first has been said."""
        table = cls.with_plan(a_plan(*agenda, **more))
        table.press("green")
        return table

    @classmethod
    def between_meetings(cls, stage: str, agenda_plan: plan.Plan) -> "Table":
        """Where no meeting is on: ``empty``, ``waiting`` with a plan, or ``finished``."""
        table = cls() if stage == "empty" else cls.with_plan(agenda_plan)
        if stage == "finished":
            for said in ("start", "finish", "yes"):
                table.hear(said)
        assert table.meeting.stage == stage
        return table

    def happens(self, event: events.Event) -> None:
        """One event; then the box says what it wants to say."""
        self._handle(replace(event, t=self.now))
        while self.speaks and self.meeting.awaiting is not None:
            self._handle(events.Spoken(self.now, self.meeting.awaiting))

    def _handle(self, event: events.Event) -> None:
        self.history.append(event)
        self.meeting, new = handle(self.meeting, event)
        self.done += new
        self.said += [action for action in new if isinstance(action, actions.Say)]

    def hear(self, intent: str, **values: object) -> None:
        self.happens(events.Heard(0.0, intent, **values))

    def press(self, *buttons: str) -> None:
        """One press after the other; the same button again is another person's, in a moment."""
        for button in buttons:
            if is_again(self.meeting.presses, button, self.now):
                self.wait(ANOTHER_PERSON)
            self.happens(events.Pressed(0.0, button))

    def wait(self, seconds: float) -> None:
        """Time passes; the clock comes when the meeting asked for it."""
        until = self.now + seconds
        while (due := self.meeting.shown.wake_at.t) is not None and due <= until:
            self.now = max(self.now, due)
            self.happens(events.Tick(0.0))
        self.now = until

    @property
    def keys(self) -> list[str]:
        return [said.key for said in self.said]

    @property
    def last(self) -> str:
        return self.said[-1].text

    @property
    def chimes(self) -> list[str]:
        return [action.name for action in self.done if isinstance(action, actions.Chime)]

    @property
    def light(self) -> str:
        return self.meeting.shown.light.colour

    def clear(self) -> None:
        """Look only at what comes from here."""
        self.said.clear()
        self.done.clear()
