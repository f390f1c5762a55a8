"""What one event leads to: the context that an agenda item sees, and the actions it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from device.meeting.actions import Action, Chime, Prepare, Say, StopSaying
from device.meeting.events import Understood
from device.meeting.group import NOTHING, Memory
from device.meeting.here import Attendance
from device.meeting.known import Known
from device.meeting.names import SaidName, one_guest, said
from device.meeting.notes import Note
from device.meeting.phrases import Phrases
from device.meeting.plan import Item, Plan
from device.meeting.record import Kept, ScoreRecord, TurnRecord
from device.meeting.remembered import Past


@dataclass(frozen=True)
class Command:
    """Something a person asked for, by voice or by a button that means the same now."""

    intent: str
    minutes: float | None = None
    number: int | None = None
    name: str | None = None

    @classmethod
    def of(cls, event: Understood) -> Self:
        """What was asked for by voice."""
        return cls(event.intent, event.minutes, event.number, event.name)


@dataclass
class Scene(Known):
    """Lives for one event. Items write their wishes here; nothing else is changed."""

    now: float
    plan: Plan
    phrases: Phrases
    index: int
    """The current agenda item's place in the plan."""
    here: Attendance
    buttons: bool
    """Whether the panel works."""
    next_id: int
    kept: Kept = field(default_factory=Kept)
    item: Item | None = None
    """The current agenda item with the time that the forecast gives it now."""
    actions: list[Action] = field(default_factory=list)
    last_said: list[Say] = field(default_factory=list)
    """What "gentag" repeats, as far as this event changes it."""
    again: Item | None = None
    """The current item as it is to come back before the meeting ends."""
    over: bool = False
    """The group is done with the current item, which doesn't come back."""
    attended: bool = False
    """Somebody came or went, or an item was given up: no step of the group's, to go back from."""
    offer: float = 0.0
    """Seconds to spare that the current item may offer the group, now that its time is up."""
    offering: bool = False
    """It has: the answer is the meeting's."""
    answered: bool = False
    """What is said now answers a question that somebody asked the box."""
    learned: list[tuple[str, str]] = field(default_factory=list)
    """How somebody says words: see group.Learned."""
    memory: Memory = NOTHING

    def note(self, note: Note) -> None:
        """Keep what later meetings may ask for: see device.meeting.notes."""
        self.kept = self.kept.with_note(note)

    @property
    def past(self) -> Past:
        """This group's earlier meetings."""
        return self.memory.past(self.plan)

    def say(self, key: str, **values: object) -> None:
        """Say the phrase `key` after what is already queued."""
        if self._one_guest:
            values = {name: _without_number(value) for name, value in values.items()}
        text = self.phrases.text(self._wording(key), self.next_id, **values, **self._called)
        text = text[:1].upper() + text[1:]
        aloud = self.aloud(key, self.next_id, **values)
        named = [value for value in values.values() if isinstance(value, SaidName)]
        people = tuple(name for value in named for name in value.people)
        self._add(Say(self.next_id, key, text, "" if aloud == text else aloud, people))

    def aloud(self, key: str, turn: int, **values: object) -> str:
        """The phrase `key` as the voice reads it, with the wording that Say `turn` has."""
        if self._one_guest:
            values = {name: _without_number(value) for name, value in values.items()}
        spoken = {k: v.spoken if isinstance(v, SaidName) else v for k, v in values.items()}
        text = self.phrases.text(self._wording(key), turn, **spoken, **self._called)
        return text[:1].upper() + text[1:]

    @property
    def _one_guest(self) -> bool:
        """Whether somebody is here who is not on the list, and nobody else who isn't."""
        return len({*self.present, *self.here.gone} - set(self.plan.names)) == 1

    def _wording(self, key: str) -> str:
        """`key`, or what is said in its place where the box is alone with one person."""
        alone = f"{key}_one"
        is_alone = len(self.plan.people) == 1 and alone in self.phrases.wordings
        return alone if is_alone else key

    def _add(self, say: Say) -> None:
        self.next_id += 1
        self.actions.append(say)
        self.last_said.append(say)

    def wordings(self, key: str) -> tuple[str, ...]:
        """All wordings of the phrase `key`, which has no fields but those of the wake word."""
        return tuple(said.format_map(self._called) for said in self.phrases.wordings[key])

    def unusual(self, title: str) -> bool:
        """Whether `title` tells the group more than the item's kind, which is announced anyway."""
        usual = {said.casefold() for said in self.wordings("usual_titles")}
        return title.casefold() not in usual

    @property
    def _called(self) -> dict[str, str]:
        """The wake word, and what it makes the box's name."""
        wake = self.plan.wake_word or self.phrases.wake_word
        return {"wake": wake.capitalize(), "box": wake.split()[-1].capitalize()}

    def say_again(self, said: Say) -> None:
        """Say the same words once more."""
        self._add(replace(said, id=self.next_id))

    def say_text(self, key: str, text: str) -> None:
        """Say the facilitator's own words."""
        self.say(key, text=text.strip())

    def chime(self, name: str) -> None:
        """Play a sound after what is already queued."""
        self.actions.append(Chime(name))

    def hush(self) -> None:
        """Stop speaking at once."""
        self.actions.append(StopSaying())

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these rendered before they are needed."""
        self.actions.append(Prepare(tuple(texts)))

    def said_name(self, *names: str) -> SaidName:
        """What participants are called in a sentence, by their names in the plan."""
        return said(self.plan.people, names)

    def arrive(self, name: str) -> None:
        """`name` is here from now on, after those who are; on the list or not."""
        self.here = self.here.arrived(name)

    def depart(self, name: str, *, was_here: bool) -> None:
        """`name` is not here any more; `was_here`: False where they never came."""
        self.here = self.here.departed(name, was_here=was_here)

    def note_turn(self, turn: TurnRecord) -> None:
        """Keep a turn that is over, or skipped."""
        self.kept = self.kept.with_turn(turn)

    def note_score(self, score: ScoreRecord) -> None:
        """Keep what a statement was given."""
        self.kept = self.kept.with_score(score)

    def agree(self, agreed: bool) -> None:
        """Keep whether everyone said yes to the ground rules."""
        self.kept = replace(self.kept, agreed=agreed)

    def come_back(self, again: Item) -> bool:
        """The current item comes back as `again`; False where nothing comes in which it could."""
        able = self.plan.place_to_come_back(self.index) is not None
        self.again = again if able else None
        return able

    def done_with(self) -> None:
        """The group is done with the current item: it doesn't come back."""
        self.over = True


def _without_number(value: object) -> object:
    """A name of people in a sentence, in which the only guest is called so."""
    return one_guest(value) if isinstance(value, SaidName) else value
