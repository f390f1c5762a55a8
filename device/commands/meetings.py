"""Several meetings of one group, one after the other: who is away, and what came of them all."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table

from device.meeting.notes import AskedNote, FollowUpNote, GoalNote, Note, TogetherNote, TopicNote
from device.meeting.plan import Plan
from device.meeting.roles import HOST, LEADER, agreed
from device.simulation.outcome import Outcome
from device.simulation.script import PersonNotes, Script

AWAY_SHARE = 0.5
"""At so many of the meetings somebody stays away."""


def with_somebody_away(story: Script, plan: Plan, seed: int, number: int) -> Script:
    """`story` as meeting `number` may have it: now and then one more of the group is not there."""
    draw = Random(f"{seed}/{number}")
    told = {person.name for person in story.people}
    able = [person.name for person in plan.people[1:] if person.name not in told]
    if len(plan.people) <= 3 or not able or draw.random() >= AWAY_SHARE:
        return story
    away = PersonNotes(name=draw.choice(able), comes=False)
    return story.model_copy(update={"people": (*story.people, away)})


def put_away(outcome: Outcome, folder: Path) -> Outcome:
    """Keep the meeting's sound and what is on its stick in `folder`, before the next one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wav = folder / outcome.wav.name
    shutil.move(outcome.wav, wav)
    stick = folder / outcome.stick.name
    shutil.copytree(outcome.stick, stick)
    return replace(outcome, wav=wav, stick=stick)


def over_the_meetings(outcomes: Sequence[Outcome], words: Mapping[str, Any]) -> Table:
    """A row for each: what was followed up, who met whom, what was talked about and agreed."""
    heads = words["heads"]
    shown = Table(title=words["over_the_meetings"], title_style="bold", title_justify="left")
    for head in heads.values():
        shown.add_column(head)
    met: frozenset[frozenset[str]] = frozenset()
    for outcome in outcomes:
        pairs = pairs_of(outcome.notes)
        row = _told(outcome, words)
        row["partners"] = f"{len(pairs - met)}/{len(pairs)}" if pairs else "–"
        met |= pairs
        shown.add_row(*(row[key] for key in heads))
    return shown


def pairs_of(notes: Sequence[Note]) -> frozenset[frozenset[str]]:
    """Who worked together in a group, two by two."""
    groups = (group for note in notes if isinstance(note, TogetherNote) for group in note.groups)
    return frozenset(frozenset(two) for group in groups for two in combinations(group, 2))


def _told(outcome: Outcome, words: Mapping[str, Any]) -> dict[str, str]:
    notes = outcome.notes
    roles = agreed(notes)
    followed = {note.name: note.followed_up for note in notes if isinstance(note, FollowUpNote)}
    done = sum(up is True for up in followed.values())
    topics = [note.topic for note in notes if isinstance(note, TopicNote)]
    return {
        "number": str(outcome.number),
        "came": str(outcome.record.came),
        "goals": str(len({note.name for note in notes if isinstance(note, GoalNote)})),
        "followed_up": f"{done}/{len(followed)}" if followed else "–",
        "topic": ", ".join(topics) or "–",
        "host": roles.get(HOST, "–"),
        "leader": roles.get(LEADER, "–"),
        "form": words["asked"] if AskedNote("form") in notes else "–",
    }
