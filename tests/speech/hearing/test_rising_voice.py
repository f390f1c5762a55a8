"""A voice over others' talk, told in levels: each number is 10 ms, in dB of full scale."""

from collections.abc import Iterable, Iterator

import pytest

from speech.hearing.voice_activity import LOWEST, Murmur, VoiceActivity

ROOM, OTHERS, VOICE = -65.0, -40.0, -24.0


def talk(seconds: float, level: float = OTHERS) -> list[float]:
    """Syllables with gaps between them, which let the room through."""
    return ([level] * 10 + [ROOM] * 5) * round(seconds * 100 / 15)


def told(seconds: float, level: float) -> list[float]:
    """A drawn-out voice."""
    return [level] * round(seconds * 100)


def murmur_of(levels: Iterable[float]) -> Murmur:
    murmur = Murmur()
    for level in levels:
        murmur.add(level)
    return murmur


def opens(activity: VoiceActivity, levels: Iterable[float]) -> int | None:
    """Let an ear that is shut hear `levels`; in which frame somebody began to speak."""
    opened = None
    for n, level in enumerate(levels):
        if opened is not None:
            activity.quiet(level)
            activity.rises(level)
        elif activity.starts(level):
            opened = n
    return opened


def in_talk(level: float = OTHERS) -> VoiceActivity:
    """Others have talked for four seconds, and the ear is open for that."""
    activity = VoiceActivity()
    assert opens(activity, [*told(0.5, ROOM), *talk(4.0, level)]) is not None
    return activity


def hears(activity: VoiceActivity, levels: Iterable[float]) -> Iterator[tuple[bool, bool]]:
    """Whether it pauses in each frame, and whether a voice rises with it."""
    for level in levels:
        pauses = activity.quiet(level)
        yield pauses, activity.rises(level)


def rises(activity: VoiceActivity, levels: Iterable[float]) -> int:
    """How many voices do."""
    return sum(risen for _, risen in hears(activity, levels))


# how loud others are


def test_most_of_what_was_heard_is_no_louder_than_the_murmur() -> None:
    assert murmur_of([-50.0] * 120 + [-40.0] * 70 + [0.0] * 10).level() == -40.0
    assert murmur_of([-50.0] * 175 + [-20.0] * 15 + [0.0] * 10).level() == -50.0


def test_the_murmur_is_that_of_the_last_two_seconds() -> None:
    assert murmur_of([-20.0] * 300 + [-50.0] * 200).level() == -50.0
    assert murmur_of([-30.0] * 130 + [-50.0] * 70).level() == -30.0


def test_of_fewer_frames_it_is_that_of_the_last() -> None:
    assert murmur_of([-30.0] * 130 + [-50.0] * 70).level(60) == -50.0


@pytest.mark.parametrize(("frames", "level"), [(0, LOWEST), (14, LOWEST), (15, -40.0)])
def test_what_has_hardly_been_heard_is_not_known(frames: int, level: float) -> None:
    assert murmur_of([-40.0] * frames).level() == level


def test_the_voice_that_comes_is_none_of_what_was_before() -> None:
    assert murmur_of([-40.0] * 20 + [-20.0] * 10).before() == [-40.0] * 20


def test_what_was_said_to_the_box_is_no_murmur() -> None:
    murmur = murmur_of([-40.0] * 200 + [-20.0] * 10)
    before = murmur.before()
    for _ in range(150):
        murmur.add(-20.0)
    murmur.again(before)
    assert murmur.level() == -40.0


# what rises over them


def test_a_voice_rises_over_talk_once() -> None:
    activity = in_talk()
    assert rises(activity, talk(1.0)) == 0
    risen = [n for n, (_, risen) in enumerate(hears(activity, told(0.5, VOICE))) if risen]
    assert len(risen) == 1
    assert risen[0] < 6


@pytest.mark.parametrize(("louder", "voices"), [(3.0, 0), (10.0, 1)])
def test_a_little_louder_is_no_voice_near_by(louder: float, voices: int) -> None:
    activity = in_talk()
    assert rises(activity, [*talk(1.0), *told(0.5, OTHERS + louder)]) == voices


