"""What the group can ask for at any time; what it can't find here goes to the agenda item."""

from dataclasses import replace

from device.meeting import forecast
from device.meeting import plan as plans
from device.meeting.actions import Forget, Volume
from device.meeting.agreement import read_rules
from device.meeting.attendance import attend, which_one, who_came
from device.meeting.pausing import go_on, paused
from device.meeting.scene import Command, Scene
from device.meeting.state import Meeting
from speech.saying.wording import duration_in_words, list_in_words

CONFIRM_SECONDS = 15.0
"""So long a yes is waited for before "afslut mødet" and "glem alt" are dropped."""


def obey(meeting: Meeting, scene: Scene, command: Command) -> Meeting:
    """The state after a command, whatever the stage; without use it gives the low sound."""
    name = command.name
    if name and meeting.plan and name not in {*meeting.plan.names, *meeting.present, *meeting.left}:
        return which_one(meeting, scene, name)
    if meeting.confirm:
        return _confirmed(meeting, scene, command)
    after = _anywhere(meeting, scene, command)
    if after is None:
        match meeting.stage:
            case "waiting":
                after = _waiting(meeting, scene, command)
            case "running" if meeting.paused_at is not None:
                after = _while_paused(meeting, scene, command)
            case "running":
                after = _running(meeting, scene, command)
            case "empty" | "finished" if command.intent == "forget":
                after = _ask(meeting, scene, "forget")
            case _:
                after = None
    if after is None:
        scene.chime("no")
        return meeting
    return after


