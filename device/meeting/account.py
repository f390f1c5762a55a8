"""Everything that a report is made from: one meeting, and those of the group before it."""

from dataclasses import dataclass

from device.meeting.plan import Plan
from device.meeting.record import Record
from device.meeting.remembered import Past, Summary, is_trial, summary_of

NO_PAST = Past()


@dataclass(frozen=True)
class Account:
    """A meeting as it was planned and as it went; `past` is what was before it."""

    plan: Plan
    record: Record
    past: Past = NO_PAST

    @property
    def ended(self) -> float:
        """Meeting time when it was over: no two reports that a box owes have the same."""
        return self.record.started + self.record.seconds

    @property
    def number(self) -> int:
        """The group's how manieth meeting it is, from 1."""
        return self.past.number

    @property
    def is_trial(self) -> bool:
        """Whether it was over so soon that it was no meeting."""
        return is_trial(self.plan, self.record)

    @property
    def meetings(self) -> tuple[Summary, ...]:
        """The group's meetings, the latest last: this one too, if it was more than a trial."""
        if self.is_trial:
            return self.past.meetings
        summary = summary_of(self.plan, self.record, self.record.notes, self.number)
        return (*self.past.meetings, summary)
