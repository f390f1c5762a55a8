"""What can happen to a meeting. Every event is journalled before it is handled.

Times are meeting time: seconds, monotonic, from the moment the plan was taken. A power cut
stops meeting time; it goes on where it was.
"""

from dataclasses import dataclass

from device.meeting.account import Account
from device.meeting.group import NOTHING, Learned, Memory
from device.meeting.notes import Note
from device.meeting.plan import Plan
from device.meeting.record import ItemRecord, ScoreRecord, TurnRecord

BUTTONS = ("green", "yellow", "blue", "white", "score1", "score2", "score3", "score4", "score5")
"""The nine buttons, by the name that events, panel and content use."""
CHORDS = {"green and yellow": ("green", "yellow"), "green and white": ("green", "white")}
"""Two buttons held at once, by the name that events and content use."""


@dataclass(frozen=True)
class Event:
    """Something happened at time `t`."""

    t: float
    """Meeting time in seconds."""


@dataclass(frozen=True)
class Tick(Event):
    """It is now `t`. Sent when a moment that the meeting asked for with WakeAt has come."""


@dataclass(frozen=True)
class Understood(Event):
    """A command was understood, surely (Heard) or not (Doubted)."""

    intent: str
    """A name from content/commands.yaml, such as ``next``."""
    minutes: float | None = None
    number: int | None = None
    name: str | None = None
    """A participant's name exactly as in the plan; or one that several share, as it was said."""


@dataclass(frozen=True)
class Heard(Understood):
    """A command was understood."""

    confidence: float = 1.0
    """0 to 1."""


@dataclass(frozen=True)
class Doubted(Understood):
    """A command was understood, but not surely enough for what it does."""


@dataclass(frozen=True)
class WakeWord(Event):
    """The wake word alone: the speaker waits for a sign that the box listens."""


@dataclass(frozen=True)
class NotUnderstood(Event):
    """Something followed the wake word, or answered a question, that was no command."""


@dataclass(frozen=True)
class LongSilence(Event):
    """Nobody has spoken for a long time, nor has the box; told once, until somebody does."""


@dataclass(frozen=True)
class SaidAfter(Event):
    """Somebody said the sentence that the box had asked for; what it learned is phones alone."""

    text: str
    """The sentence, as in ListenFor."""
    learned: Learned
    """Its words, the likeliest variants first, each as often as it was heard."""
    understood: bool = False
    """Whether it would have been understood without learning."""


@dataclass(frozen=True)
class Pressed(Event):
    """A button went down, or `blue` came up after a short press.

    A held or bouncing button sends this once.
    """

    button: str
    """One of BUTTONS."""


@dataclass(frozen=True)
class Scored(Event):
    """How the scores of a statement stand. It is made by the loop, and stands in for the presses.

    The journal holds one for a statement, overwritten in place with each press, and none of the
    presses: neither their times nor their order is written anywhere.
    """

    # `t` is the moment when the statement had been said.
    item: int
    """The agenda item's place."""
    statement: int
    """The statement's number in it, from 0."""
    counts: tuple[int, int, int, int, int]
    """How many gave 1, 2, 3, 4, 5."""


@dataclass(frozen=True)
class ScoresAwaited(Event):
    """Scores are missing and nobody has pressed for a while. Made by the loop from a Tick."""


@dataclass(frozen=True)
class ScoresClosed(Event):
    """The statement's scores are all there, or are waited for no longer. Made from a Tick."""


@dataclass(frozen=True)
class ScoredByButton(Event):
    """Hands were being counted and somebody pressed a score button, so there are buttons after all.

    Made by the loop, before that press, which is written nowhere; its time is a round one.
    """


OfScores = Scored | ScoresAwaited | ScoresClosed | ScoredByButton
"""What stands in for presses of score buttons, and for what time led to."""


@dataclass(frozen=True)
class Held(Event):
    """A button has been held long: `blue` 1 s, in place of its Pressed; after it `yellow` 2 s and
    `white` 3 s. Or two at once for 5 s, in place of both."""

    button: str
    """One of BUTTONS, or of CHORDS."""


@dataclass(frozen=True)
class HeldLong(Event):
    """A button that has been held is down still: `blue` 3 s, after its Held."""

    button: str


@dataclass(frozen=True)
class Released(Event):
    """The button came up. Only `white` (hold to talk) sends this."""

    button: str


@dataclass(frozen=True)
class Spoken(Event):
    """The voice finished the Say with this id, or was stopped in it, or could not say it."""

    id: int


