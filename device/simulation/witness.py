"""A witness to a meeting in the room: writes down what is said, shown and understood."""

from collections import deque
from collections.abc import Callable

from typing_extensions import override

from device.box.ports import Watcher
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.simulation.outcome import Signal
from device.simulation.transcript import Kind, Line
from speech.hearing import Utterance


class Witness(Watcher):
    """Writes down what happens, and passes on to the people at the table what they notice.

    `now`: the room's seconds. `loop_now`: the box's own, which go on from a meeting before.
    `notice`: gets what people hear and see, a Say when it has sounded to its end. `on_line`: is
    told each line as it is written.
    """

    def __init__(
        self,
        now: Callable[[], float],
        loop_now: Callable[[], float],
        *,
        notice: Callable[[actions.Action], None],
        on_line: Callable[[Line], None],
    ) -> None:
        self.lines: list[Line] = []
        self.utterances: list[Utterance] = []
        self.signals: list[Signal] = []
        self.wake_at: float | None = None
        """The next moment that the meeting waits for, in the box's seconds."""
        self._now = now
        self._loop_now = loop_now
        self._notice = notice
        self._on_line = on_line
        self._to_say: deque[actions.Say] = deque()
        self._due: tuple[str, float] | None = None
        self._phase = ""

    def turn_over(self) -> None:
        """A new leaf: another meeting begins in the same room."""
        for kept in (self.lines, self.utterances, self.signals):
            kept.clear()

    def write(self, line: Line) -> None:
        """Something else that happened: what a person said or pressed."""
        self.lines.append(line)
        self._on_line(line)

    def sounds(self) -> None:
        """The speaker has begun with a chime."""
        if self._due:
            name, due = self._due
            self.signals.append(Signal(name, due, self._now()))
            self._due = None

    # What the box does ------------------------------------------------------------------------

    @override
    def begins(self, action: actions.Action) -> None:
        if isinstance(action, actions.Say):
            self._to_say.append(action)
            if len(self._to_say) == 1:
                self._write("box", action.text)
        elif isinstance(action, actions.Chime):
            self._write("chime", action.name)
        elif isinstance(action, actions.Light):
            self._write("lamp", f"{action.colour} {action.mode}")

    @override
    def ends(self, action: actions.Action) -> None:
        if not isinstance(action, actions.Say):
            self._notice(action)

    @override
    def spoken(self, said: int) -> None:
        """Now people have heard it."""
        done = next((say for say in self._to_say if say.id == said), None)
        if done:
            self._to_say.remove(done)
            self._notice(done)
            if self._to_say:
                self._write("box", self._to_say[0].text)

    @override
    def heard(self, utterance: Utterance) -> None:
        self.utterances.append(utterance)
        self.write(_understood(utterance, self._now()))

    @override
    def handled(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        chimes = {action.name for action in done if isinstance(action, actions.Chime)}
        told = next(iter(chimes & {"warning", "end"}), None)
        if told and isinstance(event, events.Tick) and self.wake_at is not None:
            self._due = (told, self.wake_at - self._loop_now() + self._now())
        for action in done:
            if isinstance(action, actions.WakeAt):
                self.wake_at = action.t
        phase = _phase(meeting)
        # Until this meeting's plan is read the box still stands where the one before ended.
        of_before = not self._phase and meeting.stage == "finished"
        if phase != self._phase and not of_before:
            self._phase = phase
            self._write("phase", phase)

    def _write(self, kind: Kind, text: str) -> None:
        now = self._now()
        self.write(Line(now, kind, "", text, now))


def _understood(utterance: Utterance, now: float) -> Line:
    if utterance.kind == "command":
        values = (utterance.minutes, utterance.number, utterance.name)
        shown = " ".join([str(utterance.intent), *(str(v) for v in values if v is not None)])
        return Line(now, "understood", "", shown, now, utterance.confidence)
    if utterance.kind == "saying":
        return Line(now, "understood", "", f"({utterance.text})", now)
    return Line(now, "unclear", "", utterance.kind, now, utterance.confidence)


def _phase(meeting: Meeting) -> str:
    if meeting.stage != "running" or meeting.plan is None:
        return {"waiting": "Venter", "finished": "Slut"}.get(meeting.stage, "")
    title = meeting.plan.agenda[meeting.index].title
    return f"{title} (pause)" if meeting.paused_at is not None else title
