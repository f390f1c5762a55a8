"""Whole meetings of every form by events alone, written down as plays: what the box does, and when.

    python -m tests.device.meeting.by_the_clock      plays all, and keeps them in plays/

A line is a moment: the time, a ``>`` before what people do, and what the box says (its phrase, and
what is filled in: wording is content's and told elsewhere), chimes, or shows. After the last comes
what is remembered. So a reminder a second late, a question to the wrong one or a turn too short is
a line that is another.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from typing_extensions import override

from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.meeting.phrases import Phrases
from device.planfile import read_plan
from tests.device.meeting.any_order import holds_together
from tests.device.meeting.table import BUTTONS, PHRASES, Table
from tests.device.memory.test_forms_resumed import PLANS

PLAYS = Path(__file__).parent / "plays"
LONGEST = 30
"""So many letters of a text are written down."""

EIGHT = "deltagere: [Anna, Bo, Carla, Dorte, Emil, Freja, Gorm, Helle]\n"
LONGER = {
    "eight in a first meeting": f"form: første møde\nvarighed: 3 timer\n{EIGHT}",
    "eight in a following meeting": f"form: følgende møde\nvarighed: 2 timer\n{EIGHT}",
    "eight in sparring": f"form: sparringsøvelse\nvarighed: 2 timer\nbehov: ja\n{EIGHT}",
    "sparring, back turned": (
        f"form: sparringsøvelse\nvarighed: 90 min\nvariant: ryggen til\n{EIGHT}"
    ),
    "sparring, a question each": (
        f"form: sparringsøvelse\nvarighed: 90 min\nvariant: ét spørgsmål hver\n{EIGHT}"
    ),
    "sparring, the whole group": (
        f"form: sparringsøvelse\nvarighed: 70 min\nvariant: hele gruppen\n{EIGHT}"
    ),
    "eight in interviews": f"form: lær hinanden at kende\nvarighed: 75 min\n{EIGHT}",
}
FORMS = {**PLANS, **LONGER}


class Told(Phrases):
    """In place of a sentence its name, and what is filled in."""

    @override
    def text(self, key: str, turn: int = 0, **values: object) -> str:
        filled = self.fields(key)
        shown = [_short(str(value)) for name, value in values.items() if name in filled]
        return f"{key}: {' | '.join(shown)}" if shown else key


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


@dataclass
class Stage(Table):
    """A table whose meeting is written down, a line for each moment at which something happens."""

    lines: list[str] = field(default_factory=list)
    _moment: list[str] = field(default_factory=list)
    _at: float = 0.0
    _looks: tuple[str, str] = ("", "")

    @override
    def _handle(self, event: events.Event) -> None:
        if event.t != self._at:
            self.writes()
            self._at = event.t
        number = len(self.done)
        super()._handle(event)
        holds_together(self.meeting)
        self._moment += filter(None, map(_shown, self.done[number:]))

    def writes(self, *rest: str) -> None:
        """Write down what has happened at this moment, and how the table looks after it."""
        looks = (self.meeting.situation, self._lamp)
        changed = [f"[{now}]" for now, was in zip(looks, self._looks, strict=True) if now != was]
        if told := [*self._moment, *changed]:
            seconds = round(self._at, 1)
            clock = f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02}:{seconds % 60:04.1f}"
            self.lines.append(f"{clock}  {', '.join(told)}")
        self._moment, self._looks = [], looks

    @property
    def _lamp(self) -> str:
        light = self.meeting.shown.light
        return light.colour if light.mode == "steady" else f"{light.colour} {light.mode}"

    def does(self, what: str) -> None:
        """Somebody presses ``green``, or says ``more_time 2`` or ``left Bo``."""
        self.writes()
        self.lines.append(f"> {what}")
        intent, _, value = what.partition(" ")
        if intent in events.BUTTONS:
            self.press(intent)
        elif value.isdigit() and intent == "more_time":
            self.hear(intent, minutes=float(value))
        elif value.isdigit():
            self.hear(intent, number=int(value))
        else:
            self.hear(intent, name=value or None)


def _shown(action: actions.Action) -> str:
    match action:
        case actions.Say(text=text):
            return text[:1].lower() + text[1:]
        case actions.Chime(name=name):
            return f"♪ {name}"
        case actions.StopSaying():
            return "hush"
        case actions.WriteReport():
            return "report"
        case _:
            return ""


def _table(plan: str) -> Stage:
    stage = Stage(Meeting(Told(PHRASES.wordings, PHRASES.wake_word), BUTTONS))
    stage.happens(events.StickIn(0.0, read_plan(plan.encode())))
    return stage


def nobody_answers(plan: str) -> Stage:
    """The box is started, and then there is nobody."""
    stage = _table(plan)
    stage.wait(700)
    stage.does("green")
    stage.wait(stage.meeting.plan.seconds + 900 if stage.meeting.plan else 0)
    return stage


def by_buttons(plan: str) -> Stage:
    """All go well: everyone has said what they would a little before the time is up."""
    stage = _table(plan)
    for _ in range(600):
        if stage.meeting.stage == "finished":
            return stage
        match stage.meeting.situation:
            case "scoring":
                stage.does("score4")
            case "question_number":
                stage.does("score3")
                stage.does("green")
            case situation:
                _talks(stage, situation)
                stage.does("green")
    raise AssertionError("it never ends")


def _talks(stage: Stage, situation: str, share: float = 0.8) -> None:
    timer = stage.meeting.item.timer if stage.meeting.item else None
    if timer and timer.left(stage.now) > 0 and situation != "paused":
        stage.wait(max(12.0, share * timer.left(stage.now)))
    else:
        stage.wait(5.0)


ASKED = ("help", "repeat", "time_left", "question")
LIVELY = (
    "more_time 2", "groups", "guest", "pace", "back", "time_left", "queue_add Bo", "finger",
    "queue_list", "to_break", "pause", "who_next", "left Anna", "end_time", "agenda", "here Anna",
    "rules", "next_item", "skip", "purpose", "undo", "queue_remove Bo", "yellow", "blue", "no",
)  # fmt: skip


def by_voice(plan: str) -> Stage:
    """A lively group: it asks at whatever is new to it, comes and goes, goes back, wants more."""
    stage, met = _table(plan), set()
    whims = _over_and_over(LIVELY)
    for number in range(600):
        if stage.meeting.stage == "finished":
            return stage
        situation = stage.meeting.situation
        if (stage.meeting.index, situation) not in met:
            met.add((stage.meeting.index, situation))
            for asked in ASKED:
                stage.does(asked)
        elif number % 3 == 0 and stage.meeting.stage == "running":
            stage.does(next(whims))
        _goes_on(stage)
    raise AssertionError("it never ends")


def _over_and_over(whims: tuple[str, ...]) -> Iterator[str]:
    while True:
        yield from whims


def _goes_on(stage: Stage) -> None:
    here = stage.meeting.present
    match stage.meeting.situation:
        case "waiting":
            stage.does("start")
        case "paused" | "stopped":
            stage.wait(100.0)
            stage.does("resume")
        case "question_number":
            stage.does(f"number {len(here)}")
        case "question_names" | "question_yes_no":
            stage.wait(4.0)
            stage.does("yes")
        case "question_who":
            stage.does(f"named {here[-1]}" if here else "nobody")
        case "question_bid":
            stage.does("score2")
            stage.wait(20.0)
        case "enrolment":
            stage.wait(6.0)
            stage.does("green")
        case "scoring":
            stage.does("score5")
            stage.does("score3")
            stage.wait(9.0)
        case situation:
            _talks(stage, situation, 1.1)
            stage.does("next")


GROUPS: dict[str, Callable[[str], Stage]] = {
    "nobody": nobody_answers, "buttons": by_buttons, "voice": by_voice,
}  # fmt: skip


IN_ALL = [
    *((form, group) for form in PLANS for group in GROUPS),
    ("eight in a first meeting", "voice"),
    ("eight in a following meeting", "nobody"),
    ("eight in a following meeting", "voice"),
    ("eight in sparring", "nobody"),
    ("eight in sparring", "voice"),
    ("sparring, back turned", "buttons"),
    ("sparring, a question each", "buttons"),
    ("sparring, the whole group", "voice"),
    ("eight in interviews", "voice"),
]


def play(form: str, group: str) -> str:
    """The meeting of `form` by `group`, written down, and what is kept of it."""
    stage = GROUPS[group](FORMS[form])
    stage.writes()
    kept = stage.meeting.record
    rows = [
        f"{kept.seconds:.1f} s, {kept.paused:.1f} s paused, came {kept.came}, agreed {kept.agreed}",
        *(f"{item.index} {item.planned:.0f} s: {item.used:.1f} s" for item in kept.items),
        *(
            f"{turn.item} {turn.name} {turn.planned:g} + {turn.extra:g}: {turn.used:g}"
            f"{' skipped' if turn.skipped else ''}"
            for turn in kept.turns
        ),
        *(f"{score.item} {_short(score.statement)} {score.counts}" for score in kept.scores),
        *(_short(re.sub(r"\s+", " ", repr(note))) for note in kept.notes),
    ]
    return "\n".join([*stage.lines, "", *rows, ""])


def path_of(form: str, group: str) -> Path:
    """Where the play is kept."""
    return PLAYS / f"{form.replace(',', '').replace(' ', '-')}.{group}.txt"


def main() -> None:
    """Play all, and keep them."""
    for old in PLAYS.glob("*.txt"):
        old.unlink()
    for form, group in IN_ALL:
        path_of(form, group).write_text(play(form, group), encoding="utf-8")


if __name__ == "__main__":
    main()