def test_a_cup_is_no_voice() -> None:
    assert rises(in_talk(), [*talk(1.0), *told(0.1, OTHERS), -4.0, *talk(1.0)]) == 0


def test_a_sentence_that_begins_softly_is_one_voice() -> None:
    activity = VoiceActivity()
    assert opens(activity, [*told(0.5, ROOM), *talk(0.15)])
    assert rises(activity, [*told(0.3, OTHERS), *told(0.3, VOICE)]) == 0


def test_its_own_stresses_are_nobody_elses() -> None:
    """One in its beginning, where nothing rises yet, and another: the second is none either."""
    activity = VoiceActivity()
    assert opens(activity, [*told(1.5, ROOM), *told(0.2, OTHERS)])
    stress = told(0.15, OTHERS + 14)
    assert rises(activity, [*stress, *told(0.25, OTHERS), *stress]) == 0


def test_after_a_voice_has_risen_its_stress_is_no_other() -> None:
    activity = in_talk()
    voice = [*told(0.3, VOICE - 6), *told(0.2, VOICE + 8)]
    assert rises(activity, [*talk(1.0), *voice]) == 1


def test_others_who_go_on_after_a_lull_are_no_voice_near_by() -> None:
    activity = in_talk()
    assert rises(activity, [*talk(1.0), *told(0.65, OTHERS - 9), *talk(0.5)]) == 0


def test_after_what_was_said_to_the_box_the_next_may_be_softer() -> None:
    activity = in_talk()
    assert rises(activity, [*talk(1.0), *talk(2.0, -14.0)]) == 1
    activity.told()
    assert opens(activity, told(0.1, OTHERS)) is not None
    assert rises(activity, [*talk(0.9), *told(0.5, VOICE)]) == 1


def test_after_the_box_has_spoken_others_may_be_softer() -> None:
    activity = in_talk(-20.0)
    activity.forget()
    assert opens(activity, told(0.1, -45.0)) is not None
    assert rises(activity, [*talk(0.9, -45.0), *told(0.5, -30.0)]) == 1


# when it has paused


def test_a_voice_has_paused_when_only_the_others_are_left() -> None:
    activity = in_talk()
    assert rises(activity, [*talk(1.0), *told(0.5, VOICE)]) == 1
    assert activity.near
    pauses = [paused for paused, _ in hears(activity, talk(0.5))]
    assert pauses.index(True) < 10
    assert all(pauses[10:])


def test_a_voice_that_is_little_louder_may_fall_to_the_others() -> None:
    activity = in_talk()
    assert rises(activity, [*talk(1.0), *told(0.3, OTHERS + 8)]) == 1
    assert not any(paused for paused, _ in hears(activity, told(0.2, OTHERS)))


def test_what_others_have_said_before_a_lull_is_murmur_still() -> None:
    """They didn't fall silent, and they go on after the voice."""
    activity = in_talk()
    assert rises(activity, told(0.35, OTHERS - 10)) == 0
    assert opens(activity, told(0.3, VOICE)) is not None
    pauses = [paused for paused, _ in hears(activity, told(0.4, OTHERS))]
    assert all(pauses[15:])


# whether it is near by


@pytest.mark.parametrize(("louder", "near"), [(0.0, False), (3.0, False), (10.0, True)])
def test_who_is_as_loud_as_those_right_before_is_not_near(louder: float, near: bool) -> None:
    activity = VoiceActivity()
    assert opens(activity, [*told(0.5, ROOM), *told(0.6, -10.0), *talk(4.0)])
    assert opens(activity, told(0.2, OTHERS + louder)) is not None
    assert activity.near == near


def test_who_begins_as_softly_as_the_others_may_come_to_be_near() -> None:
    activity = in_talk()
    assert opens(activity, told(0.05, OTHERS)) is not None
    assert not activity.near
    assert rises(activity, told(0.3, VOICE)) == 0
    assert activity.near