def _anywhere(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    match command.intent:
        case "repeat" if meeting.last_said:
            for said in meeting.last_said:
                scene.say_again(said)
        case "louder" | "quieter":
            scene.actions.append(Volume(1 if command.intent == "louder" else -1))
            scene.say("volume")
        case "help":
            scene.say(_help(meeting))
        case "hush":
            scene.hush()
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
    if meeting.paused_at is not None:
        return "help_paused"
    item = meeting.plan.agenda[meeting.index] if meeting.plan else None
    return {
        plans.SpeakingRound: "help_round",
        plans.TopicDialogue: "help_dialogue",
        plans.Evaluation: "help_evaluation",
    }.get(type(item), "help")


def _waiting(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    match command.intent:
        case "start" | "next" if meeting.plan:
            away = {person.name for person in meeting.plan.people if person.absent or person.late}
            scene.present = tuple(name for name in meeting.plan.names if name not in away)
            scene.absent = tuple(name for name in meeting.plan.names if name in away)
            scene.came = len(scene.present)
            return replace(meeting, stage="running", started=meeting.now).began(scene, 0)
        case "agenda" if meeting.plan:
            _say_agenda(meeting, scene, 0)
            return meeting
        case "learn_voices" if meeting.plan:
            return _learn_voices(meeting, scene)
        case "forget":
            return _ask(meeting, scene, "forget")
        case _:
            return None


def _while_paused(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    match command.intent:
        case "resume" | "next" | "start":
            return meeting if meeting.going_on else go_on(meeting, scene)
        case "time_left" | "end_time":
            scene.say("still_paused")
            return meeting
        case "learn_voices":
            return _learn_voices(meeting, scene)
        case "finish":
            return _ask(meeting, scene, "finish")
        case _:
            return attend(meeting, scene, command)


def _running(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    assert meeting.item is not None
    assert meeting.plan is not None
    after = meeting.item.command(scene, command)
    if after is not None:
        return meeting.followed_by(scene, after)
    match command.intent:
        case "pause":
            scene.say("paused")
            return paused(meeting)
        case "next_item" | "skip":
            scene.say("next_item")
            return meeting.advanced(scene)
        case "learn_voices":
            return _learn_voices(meeting, scene)
        case "evaluate":
            return _to_evaluation(meeting, scene)
        case "finish":
            return _ask(meeting, scene, "finish")
        case _ if _told(meeting, scene, command.intent):
            return meeting
        case _:
            return attend(meeting, scene, command)


def _told(meeting: Meeting, scene: Scene, intent: str) -> bool:
    """Questions about the meeting itself."""
    assert meeting.item is not None
    assert meeting.plan is not None
    timer = meeting.item.timer
    match intent:
        case "time_left" if timer is None:
            scene.say("no_time_runs")
        case "time_left":
            assert timer is not None
            left = timer.left(meeting.now)
            if left > 0:
                scene.say("time_left", time=duration_in_words(left, roughly=True))
            else:
                scene.say("time_is_up", over=duration_in_words(-left, roughly=True))
        case "end_time":
            elapsed = meeting.now - meeting.started
            left = forecast.remaining(meeting.plan, meeting.index, elapsed, meeting.item_used)
            scene.say("end_time", time=duration_in_words(left, roughly=True))
        case "agenda":
            _say_agenda(meeting, scene, meeting.index + 1)
        case "rules" | "purpose":
            _read_agreement(meeting, scene, intent)
        case _:
            return False
    return True


def _say_agenda(meeting: Meeting, scene: Scene, first: int) -> None:
    assert meeting.plan is not None
    titles = [item.title for item in meeting.plan.agenda[first:]]
    if not titles:
        scene.say("agenda_last")
    elif first == 0:
        scene.say("agenda", titles=list_in_words(titles))
    else:
        scene.say("agenda_rest", titles=list_in_words(titles))


def _read_agreement(meeting: Meeting, scene: Scene, intent: str) -> None:
    assert meeting.plan is not None
    for item in meeting.plan.agenda:
        if not isinstance(item, plans.Agreement):
            continue
        if intent == "purpose" and item.purpose:
            scene.say("purpose", purpose=item.purpose)
            return
        if intent == "rules":
            read_rules(scene, item.rules)
            return
    scene.chime("no")


def _learn_voices(meeting: Meeting, scene: Scene) -> Meeting | None:
    """The group asks for a lesson: it comes when what is going on now is over."""
    assert meeting.plan is not None
    agenda, place = meeting.plan.agenda, meeting.index + 1
    if meeting.stage == "waiting":
        place = int(isinstance(agenda[0], plans.Welcome))
        scene.say("voices_after_welcome" if place else "voices_first")
    elif isinstance(agenda[meeting.index], plans.VoiceLesson):
        return None
    elif place == len(agenda) and isinstance(agenda[meeting.index], plans.Closing):
        scene.say("voices_too_late")
        return meeting
    else:
        scene.say("voices_later")
    (title,) = scene.wordings("voices_title")
    return replace(meeting, plan=meeting.plan.with_lesson(place, title))


def _to_evaluation(meeting: Meeting, scene: Scene) -> Meeting | None:
    assert meeting.plan is not None
    for place in range(meeting.index + 1, len(meeting.plan.agenda)):
        if isinstance(meeting.plan.agenda[place], plans.Evaluation):
            scene.say("to_evaluation")
            noted = meeting.noted(scene)
            return noted.began(scene, place)
    return None


def _ask(meeting: Meeting, scene: Scene, what: str) -> Meeting:
    """Some things are only done after a yes."""
    scene.say(f"confirm_{what}")
    return replace(meeting, confirm=what, confirm_until=meeting.now + CONFIRM_SECONDS)


def _confirmed(meeting: Meeting, scene: Scene, command: Command) -> Meeting:
    asked = replace(meeting, confirm=None)
    match meeting.confirm, command.intent:
        case "finish", "yes" if meeting.stage == "running":
            scene.say("goodbye")
            return asked.noted(scene).finished(scene, meeting.index)
        case "forget", "yes":
            scene.actions.append(Forget())
            scene.say("forgotten")
            return replace(meeting.cleared(None), groups=())
        case "one_more", "yes" | "no":
            return who_came(meeting, scene, yes=command.intent == "yes")
        case _, "no":
            scene.say("carry_on")
            return asked
        case _:
            return obey(asked, scene, command)
