"""What an item writes down while a meeting goes on, so that later meetings can ask for it.

``scene.note(TopicNote(topic))``; going back takes it back. `device.meeting.remembered` makes a
summary of the notes when the meeting is over.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class TogetherNote:
    """Who worked together, by their names in the plan: pairs, threes, fours, each once."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RoleNote:
    """Somebody had a role: ``host``, ``practical``, ``leader``, ``asker`` …"""

    role: str
    name: str


@dataclass(frozen=True)
class TopicNote:
    """A topic was talked about."""

    topic: str


@dataclass(frozen=True)
class QuestionNote:
    """A question was read aloud, which the same group needn't meet again."""

    question: str


@dataclass(frozen=True)
class GoalNote:
    """Somebody set a goal for next time. The box takes no dictation: what it is stays with them."""

    name: str


@dataclass(frozen=True)
class FollowUpNote:
    """A goal of last time was talked about; whether the group calls it followed up.

    None: nobody said. The last note of a name counts.
    """

    name: str
    followed_up: bool | None = None


FORM, ABSENCES = "form", "absences"
"""What a group is asked about itself: whether the form still fits, and what many absences mean."""


@dataclass(frozen=True)
class AskedNote:
    """The group was asked something that is asked once, or now and then: FORM, ABSENCES …"""

    what: str


Note = TogetherNote | RoleNote | TopicNote | QuestionNote | GoalNote | FollowUpNote | AskedNote
