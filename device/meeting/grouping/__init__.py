"""Pairs, threes and fours for 3-16 people who meet new partners from meeting to meeting. Pure.

`divide` parts those who are here; `joined` and `left` fit in who comes late or goes; `sayings` is
how the groups are told, `told` what is said to those who have to move. `history` makes what
`divide` needs of the groups that have been.
"""

from device.meeting.grouping.changes import Change, joined, left
from device.meeting.grouping.dividing import divide
from device.meeting.grouping.history import Group, Groups, History, Met, Pair, history, pairs
from device.meeting.grouping.saying import sayings, told, whose
from device.meeting.grouping.sizes import sizes, usual_least

__all__ = [
    "Change", "Group", "Groups", "History", "Met", "Pair",
    "divide", "history", "joined", "left", "pairs", "sayings", "sizes", "told", "usual_least",
    "whose",
]  # fmt: skip
