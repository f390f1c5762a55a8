"""Buttons, voice, ear, clock and plan: faults made in the room, in virtual time."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
from gpiozero import DigitalInputDevice
from gpiozero.pins.mock import MockFactory

from device.box.listening import GIVES_UP, PATIENCE, Listener
from device.meeting import events
from device.panel import NoPanelError, load_pins
from device.panel.gpio import GpioPanel
from speech.hearing import Ear, Utterance
from speech.sound import BLOCK, Samples
from tests.device.meeting.table import PHRASES
from tests.faults.row import Case, Row, shown
from tests.faults.table import PLAN, Table, a_table
from tests.preloaded import no_compiler, preloaded


def presses(table: Table, button: str) -> int:
    return sum(isinstance(e, events.Pressed) and e.button == button for e in table.events)


def stuck(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("running")
        table.events.clear()
        table.pins.buttons["score3"].drive_low()
        table.passes(60)
        table.press("green")
        assert presses(table, "score3") <= 1
        assert presses(table, "green") == 1
    return Row("én dyb tone", seconds=0.0)


def bouncing(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("running")
        table.events.clear()
        pin = table.pins.buttons["yellow"]
        for _ in range(8):
            pin.drive_low()
            pin.drive_high()
        pin.drive_low()
        table.passes(0.3)
        pin.drive_high()
        table.passes(0.3)
        lost = abs(1 - presses(table, "yellow"))
        assert table.meeting.paused_at is not None
    return Row("det, knappen betyder, én gang", "blå (pulserer)", tries=8, lost=lost, seconds=0.0)


def a_thousand_a_second(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("running")
        table.events.clear()
        pins = table.pins.buttons
        for _ in range(50):  # five seconds
            for _ in range(100):
                pins["score1"].drive_low()
                pins["score1"].drive_high()
            table.step()
        threads = threading.active_count()
        table.passes(1)
        table.press("yellow")
        assert presses(table, "yellow") == 1
        assert threads < 20
        assert table.meeting.paused_at is not None
    return Row("højst nogle toner", tries=5000, seconds=0.5)


def loose_wire(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("running")
        table.events.clear()
        pin = table.pins.buttons["score2"]
        for number in range(300):
            (pin.drive_low if number % 3 else pin.drive_high)()
            table.passes(0.1)
        table.press("yellow")
        assert presses(table, "yellow") == 1
    return Row("nogle toner", tries=300, seconds=0.5)


def pin_busy(folder: Path, _everything: bool) -> Row:
    factory = MockFactory()
    used = DigitalInputDevice(load_pins().buttons["green"], pin_factory=factory)
    refused = ""
    try:
        GpioPanel(lambda _event: None, load_pins(), factory=factory)
    except NoPanelError as fault:
        refused = str(fault)
    used.close()
    assert "can't be used" in refused
    panel = GpioPanel(lambda _event: None, load_pins(), factory=factory)
    panel.close()
    return Row(f"»{PHRASES.text('panel_lost', 0, wake='Tidtager')}«", "slukket", seconds=0.0)


def speaker_out(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("scoring")
        table.press("blue")
        table.speaker.pull_out()
        table.passes(1)
        lamp = shown(table.light)
        assert not table.meeting.voice
        for score in "543":
            table.press(f"score{score}")
        statements = len(table.meeting.scores)
        table.passes(60)
        assert len(table.meeting.scores) == statements, "it waits"
        table.speaker.plugged_in = True
        tries = sum(isinstance(e, events.Trouble) for e in table.events)
        seconds = table.until(lambda: table.meeting.voice)
        return Row(f"intet, så {table.text('voice_back')} og udsagnet igen", lamp, tries,
                   seconds=seconds, note="udsagnet venter")  # fmt: skip


def no_speaker(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.speaker.plugged_in = False
        (table.stick / "tidtager.yaml").write_bytes(PLAN)
        table.until(lambda: table.meeting.stage == "waiting")
        table.passes(1)
        lamp = shown(table.light)
        table.speaker.plugged_in = True
        seconds = table.until(lambda: table.meeting.voice)
        return Row(f"intet, så {table.text('voice_back')}", lamp, seconds=seconds)


def worker(table: Table) -> int:
    found = table.box._renderer._worker
    assert found is not None
    return found.pid


def tts_hangs(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("running")
        made_by = table.box._renderer
        made_by._engine = replace(made_by._engine, timeout=3.0)
        made_by.wait()
        made_by._cache.wipe()
        os.kill(worker(table), signal.SIGSTOP)
        table.events.clear()
        table.press("yellow")
        table.until(lambda: table.meeting.paused_at is not None)
        seconds = table.until(lambda: table.meeting.voice)
        return Row("det, der skulle siges, lidt senere", tries=2, seconds=seconds)


def tts_crashes(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("running")
        table.box._renderer.wait()
        table.box._renderer._cache.wipe()
        os.kill(worker(table), signal.SIGKILL)
        table.press("yellow")
        assert table.meeting.paused_at is not None
        assert table.meeting.voice
        return Row("det, der skulle siges", seconds=0.0)


def tts_silence(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.box._voice.say(9_001, "…")
        table.passes(1)
        assert not table.box.speaking
        assert events.Spoken(0.0, 9_001) in [
            events.Spoken(0.0, e.id) for e in table.events if isinstance(e, events.Spoken)
        ]
    return Row("intet; mødet går videre", seconds=0.0)


class SickEar(Ear):
    """The real ear, whose recogniser throws or never ends while it is sick."""

    sick = ""
    well = threading.Event()

    def feed(self, samples: Samples) -> list[Utterance]:
        if SickEar.sick == "throws":
            raise RuntimeError("the recogniser throws")
        if SickEar.sick == "stalls":
            SickEar.well.wait(30)
        return super().feed(samples)


class Quiet:
    """A microphone in a quiet room."""

    def read(self) -> Samples | None:
        threading.Event().wait(0.01)
        return np.zeros(BLOCK, np.int16)

    def close(self) -> None: ...


def recogniser_throws(folder: Path, _everything: bool) -> Row:
    told: list[events.Event] = []
    listener = Listener(
        SickEar(cache=folder), None, told.append, another_ear=lambda: SickEar(cache=folder)
    )
    SickEar.sick = "throws"
    for _ in range(4 * GIVES_UP):
        listener.hear(np.zeros(BLOCK, np.int16))
    SickEar.sick = ""
    listener.hear(np.zeros(BLOCK, np.int16))
    assert [e.working for e in told if isinstance(e, events.Trouble)] == [False, True]
    return Row(
        f"»{PHRASES.text('microphone_lost', 0)}« – »{PHRASES.text('microphone_back', 0)}«",
        tries=4 * GIVES_UP,
        seconds=0.1,
    )


def recogniser_stalls(folder: Path, _everything: bool) -> Row:
    told: list[events.Event] = []
    now = [0.0]
    SickEar.well.clear()
    SickEar.sick = "stalls"
    listener = Listener(
        SickEar(cache=folder),
        Quiet,
        told.append,
        another_ear=lambda: Ear(cache=folder),
        now=lambda: now[0],
    )
    listener.start()
    turn = listener._turn
    assert turn is not None
    while turn.doing != "hearing":
        threading.Event().wait(0.01)
    now[0] = PATIENCE["hearing"] + 1
    while len(told) < 2:
        listener.look()
        threading.Event().wait(0.01)
    SickEar.well.set()
    SickEar.sick = ""
    listener.close()
    assert [e.working for e in told if isinstance(e, events.Trouble)] == [False, True]
    return Row(
        f"»{PHRASES.text('microphone_lost', 0)}« – »{PHRASES.text('microphone_back', 0)}«",
        seconds=0.1,
    )


JUMPS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
static long jump(void) { const char *by = getenv("JUMP"); return by ? atol(by) : 0; }
int clock_gettime(clockid_t id, struct timespec *t) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int rc = real(id, t);
  if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE) t->tv_sec += jump();
  return rc;
}
time_t time(time_t *out) {
  struct timespec t; clock_gettime(CLOCK_REALTIME, &t);
  if (out) *out = t.tv_sec;
  return t.tv_sec;
}
int gettimeofday(struct timeval *tv, void *zone) {
  struct timespec t; clock_gettime(CLOCK_REALTIME, &t);
  tv->tv_sec = t.tv_sec; tv->tv_usec = t.tv_nsec / 1000; return 0;
}
"""
TURN = """
import ctypes, os, sys, time
from pathlib import Path
from tests.faults.table import a_table
libc = ctypes.CDLL(None)
with a_table(Path(sys.argv[1])) as table:
    table.starts(); table.to("running")
    turns = len(table.meeting.turns)
    began = table.box.loop.now
    for by in (4000, -9000):
        table.passes(5)
        libc.setenv(b"JUMP", str(by * 86400).encode(), 1)
        print(time.gmtime().tm_year, end=" ")
    table.passes(5)
    assert len(table.meeting.turns) == turns, "the turn isn't over by that"
    assert abs(table.box.loop.now - began - 15) < 1
    table.press("green")
    table.until(lambda: len(table.meeting.turns) > turns)
    print("went on")
"""


