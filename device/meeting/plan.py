"""The plan of one meeting, as the meeting core uses it: checked, complete, in seconds.

The file that a facilitator writes is read by `device.planfile`, which makes one of these.
"""

from dataclasses import dataclass, replace

MAX_PEOPLE = 16
MIN_PEOPLE = 3


@dataclass(frozen=True)
class Person:
    """A participant."""

    name: str
    """Unique in the plan; as shown, and as said unless `say_as` is given."""
    say_as: str | None = None
    """Respelling for the voice and the recogniser, from ``udtale:``."""
    absent: bool = False
    """Has sent apologies: known to be away before the meeting begins."""
    late: bool = False
    """Comes later: away when the meeting begins, and expected."""


@dataclass(frozen=True)
class Item:
    """An agenda item. Each kind below is one; `seconds` is what the plan gives it in all."""

    title: str
    """Danish, short, as shown in agenda and report and said in announcements."""
    seconds: float
    fixed: bool = False
    """True: the forecast may not shorten it."""


@dataclass(frozen=True)
class Welcome(Item):
    """Greeting; asks how many came and marks absences."""

    text: str | None = None
    """The facilitator's own words of welcome, read after the greeting."""


@dataclass(frozen=True)
class Agreement(Item):
    """Purpose and ground rules; everyone says ja or presses green."""

    purpose: str | None = None
    rules: tuple[str, ...] = ()
    """Empty: the box suggests the rules of content/."""
    again: bool = False
    """Asked once more, since not everyone said yes the first time."""
    dare: bool = False
    """The group first talks about what it takes to share doubt; plans of 0.1.0 had no such talk."""


@dataclass(frozen=True)
class SpeakingRound(Item):
    """Each person speaks `turn_seconds`."""

    question: str = ""
    """What each person is asked to speak about, said once at the start."""
    turn_seconds: float = 120.0
    shuffled: bool = False


@dataclass(frozen=True)
class TopicDialogue(Item):
    """A free dialogue on a topic. Nobody is cut off."""

    topic: str = ""
    opening: str = ""
    """The opening question."""
    questions: tuple[str, ...] = ()
    """Read one by one on request."""


@dataclass(frozen=True)
class Break(Item):
    """A pause, with a call back."""


@dataclass(frozen=True)
class Evaluation(Item):
    """Statements scored 1-5 on the buttons, anonymous; then a spoken round."""

    statements: tuple[str, ...] = ()
    question: str = ""
    """For the spoken round; empty: no spoken round."""
    turn_seconds: float = 60.0


@dataclass(frozen=True)
class Closing(Item):
    """Agreements until next time, and thanks."""

    points: tuple[str, ...] = ()
    """What to agree on, one by one (date, host, theme, a goal each)."""


@dataclass(frozen=True)
class VoiceLesson(Item):
    """The box learns how each person says its commands."""


AgendaItem = (
    Welcome | Agreement | SpeakingRound | TopicDialogue | Break | Evaluation | Closing | VoiceLesson
)


@dataclass(frozen=True)
class Plan:
    """One meeting."""

    form: str
    """The meeting form, as its file in content/forms/ names it."""
    people: tuple[Person, ...]
    agenda: tuple[AgendaItem, ...]
    network: str = ""
    """The group's own name for itself."""
    topic: str = ""
    start: int | None = None
    """Minutes since midnight, when the plan gives a time of day."""
    date: str | None = None
    """ISO date, when the plan gives one."""
    on_time_up: str = "move_on"
    """``move_on``: thank and move on after `grace_seconds`; ``wait``: for "næste"."""
    grace_seconds: float = 10.0
    names_in_report: bool = False
    wake_word: str = ""
    """What calls the box, as content/commands.yaml spells it; "": what is usual."""
    place: str = ""
    """Where the group meets, for people to read."""
    host: str = ""
    """Whose place it is this time."""
    facilitator: str = ""
    """Who made the plan or looks after the meeting."""
    remarks: tuple[str, ...] = ()
    """Danish sentences for the facilitator: what is no fault of the plan, but worth a look."""
    early: float = 0.0
    """Seconds by which the agenda ends before the meeting was to end; 0 where it is no matter."""
    seed: int = 0
    """For shuffling: from the plan's text, so the same plan gives the same order."""

    @property
    def seconds(self) -> float:
        """The planned length of the whole meeting."""
        return sum(item.seconds for item in self.agenda)

    @property
    def names(self) -> tuple[str, ...]:
        """The participants' names in the plan's order."""
        return tuple(person.name for person in self.people)

    def agreement_place(self, index: int) -> int | None:
        """Where the agreement of item `index` comes back: before the closing, else the last item.

        None where nothing comes after it, or it has come back already.
        """
        ahead = range(index + 1, len(self.agenda))
        item = self.agenda[index]
        if not ahead or not isinstance(item, Agreement) or item.again:
            return None
        closings = [place for place in ahead if isinstance(self.agenda[place], Closing)]
        return closings[-1] if closings else ahead[-1]

    def agreement_ahead(self, index: int) -> bool:
        """Whether an agreement comes back after item `index`."""
        ahead = self.agenda[index + 1 :]
        return any(isinstance(item, Agreement) and item.again for item in ahead)

    def with_agreement(self, index: int) -> "Plan":
        """This plan, in which the agreement of item `index` comes back; it takes no time of its
        own, like a lesson that was asked for.
        """
        bare = self.without_agreement(index)
        item, place = self.agenda[index], bare.agreement_place(index)
        if place is None or not isinstance(item, Agreement):
            return self
        again = replace(item, seconds=0.0, again=True)
        return replace(bare, agenda=(*bare.agenda[:place], again, *bare.agenda[place:]))

    def without_agreement(self, index: int) -> "Plan":
        """This plan, in which no agreement comes back after item `index`."""
        done, ahead = self.agenda[: index + 1], self.agenda[index + 1 :]
        rest = (item for item in ahead if not (isinstance(item, Agreement) and item.again))
        return replace(self, agenda=(*done, *rest))

    def with_lesson(self, place: int, title: str) -> "Plan":
        """This plan with a lesson at `place` of the agenda, not before what is over.

        One that comes later is moved there; a new one takes no time of its own, so that the
        forecast takes it from what follows, and the meeting ends when it was to end.
        """
        done, ahead = self.agenda[:place], self.agenda[place:]
        lesson = next((item for item in ahead if isinstance(item, VoiceLesson)), None)
        rest = tuple(item for item in ahead if item is not lesson)
        return replace(self, agenda=(*done, lesson or VoiceLesson(title, 0.0), *rest))
