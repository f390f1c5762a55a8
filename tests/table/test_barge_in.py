"""Interrupting the box at the table: it listens while it speaks, where it is asked to."""

import pytest

from device.meeting import events
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.memory.journal import Journal
from device.simulation.outcome import Outcome
from tests.table.conftest import CLOSING, Meet, plan_of

LONG = TopicDialogue(
    "Dialog",
    40,
    topic="at give slip",
    opening=(
        "Hvad holder du fast i, som en anden lige så godt kunne gøre, og hvad ville du få ro til, "
        "hvis du lod være? Tænk på den sidste uge. Hvem spurgte du til råds, og hvem kunne du have "
        "spurgt? Hvad er det værste, der kan ske, hvis du lader en anden bestemme?"
    ),
    questions=("Hvem kan tage over?",),
)
SCRIPT = """
room: {{leak: {leak}, barge_in: {barge_in}}}
moments:
  - {{hears: dialogue_intro, who: Bo, after: 4, besides: true,
     does: [{{says: "Tidtager, stop.", over: true, insists: false}}]}}
limit: "1:10"
"""


def seconds_of_reading(outcome: Outcome) -> float:
    """How long the opening question sounded."""
    lines = [line for line in outcome.lines if line.kind == "box"]
    begun = next(line.t for line in lines if line.text == LONG.opening)
    journal = Journal(outcome.journal)
    kept = list(journal.events())
    journal.close()
    # the first that was spoken since: the journal's time and the room's begin together
    return next(e.t for e in kept if isinstance(e, events.Spoken) and e.t > begun + 0.05) - begun


@pytest.mark.parametrize("leak", [0, 6])
def test_somebody_stops_the_box_while_it_reads(meet: Meet, leak: int) -> None:
    outcome = meet(plan_of(LONG, CLOSING), SCRIPT.format(leak=leak, barge_in="true"))
    told = next(line for line in outcome.lines if line.kind == "to_box" and "stop" in line.text)
    heard = [line for line in outcome.lines if line.kind == "understood"]
    # nothing before it but how the meeting was started: the box's own words are nobody's
    assert [line.text for line in heard if line.t < told.t] == ["start"]
    assert next(line.text for line in heard if line.t > told.t) == "hush"
    # it fell silent in the middle of the question, which takes over ten seconds to read
    assert seconds_of_reading(outcome) < 9


def test_without_the_canceller_it_reads_to_the_end(meet: Meet) -> None:
    outcome = meet(plan_of(LONG, CLOSING), SCRIPT.format(leak=0, barge_in="false"))
    assert "hush" not in [line.text for line in outcome.lines if line.kind == "understood"]
    assert seconds_of_reading(outcome) > 10
