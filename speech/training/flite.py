"""flite's four voices made from people, as a source of utterances.

They speak English, but with a human mouth. Their phones are ours where the IPA is near enough;
where it isn't they are heard (context) but not learned (IGNORE). They also speak Danish phone
strings, spelled in their own phones.
"""

import random
import subprocess
import tempfile
import wave
from itertools import groupby
from pathlib import Path

import numpy as np

from speech.phones import SILENCE
from speech.training.utterance import IGNORE, INDEX, Utterance, resampled

VOICES = ("kal16", "awb", "rms", "slt")

TO_OURS: dict[str, tuple[str, ...]] = {
    phone: tuple(ours.split("+"))
    for phone, _, ours in (
        entry.partition("=")
        for entry in [
            "pau=sil",
            "p=p",
            "t=t",
            "k=k",
            "b=b",
            "d=d",
            "g=g",
            "f=f",
            "v=v",
            "s=s",
            "m=m",
            "n=n",
            "l=l",
            "w=w",
            "hh=h",
            "sh=S",
            "ng=N",
            "y=j",
            "z=s",
            "zh=S",
            "aa=A",
            "ae=a",
            "ah=V",
            "ao=O",
            "ax=@",
            "eh=E",
            "ih=e",
            "iy=i",
            "uw=u",
            "ow=o",
            "dh=D",
            "ay=A+j",
            "ey=E+j",
            "aw=A+w",
            "oy=O+j",
            "ch=t+S",
        ]
    )
}
"""flite's phones (CMU's US set) in ours; r, th, er, uh and jh are none of ours."""

FROM_OURS: dict[str, str] = {
    ours[0]: phone for phone, ours in TO_OURS.items() if len(ours) == 1 and phone not in ("z", "zh")
} | {"R": "r", "r": "ah", "y": "uw", "oe": "er"}
"""Our phones in flite's."""

DOUBTFUL = frozenset({"D", "R", "r", "y", "oe"})
"""Those of ours that flite says as something else."""


def _ids(phone: str) -> list[int]:
    return [INDEX[ours] for ours in TO_OURS[phone]] if phone in TO_OURS else [IGNORE]


class FliteSource:
    """English words, or Danish phone strings, in voices made from people."""

    def say(self, text: str, rng: random.Random) -> Utterance:
        """Speak English `text`."""
        return self._run(["-t", text], rng, None)

    def say_phones(self, phones: list[str], rng: random.Random) -> Utterance:
        """Speak our `phones` in flite's nearest."""
        phones = [phone for phone, _ in groupby((SILENCE, *phones, SILENCE))]
        labels = [IGNORE if phone in DOUBTFUL else INDEX[phone] for phone in phones]
        return self._run(["-p", " ".join(FROM_OURS[phone] for phone in phones)], rng, labels)

    def _run(self, what: list[str], rng: random.Random, labels: list[int] | None) -> Utterance:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "speech.wav"
            options = [
                *("-voice", rng.choice(VOICES)),
                *("--setf", f"duration_stretch={rng.uniform(0.75, 1.3):.2f}"),
                *("--setf", f"int_f0_target_mean={rng.uniform(80, 225):.0f}"),
            ]
            run = subprocess.run(  # noqa: S603 - phones and words of ours
                ["flite", *options, "-psdur", *what, "-o", str(file)],  # noqa: S607
                capture_output=True,
                text=True,
                check=True,
            )
            with wave.open(str(file)) as recording:
                rate = recording.getframerate()
                samples = np.frombuffer(recording.readframes(recording.getnframes()), np.int16)
        segments = [part.rsplit(":", 1) for part in run.stdout.split()]
        events: list[tuple[int, int]] = []
        start = 0.0
        same_length = labels is not None and len(labels) == len(segments)
        for i, (phone, end) in enumerate(segments):
            ids = [labels[i]] if labels is not None and same_length else _ids(phone)
            step = (float(end) - start) / len(ids)
            events += [(round((start + k * step) * rate), p) for k, p in enumerate(ids)]
            start = float(end)
        return resampled(samples.astype(np.float32), rate, tuple(events))
