"""How far the time of an agenda item may be shortened, so that a late meeting ends in time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """What holds for every meeting; seconds, but where it says otherwise."""

    late: float = 60.0
    """So far behind the plan nothing is shortened yet."""
    shortest_share: float = 0.5
    """No item is shortened to less than this share of its time."""
    shortest_turn: float = 30.0
    """No turn is shortened below this …"""
    turn_step: float = 10.0
    """… and only to whole steps."""
    shortest: float = 60.0
    """The same for time that is the whole group's."""
    step: float = 60.0
    gift_step: float = 5.0
    """Turns give time to somebody else in whole steps of so much."""

    def shorter(self, seconds: float, part: float) -> float:
        """That part of time that is the whole group's; never more than it was."""
        return _shorter(seconds, part, self.step, self.shortest)

    def shorter_turn(self, seconds: float, part: float) -> float:
        """That part of one person's turn; never more than it was."""
        return _shorter(seconds, part, self.turn_step, self.shortest_turn)


RULES = Rules()


def _shorter(seconds: float, part: float, step: float, least: float) -> float:
    return min(seconds, max(least, float(int(seconds * part // step) * step)))
