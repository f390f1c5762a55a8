"""How a speaking round is led: what it is about, then turns in the plan's order or shuffled."""

from dataclasses import replace
from random import Random

from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.steps.turns import Turns
from device.meeting.scene import Scene


def begin(scene: Scene, item: SpeakingRound) -> Turns:
    """Say what the round is about, and give the word to the first."""
    order = list(scene.present)
    if item.shuffled:
        Random(f"{scene.plan.seed}/{scene.index}").shuffle(order)
    intro = "round_intro" if scene.unusual(item.title) else "round_intro_plain"
    scene.say(intro, title=item.title)
    opened = Turns.opened(scene, item.turn_seconds, item.question, tuple(order))
    return replace(opened, title=item.title)
