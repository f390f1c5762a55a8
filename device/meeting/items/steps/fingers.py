"""The list of speakers in a talk: who asks for the word, and to whom it goes."""

from device.meeting import speakers
from device.meeting.scene import Command, Scene
from device.meeting.speakers import Speakers


def on_the_list(scene: Scene, before: Speakers, command: Command) -> Speakers | None:
    """The list after `command`, which is answered; None: it has nothing to do with the list."""
    people, name = scene.plan.people, command.name
    match command.intent:
        case "finger":
            speakers.said_added(people, before, speakers.FINGER).said_by(scene)
            return before.added()
        case "queue_add" if name:
            speakers.said_added(people, before, name).said_by(scene)
            return before.added(name)
        case "queue_remove" if name:
            speakers.said_removed(people, before, name).said_by(scene)
            return before.removed(name)
        case "queue_list" | "who_next":
            for sentence in speakers.said_list(people, before):
                sentence.said_by(scene)
            scene.answered = True
            return before
        case "next" if before.asked:
            called, after = before.called_up()
            speakers.said_called(people, called or speakers.FINGER).said_by(scene)
            return after
        case _:
            return None
