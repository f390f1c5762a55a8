"""What each kind of event means to a meeting; buttons become the commands they stand for now."""

from dataclasses import replace

from device.meeting import events, presses
from device.meeting.actions import Microphone, WriteReport
from device.meeting.commands import obey
from device.meeting.confirming import asked_and_said, dropped, forgotten
from device.meeting.group import Group
from device.meeting.pace import HOW_TO_START, USUAL, offered
from device.meeting.pausing import go_on, pause_reminder, reminded_of_pause, went_on
from device.meeting.plan import Plan
from device.meeting.reached import led_to
from device.meeting.scene import Command, Scene
from device.meeting.shown import DARK
from device.meeting.state import UNSAID_SECONDS, Meeting
from device.meeting.told import moment
from speech.saying.wording import duration_in_words, number_in_words

ATTENTIVE_SECONDS = 8.0
"""After the wake word alone, so long a command needs no wake word."""
AFTER_TALKING_SECONDS = 4.0
"""So long after the white button came up."""
TROUBLE = {
    "stick": "stick_trouble",
    "journal": "journal_trouble",
    "memory": "memory_trouble",
    "program": "program_trouble",
}
"""What is said of a part that is not missed otherwise."""
NO_PLAN = {
    "": "no_plan",
    "document": "no_plan_document",
    "unfinished": "no_plan_unfinished",
    "shortcut": "no_plan_shortcut",
    "folder": "no_plan_folder",
    "several": "no_plan_several",
}
"""What is said of a stick whose plan isn't found, by why; of any other: that its name is odd."""
EARLY = frozenset({"score", "digit"})
"""Meanings that leave the box speaking: the others want to hear the statement."""


def react(meeting: Meeting, scene: Scene, event: events.Event) -> Meeting:
    """The state after `event`; what it leads to is in `scene`."""
    match event:
        case events.Tick():
            return _ticked(meeting, scene)
        case events.Spoken(id=spoken):
            return _spoken(meeting, scene) if spoken == meeting.awaiting else meeting
        case events.Heard() | events.WakeWord() | events.NotUnderstood():
            _fall_silent(meeting, scene)
            return _heard(meeting, scene, event)
        case events.SaidAfter() | events.LongSilence():
            return _at_the_table(meeting, scene, event)
        case events.Pressed(button=button):
            return _pressed(meeting, scene, button)
        case events.Scored() | events.ScoresAwaited() | events.ScoresClosed():
            return _scores(meeting, scene, event)
        case events.Held(button=button):
            return _held(meeting, scene, button)
        case events.Released(button="white") if meeting.talking:
            until = meeting.now + AFTER_TALKING_SECONDS
            return replace(meeting, talking=False, attentive_until=until)
        case events.StickIn() | events.PlanRejected() | events.ReportWritten() | events.NoPlan():
            return _stick(meeting, scene, event)
        case events.Trouble():
            return _trouble(meeting, scene, event)
        case _:
            return _made_anew(meeting, scene, event)


def _fall_silent(meeting: Meeting, scene: Scene) -> None:
    """Whoever calls the box while it speaks wants to be heard: it stops, as for a button."""
    if meeting.awaiting is not None:
        scene.hush()


def _heard(
    meeting: Meeting, scene: Scene, event: events.Heard | events.WakeWord | events.NotUnderstood
) -> Meeting:
    match event:
        case events.Heard():
            command = Command(event.intent, event.minutes, event.number, event.name)
            return obey(replace(_heeded(meeting), naming=meeting.naming), scene, command)
        case events.WakeWord():
            scene.chime("listening")
            called = _called(meeting)
            return replace(called, attentive_until=meeting.now + ATTENTIVE_SECONDS)
        case events.NotUnderstood():
            return _not_understood(meeting, scene)


def _heeded(meeting: Meeting) -> Meeting:
    """Something was understood: the ear may rest."""
    return replace(meeting, attentive_until=None, unclear=0, naming=None)


def _ticked(meeting: Meeting, scene: Scene) -> Meeting:
    now = meeting.now
    waited = meeting.attentive_until is not None and now >= meeting.attentive_until
    if waited and not meeting.talking:
        meeting = _heeded(meeting)
    if meeting.awaiting is not None and now >= meeting.spoken_by:
        return _spoken(meeting, scene)
    if meeting.confirm:
        # Until it is answered nothing else goes on, or a yes might mean that.
        return dropped(meeting, scene) if now >= meeting.confirm_until else meeting
    if meeting.stage == "waiting" and not meeting.reminded and now >= _start_reminder(meeting):
        HOW_TO_START.said_by(scene)
        return replace(meeting, reminded=True)
    reminder = pause_reminder(meeting)
    if reminder is not None and now >= reminder:
        return reminded_of_pause(meeting, scene)
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    timer = meeting.item.timer
    if timer and not timer.ended and now >= timer.due and scene.item:
        scene.offer = offered(moment(meeting).spare, scene.item)
    after = meeting.followed_by(scene, meeting.item.tick(scene))
    if not scene.offering:
        return after
    until = now + UNSAID_SECONDS
    return replace(after, confirm="spare", offered=scene.offer, confirm_until=until)


