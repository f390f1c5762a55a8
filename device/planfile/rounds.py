"""How long rounds take, and whether a round's time is enough for all."""

from dataclasses import dataclass

from content import load
from device.planfile.durations import danish_duration
from device.planfile.faults import Faults
from device.planfile.timing import Slot, round_seconds, round_slot, turn_in, whole_minutes

LEAST_TURN = 15.0
"""Seconds; shorter than this nobody gets a sentence said."""


@dataclass(frozen=True)
class RoundTiming:
    """A round before its time is known; all in seconds."""

    people: int
    before: float
    """What is said ahead of the first turn."""
    least: float
    usual: float
    most: float

    @property
    def slot(self) -> Slot:
        """The time the whole round may take."""
        return round_slot(self.people, self.before, (self.least, self.usual, self.most))

    def turn(self, seconds: float) -> float:
        """Each one's turn in a round of `seconds`: whole fives, as it is said aloud."""
        turn = turn_in(seconds, self.people, self.before)
        return max(5.0, min(self.most, turn // 5 * 5))


def speaking(people: int, turn: float | None, entry: dict[str, float]) -> RoundTiming:
    """A speaking round; `entry` has least, usual and most turn, `turn` settles all three."""
    before = float(load("forms.yaml")["round"]["opening_seconds"])
    if turn is not None:
        return RoundTiming(people, before, turn, turn, turn)
    least, usual, most = (float(entry[f"{n}_turn_seconds"]) for n in ("least", "usual", "most"))
    return RoundTiming(people, before, least, usual, most)


def evaluation(people: int, statements: int, turn: float | None) -> RoundTiming:
    """An evaluation: the statements, then a short spoken round."""
    rules = load("forms.yaml")["evaluation"]
    before = float(rules["statement_seconds"]) * statements
    if turn is not None:
        return RoundTiming(people, before, turn, turn, turn)
    least, usual, most = (float(rules[f"{n}_turn_seconds"]) for n in ("least", "usual", "most"))
    return RoundTiming(people, before, least, usual, most)


def voice_lesson(people: int) -> float:
    """Seconds that it takes to learn the voices of so many."""
    rules = load("forms.yaml")["voices"]
    return whole_minutes(float(rules["opening_seconds"]) + people * float(rules["each_seconds"]))


def agrees(
    given: float, timing: RoundTiming, line: int | None, faults: Faults, *, field: str = "tid"
) -> bool:
    """Whether a round's own time goes with its given turns; else a fault."""
    turn = timing.usual
    needed = round_seconds(timing.people, timing.before, turn)
    # People leave the changes out, or round up: up to a quarter more or less is meant well.
    if timing.people * turn <= given <= 1.25 * needed:
        return True
    faults.add(
        line,
        "round_both",
        field=field,
        turn=danish_duration(turn),
        needed=danish_duration(whole_minutes(needed)),
        length=danish_duration(given),
    )
    return False


def suffices(
    given: float, timing: RoundTiming, line: int | None, faults: Faults, *, field: str = "tid"
) -> bool:
    """Whether a round's own time gives each a turn worth having; else a fault."""
    turn = turn_in(given, timing.people, timing.before)
    if turn >= LEAST_TURN:
        return True
    needed = round_seconds(timing.people, timing.before, LEAST_TURN)
    faults.add(
        line,
        "round_tight",
        field=field,
        turn=danish_duration(turn),
        people=timing.people,
        length=danish_duration(given),
        least=danish_duration(LEAST_TURN),
        needed=danish_duration(whole_minutes(needed)),
    )
    return False
