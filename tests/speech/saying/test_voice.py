"""The queue of speech and chimes, over a speaker whose sounds end when the test says so."""

import queue
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.saying.chimes import load_chimes
from speech.saying.voice import Voice
from speech.sound import Samples

CHIMES = load_chimes()


class HandSpeaker:
    """A speaker on the test's own thread."""

    def __init__(self) -> None:
        self.played: list[Samples] = []
        self.broken = False
        self.deaf_to_stop = False
        self._done: Callable[[], None] | None = None
        self.lost: Callable[[], None] = lambda: None

    def play(
        self,
        sound: Samples,
        rate: int,
        done: Callable[[], None],
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        if self.broken:
            raise OSError("no such device")
        assert self._done is None, "one sound at a time"
        self.played.append(sound)
        self._done, self.lost = done, lost

    def stop(self) -> None:
        if self.broken:
            raise OSError("no such device")
        if not self.deaf_to_stop:
            self.end()

    def end(self) -> None:
        done, self._done = self._done, None
        if done:
            done()


class Words:
    """Renders a text as as many samples as it has letters."""

    def render(self, text: str) -> tuple[Samples, int]:
        if "!" in text:
            raise RuntimeError("can't say that")
        return np.full(len(text), 1000, np.int16), 16_000


class Box:
    def __init__(self) -> None:
        self.story: list[str] = []
        self.speaker = HandSpeaker()
        self.voice = Voice(
            Words(),
            self.speaker,
            lambda said: self.tell(f"spoken {said}"),
            on_start=lambda: self.tell("begins"),
            on_end=lambda: self.tell("silent"),
            on_trouble=lambda working: self.tell("works" if working else "trouble"),
            chimes=CHIMES,
        )
        self.then: dict[str, Callable[[], None]] = {}

    def tell(self, what: str) -> None:
        self.story.append(what)
        if what in self.then:
            self.then.pop(what)()

    def lengths(self) -> list[int]:
        return [len(sound) for sound in self.speaker.played]


@pytest.fixture
def box() -> Box:
    return Box()


def test_speech_and_chimes_come_one_after_the_other(box: Box) -> None:
    box.voice.say(1, "Hej")
    box.voice.chime("warning")
    box.voice.say(2, "Farvel")
    assert box.lengths() == [3]
    assert box.voice.speaking
    box.speaker.end()
    assert len(box.speaker.played[1]) == len(CHIMES.sound("warning"))
    box.speaker.end()
    box.speaker.end()
    assert box.lengths()[2] == 6
    assert box.story == ["begins", "spoken 1", "spoken 2", "silent"]
    assert not box.voice.speaking


def test_what_is_asked_for_when_speech_ends_follows_without_a_silence(box: Box) -> None:
    box.then["spoken 1"] = lambda: box.voice.say(2, "Og så")
    box.voice.say(1, "Hej")
    box.speaker.end()
    box.speaker.end()
    assert box.story == ["begins", "spoken 1", "spoken 2", "silent"]


def test_stop_drops_the_queue_and_each_say_counts_as_spoken_once(box: Box) -> None:
    for said in (1, 2, 3):
        box.voice.say(said, "Hej")
    box.voice.chime("end")
    box.voice.stop()
    box.voice.stop()
    assert box.story == ["begins", "spoken 1", "spoken 2", "spoken 3", "silent"]
    box.voice.say(4, "Videre")
    box.speaker.end()
    assert box.story[5:] == ["begins", "spoken 4", "silent"]


def test_a_done_that_comes_late_after_a_stop_changes_nothing(box: Box) -> None:
    box.voice.say(1, "Hej")
    late = box.speaker._done
    assert late is not None
    box.speaker.deaf_to_stop = True
    box.voice.stop()
    box.speaker._done = None
    box.voice.say(2, "Videre")
    late()
    assert box.story == ["begins", "spoken 1", "silent", "begins"]
    box.speaker.end()
    assert box.story[4:] == ["spoken 2", "silent"]


def test_new_speech_from_within_a_stop_is_said(box: Box) -> None:
    box.then["spoken 1"] = lambda: box.voice.say(9, "Undskyld")
    box.voice.say(1, "Hej")
    box.voice.say(2, "Hej")
    box.voice.stop()
    assert box.lengths() == [3, 8]
    box.speaker.end()
    assert sorted(box.story) == sorted(["begins", "spoken 1", "spoken 2", "spoken 9", "silent"])
    assert box.story[-1] == "silent"


def test_without_a_speaker_the_meeting_goes_on_and_hears_when_it_is_back(box: Box) -> None:
    box.speaker.broken = True
    box.voice.say(1, "Hej")
    box.voice.say(2, "Hej igen")
    assert box.story == ["begins", "trouble", "spoken 1", "silent", "begins", "spoken 2", "silent"]
    box.speaker.broken = False
    box.voice.chime("no")
    assert box.story[7:] == ["begins", "works"]


def test_what_was_lost_on_the_way_is_told_before_it_counts_as_spoken(box: Box) -> None:
    box.voice.say(1, "Hej")
    box.speaker.lost()
    box.speaker.end()
    assert box.story == ["begins", "trouble", "spoken 1", "silent"]


def test_a_voice_that_does_not_work_is_tried_each_second_and_without_a_sound(box: Box) -> None:
    box.speaker.broken = True
    box.voice.say(1, "Hej")
    box.story.clear()
    tried = []
    for now in range(16):
        before = box.voice._next_try
        box.voice.look(now / 4)
        if box.voice._next_try != before:
            tried.append(now)
    assert tried == [0, 3, 6, 9, 12, 15], "one that is plugged in is to be heard within three"
    assert box.story == []
    box.speaker.broken = False
    box.voice.look(120.0)
    assert box.story == [], "it isn't known yet"
    assert not np.any(box.speaker.played[-1])
    assert not box.voice.speaking, "people may talk meanwhile"
    box.speaker.end()
    assert box.story == ["works"]
    box.voice.look(500.0)
    assert len(box.speaker.played) == 1, "nothing is tried any more"


def test_a_try_that_is_lost_or_stopped_tells_nothing(box: Box) -> None:
    box.speaker.broken = True
    box.voice.say(1, "Hej")
    box.speaker.broken = False
    box.story.clear()
    box.voice.look(0.0)
    box.speaker.lost()
    box.speaker.end()
    box.voice.look(10.0)
    box.voice.stop()
    assert box.story == []
    box.voice.look(100.0)
    box.speaker.end()
    assert box.story == ["works"]


def test_a_text_that_cannot_be_rendered_is_what_is_tried(box: Box) -> None:
    box.voice.say(1, "Av!")
    assert box.story == ["begins", "trouble", "spoken 1", "silent"]
    box.voice.look(0.0)
    assert box.speaker.played == []


def test_no_call_waits_for_a_text_or_a_device(box: Box) -> None:
    given: list[Callable[[], None]] = []
    box.voice = Voice(
        Words(),
        box.speaker,
        lambda said: box.tell(f"spoken {said}"),
        on_start=lambda: box.tell("begins"),
        on_end=lambda: box.tell("silent"),
        chimes=CHIMES,
        hand=given.append,
    )
    box.voice.say(1, "Hej")
    assert box.voice.speaking
    assert box.story == ["begins"], "the ear is shut from now on"
    assert box.speaker.played == []
    box.voice.stop()
    assert box.story == ["begins", "spoken 1", "silent"]
    box.voice.say(2, "Farvel")
    for work in given:
        work()
    assert box.lengths() == [6]


def test_a_sound_that_is_stopped_while_its_device_is_opened_is_not_heard(box: Box) -> None:
    opens = box.speaker.play

    def slow(*args: Any) -> None:
        box.voice.stop()
        opens(*args)

    box.speaker.play = slow  # type: ignore[method-assign]
    box.voice.say(1, "Hej")
    assert box.speaker._done is None
    assert box.story == ["begins", "spoken 1", "silent"]


def test_a_text_or_chime_that_fails_is_passed_over(box: Box) -> None:
    box.voice.say(1, "Hej")
    box.voice.say(2, "Av!")
    box.voice.chime("fanfare")
    box.voice.say(3, "Videre")
    box.speaker.end()
    assert box.lengths() == [3, 6]
    assert box.story == ["begins", "spoken 1", "trouble", "spoken 2", "works"]


def test_a_fault_in_a_callback_does_not_end_the_voice(box: Box) -> None:
    def stumble() -> None:
        raise RuntimeError("no")

    box.then = {"begins": stumble, "spoken 1": stumble, "silent": stumble}
    box.voice.say(1, "Hej")
    box.speaker.end()
    box.voice.say(2, "Hej")
    box.speaker.end()
    assert box.story == ["begins", "spoken 1", "silent", "begins", "spoken 2", "silent"]


def test_text_without_sound_counts_as_spoken(box: Box) -> None:
    box.voice.say(1, "")
    assert box.story == ["begins", "spoken 1", "silent"]


def test_louder_and_quieter_go_in_steps_to_their_ends(box: Box) -> None:
    for _ in range(20):
        box.voice.quieter()
    box.voice.say(1, "Hej" * 1000)
    quiet = box.speaker.played[-1].max()
    box.speaker.end()
    for _ in range(20):
        box.voice.louder()
    box.voice.say(2, "Hej" * 1000)
    loud = box.speaker.played[-1].max()
    assert loud / quiet == pytest.approx(8 * 2, rel=0.03)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["say", "chime", "stop", "end", "break", "mend"]), max_size=40))
