"""What the group can ask for at any time; what it can't find here goes to the agenda item."""

from device.meeting.actions import Volume
from device.meeting.along import advanced, began, followed_by, note_item
from device.meeting.attendance import attend, could_be_meant, which_one, who_came
from device.meeting.changing import replace
from device.meeting.confirming import answered, ask
from device.meeting.going_back import gone_back
from device.meeting.going_off import going_off
from device.meeting.here import Attendance
from device.meeting.in_turn import TAKEN, take_role
from device.meeting.items.registry import (
    AnyKind,
    asked_for_by,
    going_to,
    kind_of,
    with_what_comes_up,
)
from device.meeting.leading import longer, rested
from device.meeting.pausing import all_stopped, go_on, paused, went_on
from device.meeting.scene import Command, Scene
from device.meeting.signs import understood
from device.meeting.speakers import ON_THE_LIST
from device.meeting.state import VOLUMES, Meeting
from device.meeting.told import said_again, say_agenda, told

NEEDS = {"more_time": "minutes", "take_break": "minutes", "number": "number"} | dict.fromkeys(
    ("floor_to", "absent", "here", "left", "named", "take_focus", *TAKEN, *ON_THE_LIST), "name"
)
"""What a command can't be without."""
ASKED = frozenset({"question_number", "question_names", "question_yes_no"})
"""The situations in which the box waits for an answer."""
SAY_AGAIN = frozenset({"repeat", "repeat_question", "help"})
"""Asked back in place of an answer, what it is about is all that helps."""


def obey(meeting: Meeting, scene: Scene, command: Command) -> Meeting:
    """The state after a command, whatever the stage; without use it gives the low sound."""
    after, asked = None, meeting.naming
    meeting = replace(meeting, naming=None)
    if asked and command.intent == "named":
        command = replace(asked, name=command.name)
    elif asked and asked.name and command.intent in SAY_AGAIN:
        return which_one(meeting, scene, asked, asked.name)
    if understood(meeting, command.intent) and _is_whole(command):
        if command.name and not meeting.knows(command.name):
            return _whoever(meeting, scene, command, command.name)
        after = _obeyed(meeting, scene, command)
    if after is None:
        scene.chime("no")
        return meeting
    return after


def _whoever(meeting: Meeting, scene: Scene, command: Command, name: str) -> Meeting:
    """`name` is shared, or nobody's: the only one who can be meant, or it is asked who is."""
    able = could_be_meant(meeting, scene, command, name)
    if len(able) == 1:
        return obey(meeting, scene, replace(command, name=able[0]))
    return which_one(meeting, scene, command, name)


def _is_whole(command: Command) -> bool:
    needed = NEEDS.get(command.intent)
    return needed is None or getattr(command, needed) is not None


