"""What the group agreed on, as far as the box knows; the rest is lines to write on."""

from dataclasses import dataclass

from content import load, load_all
from device.meeting.account import Account
from device.meeting.names import called
from device.meeting.notes import GoalNote
from device.meeting.phrases import load_phrases
from device.meeting.roles import HOST, LEADER, PRACTICAL, agreed


@dataclass(frozen=True)
class Agreed:
    """What was agreed; a name only where the plan says that the report has names."""

    asked: bool
    """Whether purpose and rules were on the agenda."""
    purpose: str
    rules: tuple[str, ...]
    said_yes: bool | None
    """Whether everyone said yes to them; None: nobody was asked."""
    host: str
    """Next time's; "": not known, or not to be shown."""
    practical: str
    leader: str
    goals: tuple[str, ...]
    """Who set one for next time."""
    points: tuple[str, ...]
    """What the plan had the group agree on besides, in its own words."""
    meets_again: bool
    """Whether they were to agree on their next meeting: when, where, on what, and a goal each."""

    @property
    def anything(self) -> bool:
        """Whether there was anything to agree on."""
        return bool(self.asked or self.meets_again or self.points or self.goals)


def agreed_on(account: Account) -> Agreed:
    """What was agreed in the meeting of `account`."""
    plan, record = account.plan, account.record
    found = [item.terms for item in plan.agenda if item.terms is not None]
    purpose = next((terms.purpose for terms in found if terms.purpose), "")
    rules = next((terms.rules for terms in found if terms.rules), ())
    if found and not rules and record.agreed is not None:
        rules = tuple(load_phrases().wordings["suggested_rules"])
    names = called(plan.people) if plan.names_in_report else {}
    roles = {role: names.get(name, "") for role, name in agreed(record.notes).items()}
    points = [point for item in plan.agenda for point in item.to_agree_on]
    on_meeting = _on_meeting_again()
    set_one = dict.fromkeys(note.name for note in record.notes if isinstance(note, GoalNote))
    return Agreed(
        asked=bool(found),
        purpose=purpose,
        rules=rules,
        said_yes=record.agreed,
        host=roles.get(HOST, ""),
        practical=roles.get(PRACTICAL, ""),
        leader=roles.get(LEADER, ""),
        goals=tuple(names[name] for name in set_one if name in names),
        points=tuple(point for point in points if point not in on_meeting),
        meets_again=any(point not in _of_other_things() for point in points)
        or (not points and len(plan.people) > 1),
    )


def _on_meeting_again() -> frozenset[str]:
    """The points that the report has lines of its own for: the usual ones, and a form's that ask
    the same in other words."""
    usual = frozenset(load("questions.yaml")["closing_points"])
    return usual.union(*(points for points in _of_forms() if points & usual))


def _of_other_things() -> frozenset[str]:
    """The points of forms that don't end with a next meeting."""
    return frozenset().union(*_of_forms()) - _on_meeting_again()


def _of_forms() -> list[frozenset[str]]:
    return [
        frozenset(points)
        for form in load_all("forms").values()
        for item in form["items"]
        if isinstance(item, dict) and (points := item.get("fields", {}).get("aftaler"))
    ]
