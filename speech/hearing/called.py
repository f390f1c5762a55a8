"""What is said after the wake word was spotted, while others may go on talking.

The detector (speech.hearing.voice_activity) waits for silence. Where there is none, a command ends
when the voice that called has stopped, by its level against what was heard before it called; or
when the decoder takes what it hears for somebody else's talk, and it is softer than the call was.
"""

from collections import deque
from collections.abc import Callable

import numpy as np

from speech.hearing.recogniser import Heard, Recogniser
from speech.hearing.rescoring import doubtful, rescored
from speech.hearing.speaking import Speaking
from speech.hearing.spotter import Calls
from speech.hearing.utterance import Utterance
from speech.hearing.verdict import LONG, MEDIUM, SHORT, Verdicts
from speech.hearing.voice_activity import FRAME
from speech.sound import RATE, Samples

SPOTTED = -1.0
"""The least log odds with which what was spotted is heard once more."""
BEFORE = 200
"""Frames that are kept for when a wake word is spotted."""
_HEARD = 150
"""Frames before a find that are heard once more: the wake word and a little."""
_WORD = 70
"""Frames that it lasts, about."""
LATER = 8
"""Frames that this waits longer than the detector, which is surer where it hears silence."""
_LONGEST = 700
"""Frames after a find by which a command has ended, whatever is heard."""
_EMPTY = 60
"""Frames after a find by which the recogniser must have heard the wake word, too."""
_CHECK = 10
"""Frames between looks at the decoder."""
_UNDER, _LEAST = 18.0, 6.0
"""dB under the voice that calls: its pauses are softer by the least, and never need be by more."""
_OPEN = 100
"""Frames for which a voice is heard where others talk on; a word in silence takes fewer."""
_SURE = 0.97
"""The confidence with which the detector's way is believed where others talk."""
_BURST = 3
"""Frames that speech lasts at least."""
_SOFTER = 3.0
"""dB by which other people's talk is softer."""
_SPOKEN = 15
"""Frames as loud as speech that any command has after the find."""


def _mean(levels: list[float]) -> float:
    """The level of all of them together."""
    return float(10 * np.log10(np.mean(10 ** (np.array(levels) / 10)) + 1e-12))


class Called:
    """A wake word that was spotted, and what follows."""

    def __init__(
        self,
        recogniser: Callable[[], Recogniser],
        before: list[tuple[Samples, float]],
        at: int,
    ) -> None:
        """`before` are the last frames up to the sample `at`, each with its level."""
        self.start = at - _WORD * FRAME
        self._speaking = Speaking(recogniser, self.start, [frame for frame, _ in before[-_HEARD:]])
        self._recogniser = recogniser
        levels = [level for _, level in before]
        call = levels[-_WORD:]
        near, self.level = float(np.percentile(call, 80)), _mean(call)
        room = float(np.median(levels[:-_WORD])) if len(levels) > _WORD else near - 2 * _UNDER
        self._bound = max(near - _UNDER, min((near + room) / 2, near - _LEAST))
        self._smooth = levels[-1]
        self._levels: deque[float] = deque(call, maxlen=SHORT)
        self._frames = self._spoken = 0
        self._quiet = self._loud = 0
        self._ended = self._unseen = 0

    @property
    def heard(self) -> Heard | None:
        """What it was taken for, if that was asked since the voice went on."""
        return self._speaking.heard

    @property
    def alone(self) -> bool:
        """Whether nothing followed the wake word by the voice that said it."""
        return self._spoken < _SPOKEN

    def add(self, frame: Samples, level: float) -> None:
        """Take the next frame."""
        self._frames += 1
        self._speaking.add(frame)
        self._levels.append(level)
        self._smooth += 0.33 * (level - self._smooth)
        self._loud = self._loud + 1 if self._smooth >= self._bound else 0
        goes_on = self._loud >= _BURST
        if self.heard is not None:
            self._ended += bool(self._ended)
            goes_on = goes_on and not self._softer(_CHECK)
            if goes_on:
                self._speaking.again()
        self._quiet = 0 if goes_on else self._quiet + 1
        self._spoken += self._smooth >= self._bound
        if goes_on:
            self._ended = 0

    def _softer(self, frames: int) -> bool:
        """Whether the last of what was heard is softer than the call."""
        return _mean([*self._levels][-frames:]) < self.level - _SOFTER

    def pass_on(self) -> None:
        """Let the recogniser hear what it hasn't."""
        self._speaking.pass_on()

    def finish(self) -> None:
        """No more sound comes."""
        self._frames += _LONGEST

    def pause(self) -> int:
        """For how many frames it has seemed to be over."""
        self._unseen += 1
        if self._unseen >= _CHECK and self.heard is None:
            self._unseen = 0
            self._speaking.pass_on()
            over = self._speaking.over() or self._speaking.strayed()
            self._ended = self._ended + _CHECK if over else 0
        if self._frames > _LONGEST:
            return LONG + LATER
        return max(self._quiet, self._ended if self._softer(SHORT) else 0)

    def empty(self) -> bool:
        """Whether it has come to nothing so far."""
        nothing = not self._speaking.woken() or self._speaking.strayed()
        return self.heard is None and nothing

    def over_for_nothing(self) -> bool:
        """Whether no wake word was in it after all."""
        if self.heard is not None or self._unseen or self._frames < _EMPTY:
            return False
        return not self._speaking.woken()

    def hear(self) -> Heard:
        """What it was, up to here."""
        if self.heard is None:
            heard = self._speaking.end()
            if heard.reading.token is not None and doubtful(heard, forced=False):
                heard = rescored(self._speaking.sound(), heard, self._recogniser)
            self._speaking.heard = heard
        return self._speaking.heard or heard

    def now(self, recogniser: Callable[[], Recogniser]) -> None:
        """Hear it with another recogniser from its beginning."""
        self._recogniser = recogniser
        self._speaking.instead(recogniser)

    def promises(self) -> bool:
        """Whether it may yet be more than other speech."""
        return self._speaking.promises()


