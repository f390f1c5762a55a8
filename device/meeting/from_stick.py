"""What comes by the stick, and goes to it: plans read and refused, and the report."""

from dataclasses import replace

from device.meeting import events
from device.meeting.actions import WriteReport
from device.meeting.group import Group
from device.meeting.plan import Plan
from device.meeting.scene import Scene
from device.meeting.state import Meeting
from speech.saying.wording import duration_in_words, number_in_words

NO_PLAN = {
    "": "no_plan",
    "document": "no_plan_document",
    "unfinished": "no_plan_unfinished",
    "shortcut": "no_plan_shortcut",
    "folder": "no_plan_folder",
    "several": "no_plan_several",
}
"""What is said of a stick whose plan isn't found, by why; of any other: that its name is odd."""


OfTheStick = (
    events.StickIn | events.PlanRejected | events.ReportWritten | events.ReportKept | events.NoPlan
)
JUST_OVER = 60.0
"""Seconds after the end in which it is told that the report waits for a stick: that is, once."""


def by_stick(
    meeting: Meeting,
    scene: Scene,
    event: OfTheStick,
) -> Meeting:
    """The state after a plan, a stick without one, or a report that was written."""
    match event:
        case events.NoPlan():
            return _no_plan(meeting, scene, event)
        case events.ReportWritten():
            scene.say("report_written")
            return replace(meeting, reported=meeting.stage == "finished")
        case events.ReportKept():
            if meeting.owes_report and meeting.now - meeting.ended < JUST_OVER:
                scene.say("report_kept")
            return meeting
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
