"""Other people's echo cancellers, to be measured beside ours (extra ``bench``; speexdsp: Debian's).

Each is given what ours is given: hops of 20 ms, the speaker's sound leading its echo by what the
devices' buffers hold. Where the box has been silent for long, sound is passed on as it came.
"""

import ctypes
from collections.abc import Callable

import numpy as np

from speech.hearing.echo import HOP, Canceller, EchoCanceller
from speech.sound import RATE, Samples

_TEN = RATE // 100
_SILENT = 34
"""Hops of silence from the speaker after which sound is passed on, as in ours."""
_ENOUGH = 150
"""Hops of the box's voice that are heard before anything is believed, as in ours."""
_TAIL = 480
"""Milliseconds of echo that Speex's filter may last, as ours."""


class _Foreign:
    """What all of them have."""

    def __init__(self) -> None:
        self._silent = _SILENT
        self._learned = 0

    @property
    def ready(self) -> bool:
        """As `EchoCanceller.ready`."""
        return self._learned >= _ENOUGH

    def process(self, near: Samples, far: Samples) -> Samples:
        """As `EchoCanceller.process`."""
        self._silent = 0 if far.any() else self._silent + 1
        self._learned += not self._silent
        clean = self._clean(near, far)
        return near if self._silent >= _SILENT else clean

    def _clean(self, near: Samples, far: Samples) -> Samples:
        raise NotImplementedError


class Aec3(_Foreign):
    """WebRTC's AEC3 by pywebrtc-audio (0.4 MB), its residual suppressor included."""

    def __init__(self) -> None:
        super().__init__()
        from pywebrtc_audio import EchoCanceller as WebRtc

        self._aec = WebRtc(sample_rate=RATE)

    def _clean(self, near: Samples, far: Samples) -> Samples:
        return np.asarray(self._aec.process(near, far))


class LiveKit(_Foreign):
    """WebRTC's AEC3 by livekit (11 MB), its residual suppressor included."""

    def __init__(self) -> None:
        super().__init__()
        from livekit import rtc

        self._rtc = rtc
        self._apm = rtc.AudioProcessingModule(echo_cancellation=True)

    def _clean(self, near: Samples, far: Samples) -> Samples:
        parts = []
        for at in range(0, HOP, _TEN):
            played, heard = (
                self._rtc.AudioFrame(bytearray(sound[at : at + _TEN].tobytes()), RATE, 1, _TEN)
                for sound in (far, near)
            )
            self._apm.process_reverse_stream(played)
            self._apm.set_stream_delay_ms(0)  # it finds the delay itself
            self._apm.process_stream(heard)
            parts.append(np.frombuffer(bytes(heard.data), np.int16))
        return np.concatenate(parts)


class Speex(_Foreign):
    """Speex's adaptive filter (Debian's libspeexdsp1), linear as ours, nothing behind it."""

    _SET_RATE = 24

    def __init__(self) -> None:
        super().__init__()
        lib = ctypes.CDLL("libspeexdsp.so.1")
        lib.speex_echo_state_init.restype = ctypes.c_void_p
        self._state = ctypes.c_void_p(lib.speex_echo_state_init(HOP, _TAIL * RATE // 1000))
        rate = ctypes.c_int(RATE)
        lib.speex_echo_ctl(self._state, self._SET_RATE, ctypes.byref(rate))
        self._cancel = lib.speex_echo_cancellation
        self._destroy = lib.speex_echo_state_destroy

    def _clean(self, near: Samples, far: Samples) -> Samples:
        near, far = np.ascontiguousarray(near), np.ascontiguousarray(far)
        out = np.empty(HOP, np.int16)
        arrays = (ctypes.c_void_p(one.ctypes.data) for one in (near, far, out))
        self._cancel(self._state, *arrays)
        return out

    def __del__(self) -> None:
        self._destroy(self._state)


class Nothing(_Foreign):
    """Takes nothing out."""

    def _clean(self, near: Samples, far: Samples) -> Samples:
        return near


class OursThenAec3(_Foreign):
    """Ours, and WebRTC's AEC3 upon what it leaves."""

    def __init__(self) -> None:
        super().__init__()
        self._ours, self._theirs = EchoCanceller(), Aec3()

    def _clean(self, near: Samples, far: Samples) -> Samples:
        return self._theirs.process(self._ours.process(near, far), far)


CANCELLERS: dict[str, Callable[[], Canceller]] = {
    "none": Nothing,
    "ours": EchoCanceller,
    "AEC3": Aec3,
    "livekit": LiveKit,
    "speex": Speex,
    "ours, AEC3": OursThenAec3,
}
"""By their names."""
