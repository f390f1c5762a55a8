"""Who sits at the table: the plan's people, with the script's notes, voices, seats and tongues."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from gpiozero.pins.mock import MockPin

from content import load
from device.meeting.names import called, respelled
from device.meeting.plan import Plan
from device.simulation.acoustics import Sound
from device.simulation.fingers import Fingers
from device.simulation.group import Group
from device.simulation.mouth import Mouth, Timbre
from device.simulation.natural import NaturalVoices, speaking
from device.simulation.person import Person
from device.simulation.room import Room
from device.simulation.script import PersonNotes, Script, ScriptError, read_script
from device.simulation.transcript import Line
from speech.hearing.grammar import commands
from speech.held_out import HELD_OUT
from speech.saying.wording import number_in_words

VOICES = ("f2", "m5", "Annie", "Hugo", "linda", "Mario", "anika", "edward", "Andrea", "victor")
"""The held-out voices that sound most like people come first; no model is trained on any."""


class Talk:
    """What the people know together: how many came, who is absent, how many hands are up."""

    def __init__(self, plan: Plan, absent: tuple[str, ...], rng: np.random.Generator) -> None:
        self.came = len(plan.people) - len(absent)
        self._people = plan.people
        apologies = {person.name for person in plan.people if person.absent}
        self._absent = [called(plan.people)[name] for name in absent if name not in apologies]
        self._told = 0
        self._rng = rng
        self._called = plan.wake_word

    def fill(self, name: str, text: str) -> str:
        """`text` with its fields filled in, as `name` says it; the box is called as in the plan."""
        usual = commands().wake_words[0]
        if self._called and text.casefold().startswith(usual):
            text = self._called + text[len(usual) :]
        values = {"name": name, "came": number_in_words(self.came)}
        if "{absent}" in text:
            values["absent"] = self._absent[self._told % len(self._absent)] if self._absent else ""
            self._told += 1
        if "{hands}" in text:
            hands = int(self._rng.integers(0, self.came + 1))
            values["hands"] = "ingen" if hands == 0 else number_in_words(hands)
        for field, value in values.items():
            text = text.replace(f"{{{field}}}", value)
        return text[:1].upper() + text[1:]

    def aloud(self, text: str) -> str:
        """`text` as it is said: names by their ``udtale:``."""
        return respelled(self._people, text)


def cast(
    plan: Plan,
    script: Script,
    *,
    room: Room,
    pins: Mapping[str, MockPin],
    on_line: Callable[[Line], None],
    seed: int,
    natural: NaturalVoices | None = None,
) -> Group:
    """Everyone who comes to the meeting: without a note, whoever has not sent apologies.

    Where there are `natural` voices, every second has one of them.

    Raises ScriptError when the script names somebody who is not in the plan, or nobody comes.
    """
    notes = {person.name: person for person in script.people}
    strangers = (notes.keys() | _named(script)) - set(plan.names)
    if strangers:
        raise ScriptError(f"not in the plan: {', '.join(sorted(strangers))}")
    absent = tuple(
        person.name
        for person in plan.people
        if not (notes[person.name].comes if person.name in notes else not person.absent)
    )
    if len(absent) == len(plan.people):
        raise ScriptError("somebody has to come")
    habits = read_script("habits")
    talk = Talk(plan, absent, np.random.default_rng([seed, 2]))
    fingers = Fingers(pins)
    voices = [*VOICES, *(voice for voice in HELD_OUT if voice not in VOICES)]
    people = [
        _person(
            notes.get(name) or PersonNotes(name=name),
            script,
            voice=voices[place % len(voices)],
            talk=talk,
            rt60=room.rt60,
            spoken=partial(speaking, natural, place // 2) if natural and place % 2 else None,
            fingers=fingers,
            rng=np.random.default_rng([seed, 3, place]),
        )
        for place, name in enumerate(plan.names)
        if name not in absent
    ]
    sentences = load("talk.yaml")
    return Group(
        room,
        people,
        [*script.moments, *habits.moments],
        fingers=fingers,
        openings=dict(habits.openings) | dict(script.openings),
        sentences=sentences["sentences"],
        on_line=on_line,
        rng=np.random.default_rng([seed, 4]),
    )


def _person(
    notes: PersonNotes,
    script: Script,
    *,
    voice: str,
    talk: Talk,
    rt60: float,
    spoken: Callable[[int], Callable[[str], Sound]] | None,
    fingers: Fingers,
    rng: np.random.Generator,
) -> Person:
    """A person; what the notes leave open is drawn, always in the same order."""
    pitch, rate = int(rng.integers(35, 65)), int(rng.integers(140, 175))
    distance, level = float(rng.uniform(0.7, 1.8)), float(rng.uniform(-2.0, 2.0))
    timbre = Timbre(
        variant=notes.voice or voice,
        pitch=notes.pitch if notes.pitch is not None else pitch,
        rate=notes.rate or rate,
        level=notes.level + level,
        distance=notes.distance or distance,
    )
    return Person(
        notes,
        prefers=notes.answers or script.answers,
        came=talk.came,
        mouth=_mouth(timbre, rt60, rng, spoken),
        fingers=fingers,
        fill=lambda text: talk.fill(notes.name, text),
        aloud=talk.aloud,
        rng=rng,
    )


def _mouth(
    timbre: Timbre,
    rt60: float,
    rng: np.random.Generator,
    spoken: Callable[[int], Callable[[str], Sound]] | None,
) -> Mouth:
    """A natural voice takes seconds for a sentence, so all that it says again is remembered."""
    if spoken is None:
        return Mouth(timbre, rt60, rng)
    return Mouth(timbre, rt60, rng, spoken(timbre.rate), remembers=float("inf"))


def _named(script: Script) -> set[str]:
    """Everyone whom the script's moments name."""
    roles = {"leader", "named", "holder", "everyone", "somebody", "another"}
    named = {name for m in script.moments for name in (m.who, m.names, m.holder) if name}
    return named - roles
