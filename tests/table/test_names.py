"""People whose names have a full stop, a hyphen, a respelling; one of them comes late."""

from dataclasses import replace

from device.meeting.plan import Person
from tests.table.conftest import CLOSING, ROUND, WELCOME, Meet, plan_of

PEOPLE = (
    Person("Anne K."),
    Person("Hans-Henrik Holm"),
    Person("Søren Dahl", "Søøren"),
    Person("Bo Ek", absent=True),
    Person("Nina Krogh"),
)


def test_everybody_takes_their_turn_whatever_they_are_called(meet: Meet) -> None:
    outcome = meet(
        replace(plan_of(WELCOME, ROUND, CLOSING), people=PEOPLE),
        """
        people: [{name: Nina Krogh, comes: false}]
        moments:
          - {hears: turn_start, names: Anne K., who: Søren Dahl, after: 3, besides: true,
             does: [{says: "Tidtager, Nina er her."}]}
          - {hears: turn_start, names: Nina Krogh, who: Anne K., after: 2, does: [{presses: green}]}
        """,
        snr=35.0,
    )

    assert outcome.finished
    assert outcome.record.absent == ("Bo Ek",)
    turns = {turn.name: turn.used for turn in outcome.record.turns}
    assert list(turns) == ["Anne K.", "Hans-Henrik Holm", "Søren Dahl", "Nina Krogh"]
    assert all(20 < turns[name] < 45 for name in list(turns)[:3])
    said = [line.text for line in outcome.lines if line.kind == "box"]
    assert "Bo har meldt afbud i dag." in said
    assert any(text.endswith("vi uden Nina.") for text in said)
    assert any(text.startswith("Velkommen, Nina.") for text in said)
    assert not any("Søøren" in line.text for line in outcome.lines)
    assert not any("Tak" in text and "Nina" in text for text in said)
