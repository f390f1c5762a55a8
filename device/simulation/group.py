"""The people at the table together: what they notice, who reacts, and who has the floor."""

from collections import Counter
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase

import numpy as np

from device.meeting.actions import Action, Chime, Light, Say
from device.simulation.acoustics import Sound
from device.simulation.fingers import Fingers
from device.simulation.person import LISTENING_GAP, Person
from device.simulation.room import Room
from device.simulation.script import Moment
from device.simulation.transcript import Line

ASKS_AGAIN = frozenset({"sorry", "not_understood"})
"""Phrases by which the box says that it didn't understand."""

REACTED = 0.4
"""Seconds from a sign of the box until people go on."""

JUST_BEFORE = 12.0
"""Seconds after a command or a press in which what the box says may be what comes of it."""

OWN_WORDS = "own_words"
"""The phrase that stands for texts of the plan."""


class Group:
    """Everyone who came. They know what the box says and shows, and nothing else of it.

    `openings`: phrases that open each kind of agenda item. `on_line` gets everything that a
    person at the table does.
    """

    def __init__(
        self,
        room: Room,
        people: Sequence[Person],
        moments: Sequence[Moment],
        *,
        fingers: Fingers,
        openings: dict[str, tuple[str, ...]],
        sentences: Sequence[str],
        on_line: Callable[[Line], None],
        rng: np.random.Generator,
    ) -> None:
        self.people = tuple(people)
        self.holder: Person | None = None
        """Whose turn it is."""
        self._room = room
        self._fingers = fingers
        self._moments = tuple(moments)
        self._openings = openings
        self._sentences = tuple(sentences)
        self._to_talk: list[str] = []
        self._on_line = on_line
        self._rng = rng
        self._hands: list[tuple[float, float]] = []
        """From when to when somebody's hand is at the buttons."""
        self._fitted: Counter[Moment] = Counter()
        self._during = ""
        self._since = ""
        self._sounded_at = 0.0
        self._quiet_until = 0.0
        self._told_at = -JUST_BEFORE
        """When the box was told something last, by mouth or finger."""
        self._light = Light("off")
        self._clock_moments = sorted(
            (moment for moment in moments if moment.at is not None), key=lambda m: m.at or 0.0
        )

    # What happens at the table --------------------------------------------------------------

    def step(self) -> None:
        """Everyone does what is due; see Person.turn_to_speak for who comes first."""
        now = self.now()
        if self._room.box_sounds:
            self._sounded_at = now
        while self._clock_moments and (self._clock_moments[0].at or 0.0) <= now:
            self._react([self._clock_moments.pop(0)])
        self._fingers.step(now)
        for person in sorted(self.people, key=lambda p: p.turn_to_speak(now)):
            person.step(self)

    def notice(self, action: Action) -> None:
        """Something that the box has done: said to its end, played, or shown."""
        if isinstance(action, Say | Chime):
            self._quiet_until = min(self._quiet_until, self.now() + REACTED)
        if isinstance(action, Say):
            self._hear(action)
        elif isinstance(action, Chime):
            for person in self.people:
                person.hears_chime(action.name, self.now())
            self._react([m for m in self._moments if m.chime == action.name])
        elif isinstance(action, Light) and action != self._light:
            self._light = action
            for person in self.people:
                person.sees_light()
            shown = {action.colour, f"{action.colour} {action.mode}"}
            self._react([m for m in self._moments if m.light in shown])

    # What a person perceives: the Table of device.simulation.person ----------------------------

    def now(self) -> float:
        """Seconds since the room opened."""
        return self._room.now()

    @property
    def box_sounds(self) -> bool:
        """True while the box plays something."""
        return self._room.box_sounds

    def silent_for(self) -> float:
        """Seconds since anybody, or the box, sounded; 0 while somebody does."""
        return 0.0 if self._room.box_sounds else max(0.0, self.now() - self._sounded_at)

    def quiet_until(self) -> float:
        """Until when everybody listens for the box, after a command."""
        return self._quiet_until

    def sentence(self, _person: Person) -> str:
        """Something else to talk about: each sentence once, then all over in another order."""
        if not self._to_talk:
            self._to_talk = [str(text) for text in self._rng.permutation(self._sentences)]
        return self._to_talk.pop()

    def utter(
        self, person: Person, text: str, sound: Sound, seconds: float, *, to_box: bool = False
    ) -> None:
        """Let the room hear the person; after words to the box everybody listens for it."""
        now = self.now()
        end = now + seconds
        self._room.sound(sound)
        self._sounded_at = max(self._sounded_at, end)
        if to_box:
            self._quiet_until = end + LISTENING_GAP
            self._told_at = end
        self._on_line(Line(now, "to_box" if to_box else "talk", person.name, text, end))

    def pressed(self, person: Person, button: str) -> None:
        """A button: everyone hears the click, nobody sees which score it was."""
        self._told_at = self.now()
        shown = "score" if button.startswith("score") else button
        self._on_line(Line(self.now(), "press", person.name, shown, self.now()))

    # Who reacts -------------------------------------------------------------------------------

    def _hear(self, said: Say) -> None:
        for person in self.people:
            person.hears(self.now(), asks_again=said.key in ASKS_AGAIN)
        for kind, phrases in self._openings.items():
            if _fits(said.key, phrases):
                self._during = kind
                for person in self.people:
                    person.takes_up_new_item()
        self._react([m for m in self._moments if self._fits(m, said)], said.people)
        if said.key != OWN_WORDS:
            self._since = said.key

    def _fits(self, moment: Moment, said: Say) -> bool:
        return (
            moment.hears is not None
            and _fits(said.key, moment.hears)
            and (moment.text is None or moment.text.casefold() in said.text.casefold())
            and (moment.names is None or moment.names in said.people)
            and (moment.named_is is None or moment.named_is == self._attendance(said.people))
            and (moment.since is None or fnmatchcase(self._since, moment.since))
            and (moment.during is None or moment.during == self._during)
        )

    def _attendance(self, named: Sequence[str]) -> str:
        """Whether the one named last came."""
        came = {person.name for person in self.people}
        return "here" if named and named[-1] in came else "absent"

    def _react(self, moments: list[Moment], named: Sequence[str] = ()) -> None:
        """`moments` fit what was just noticed; each person follows the first that is theirs.

        `named`: whom the box named in it.
        """
        claimed: set[str] = set()
        for moment in moments:
            if moment.holder and (self.holder is None or self.holder.name != moment.holder):
                continue
            if moment.unasked and self.now() - self._told_at < JUST_BEFORE:
                continue
            self._fitted[moment] += 1
            if moment.nth is not None and self._fitted[moment] != moment.nth:
                continue
            if moment.ends_turns:
                self._end_turns(None)
            for person in self._who(moment, named):
                if moment.prefers not in {None, person.prefers}:
                    continue
                if moment.besides:
                    self._follow(moment, person)
                elif person.name not in claimed:
                    claimed.add(person.name)
                    self._follow(moment, person)

    def _follow(self, moment: Moment, person: Person) -> None:
        if moment.gives_turn:
            self._end_turns(person)
        thinking = person.think() if moment.after is None else moment.after
        if moment.who == "everyone" and moment.after is None:
            thinking += float(self._rng.uniform(0.0, 3.0))
        first = moment.does[0] if moment.does else None
        answers = moment.after is None and first is not None and first.talks is None
        ready = self.now() + thinking
        if first is not None and first.presses:  # one hand at a time gets to the buttons
            ready = self._free_buttons(ready, float(self._rng.uniform(0.5, 0.9)))
        person.give(moment.does, ready, answers=answers)

    def _free_buttons(self, ready: float, seconds: float) -> float:
        """From `ready` on, the first time that nobody else's hand is there for so long; taken."""
        now = self.now()
        self._hands = [hand for hand in self._hands if hand[1] > now]
        for begins, ends in self._hands:
            if begins < ready + seconds and ready < ends:
                ready = ends
        self._hands = sorted([*self._hands, (ready, ready + seconds)])
        return ready

    def _end_turns(self, holder: Person | None) -> None:
        self.holder = holder
        for person in self.people:
            person.stop_talking()

    def _who(self, moment: Moment, named: Sequence[str]) -> list[Person]:
        match moment.who:
            case "everyone":
                who = list(self.people)
            case "leader":
                who = [person for person in self.people if person.leads][:1] or [self.people[0]]
            case "holder":
                who = [self.holder] if self.holder else []
            case "somebody":
                who = [self._one_of(self.people)]
            case "another":
                who = [self._one_of([p for p in self.people if p is not self.holder])]
            case "named":
                who = [person for person in self.people if person.name in named[-1:]]
            case name:
                who = [person for person in self.people if person.name == name]
        return who

    def _one_of(self, people: Sequence[Person]) -> Person:
        return people[int(self._rng.integers(len(people)))]


def _fits(key: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(key, pattern) for pattern in patterns)
