"""What the plan has of a dialogue."""

from dataclasses import dataclass, replace

from typing_extensions import override

from device.meeting.plan import Item


@dataclass(frozen=True)
class TopicDialogue(Item):
    """A free dialogue on a topic. Nobody is cut off."""

    topic: str = ""
    opening: str = ""
    """The opening question."""
    questions: tuple[str, ...] = ()
    """Read one by one on request."""
    suggests: bool = False
    """The box suggests topics, one after the other, until the group takes one."""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds

    @override
    def longer(self, seconds: float) -> "TopicDialogue":
        return replace(self, seconds=self.seconds + seconds)
