"""What a speaker was given, sample by sample, whatever the sound server makes of it."""

import numpy as np

from speech.sound import Samples


class Given:
    """A tap that notes it, and whether some of it was thrown away."""

    def __init__(self) -> None:
        self.sound: Samples = np.zeros(0, np.int16)
        self.rate = 0
        self.cuts = 0

    def add(self, sound: Samples, rate: int) -> None:
        self.sound, self.rate = np.concatenate((self.sound, sound)), rate

    def cut(self) -> None:
        self.cuts += 1