class Calling:
    """Listens for calls beside the detector, and decides those that the detector can't."""

    def __init__(self, threshold: float = SPOTTED) -> None:
        """`threshold`: the least log odds that a wake word was said."""
        self._calls = Calls(threshold)
        self._make: Callable[[], Recogniser] | None = None
        self._verdicts: Verdicts | None = None
        self._recent: deque[tuple[Samples, float]] = deque(maxlen=BEFORE)
        self._finds: deque[int] = deque()
        self._called: Called | None = None
        self._held: Utterance | None = None
        self._murmurs = False
        """Whether others talked before the call."""
        self._after = 0
        """The sample before which all has been decided."""

    def listen_for(
        self,
        wake_words: tuple[str, ...],
        verdicts: Verdicts,
        recogniser: Callable[[], Recogniser],
    ) -> None:
        """Listen for these; `recogniser` makes one for what may be said where one was spotted."""
        self._calls.listen_for(wake_words)
        self._make, self._verdicts = recogniser, verdicts
        if self._called is not None:
            self._called.now(recogniser)

    def forget(self) -> None:
        """What comes next doesn't follow on what was heard."""
        self._calls.forget()
        self._recent.clear()
        self._finds.clear()
        self._called = self._held = None

    def feed(self, samples: Samples, position: int) -> None:
        """Look for calls in the next `samples`, which end at `position`; their frames come next."""
        if self._calls:
            self._finds.extend(at for at, _ in self._calls.feed(samples, position))

    def pass_on(self) -> None:
        """Let the recogniser hear what it hasn't."""
        if self._called is not None:
            self._called.pass_on()

    def frame(self, frame: Samples, level: float, position: int, open_for: int) -> None:
        """Take a frame that ends at the sample `position`; somebody speaks for so many frames."""
        self._recent.append((frame, level))
        if self._called is not None:
            self._called.add(frame, level)
        if self._make is None:
            return
        while self._finds and self._finds[0] <= position:
            at = self._finds.popleft()
            if at > self._after and (self._called is None or self._called.empty()):
                self._called = Called(self._make, [*self._recent], position)
                self._murmurs = open_for > _OPEN + _WORD

    def beside(self, found: list[Utterance], position: int) -> list[Utterance]:
        """What of `found`, which the detector's way gave at `position`, is told now."""
        if not found:
            return []
        told = found[0]
        doubt = self._murmurs and told.confidence < _SURE
        if self._called is not None and (told.kind != "command" or doubt):
            self._held = told
            return []
        self._called = self._held = None
        self._after = position
        return found

    def decided(self, position: int) -> list[Utterance]:
        """What was said after a call, if it is time to say so at the sample `position`."""
        called, verdicts = self._called, self._verdicts
        if called is None or verdicts is None:
            return []
        pause = called.pause() - LATER
        if called.over_for_nothing():
            return self._nothing()
        if pause < SHORT or (called.heard is None and pause < MEDIUM and not called.promises()):
            return []
        heard = called.hear()
        wait, kind = verdicts.verdict(heard)
        if pause < (max(wait, MEDIUM) if called.alone else wait):  # it has hardly begun
            return []
        nothing = self._nothing()
        if kind is None or not heard.reading.woken:
            return nothing
        if kind != "command" and nothing and not self._murmurs:
            return nothing
        if heard.reading.woken and called.alone:
            kind = "wake"
        elif kind not in {"command", "doubted"}:
            kind = "unclear"
        self._after = position
        end = position - (pause + LATER) * FRAME
        times = (called.start / RATE, max(end, called.start) / RATE, position / RATE)
        return [verdicts.utterance(kind, heard, *times)]

    def finish(self, position: int) -> list[Utterance]:
        """What was being said after a call, for no more sound comes."""
        if self._called is not None:
            self._called.finish()
        return self.decided(position)

    def _nothing(self) -> list[Utterance]:
        """What the detector's way made of it, now that a call has come to nothing."""
        held, self._called, self._held = self._held, None, None
        return [held] if held is not None else []
