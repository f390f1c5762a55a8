"""Make one journal for each place in a meeting where a box may be switched off; see README.md."""

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from device.box.loop import Loop
from device.meeting import events
from device.meeting.actions import Action, Say
from device.meeting.buttons import load_buttons
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from device.memory.journal import Journal
from device.planfile import read_plan
from device.simulation.clock import SetClock

PLAN = """
form: egen dagsorden
netværk: Netværk Fjord
deltagere: [Astrid, Birk, Cæcilie, Ditlev]
dagsorden:
  - velkomst: 2 minutter
  - aftale: 3 minutter
    formål: at blive klogere sammen
    spilleregler: [Vi lytter til ende, Telefonerne er lagt væk]
  - talerunde: 8 minutter
    spørgsmål: Hvad fylder mest for dig lige nu?
  - pause: 10 minutter
  - dialog: 15 minutter
    emne: mig og min leder
  - evaluering: 8 minutter
    udsagn: [Jeg fik noget med hjem, Vi lyttede til hinanden]
  - afslutning: 5 minutter
"""
LEARNED = (("tidtager", "t i D t E r"), ("næste", "n E s t @"))


class Box:
    """A box as installed, with a journal; its voice takes half a second a word."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = SetClock()
        meeting = Meeting(load_phrases(), load_buttons())
        self.loop = Loop(meeting, Journal(path), self, self.clock)
        self.saying: list[Say] = []

    def do(self, action: Action) -> None:
        if isinstance(action, Say):
            self.saying.append(action)

    def happens(self, *what: events.Event) -> None:
        """Each in turn; after each the box says all it wants to say."""
        self._speak()
        for event in what:
            self.loop.put(event)
            self._speak()

    def _speak(self) -> None:
        self.loop.run_pending()
        while self.saying:
            said = self.saying.pop(0)
            self.clock.advance(len(said.text.split()) / 2)
            self.loop.put(events.Spoken(0.0, said.id))
            self.loop.run_pending()

    def press(self, *buttons: str) -> None:
        self.happens(*(events.Pressed(0.0, button) for button in buttons))

    def passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.advance(1)
            self.happens()

    def until(self, situation: str, button: str = "green") -> None:
        """Press on until the meeting is there."""
        for _ in range(60):
            if self.loop.meeting.situation == situation:
                return
            self.press(button)
            self.passes(2)
        raise SystemExit(f"never came to {situation}")

    def close(self) -> None:
        self.loop.close()
        with sqlite3.connect(self.path) as database:
            database.execute("UPDATE events SET boot = '00000000-0000-4000-8000-000000000000'")
        database.execute("VACUUM")
        database.close()


def fresh(_box: Box) -> None:
    """Never used."""


def waiting(box: Box) -> None:
    """A plan, not started."""
    box.happens(events.StickIn(0.0, read_plan(PLAN.encode())))
    box.passes(5)


def in_the_round(box: Box) -> None:
    """Birk is away; Cæcilie, the second, has spoken for 40 seconds."""
    waiting(box)
    box.press("green", "score3", "green")
    box.happens(events.Heard(0.0, "absent", name="Birk", confidence=0.9))
    box.press("green", "green", "green")
    box.until("running")
    box.passes(70)
    box.press("green")
    box.passes(40)


def paused(box: Box) -> None:
    """The same, and the group has paused."""
    in_the_round(box)
    box.press("yellow")
    box.passes(300)


def in_the_break(box: Box) -> None:
    """Two minutes into the break."""
    in_the_round(box)
    while box.loop.meeting.index < 3:
        box.press("green")
        box.passes(3)
    box.passes(120)


def in_the_evaluation(box: Box) -> None:
    """The first statement has its three scores, the second has one."""
    in_the_break(box)
    box.until("scoring")
    box.press("score4", "score5", "score4")
    box.passes(4)
    box.until("scoring")
    box.press("score3")
    box.passes(2)


def finished(box: Box) -> None:
    """To its end, with the report written."""
    in_the_evaluation(box)
    for _ in range(60):
        if box.loop.meeting.stage == "finished":
            break
        box.press("score4" if box.loop.meeting.situation == "scoring" else "green")
        box.passes(3)
    box.happens(events.ReportWritten(0.0))


def lesson_learnt(box: Box) -> None:
    """In an enrolment after the welcome: the first person's voice has been learnt."""
    waiting(box)
    box.happens(events.Heard(0.0, "learn_voices"))
    box.press("green", "score4", "green")
    while not box.loop.meeting.groups:
        enrolment = box.loop.meeting.shown.listen_for.enrolment
        if enrolment:
            box.happens(events.SaidAfter(0.0, enrolment, LEARNED))
        else:
            box.press("green")
            box.passes(2)


KINDS: tuple[Callable[[Box], None], ...] = (
    fresh, waiting, in_the_round, paused, in_the_break, in_the_evaluation, finished, lesson_learnt,
)  # fmt: skip


def standing(meeting: Meeting) -> dict[str, object]:
    """Where a meeting is, in plain values; times in seconds."""
    timer = meeting.item.timer if meeting.item else None
    return {
        "stage": meeting.stage,
        "item": type(meeting.plan.agenda[meeting.index]).__name__ if meeting.item else "NoneType",
        "place": meeting.index,
        "paused": meeting.paused_at is not None,
        "present": list(meeting.present),
        "absent": list(meeting.absent),
        "came": meeting.came,
        "thanked": [turn.name for turn in meeting.turns],
        "scores": [list(score.counts) for score in meeting.scores],
        "to speak": list(getattr(meeting.item, "waiting", ())),
        "left": round(timer.left(meeting.paused_at or meeting.now), 1) if timer else None,
        "learned": sorted({word for group in meeting.groups for word, _ in group.learned}),
    }


def main(folder: Path) -> None:
    """Write them all into `folder`, and where each meeting stands in ``stands.json``."""
    stands = {}
    for kind in KINDS:
        path = folder / f"{kind.__name__}.db"
        path.unlink(missing_ok=True)
        box = Box(path)
        kind(box)
        stands[kind.__name__] = standing(box.loop.meeting)
        box.close()
    rows = (f'"{name}": {json.dumps(stand, ensure_ascii=False)}' for name, stand in stands.items())
    (folder / "stands.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