def clock_jumps(folder: Path, _everything: bool) -> Row:
    library = preloaded(folder, "jumps", JUMPS)
    shown_by = subprocess.run(
        [sys.executable, "-c", TURN, str(folder)],
        env={**os.environ, "LD_PRELOAD": library, "JUMP": "0"},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert shown_by.returncode == 0, shown_by.stderr[-2000:]
    years = [int(year) for year in shown_by.stdout.split()[:2]]
    assert years[0] - years[1] > 30, "the clock did jump"
    return Row("intet", tries=2, seconds=0.0)


def plan_changed(folder: Path, _everything: bool) -> Row:
    with a_table(folder) as table:
        table.starts()
        table.to("running")
        agenda = table.meeting.agenda
        (table.stick / "tidtager.yaml").write_bytes(PLAN.replace(b"deltagere", b"# ny\ndeltagere"))
        changed = PLAN + b"\n# changed\n"
        (table.stick / "tidtager.yaml").write_bytes(changed)
        table.passes(4)
        assert table.meeting.agenda == agenda
        assert table.meeting.stage == "running"
        return Row(table.text("plan_later"), seconds=0.0)


CASES = [
    Case("En knap sidder fast", stuck),
    Case("En knap preller", bouncing),
    Case("En knap lukker tusind gange i sekundet", a_thousand_a_second),
    Case("En ledning er løs", loose_wire),
    Case("En knaps ben er optaget af et andet program", pin_busy),
    Case("Højttaleren hives ud, mens et udsagn læses, og sættes i", speaker_out, at_most=4.0),
    Case("Ingen højttaler fra begyndelsen; så kommer den", no_speaker),
    Case("Stemmens program hænger", tts_hangs),
    Case("Stemmens program dør", tts_crashes),
    Case("Stemmen laver ingen lyd af en tekst", tts_silence),
    Case("Genkenderen fejler hver gang", recogniser_throws),
    Case("Genkenderen går i stå", recogniser_stalls),
    Case("Uret springer år frem og tilbage midt i en taletur", clock_jumps, skip=no_compiler),
    Case("En anden plan på stikket midt i mødet", plan_changed),
]