def _start_reminder(meeting: Meeting) -> float:
    return meeting.read + USUAL.start_reminder


def _spoken(meeting: Meeting, scene: Scene) -> Meeting:
    """All that was to be said has been said."""
    meeting = replace(meeting, awaiting=None)
    if meeting.confirm:
        meeting = asked_and_said(meeting)
    if meeting.attentive_until is not None:
        meeting = replace(meeting, attentive_until=meeting.now + ATTENTIVE_SECONDS)
    if meeting.going_on:
        meeting = went_on(meeting)
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    return meeting.followed_by(scene, meeting.item.quiet(scene))


def _scores(
    meeting: Meeting,
    scene: Scene,
    event: events.Scored | events.ScoresAwaited | events.ScoresClosed,
) -> Meeting:
    """What stands in for presses, and for what time led to: see device.meeting.scores."""
    if meeting.item is None or (isinstance(event, events.Scored) and event.item != meeting.index):
        return meeting
    return meeting.followed_by(scene, meeting.item.scored(scene, event))


def _called(meeting: Meeting) -> Meeting:
    """Somebody is about to say something: whatever waits for the group waits a little more."""
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    return replace(meeting, item=meeting.item.addressed(meeting.now))


def _at_the_table(
    meeting: Meeting, scene: Scene, event: events.SaidAfter | events.LongSilence
) -> Meeting:
    """What concerns the item alone, while it goes on."""
    if meeting.item is None or meeting.paused_at is not None:
        return meeting
    match event:
        case events.SaidAfter():
            after = meeting.item.said_after(scene, event)
            return meeting if after is None else meeting.followed_by(scene, after)
        case events.LongSilence():
            busy = meeting.awaiting is not None or meeting.attentive_until is not None
            if busy or meeting.confirm or not meeting.microphone:
                return meeting
            return meeting.followed_by(scene, meeting.item.silence(scene))


def _not_understood(meeting: Meeting, scene: Scene) -> Meeting:
    """One short "Undskyld?"; the second time only the low sound."""
    asked = meeting.item is not None and meeting.paused_at is None and not meeting.confirm
    after = meeting.item.not_understood(scene) if meeting.item and asked else None
    if after is not None:
        return _heeded(meeting).followed_by(scene, after)
    if meeting.unclear:
        scene.chime("no")
        return _heeded(meeting)
    scene.say("sorry")
    until = meeting.now + ATTENTIVE_SECONDS
    return replace(meeting, attentive_until=until, unclear=1)


def _pressed(meeting: Meeting, scene: Scene, button: str) -> Meeting:
    if button == "green" and meeting.now < meeting.dropped_until:
        scene.chime("no")
        return meeting
    meaning = meeting.meaning(button)
    again = meeting.is_again(button, meeting.now)
    meeting = replace(meeting, presses=presses.noted(meeting.presses, button, meeting.now))
    if again:
        return meeting
    if meaning is None:
        scene.chime("no")
        return meeting
    if meeting.awaiting is not None and meaning not in EARLY:
        scene.hush()
    if meaning in EARLY:
        return _digit(meeting, scene, int(button.removeprefix("score")))
    if meaning == "talk":
        if not (meeting.microphone and meeting.ears):
            scene.chime("no")
            return meeting
        return replace(_called(meeting), talking=True, attentive_until=meeting.now)
    if meaning == "hush":
        return _heeded(meeting)
    return obey(_heeded(meeting), scene, Command(meaning))


def _digit(meeting: Meeting, scene: Scene, value: int) -> Meeting:
    after = meeting.item.digit(scene, value) if meeting.item else None
    if after is None:
        scene.chime("no")
        return meeting
    return meeting.followed_by(scene, after)


def _held(meeting: Meeting, scene: Scene, button: str) -> Meeting:
    meaning = meeting.buttons.meaning(meeting.situation, button, held=True)
    if meaning is None:
        return meeting
    if meeting.awaiting is not None:
        scene.hush()
    if meaning == "microphone":
        on = not meeting.microphone
        scene.actions.append(Microphone(on=on))
        scene.say("microphone_on" if on else "microphone_off")
        return replace(_heeded(meeting), microphone=on, talking=False)
    return obey(_heeded(meeting), scene, Command(meaning))