def _obeyed(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    if meeting.confirm == "one_more" and (after := who_came(meeting, scene, command.intent)):
        return after
    if meeting.confirm == "doubted" and command.intent == "yes":
        return _meant(meeting, scene)
    if meeting.confirm == "evaluate" and command.intent == "yes":
        return _evaluated_first(replace(meeting, confirm=None), scene)
    if meeting.confirm and (after := answered(meeting, scene, command)):
        return after
    if meeting.offered:  # whoever says something else has other things in mind
        meeting = replace(meeting, confirm=None, offered=0.0)
    meeting = _nothing_doubted(meeting, command)
    if after := _anywhere(meeting, scene, command):
        return after
    match meeting.stage:
        case "waiting":
            return _waiting(meeting, scene, command)
        case "running" if meeting.paused_at is not None:
            return _while_paused(meeting, scene, command)
        case "running":
            return _running(meeting, scene, command)
        case _ if command.intent == "forget":
            return ask(meeting, scene, "forget")
        case "finished" if command.intent in {"back", "undo"}:
            return gone_back(meeting, scene)
        case _:
            return None


def _nothing_doubted(meeting: Meeting, command: Command) -> Meeting:
    """Something else was asked for, or the same surely: that question has had its time."""
    if meeting.confirm == "doubted":
        return replace(meeting, confirm=None, doubted=None)
    return meeting if command.intent in SAY_AGAIN else replace(meeting, doubted=None)


def _meant(meeting: Meeting, scene: Scene) -> Meeting | None:
    """What was heard with doubt was meant. What is asked about in any case has been, then."""
    command = meeting.doubted
    assert command is not None
    without = replace(meeting, confirm=None, doubted=None)
    finishes = command.intent == "finish" and _evaluation(meeting) is None
    if meeting.stage == "running" and (finishes or command.intent == "off"):
        return answered(replace(without, confirm=command.intent), scene, Command("yes"))
    return _obeyed(without, scene, command)


def _anywhere(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    match command.intent:
        case "repeat" | "repeat_question":
            return said_again(meeting, scene, command.intent)
        case "louder" | "quieter":
            step = 1 if command.intent == "louder" else -1
            scene.actions.append(Volume(step))
            scene.say("volume")
            return replace(meeting, volume=min(VOLUMES[-1], max(VOLUMES[0], meeting.volume + step)))
        case "help":
            key = _help(meeting)
            scene.answered = True
            if key == "help" and meeting.item and meeting.situation in ASKED:
                # What can be said now is an answer, and the question tells how to give it.
                return replace(meeting, item=meeting.item.repeat(scene))
            scene.say(key)
        case "hush":
            scene.hush()
        case "stop_all":
            return all_stopped(meeting, scene)
        case "off":
            running = meeting.stage == "running"
            return ask(meeting, scene, "off") if running else going_off(meeting, scene)
        case _:
            return None
    return meeting


def _help(meeting: Meeting) -> str:
    if meeting.stage == "empty":
        return "help_empty"
    if meeting.stage == "finished":
        return "help_finished"
    if meeting.stage == "waiting" or meeting.item is None:
        return "help_waiting"
    if meeting.stopped:
        return "help_stopped"
    if meeting.paused_at is not None:
        return "help_paused"
    return meeting.item.help


def _waiting(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    match command.intent:
        case "start" if meeting.plan:
            scene.here = Attendance.expected(meeting.plan)
            plan = with_what_comes_up(meeting.plan, scene.past)
            plan = plan.promising(plan.seconds)
            running = replace(meeting, stage="running", started=meeting.now, plan=plan)
            return began(running, scene, 0)
        case "agenda" if meeting.plan:
            say_agenda(meeting, scene, 0)
            scene.answered = True
            return meeting
        case "forget":
            return ask(meeting, scene, "forget")
        case intent if meeting.plan and (kind := asked_for_by(intent)):
            return _put_in(meeting, scene, kind)
        case _:
            return None


def _while_paused(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    match command.intent:
        case "resume" | "start":
            return meeting if meeting.going_on else go_on(meeting, scene)
        case "pause" if meeting.going_on:
            scene.say("paused")
            return replace(meeting, going_on=False)
        case "pause" | "next":
            scene.say("still_paused")
            return meeting
        case "take_break" if command.minutes:
            return rested(meeting, scene, 60 * command.minutes)
        case "time_left" | "end_time" | "pace":
            told(meeting, scene, command.intent)
            return meeting
        case "back" | "undo":
            return gone_back(meeting, scene)
        case "finish":
            return _finish(meeting, scene)
        case intent if kind := asked_for_by(intent):
            return _put_in(meeting, scene, kind)
        case _:
            return attend(meeting, scene, command)


def _running(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    assert meeting.item is not None
    assert meeting.plan is not None
    if meeting.item.takes(command.intent):
        # What the item has to do with, and can't do now, never means something else.
        after = meeting.item.command(scene, command)
        if after is not None and command.intent == "more_time" and command.minutes:
            return longer(meeting, scene, after, 60 * command.minutes)
        if after is not None:
            return followed_by(meeting, scene, after)
        if command.intent != "undo":  # nothing of its own to undo: the last step, then
            return None
    match command.intent:
        case "back" | "undo":
            return gone_back(meeting, scene)
        case "pause":
            scene.say("paused")
            return paused(meeting)
        case "take_break" if command.minutes:
            return rested(meeting, scene, 60 * command.minutes)
        case intent if intent in TAKEN and command.name:
            if not _done_by_an_item(scene, command):
                take_role(scene, intent, command.name)
            return meeting
        case "next_item":
            last = meeting.index + 1 == len(meeting.agenda)
            scene.say("goodbye" if last else "next_item")
            return advanced(meeting, scene)
        case "finish":
            return _finish(meeting, scene)
        case intent if kind := asked_for_by(intent):
            return _put_in(meeting, scene, kind)
        case intent if kind := going_to(intent):
            return _gone_to(meeting, scene, kind)
        case _ if told(meeting, scene, command.intent) or _done_by_an_item(scene, command):
            return meeting
        case _:
            return attend(meeting, scene, command)


def _done_by_an_item(scene: Scene, command: Command) -> bool:
    """The first item of the agenda that can does what the command asks for."""
    return any(kind_of(item).obeyed(scene, item, command) for item in scene.plan.agenda)


def _finish(meeting: Meeting, scene: Scene) -> Meeting:
    """Whoever ends early may look back first; then it is asked whether that is meant."""
    return ask(meeting, scene, "finish" if _evaluation(meeting) is None else "evaluate")


def _evaluation(meeting: Meeting) -> AnyKind | None:
    """The kind of the evaluation that is still to come."""
    ahead = (item for item in meeting.agenda[meeting.index + 1 :] if item.evaluates)
    return next((kind for item in ahead if (kind := kind_of(item)).goes_to), None)


def _evaluated_first(meeting: Meeting, scene: Scene) -> Meeting:
    kind = _evaluation(meeting)
    assert kind is not None  # what is to come doesn't change while it is asked about
    return _gone_to(went_on(meeting), scene, kind)


def _put_in(meeting: Meeting, scene: Scene, kind: AnyKind) -> Meeting:
    """The group asks for an item of `kind`: it comes when what is going on now is over."""
    assert meeting.plan is not None
    assert kind.asked_for is not None
    agenda, place = meeting.plan.agenda, meeting.index + 1
    if meeting.stage == "waiting":
        place = int(agenda[0].greets)
        scene.say(kind.asked_for.after_greeting if place else kind.asked_for.first)
    elif kind_of(agenda[meeting.index]) is kind:
        scene.say("still_paused")  # else the item itself takes it
        return meeting
    elif place == len(agenda) and agenda[meeting.index].says_goodbye:
        scene.say(kind.asked_for.too_late)
        return meeting
    else:
        scene.say(kind.asked_for.later)
    (title,) = scene.wordings(kind.asked_for.title)
    return replace(meeting, plan=meeting.plan.with_asked_for(place, kind.new(title)))


def _gone_to(meeting: Meeting, scene: Scene, kind: AnyKind) -> Meeting:
    """The group goes straight to the next item of `kind`."""
    assert meeting.plan is not None
    assert kind.goes_to is not None
    for place in range(meeting.index + 1, len(meeting.plan.agenda)):
        if kind_of(meeting.plan.agenda[place]) is kind:
            scene.say(kind.goes_to.going)
            note_item(meeting, scene)
            return began(meeting, scene, place)
    if kind_of(meeting.plan.agenda[meeting.index]) is kind:
        return said_again(meeting, scene, "repeat_question")
    scene.say(kind.goes_to.none_left)
    return meeting
