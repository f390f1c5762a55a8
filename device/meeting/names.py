"""How people are called."""

from collections.abc import Sequence

from device.meeting.plan import Person


def called(people: Sequence[Person]) -> dict[str, str]:
    """By the name in the plan: what each is called."""
    return {person.name: person.name for person in people}
