"""Something being said: its sound so far, and the recogniser that follows it."""

from collections.abc import Callable

import numpy as np

from speech.hearing.recogniser import Heard, Recogniser
from speech.sound import Samples

LONGEST = 800
"""Frames of an utterance after which it begins anew with the last of it. The decoder
keeps up to 17 kB of each in noise; with 1500, talk without a pause cost a tenth less of a core."""

KEPT = 300
"""Frames of it that are heard again when it grew too long, or the grammar changed: no command
takes longer."""

_WHOLE = 500
"""Frames of other speech that are read to the end as they are. To read what was decoded takes as
much memory again, and a command at the end of longer talk is in the last of it."""


class Speaking:
    """An utterance under way; `recogniser` makes one for what is listened for now."""

    def __init__(
        self, recogniser: Callable[[], Recogniser], start: int, frames: list[Samples]
    ) -> None:
        """`start` is the sample at which somebody began to speak, a little after `frames` begin."""
        self.start = start
        self.quiet = 0
        """Frames since anybody spoke."""
        self.amid = False
        """Whether it rose over others' talk."""
        self.heard: Heard | None = None
        """What it was taken for at this pause; the recogniser is finished then."""
        self.unseen = 0
        """Frames since the decoder was last asked whether a phrase has ended."""
        self.ended = 0
        """Frames for which it has said so."""
        self._make = recogniser
        self._recogniser = recogniser()
        self._frames = frames
        self._fed = 0

    def __len__(self) -> int:
        """Frames so far."""
        return len(self._frames)

    def add(self, frame: Samples) -> None:
        """Take the next frame; it is passed on to the recogniser when that matters."""
        self._frames.append(frame)

    def last(self, frames: int) -> list[Samples]:
        """Its last `frames`."""
        return self._frames[-frames:] if frames else []

    def sound(self, frames: int = LONGEST) -> Samples:
        """The last `frames` of it, shape (n,)."""
        return np.concatenate(self._frames[-frames:])

    def pass_on(self) -> None:
        """Feed the recogniser what it hasn't had."""
        fresh = self._frames[self._fed :]
        if fresh and self.heard is None:
            self._recogniser.feed(np.concatenate(fresh))
            self._fed = len(self._frames)

    def again(self, frames: int = LONGEST) -> None:
        """Hear the last `frames` of it once more, from their beginning."""
        self._recogniser = self._make()
        self._frames = self._frames[-frames:]
        self._fed = 0
        self.heard = None

    def instead(self, recogniser: Callable[[], Recogniser]) -> None:
        """Hear it once more with what `recogniser` makes."""
        self._make = recogniser
        self.again()

    def promises(self) -> bool:
        """Whether it is, or may yet become, more than other speech, as far as was passed on."""
        return self._recogniser.promises()

    def over(self) -> bool:
        """Whether the recogniser takes the last it had for the silence after a phrase."""
        return self._recogniser.ended()

    def refused(self) -> bool:
        """Whether the recogniser takes it for what isn't to be done, as far as was passed on."""
        return self._recogniser.refused()

    def woken(self) -> bool:
        """Whether the wake word is in it, as far as was passed on."""
        return self._recogniser.woken() if self.heard is None else self.heard.reading.woken

    def strayed(self) -> bool:
        """Whether it has become other speech, as far as was passed on."""
        return self._recogniser.strayed()

    def end(self) -> Heard:
        """What it is, if it ends here; no more is passed on once `heard` is set."""
        self.pass_on()
        if len(self) > _WHOLE and not self.promises():
            self.again(KEPT)
            self.pass_on()
        return self._recogniser.finish()
