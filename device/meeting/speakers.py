"""The speaker queue of a dialogue: who has put a finger up, and whose word it is next.

How it is used at the table (docs/talerliste.md):

- Anybody says "Tidtager, sæt Bo på listen", for themselves or for another whose finger is up: the
  box can't know who speaks, so the name is always said. Without the voice: score button 1, and the
  list has one more finger without a name. The people know whose it is; the box only has to know
  that somebody waits, and in which order.
- "Tidtager, næste taler", or green, gives the word to the next on the list. Only when the list is
  empty does it mean the end of the dialogue; "næste punkt" always does.
- Whoever hasn't had the word from the list in this dialogue comes before those who have; among
  them, who asked first. It is the one rule that evens a table out and can be told in a sentence.
  Who has spoken least the box can't know: in a dialogue people speak without the list, too.
- Twice on the list is once. A finger without a name is nobody's, so each press counts.

A `Talk` holds a `Speakers`; `device.meeting.items.steps.fingers` does what is asked of it. With
the list empty, ``next`` is the item's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from device.meeting.names import said
from device.meeting.plan import Person
from device.meeting.sentence import Sentence
from speech.saying.wording import number_in_words

FINGER = ""
"""On the list in place of a name: a finger that went up by a button."""
ON_THE_LIST = frozenset({"queue_add", "queue_remove"})
"""Commands with a name in them."""
ALWAYS = frozenset({"finger", "queue_add", "queue_list"})
WITH_A_LIST = frozenset({"queue_remove", "who_next", "next"})


@dataclass(frozen=True)
class Speakers:
    """The queue of one dialogue."""

    asked: tuple[str, ...] = ()
    """Who waits, in the order in which they asked: names as the plan has them, or FINGER."""
    had: frozenset[str] = frozenset()
    """Who has been given the word in this dialogue."""

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who waits, in the order in which they get the word."""
        return tuple(sorted(self.asked, key=lambda name: name in self.had))

    @property
    def understands(self) -> frozenset[str]:
        """The intents that the list has a use for now."""
        return ALWAYS | WITH_A_LIST if self.asked else ALWAYS

    def added(self, name: str = FINGER) -> "Speakers":
        """`name` asks for the word; who is on the list already keeps their place."""
        if name and name in self.asked:
            return self
        return replace(self, asked=(*self.asked, name))

    def removed(self, name: str) -> "Speakers":
        """`name` asks no more. FINGER: the last finger is taken down."""
        if name not in self.asked:
            return self
        last = len(self.asked) - 1 - self.asked[::-1].index(name)
        return replace(self, asked=(*self.asked[:last], *self.asked[last + 1 :]))

    def left(self, name: str) -> "Speakers":
        """`name` has gone home."""
        return self.removed(name)

    def called_up(self) -> tuple[str | None, "Speakers"]:
        """Who has the word now, and the list after that; None: nobody waits."""
        if not self.asked:
            return None, self
        name = self.waiting[0]
        place = self.asked.index(name)
        asked = (*self.asked[:place], *self.asked[place + 1 :])
        return name, Speakers(asked, self.had | ({name} if name else set()))


def said_added(people: Sequence[Person], before: Speakers, name: str) -> Sentence:
    """The answer to somebody who was put on the list `before`: the name, so that a wrong one is
    heard."""
    if not name:
        return Sentence("speaker_finger")
    if name in before.asked:
        return Sentence("speaker_already", name=said(people, (name,)))
    return Sentence("speaker_added", name=said(people, (name,)))


def said_removed(people: Sequence[Person], before: Speakers, name: str) -> Sentence:
    """The answer to "Tag Bo af listen"."""
    who = said(people, (name,))
    key = "speaker_removed" if name in before.asked else "speaker_not_there"
    return Sentence(key, name=who)


def said_called(people: Sequence[Person], name: str) -> Sentence:
    """The word goes to `name`, or to the finger that went up first."""
    if not name:
        return Sentence("speaker_finger_called")
    return Sentence("turn_start", name=said(people, (name,)))


def said_list(people: Sequence[Person], now: Speakers) -> tuple[Sentence, ...]:
    """The answer to "Hvem er på listen?": the names, then how many fingers are up beside them."""
    named = tuple(name for name in now.waiting if name)
    found = [Sentence("speakers_list", names=said(people, named))] if named else []
    match now.asked.count(FINGER):
        case 0:
            return tuple(found) or (Sentence("speakers_none"),)
        case 1:
            return (*found, Sentence("speakers_one_finger"))
        case fingers:
            return (*found, Sentence("speakers_fingers", count=number_in_words(fingers)))
