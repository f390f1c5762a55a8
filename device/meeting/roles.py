"""Roles in turn: whoever had a role longest ago has it next; and who does what in a sparring group.

All pure. What has been is given; nothing is kept here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from random import Random

from device.meeting.names import said
from device.meeting.notes import RoleNote
from device.meeting.plan import Person, Plan
from device.meeting.remembered import Past, among
from device.meeting.sentence import Sentence

HOST, PRACTICAL, LEADER, ASKER = "host", "practical", "leader", "asker"
FOCUS = "focus"
"""Whoever had the challenge in a sparring group."""
LASTING = (HOST, PRACTICAL, LEADER)
"""Whose place it is, who does practical things, who leads: for a whole meeting."""
ROLES = (*LASTING, ASKER)
"""And who asks in the whole group's sparring; the order in which they are given out."""

Roles = Mapping[str, str]
"""By role: who has it."""
Had = Mapping[str, Mapping[str, int]]
"""By role: for each who had it, the number of the last meeting where they did. Who isn't there
never had it. Those who are away, and so are passed over, keep their number, and with it their
place: they are the first when they are back."""


def had(meetings: Sequence[Roles]) -> dict[str, dict[str, int]]:
    """What the roles of earlier meetings come to; `meetings` has the latest last."""
    found: dict[str, dict[str, int]] = {}
    for number, roles in enumerate(meetings):
        for role, name in roles.items():
            found.setdefault(role, {})[name] = number
    return found


def agreed(notes: Iterable[object]) -> dict[str, str]:
    """What the notes of a meeting say of roles, from the next meeting on; the last word counts."""
    return {note.role: note.name for note in notes if isinstance(note, RoleNote)}


def had_before(plan: Plan, past: Past) -> dict[str, dict[str, int]]:
    """Who of the plan's people had which role at which of the earlier meetings, and today."""
    found: dict[str, dict[str, int]] = {}
    for meeting in past.meetings:
        for note in meeting.roles:
            if (name := among(plan.names, note.name)) is not None:
                found.setdefault(note.role, {})[name] = meeting.number
    for role, name in today(plan, past).items():
        found.setdefault(role, {})[name] = past.number
    return found


def today(plan: Plan, past: Past) -> dict[str, str]:
    """Who has which role today: by the plan, else as was agreed last time."""
    before = agreed(past.last.roles) if past.last else {}
    given = {HOST: plan.host, LEADER: plan.facilitator}
    found = {**before, **{role: name for role, name in given.items() if name}}
    now = {role: among(plan.names, name) for role, name in found.items()}
    return {role: name for role, name in now.items() if name is not None}


@dataclass(frozen=True)
class Turns:
    """What tells whose turn it is, for whoever plans a group's next meeting."""

    had: Had
    agreed: Roles
    """Who has which role then, as the group said at its last meeting."""


def turns(plan: Plan, past: Past) -> Turns:
    """How far the roles have come round among the people of `plan`; its own roles count, too."""
    settled = agreed(past.last.roles) if past.last else {}
    names = {role: among(plan.names, name) for role, name in settled.items() if role in LASTING}
    return Turns(
        had_before(plan, past), {role: name for role, name in names.items() if name is not None}
    )


def in_turn(
    role: str, people: Sequence[str], before: Had, *, seed: int | None = None
) -> tuple[str, ...]:
    """`people` in the order in which `role` comes to them: who had it longest ago is the first.

    Among those who never had it, or had it at the same time, the order of `people` holds, or one
    that `seed` gives.
    """
    order = list(people)
    if seed is not None:
        Random(f"{seed}/{role}").shuffle(order)
    last = before.get(role, {})
    return tuple(sorted(order, key=lambda name: last.get(name, -1)))


def give_out(
    people: Sequence[str],
    before: Had,
    *,
    roles: Sequence[str] = ROLES,
    given: Roles | None = None,
    seed: int | None = None,
) -> dict[str, str]:
    """Who of `people` has which of `roles`: whoever had it longest ago, as far as that goes round.

    Nobody has two while somebody has none. `given`: what is settled already, by the plan or by
    the group; it stays, whoever has it. Nobody at the table: only what is given.
    """
    found = dict(given or {})
    left = [role for role in roles if role not in found]
    while left and people:
        held = Counter(found.values())
        fewest = min(held[name] for name in people)
        free = [name for name in people if held[name] == fewest]
        found |= _fairest(left[: len(free)], free, before, seed)
        left = left[len(free) :]
    return {role: found[role] for role in (*roles, *found) if role in found}


def _fairest(
    roles: Sequence[str], people: Sequence[str], before: Had, seed: int | None
) -> dict[str, str]:
    """One role each for as many of `people`: those who had it longest ago, all roles together.

    Role by role would not do: whoever is first for two of them would come last for one for ever.
    """
    cost = {role: _wait(role, people, before, seed) for role in roles}
    able = [sorted(people, key=lambda name: cost[role][name])[: len(roles)] for role in roles]
    ways = (way for way in product(*able) if len(set(way)) == len(way))
    best = min(ways, key=lambda way: _sum(cost[r][n] for r, n in zip(roles, way, strict=True)))
    return dict(zip(roles, best, strict=True))


