"""Who comes and goes in the middle of a meeting, and who is meant by a name that several share."""

from itertools import count

from device.meeting.changing import replace
from device.meeting.names import GUEST, meant
from device.meeting.scene import Command, Scene
from device.meeting.state import UNSAID_SECONDS, Meeting

ATTENDANCE = frozenset({"here", "absent", "left", "guest", "one_more"})
"""Commands of `attend`: understood whenever a meeting is under way, in pauses too."""
NAMING_SECONDS = 8.0
"""So long a name is waited for, without the wake word, after "Anne K eller Anne M?"."""


def attend(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    """Somebody came or went; None: that is no use here."""
    name = command.name
    match command.intent:
        case "here" if name and name in scene.present:
            scene.say("here_already", name=scene.said_name(name))
            return meeting
        case "here" if name:
            return _comes(meeting, scene, name)
        case "absent" | "left" if name in scene.present:
            return _goes(meeting, scene, name, command.intent)
        case "absent" | "left" if name:
            scene.say("not_here", name=scene.said_name(name))
            return meeting
        case "guest":
            return _comes(meeting, scene, _next_guest(scene))
        case "one_more":
            return _ask_who(meeting, scene, (*scene.here.gone, *scene.absent))
        case _:
            return None


def who_came(meeting: Meeting, scene: Scene, intent: str) -> Meeting | None:
    """The answer to "Er det Nina?"; nobody on the list is a guest. None: it was no answer."""
    asked = replace(meeting, confirm=None, maybe_came=())
    match intent:
        case "yes":
            return _comes(asked, scene, meeting.maybe_came[0])
        case "no":
            return _ask_who(asked, scene, meeting.maybe_came[1:])
        case "repeat" | "repeat_question" | "help":
            return _ask_who(asked, scene, meeting.maybe_came)
        case _:
            return None


def could_be_meant(meeting: Meeting, scene: Scene, command: Command, name: str) -> tuple[str, ...]:
    """Those of whom `command` makes sense, of all whom `name` may mean."""
    people = meant(scene.plan.people, name)
    if (meeting.item and meeting.item.counts_people) or command.intent == "named":
        return people  # who is here is just being found out
    here = command.intent != "here"
    return tuple(person for person in people if (person in scene.present) == here)


def which_one(meeting: Meeting, scene: Scene, command: Command, name: str) -> Meeting:
    """`name` is nobody's own: ask which of those whom it may mean."""
    people = could_be_meant(meeting, scene, command, name)
    if len(people) < 2:
        people = meant(scene.plan.people, name)
    if len(people) < 2:
        scene.chime("no")
        return meeting
    scene.say("which_one", names=scene.said_name(*people).either)
    return replace(meeting, attentive_until=meeting.now + NAMING_SECONDS, naming=command)


def _ask_who(meeting: Meeting, scene: Scene, names: tuple[str, ...]) -> Meeting:
    if not names:
        return _comes(meeting, scene, _next_guest(scene))
    scene.say("is_it", name=scene.said_name(names[0]))
    until = meeting.now + UNSAID_SECONDS
    return replace(meeting, confirm="one_more", confirm_until=until, maybe_came=names)


def _next_guest(scene: Scene) -> str:
    known = {*scene.plan.names, *scene.present, *scene.here.gone}
    return next(name for n in count(1) if (name := GUEST.format(number=n)) not in known)


def _comes(meeting: Meeting, scene: Scene, name: str) -> Meeting:
    scene.attended = True
    scene.arrive(name)
    assert meeting.item is not None
    item = meeting.item.joined(scene, name)
    in_this = item != meeting.item and item.speaker(scene) is not None
    if name in scene.plan.names:
        scene.say("joined_round" if in_this else "joined", name=scene.said_name(name))
    else:
        scene.say("one_guest" if in_this or _round_ahead(meeting) else "guest_joined")
    return replace(meeting, item=item.settled(scene))


def _round_ahead(meeting: Meeting) -> bool:
    """Whether a round is still to begin in which everybody speaks."""
    item = meeting.item
    if item and item.round_to_come:
        return True
    return any(ahead.each is not None for ahead in meeting.agenda[meeting.index + 1 :])


def _goes(meeting: Meeting, scene: Scene, name: str, intent: str) -> Meeting:
    """Nobody waits for `name` any more; if it was their turn, the next one has it."""
    assert meeting.item is not None
    scene.attended = True
    had_the_word = meeting.item.speaker(scene) == name
    scene.now = meeting.now if meeting.paused_at is None else meeting.paused_at
    item = meeting.item.without(scene, name)
    spoke = any(turn.name == name and not turn.skipped for turn in scene.kept.turns)
    scene.depart(name, was_here=spoke or intent == "left" or name not in scene.plan.names)
    scene.say("left_noted" if intent == "left" else "away_noted", name=scene.said_name(name))
    item = item.settled(scene)
    if had_the_word and meeting.paused_at is None:
        item = item.resume(scene)
    scene.now = meeting.now
    return replace(meeting, item=item)
