"""Going back: "gå tilbage" and "fortryd" bring the turn or the item before back, with its time.

Whatever took the group on (a press too early, a skip, the evaluation or the end begun by mistake,
the box itself) is undone together with what it wrote into the record; the time in between counts
for the item that it comes back to.
"""

from device.meeting.changing import replace
from device.meeting.items.item import ItemState
from device.meeting.left import BACK_SECONDS, MOST_LEFT, Left
from device.meeting.pausing import go_on, went_on
from device.meeting.scene import Scene
from device.meeting.state import Meeting


def remembering(before: Meeting, after: Meeting) -> Meeting:
    """`after`, which knows what was left if the group went a step on from `before`."""
    item = before.item
    if before.stage != "running" or item is None or item.leaving:
        return after
    if after.stage not in {"running", "finished"} or after.left is not before.left:
        return after  # all was forgotten, or this was a step back
    if after.item and after.index == before.index and after.item.place == item.place:
        return after
    left = Left(
        at=after.now,
        index=before.index,
        item=item,
        here=before.here,
        kept=before.kept,
        item_began=before.item_began,
        item_seconds=before.item_seconds,
        item_paused=before.item_paused,
        paused=before.paused,
    )
    return replace(after, left=(*before.left, left)[-MOST_LEFT:])


def gone_back(meeting: Meeting, scene: Scene) -> Meeting:
    """The group is where it was before the last step, if that is not too long ago."""
    here = went_on(meeting)
    for number, left in reversed(list(enumerate(here.left))):
        # Pauses don't count: whoever went too far may stop the clocks, and talk about it.
        if here.now - left.at - (here.paused - left.paused) > BACK_SECONDS:
            break
        since = here.item if here.index == left.index else None
        kept, scene.kept = scene.kept, left.kept
        item = left.item.taken_back(since, here.now - left.at, here.now)
        if item.counts_people:  # it finds out once more who is here
            scene.here = replace(left.here, came=len(left.here.present))
        else:
            item = _with_those_here(left, item, scene)
        if since is None or item.place != since.place:
            return _led_back(replace(here, left=here.left[:number]), scene, left, item)
        # The turn was of one who has gone since: it leads nowhere.
        scene.kept = kept
    scene.say("back_too_far" if meeting.stage == "running" else "help_finished")
    return meeting


def _led_back(here: Meeting, scene: Scene, left: Left, item: ItemState) -> Meeting:
    """The group is at `item`, as it was at `left`."""
    back = replace(
        here,
        stage="running",
        index=left.index,
        item=item,
        item_began=left.item_began,
        item_seconds=left.item_seconds,
        item_paused=left.item_paused + here.paused - left.paused,
        ended=0.0,
    )
    scene.index, scene.item = back.index, back.scene().item
    scene.say("gone_back")
    # Who came or went meanwhile means something for the others there, too.
    return go_on(replace(back, item=item.settled(scene)), scene)


def _with_those_here(left: Left, item: ItemState, scene: Scene) -> ItemState:
    """`item`, in which whoever has gone or come since it was left goes or comes now."""
    now, then = scene.here, left.here
    scene.here = replace(then, came=len(then.present))
    for name in then.present:
        if name not in now.present:
            item = item.without(scene, name)
            scene.depart(name, was_here=True)
    for name in now.present:
        if name not in then.present:
            scene.arrive(name)
            item = item.joined(scene, name)
    scene.here = now
    return item
