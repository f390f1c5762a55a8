"""What comes by the stick, and goes to it: plans read and refused, and the report."""

from device.meeting import events
from device.meeting.actions import WriteReport, WriteStarter
from device.meeting.changing import replace
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


STARTER, REPORT = "starter", "report"
"""What a stick on which nothing is written unasked can get: see `Meeting.offer`."""
CHOSEN = {
    "today": "plan_of_today",
    "next": "plan_next",
    "last": "plan_last",
    "newest": "plan_newest",
}
"""What is said of several plans on a stick, by why this one was chosen."""
WHY = {
    "out": "stick_out",
    "full": "stick_full",
    "locked": "stick_locked",
    "gone": "stick_gone",
    "slow": "stick_slow",
}
"""What is said of a stick that fails, by why; of any other: that it doesn't work."""

ByStick = (
    events.StickIn
    | events.PlanRejected
    | events.NoPlan
    | events.StickOut
    | events.ReportWritten
    | events.StarterWritten
    | events.StickFailed
)


def by_stick(meeting: Meeting, scene: Scene, event: ByStick) -> Meeting:
    """The state after what came by the stick, and after what was written on it or was not."""
    match event:
        case events.NoPlan():
            return _no_plan(meeting, scene, event)
        case events.StickOut():
            return replace(meeting, offer="")
        case events.ReportWritten(ended=ended):
            return _report_written(meeting, scene, ended)
        case events.StarterWritten():
            scene.say("starter_written")
            return replace(meeting, offer="")
        case events.StickFailed():
            return _failed(meeting, scene, event)
        case _:
            return _with_plan(replace(meeting, offer=""), scene, event)


def put_on_stick(meeting: Meeting, scene: Scene) -> Meeting:
    """Blue was held for as long as the offer asks: what is waiting goes onto the stick."""
    if meeting.offer == REPORT:
        scene.actions.append(WriteReport(asked=True))
    elif meeting.offer == STARTER:
        scene.actions.append(WriteStarter())
    return meeting


def _with_plan(
    meeting: Meeting, scene: Scene, event: events.StickIn | events.PlanRejected
) -> Meeting:
    if isinstance(event, events.PlanRejected) and meeting.owes_report:
        scene.actions.append(WriteReport())
    match event:
        case events.PlanRejected(faults=1, first=first):
            scene.say("plan_one_fault", first=first)
            _say_what_holds(meeting, scene)
            return meeting
        case events.PlanRejected(faults=faults, first=first, told=told):
            key = "plan_faults" if told else "plan_faults_untold"
            scene.say(key, faults=number_in_words(faults), first=first)
            _say_what_holds(meeting, scene)
            return meeting
        case events.StickIn(plan=plan) if meeting.busy and plan == meeting.written:
            return meeting  # the box was switched off and on with the stick in it
        case events.StickIn() if meeting.busy:
            scene.say("plan_later")
            return meeting
        case events.StickIn(plan=plan):
            scene.actions += [WriteReport(account) for account in meeting.owed_to(plan)]
            scene.plan = plan  # its wake word is what is to be said from now on
            if event.among > 1 and event.chosen in CHOSEN:
                scene.say(CHOSEN[event.chosen], plans=number_in_words(event.among))
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


def _report_written(meeting: Meeting, scene: Scene, ended: float) -> Meeting:
    """This meeting's, or one that was owed. Of one that has been written twice nothing is said."""
    if not ended and meeting.stage != "finished" and meeting.owed:
        ended = meeting.owed[-1].ended  # an older program didn't say which
    if any(account.ended == ended for account in meeting.owed):
        scene.say("report_owed_written")
        owed = tuple(account for account in meeting.owed if account.ended != ended)
        return replace(meeting, owed=owed)
    account = meeting.account if meeting.stage == "finished" else None
    if ended and (account is None or meeting.reported or account.ended != ended):
        return meeting
    scene.say("report_written")
    return replace(meeting, reported=meeting.stage == "finished", offer="")


def _failed(meeting: Meeting, scene: Scene, event: events.StickFailed) -> Meeting:
    """Say what is wrong with the stick, and what becomes of what should have been written."""
    if event.why == "bare":
        if meeting.offer == REPORT or not meeting.owes_report:
            return meeting
        scene.say("offer_report")
        return replace(meeting, offer=REPORT)
    scene.say(WHY.get(event.why, "stick_trouble"))
    if event.doing == REPORT:
        if meeting.still_owed:
            scene.say("report_kept")
        elif meeting.owes_report:
            scene.say("report_trial")
    return replace(meeting, offer="")


def _say_what_holds(meeting: Meeting, scene: Scene) -> None:
    """After a plan with faults: the one before it, if there was one."""
    scene.say("plan_awaited" if meeting.plan is None else "plan_kept")


def _no_plan(meeting: Meeting, scene: Scene, event: events.NoPlan) -> Meeting:
    """Whoever puts in a stick for the report has no need of a plan."""
    if meeting.busy:
        return meeting
    if meeting.stage == "finished" and not event.looks_like and event.ours:
        if meeting.owes_report:
            scene.actions.append(WriteReport())
        return meeting
    if meeting.owes_report and not event.looks_like:
        scene.say("offer_report")
        return replace(meeting, offer=REPORT)
    scene.say(NO_PLAN.get(event.why, "no_plan_name"), file=event.looks_like)
    if not event.looks_like:
        scene.say("offer_starter")
    if meeting.stage == "waiting":
        scene.say("plan_kept")
    return replace(meeting, offer="" if event.looks_like else STARTER)
