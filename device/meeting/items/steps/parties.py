"""Who has the word in turns, in what order, and what is said to them."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Party:
    """Several who have the word together: a group, or those who have a role."""

    name: str
    """Unique in the round; never said."""
    people: tuple[str, ...]


@dataclass(frozen=True)
class TurnWords:
    """The phrases of a round; each but `intro` and `over` gets {name}."""

    time: str = "round_time"
    start: str = "turn_start"
    thanks: str = "turn_thanks"
    now: str = "turn_now"
    resumed: str = "turn_resumed"
    resumed_over: str = "turn_resumed_over"
    waiting: str = "turn_over_waiting"
    over: str = "round_over"
    help: str = "help_round"


WORDS = TurnWords()


def with_one_more(parties: tuple[Party, ...], name: str) -> tuple[Party, ...]:
    """`name` is in the smallest group, that of the last place among equals."""
    smallest = min(reversed(parties), key=lambda party: len(party.people))
    grown = replace(smallest, people=(*smallest.people, name))
    return tuple(grown if party == smallest else party for party in parties)


def with_one_less(
    parties: tuple[Party, ...], name: str
) -> tuple[tuple[Party, ...], tuple[str, ...]]:
    """The parties without `name`; and which of them nobody is left of."""
    left = tuple(
        replace(party, people=tuple(person for person in party.people if person != name))
        for party in parties
    )
    gone = tuple(party.name for party in left if not party.people)
    return tuple(party for party in left if party.people), gone


def order_of(people: tuple[str, ...], starts: str = "") -> tuple[str, ...]:
    """`people` round the table from the one who `starts`; as they are where that is nobody."""
    place = people.index(starts) if starts in people else 0
    return people[place:] + people[:place]
