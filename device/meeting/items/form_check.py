"""A look at the group itself: whether the form still fits, and what many absences may mean.

A group is asked the first once, from its fourth meeting on, and the second when many have been
away for a while: the box puts it in by itself after what looks back on last time.
"""

from dataclasses import dataclass

from typing_extensions import override

from device.meeting.items.fields.face import Fields, Setting
from device.meeting.items.fields.rules import all_rules
from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Line
from device.meeting.items.steps.talk import Talk
from device.meeting.material import load_material
from device.meeting.notes import ABSENCES, FORM, AskedNote
from device.meeting.plan import Item, Plan
from device.meeting.remembered import FORM_FROM_MEETING, MANY_ABSENT, Past
from device.meeting.scene import Scene
from device.meeting.spelling import fold
from speech.saying.wording import duration_in_words

ABSENT_MEETINGS = 3
"""Absences count over so many meetings, in all of which somebody was away."""
ABSENT = "fravær"
"""How that is spelt in a plan."""
MINUTES = 6
PARTS = {FORM: "form_fits", ABSENCES: "many_absences"}
"""Parts of content/material/foelgende-moede.yaml."""


@dataclass(frozen=True)
class FormCheck(Item):
    """A short talk about the group's own meetings."""

    about: str = FORM
    """``form`` or ``absences``."""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds


class FormCheckFields(Fields):
    """Nothing but its time."""

    @override
    def made(self, seconds: float, setting: Setting) -> FormCheck:
        about = ABSENCES if fold(setting.spelt) == fold(ABSENT) else FORM
        return FormCheck(self.title or setting.title, seconds, setting.rules.fixed, about=about)


def due(plan: Plan, past: Past) -> str | None:
    """What it is time to ask the group."""
    if past.number >= FORM_FROM_MEETING and past.asked(FORM) is None:
        return FORM
    before = past.asked(ABSENCES)
    lately = before is not None and past.number - before <= ABSENT_MEETINGS
    return ABSENCES if not lately and _many(plan, past) else None


def _many(plan: Plan, past: Past) -> bool:
    away = past.absences(ABSENT_MEETINGS)
    if len(away) < ABSENT_MEETINGS or not all(away):
        return False
    return sum(away) >= MANY_ABSENT * len(away) * len(plan.people)


class FormCheckKind(Kind[FormCheck]):
    """Whether it still is as the group wants it."""

    name = "eftersyn"
    item = FormCheck
    fields = FormCheckFields
    situations = frozenset({"running", "over", "speaking"})
    helps = frozenset({"help_dialogue"})

    @override
    def begin(self, scene: Scene, item: FormCheck) -> ItemState:
        scene.note(AskedNote(item.about))
        part = load_material("foelgende-moede").part(PARTS.get(item.about, PARTS[FORM]))
        prompts = tuple(line.say for line in part.lines.values())
        asked = 0 if part.lead.endswith("?") else 1
        time = duration_in_words(item.seconds, roughly=True)
        talk = Talk(
            item.seconds,
            (
                Line.own(part.lead),
                *map(Line.own, prompts[:asked]),
                Line.of("form_check_time", time=time),
            ),
            prompts=prompts[asked:],
            over=Line("form_check_time_up"),
            thanks=Line("form_check_over"),
        )
        return Steps.begun(scene, talk)

    @override
    def comes_up(self, plan: Plan, past: Past) -> FormCheck | None:
        if any(isinstance(item, FormCheck) for item in plan.agenda):
            return None
        about = due(plan, past)
        if about is None:
            return None
        rules = all_rules()[self.name]
        title = rules.titles[ABSENT] if about == ABSENCES else rules.title
        return FormCheck(title, 60.0 * MINUTES, about=about)


KIND = FormCheckKind()
