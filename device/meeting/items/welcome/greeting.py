"""The first words of a meeting."""

from device.meeting.phrases import greeting
from device.meeting.scene import Scene
from speech.saying.wording import duration_in_words

KNOWN = 2
"""After so many meetings a group knows the box by name."""


def greet(scene: Scene, own_words: str | None) -> None:
    """Say who the box is, what the meeting is and how long it takes; who is known to be away."""
    plan = scene.plan
    scene.chime("start")
    met = "_again" if scene.past.number > KNOWN else ""  # by then they know whom they talk to
    scene.say(f"greeting_network{met}" if plan.network else f"greeting{met}", network=plan.network)
    key = greeting(plan.form)
    known = key in scene.phrases.wordings  # the plan of an old journal may have another form
    scene.say(key if known else "greeting_plain", duration=duration_in_words(plan.seconds))
    if own_words:
        scene.say_text("own_words", own_words)
    for phrase, late in (("sent_apologies", False), ("comes_later", True)):
        people = [p.name for p in plan.people if (p.late if late else p.absent)]
        if away := [name for name in people if name in scene.absent]:
            scene.say(phrase, names=scene.said_name(*away))