@dataclass(frozen=True)
class StickIn(Event):
    """A stick with a good plan was read. The new plan is used if no meeting is under way."""

    plan: Plan
    among: int = 1
    """So many plans there are on it."""
    chosen: str = ""
    """Why this one of several: ``today``, ``next`` (in the series), ``last`` (of it) or
    ``newest``."""


@dataclass(frozen=True)
class PlanRejected(Event):
    """A plan file with faults was read; the box keeps the plan it had."""

    faults: int
    first: str
    """The first fault in Danish, with its line, ready to be said."""
    told: bool = True
    """All of them stand on the stick; else it couldn't be written to."""


@dataclass(frozen=True)
class NoPlan(Event):
    """A stick was put in that holds no plan that can be read."""

    looks_like: str = ""
    """The name of the file that may be meant; "": there is none."""
    why: str = ""
    """Why that one isn't read, as in content/planfile.yaml under ``no_plan``."""
    ours: bool = True
    """Something of ours is on it. Else nothing is written on it unasked."""


@dataclass(frozen=True)
class StickOut(Event):
    """The stick has been taken out."""


@dataclass(frozen=True)
class ReportWritten(Event):
    """The report is safe on the stick, which may be taken out."""

    ended: float = 0.0
    """Which: when that meeting was over (`Account.ended`); 0.0: the one that is over now."""


@dataclass(frozen=True)
class StarterWritten(Event):
    """The planning page, an example plan and what to read are on the stick, which may be taken
    out."""


@dataclass(frozen=True)
class StickFailed(Event):
    """Something could not be done with the stick."""

    doing: str
    """``report`` and ``starter`` could not be written; ``reading``."""
    why: str
    """``out`` (there is none), ``bare`` (nothing of ours is on it, and nobody asked), ``full``,
    ``locked``, ``gone`` (taken out meanwhile), ``slow`` (it doesn't answer) or ``broken``."""


@dataclass(frozen=True)
class Trouble(Event):
    """An outlet or a sense is missing or failed. The meeting goes on with what there is."""

    part: str
    """``voice``, ``microphone``, ``panel`` or ``stick``; ``journal``: some of what was kept can't
    be read; ``memory``: nothing can be kept; ``program``: an event could not be handled;
    ``own_voice``: espeak-ng speaks in place of the voice that was chosen."""
    working: bool = False
    """True when it came back."""


@dataclass(frozen=True)
class LeftAlone(Event):
    """Nobody has used the box for as long as it is to stay on after a meeting."""


@dataclass(frozen=True)
class Wiped(Event):
    """ "Glem alt" has been carried out, by the loop and all outlets."""

    whole: bool
    """False: something could not be wiped, and may still be there."""


@dataclass(frozen=True)
class Remembered(Event):
    """A journal that was cut begins with this: all that is left of what went before.

    Handled, it gives a box without a plan, as if it had been through all that. Its row has the
    version of the program that wrote it, as every row.
    """

    memory: Memory = NOTHING
    next_id: int = 1
    """What the next Say is called, so that no late Spoken is taken for it."""
    microphone: bool = True
    ears: bool = True
    panel: bool = True
    voice: bool = True
    volume: int = 0
    owed: tuple[Account, ...] = ()
    """Meetings whose reports no stick has got yet."""


@dataclass(frozen=True)
class Reached(Event):
    """How far the meeting had come when it went to another item, or ended. Made by the loop.

    It changes nothing where a replay has come to the same place. Where another program's rules or
    faults have led a replay elsewhere it leads back: a meeting that was over stays over.
    """

    stage: str
    """``running`` or ``finished``."""
    index: int
    """The item's place in the agenda of `plan`."""
    plan: Plan
    """As it was then: the group may have asked for an item more."""
    started: float = 0.0
    paused: float = 0.0
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    came: int = 0
    agreed: bool | None = None
    items: tuple[ItemRecord, ...] = ()
    turns: tuple[TurnRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    """Only of a meeting that is over; until then the journal has them in Scored alone."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class GivenUp(Event):
    """Event after event failed at an item: the meeting goes past it. Made by the loop."""

    index: int
    """The item's place."""
    to: int
    """Where the meeting goes on; behind the last item it is over."""


@dataclass(frozen=True)
class Resumed(Event):
    """The box started again with a meeting under way."""


USES = (Pressed, Held, Heard, WakeWord, StickIn, PlanRejected, NoPlan)
"""What people do who want the box; talk in the room is none of it."""
