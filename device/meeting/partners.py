"""Who has worked with whom, of those at the table: what parting them in groups goes by."""

from device.meeting.grouping import Groups, History, history
from device.meeting.notes import TogetherNote
from device.meeting.scene import Scene


def met(scene: Scene) -> History:
    """The groups of earlier meetings, and those of today so far."""
    names = tuple(dict.fromkeys((*scene.plan.names, *scene.present)))
    today: Groups = tuple(
        group
        for note in scene.kept.notes
        if isinstance(note, TogetherNote)
        for group in note.groups
    )
    return history([*scene.past.groups(names), today])
