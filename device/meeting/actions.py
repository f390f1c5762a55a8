"""What a meeting asks the outlets to do. Outlets decide nothing."""

from dataclasses import dataclass, field

from device.meeting.account import Account
from device.meeting.group import Learned


@dataclass(frozen=True)
class Action:
    """Something for an outlet to do now, after all that was asked before it."""


@dataclass(frozen=True)
class Say(Action):
    """Say `text` when all earlier speech and chimes have been played; then send Spoken(id)."""

    id: int
    """Grows by one with each Say of a meeting."""
    key: str
    """The phrase's name in content/phrases.yaml, for transcripts and virtual people."""
    text: str
    """Danish, as it is shown."""
    spoken: str = ""
    """As the voice must have it where that is another: names by their ``udtale:``."""
    people: tuple[str, ...] = ()
    """Whom it names, by their names in the plan, in this order."""

    @property
    def aloud(self) -> str:
        """What the voice is to read."""
        return self.spoken or self.text


@dataclass(frozen=True)
class StopSaying(Action):
    """Stop at once, and drop all speech that is queued. Each Say dropped still sends Spoken."""


@dataclass(frozen=True)
class Chime(Action):
    """Play a sound, in the same queue as speech: see content/chimes.yaml."""

    name: str
    """``warning`` (one soft), ``soft`` (a silence is over), ``end`` (two), ``listening`` (short,
    rising), ``no`` (low: the button has no use here), ``tick`` (a press was counted), ``start``,
    ``thanks``."""


@dataclass(frozen=True)
class Light(Action):
    """The RGB lamp for time."""

    colour: str
    """``off``, ``green``, ``yellow``, ``red``, ``blue`` or ``white``."""
    mode: str = "steady"
    """``steady``, ``pulse`` (slow: waiting, paused), ``blink`` (fast: no voice) or ``dim``
    (hardly lit: people are silent)."""


@dataclass(frozen=True)
class ListeningLight(Action):
    """The white light: on when the box hears, and would act on, speech now."""

    on: bool


@dataclass(frozen=True)
class ListenFor(Action):
    """From now on only these commands make sense; replaces the ListenFor before it."""

    commands: frozenset[str] = frozenset()
    """Intents that need the wake word."""
    answers: frozenset[str] = frozenset()
    """Intents that need no wake word: answers to a question, or after wake word or white button."""
    names: tuple[tuple[str, str | None, str], ...] = ()
    """What ``{name}`` may stand for: a way to call somebody, its respelling or None, and the name
    in the plan; see device.meeting.names.heard."""
    interruptions: frozenset[str] = frozenset()
    """Intents that are understood after the wake word while the box itself speaks, where it can
    tell its own voice from others (an echo canceller); elsewhere it hears nothing meanwhile."""
    learned: Learned = ()
    """How this group says words."""
    enrolment: str = ""
    """The sentence that somebody is to say after the box, for SaidAfter; "": none."""
    wake_words: tuple[str, ...] = ()
    """What calls the box, if the plan has its own."""
    called: bool = False
    """Whether it was called just before, by wake word or white button: a command is expected."""
    careful: bool = False
    """Whether the plan wants more care with what takes somebody's word away or ends something."""


@dataclass(frozen=True)
class Microphone(Action):
    """Switch the microphone on or off (white held for 3 s)."""

    on: bool


@dataclass(frozen=True)
class Volume(Action):
    """Speak louder or more softly from now on."""

    step: int
    """+1 or -1."""


@dataclass(frozen=True)
class WakeAt(Action):
    """Send Tick at this meeting time; replaces the WakeAt before it. None: no Tick is needed."""

    t: float | None


@dataclass(frozen=True)
class WriteReport(Action):
    """Write report and exports to the stick."""

    of: Account | None = None
    """Of which meeting; None: of this one, as it is now."""
    asked: bool = False
    """Somebody wants it there, even if nothing else of ours is on the stick."""


@dataclass(frozen=True)
class WriteStarter(Action):
    """Put the planning page, an example plan and what to read on the stick."""


@dataclass(frozen=True)
class Forget(Action):
    """Wipe the journal ("glem alt")."""


@dataclass(frozen=True)
class SwitchOff(Action):
    """The goodbye has been said: switch the box off."""


@dataclass(frozen=True)
class Prepare(Action):
    """Render these texts ahead, in this order, so that they start at once when they are said."""

    texts: tuple[str, ...] = field(default=())