Wait = tuple[int, int, int]


def _wait(role: str, people: Sequence[str], before: Had, seed: int | None) -> dict[str, Wait]:
    """What it costs to give each the role: how lately they had it, how many others they had."""
    turn = in_turn(role, people, before, seed=seed)
    last = before.get(role, {})
    lately = sorted({last.get(name, -1) for name in people})
    return {
        name: (
            lately.index(last.get(name, -1)) ** 2,
            sum(name in names for names in before.values()),
            place,
        )
        for place, name in enumerate(turn)
    }


def _sum(waits: Iterable[Wait]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*waits, strict=True)))


def taken(roles: Roles, role: str, name: str) -> dict[str, str]:
    """The roles after "`name` tager `role`"; whoever had it gets what `name` had, if anything.

    So a role is swapped for a role, and nobody ends with two while the other has none.
    """
    before = roles.get(role)
    found = dict(roles)
    if name == before:
        return found
    own = next((other for other, who in roles.items() if who == name), None)
    found[role] = name
    if own is not None and before is not None:
        found[own] = before
    return found


def sentences(people: Sequence[Person], roles: Roles) -> tuple[Sentence, ...]:
    """Who has which role, in the order of ROLES, to be said one after the other."""
    return tuple(role_said(people, role, roles[role]) for role in ROLES if role in roles)


def role_said(people: Sequence[Person], role: str, name: str) -> Sentence:
    """That `name` has `role` today. Raises KeyError for a role that there isn't."""
    who = said(people, (name,))
    match role:
        case "host":
            return Sentence("role_host", name=who)
        case "practical":
            return Sentence("role_practical", name=who)
        case "leader":
            return Sentence("role_leader", name=who)
        case "asker":
            return Sentence("role_asker", name=who)
        case _:
            raise KeyError(f"no such role: {role}; there are {', '.join(ROLES)}")


def next_host(people: Sequence[Person], before: Had) -> Sentence | None:
    """The answer to "Hvem skal være vært næste gang?", today's host counted in; None: nobody is.

    Those who are away today are asked too: it is next time that counts.
    """
    turn = in_turn(HOST, [person.name for person in people], before)
    return Sentence("role_next_host", name=said(people, turn[:1])) if turn else None


@dataclass(frozen=True)
class SparringRound:
    """Who does what in one round of a sparring group; the others listen and take notes."""

    focus: str
    """Whose challenge it is."""
    asker: str
    """Who asks the questions."""


def rotation(
    group: Sequence[str],
    rounds: int,
    *,
    been: Sequence[SparringRound] = (),
    earlier: Sequence[SparringRound] = (),
    focus: str | None = None,
) -> tuple[SparringRound, ...]:
    """The rounds of a sparring group, in which all are focus, asker and listener as often.

    `been`: today's rounds so far, which the answer begins with. `earlier`: those of meetings
    before, by anybody; who was focus or asker least comes first. `focus`: who the group says
    needs the time now: has the next round. `rounds`: how many there are today in all. Ties go by
    the order of `group`. Fewer than two people: nothing but what has been.
    """
    if len(group) < 2:
        return tuple(been)
    today = list(been)
    while len(today) < rounds:
        wanted = focus if focus in group and len(today) == len(been) else None
        today.append(_next_round(group, today, earlier, rounds - len(today), wanted))
    return tuple(today)


LOOK_AHEAD = 3
"""So many rounds are tried out to the end before the next is settled: 12 ways each in a four."""
FEW, MANY = 5, 7
"""In groups from so many people on fewer rounds are tried out: two, or only the next."""


def _next_round(
    group: Sequence[str],
    today: Sequence[SparringRound],
    earlier: Sequence[SparringRound],
    left: int,
    focus: str | None,
) -> SparringRound:
    ways = [SparringRound(one, other) for one in group for other in group if one != other]
    ahead = min(left, LOOK_AHEAD if len(group) < FEW else 2 if len(group) < MANY else 1)
    first = [way for way in ways if focus in {None, way.focus}]
    return min(
        product(first, *[ways] * (ahead - 1)),
        key=lambda way: _unequal(group, [*today, *way], earlier),
    )[0]


def _unequal(
    group: Sequence[str], today: Sequence[SparringRound], earlier: Sequence[SparringRound]
) -> tuple[int, int, int, int, int]:
    """How far from equal, the worst first: focus and asker today, then with earlier meetings.

    Last, how many rounds in a row somebody is at work: a listener rests.
    """

    def squares(names: list[str]) -> int:
        return sum(names.count(name) ** 2 for name in group)

    everything = [*earlier, *today]
    at_work = sum(
        len({one.focus, one.asker} & {two.focus, two.asker}) for one, two in pairwise(today)
    )
    return (
        squares([one.focus for one in today]),
        squares([one.asker for one in today]),
        squares([one.focus for one in everything]),
        squares([one.asker for one in everything]),
        at_work,
    )