def _stick(
    meeting: Meeting,
    scene: Scene,
    event: events.StickIn | events.PlanRejected | events.ReportWritten | events.NoPlan,
) -> Meeting:
    match event:
        case events.NoPlan():
            return _no_plan(meeting, scene, event)
        case events.ReportWritten():
            scene.say("report_written")
            return replace(meeting, reported=meeting.stage == "finished")
        case events.PlanRejected(faults=1, first=first):
            scene.say("plan_one_fault", first=first)
            _say_what_holds(meeting, scene)
            return meeting
        case events.PlanRejected(faults=faults, first=first):
            scene.say("plan_faults", faults=number_in_words(faults), first=first)
            _say_what_holds(meeting, scene)
            return meeting
        case events.StickIn(plan=plan) if meeting.busy and plan == meeting.written:
            return meeting  # the box was switched off and on with the stick in it
        case events.StickIn() if meeting.busy:
            scene.say("plan_later")
            return meeting
        case events.StickIn(plan=plan):
            _write_owed(meeting, scene, plan)
            scene.plan = plan  # its wake word is what is to be said from now on
            scene.say(
                "plan_read",
                form=plan.form.capitalize(),
                people=number_in_words(len(plan.people)),
                duration=duration_in_words(plan.seconds),
            )
            if plan.early:
                scene.say("plan_ends_early", time=duration_in_words(plan.early, roughly=True))
            scene.say("how_to_start")
            return meeting.cleared(plan)


def _write_owed(meeting: Meeting, scene: Scene, plan: Plan) -> None:
    """The report that no stick has, before all of that meeting goes; on its own group's stick."""
    old = meeting.plan
    if old and meeting.owes_report and Group(old.network, old.names).meets(plan):
        scene.actions.append(WriteReport((old, meeting.record)))


def _say_what_holds(meeting: Meeting, scene: Scene) -> None:
    """After a plan with faults: the one before it, if there was one."""
    scene.say("plan_awaited" if meeting.plan is None else "plan_kept")


def _no_plan(meeting: Meeting, scene: Scene, event: events.NoPlan) -> Meeting:
    """Whoever puts in a stick for the report has no need of a plan."""
    if meeting.busy:
        return meeting
    if meeting.stage == "finished" and not event.looks_like:
        if meeting.owes_report:
            scene.actions.append(WriteReport())
        return meeting
    scene.say(NO_PLAN.get(event.why, "no_plan_name"), file=event.looks_like)
    if meeting.stage == "waiting":
        scene.say("plan_kept")
    return meeting


def _trouble(meeting: Meeting, scene: Scene, event: events.Trouble) -> Meeting:
    """Say what is missing, once, and what can be used in its place."""
    match event.part:
        case "microphone" if meeting.ears != event.working:
            scene.say("microphone_back" if event.working else "microphone_lost")
            return replace(_heeded(meeting), ears=event.working, talking=False)
        case "panel" if meeting.panel != event.working:
            scene.say("panel_back" if event.working else "panel_lost")
            return replace(meeting, panel=event.working)
        case part if part in TROUBLE and not event.working:
            scene.say(TROUBLE[part])
            return meeting
        case _:
            return meeting


def _made_anew(meeting: Meeting, scene: Scene, event: events.Event) -> Meeting:
    """What the loop makes; nothing else has a meaning of its own."""
    match event:
        case events.GivenUp() if (meeting.stage, meeting.index) == ("running", event.index):
            return _given_up(meeting, scene, event)
        case events.Wiped(whole=whole):
            scene.say("forgotten" if whole else "forgotten_in_part")
            # The journal may have had no room for the yes that led to it.
            return forgotten(meeting) if meeting.stage in {"running", "finished"} else meeting
        case events.Remembered():
            return _remembered(meeting, scene, event)
        case events.Reached():
            return led_to(meeting, scene, event)
        case events.Resumed():
            return _resumed(meeting, scene)
        case _:
            return meeting


def _given_up(meeting: Meeting, scene: Scene, event: events.GivenUp) -> Meeting:
    """On past an item that can't be led. It is asked nothing any more, whatever its state is."""
    scene.attended = True  # nor is it come back to
    scene.say("item_given_up" if event.to < len(meeting.agenda) else "goodbye")
    pause = 0.0 if meeting.paused_at is None else meeting.now - meeting.paused_at
    there = replace(
        meeting,
        paused=meeting.paused + pause,
        item_paused=meeting.item_paused + pause,
        paused_at=None,
        confirm=None,
        offered=0.0,
    )
    return there.noted(scene).began(scene, event.to)


def _remembered(meeting: Meeting, scene: Scene, kept: events.Remembered) -> Meeting:
    """A box without a plan, with what was left of all that went before."""
    scene.next_id = kept.next_id
    return replace(
        meeting.cleared(None),
        memory=kept.memory,
        microphone=kept.microphone,
        ears=kept.ears,
        panel=kept.panel,
    )


def _resumed(meeting: Meeting, scene: Scene) -> Meeting:
    """The box was gone: what it was saying is lost, and every lamp has to be told again."""
    fresh = replace(
        meeting,
        awaiting=None,
        attentive_until=None,
        talking=False,
        naming=None,
        confirm=None,
        offered=0.0,
        dropped_until=0.0,
        shown=DARK,
    )
    if fresh.stage == "running" and fresh.item is not None:
        scene.say("back_again")
        if fresh.stopped:
            scene.say("help_stopped")
            return fresh
        if fresh.paused_at is not None and not fresh.going_on:
            scene.say("still_paused")
            return fresh
        return go_on(fresh, scene)
    if fresh.stage == "waiting":
        scene.say("how_to_start")
    if fresh.owes_report:
        scene.actions.append(WriteReport())
    return fresh
