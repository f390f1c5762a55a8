"""The outlets: voice, lamp, ear and stick carry out what the meeting asks. They decide nothing."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from device.box.ports import Panel
from device.meeting import actions
from device.meeting.account import Account
from device.meeting.actions import Action
from speech.hearing import Ear, Grammar
from speech.hearing.duplex import DuplexEar
from speech.saying.voice import Voice


class EarOutlet(Protocol):
    """An `speech.hearing.Ear`, or the thread that feeds one."""

    def listen_for(self, grammar: Grammar) -> None:
        """What makes sense now."""
        ...

    def mute(self) -> None:
        """Hear nothing."""
        ...

    def unmute(self) -> None:
        """Hear again."""
        ...


class NoEar:
    """Hears nothing: the model is missing."""

    def listen_for(self, grammar: Grammar) -> None:
        """Nothing."""

    def mute(self) -> None:
        """Nothing."""

    def unmute(self) -> None:
        """Nothing."""


class InterruptionsOutlet(EarOutlet, Protocol):
    """The ear that is open while the box speaks (speech.hearing.duplex.Interruptions)."""

    def finish(self) -> None:
        """Hear out who is interrupting, then nothing."""
        ...


class Hearing:
    """When the ear is open: not while the box speaks, not when it is switched off. Thread-safe.

    Where there is an ear for interruptions, that one is open while the box speaks.
    """

    def __init__(
        self,
        ear: EarOutlet,
        speaks: Callable[[], bool],
        interruptions: InterruptionsOutlet | None = None,
    ) -> None:
        """`ear` starts muted, as nothing is listened for yet; `speaks`: is the box speaking now?

        It is asked rather than told, since the voice's end and its next beginning may come from
        two threads, and in either order.
        """
        self._ear = ear
        self._interruptions = interruptions
        self._interruptible = False
        self._speaks = speaks
        self._on = True
        self._something = False
        self._open = False
        self._lock = threading.RLock()
        ear.mute()

    def switch(self, on: bool) -> None:
        """The group's own switch."""
        with self._lock:
            self._on = on
            self.settle()

    def listen_for(self, action: actions.ListenFor) -> None:
        """Narrow the ear to what makes sense; to nothing at all when nothing does."""
        with self._lock:
            self._something = bool(action.commands or action.answers)
            if self._something:
                self._ear.listen_for(grammar_of(action))
                if self._interruptions:
                    self._interruptions.listen_for(interruptions_of(action))
            self.settle()

    def settle(self) -> None:
        """The voice began or fell silent: open or shut the ear."""
        with self._lock:
            on, speaks = self._on and self._something, self._speaks()
            self._settle_interruptions(on=on, speaks=speaks)
            opened = on and not speaks
            if opened == self._open:
                return
            self._open = opened
            if opened:
                self._ear.unmute()
            else:
                self._ear.mute()

    def _settle_interruptions(self, *, on: bool, speaks: bool) -> None:
        if self._interruptions is None:
            return
        before, self._interruptible = self._interruptible, on and speaks
        if not on:
            self._interruptions.mute()
        elif speaks and not before:
            self._interruptions.unmute()
        elif before and not speaks:
            self._interruptions.finish()


def grammar_of(action: actions.ListenFor) -> Grammar:
    """The grammar that the ear is to understand."""
    return Grammar(
        action.commands,
        action.answers,
        action.names,
        action.learned,
        action.enrolment,
        action.wake_words,
        action.called,
        action.careful,
    )


def interruptions_of(action: actions.ListenFor) -> Grammar:
    """The grammar for while the box speaks: nothing without the wake word."""
    return Grammar(
        action.interruptions,
        frozenset(),
        action.names,
        action.learned,
        wake_words=action.wake_words,
        careful=action.careful,
    )


def prepare_ears(ear: Ear | DuplexEar, listening: Sequence[actions.ListenFor]) -> None:
    """Make all decoding graphs ahead that `listening` will need. Raises GraphError."""
    ear.prepare(grammar_of(action) for action in listening)
    if isinstance(ear, DuplexEar):
        ear.interruptions.prepare(interruptions_of(action) for action in listening)


class BoxOutlets:
    """The real outlets, and those of the virtual room: only what they are made of differs."""

    def __init__(
        self,
        voice: Voice,
        panel: Panel | None,
        hearing: Hearing,
        *,
        prepare: Callable[[Iterable[str]], None],
        write_report: Callable[[Account | None, bool], None],
        write_starter: Callable[[], None],
        forget: Callable[[], None],
        switch_off: Callable[[], None],
    ) -> None:
        """Join them.

        `prepare` renders texts ahead; `write_report` and `write_starter` see to it that the stick
        gets them, and don't wait for it; `forget` wipes what the outlets keep; `switch_off` ends
        the box.
        """
        self._voice = voice
        self._panel = panel
        self._hearing = hearing
        self._prepare = prepare
        self._write_report = write_report
        self._write_starter = write_starter
        self._forget = forget
        self._switch_off = switch_off

    def do(self, action: Action) -> None:
        """Carry out one action."""
        match action:
            case actions.Say():
                self._voice.say(action.id, action.aloud)
            case actions.Chime():
                self._voice.chime(action.name)
            case actions.StopSaying():
                self._voice.stop()
            case actions.Prepare():
                self._prepare(action.texts)
            case actions.Volume(step=step):
                if step > 0:
                    self._voice.louder()
                else:
                    self._voice.quieter()
            case actions.Light() if self._panel:
                self._panel.light(action.colour, action.mode)
            case actions.ListeningLight() if self._panel:
                self._panel.listening(action.on)
            case actions.ListenFor():
                self._hearing.listen_for(action)
            case actions.Microphone(on=on):
                self._hearing.switch(on)
            case actions.WriteReport(of=of, asked=asked):
                self._write_report(of, asked)
            case actions.WriteStarter():
                self._write_starter()
            case actions.Forget():
                self._forget()
            case actions.SwitchOff():
                self._switch_off()
            case _:
                pass
