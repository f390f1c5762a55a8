"""What the loop makes of itself: memory, places reached, a wipe, an item given up, a new start."""

from device.meeting import events
from device.meeting.along import began, note_item
from device.meeting.changing import replace
from device.meeting.confirming import forgotten
from device.meeting.pausing import go_on
from device.meeting.reached import led_to
from device.meeting.scene import Scene
from device.meeting.shown import DARK
from device.meeting.state import Meeting


def made_anew(meeting: Meeting, scene: Scene, event: events.Event) -> Meeting:
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
    note_item(there, scene)
    return began(there, scene, event.to)


def _remembered(meeting: Meeting, scene: Scene, kept: events.Remembered) -> Meeting:
    """A box without a plan, with what was left of all that went before."""
    scene.next_id = kept.next_id
    return replace(
        meeting.cleared(None),
        memory=kept.memory,
        microphone=kept.microphone,
        ears=kept.ears,
        panel=kept.panel,
        voice=kept.voice,
        volume=kept.volume,
        owed=kept.owed,
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
        going_off=False,
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
    return fresh  # a report that is owed waits for the first look at the stick