def test_whatever_happens_each_say_is_spoken_once_and_in_the_end_it_is_silent(
    happens: list[str],
) -> None:
    box = Box()
    said = 0
    for what in [*happens, "mend", *["end"] * 40]:
        match what:
            case "say":
                said += 1
                box.voice.say(said, "Hej")
            case "chime":
                box.voice.chime("no")
            case "stop":
                box.voice.stop()
            case "end":
                box.speaker.end()
            case _:
                box.speaker.broken = what == "break"
                if box.speaker.broken:
                    box.speaker.end()
    spoken = [what for what in box.story if what.startswith("spoken")]
    assert sorted(spoken) == sorted(f"spoken {n}" for n in range(1, said + 1))
    assert box.story.count("begins") == box.story.count("silent")
    assert not box.voice.speaking


def test_from_many_threads_each_say_is_spoken_once() -> None:
    spoken: queue.Queue[int] = queue.Queue()

    class Swift:
        def play(
            self,
            sound: Samples,
            rate: int,
            done: Callable[[], None],
            lost: Callable[[], None] = lambda: None,
        ) -> None:
            threading.Thread(target=done).start()

        def stop(self) -> None:
            pass

    voice = Voice(Words(), Swift(), spoken.put)

    def talk(first: int) -> None:
        for said in range(first, first + 25):
            voice.say(said, "Hej")
            if said % 7 == 0:
                voice.stop()

    threads = [threading.Thread(target=talk, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({spoken.get(timeout=10) for _ in range(75)}) == 75
    assert spoken.empty()
