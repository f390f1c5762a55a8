"""What a plan needs is made ahead: its sentences' sound and its decoding graphs."""

from device.box.ahead import Ahead, Wanted
from device.box.outlets import prepare_ears
from device.box.rehearsal import rehearse
from device.meeting.group import Learned, learned_of
from device.meeting.meeting import Meeting
from device.meeting.plan import Plan
from speech.hearing import Ear
from speech.hearing.duplex import DuplexEar
from speech.saying.either import EitherRenderer
from speech.saying.renderer import Renderer


class GettingReady:
    """Rehearses each plan beside the loop; again when what was learned of voices has changed."""

    def __init__(
        self, ahead: Ahead, renderer: Renderer | EitherRenderer, ear: Ear | DuplexEar | None
    ) -> None:
        self._ahead = ahead
        self._renderer = renderer
        self._ear = ear
        self._plan: Plan | None = None
        self._learned: Learned = ()

    def follow(self, meeting: Meeting) -> None:
        """The meeting stands so now."""
        # In an enrolment it may go on changing.
        enrolling = meeting.item is not None and meeting.item.teaches
        learned = learned_of(meeting.groups, meeting.plan)
        if meeting.plan != self._plan or (learned != self._learned and not enrolling):
            self.begin(meeting)

    def begin(self, meeting: Meeting) -> None:
        """Make what the meeting's plan needs."""
        plan, ear = meeting.plan, self._ear
        self._plan = plan
        if plan is None:
            return
        self._learned = learned_of(meeting.groups, plan)

        def ready(wanted: Wanted) -> None:
            rehearsal = rehearse(meeting, plan)
            if wanted():  # else it would be made of names that are forgotten
                self._renderer.prepare(rehearsal.texts)
            if ear and wanted():
                prepare_ears(ear, rehearsal.listening)

        self._ahead.make(ready)
