"""The model's features, as Kaldi makes them: log mel energies, cepstra, online mean.

Training keeps log mel energies, which can still be warped, filtered and mixed with noise; cepstra
are a linear function of them (`CEPSTRA`), so what the network sees is what Vosk computes.
"""

import kaldi_native_fbank as knf
import numpy as np
from numpy.typing import NDArray

from speech.sound import RATE

Floats = NDArray[np.float32]

BINS = 30
COEFFICIENTS = 24
LOW, HIGH = 60.0, -1200.0  # Hz; negative: below half the rate. Cheap microphones differ above.
SHIFT, WINDOW = RATE // 100, RATE // 40  # samples
MEAN_WINDOW, MEAN_PRIOR = 600, 200  # frames: Kaldi's OnlineCmvnOptions, cmn_window, global_frames

MFCC_CONF = f"""--use-energy=false
--num-mel-bins={BINS}
--num-ceps={COEFFICIENTS}
--low-freq={LOW:g}
--high-freq={HIGH:g}
--sample-frequency={RATE}
--dither=0
"""


def _cepstra() -> Floats:
    """Kaldi's liftered DCT-II (mel-computations.cc), shape (COEFFICIENTS, BINS)."""
    k = np.arange(COEFFICIENTS)[:, None]
    n = np.arange(BINS)[None, :]
    dct = np.sqrt(2.0 / BINS) * np.cos(np.pi / BINS * (n + 0.5) * k)
    dct[0] = np.sqrt(1.0 / BINS)
    lifter = 1 + 0.5 * 22 * np.sin(np.pi * np.arange(COEFFICIENTS) / 22)
    return np.asarray(dct * lifter[:, None], dtype=np.float32)


CEPSTRA = _cepstra()
"""Log mel energies to MFCCs: `mel @ CEPSTRA.T`."""


def _mel(hertz: NDArray[np.floating] | float) -> NDArray[np.floating]:
    return np.asarray(1127.0 * np.log1p(np.asarray(hertz) / 700.0))


_FIRST, _LAST = float(_mel(LOW)), float(_mel(RATE / 2 + HIGH))
_STEP = (_LAST - _FIRST) / (BINS + 1)

CENTRES = np.asarray(700.0 * np.expm1((_FIRST + _STEP * np.arange(1, BINS + 1)) / 1127.0))
"""The bins' middles in Hz, shape (BINS,). Source: Kaldi's mel-computations.h, MelScale."""


def bin_of(hertz: NDArray[np.floating]) -> Floats:
    """Where frequencies lie among the bins: 0 is the middle of the first one; same shape."""
    return np.asarray((_mel(hertz) - _FIRST) / _STEP - 1.0, dtype=np.float32)


def log_mel(samples: Floats) -> Floats:
    """Give log mel energies of 16 kHz sound in int16's range, shape (frames, BINS), 10 ms apart."""
    options = knf.FbankOptions()
    options.frame_opts.samp_freq = RATE
    options.frame_opts.dither = 0.0
    options.frame_opts.snip_edges = True
    options.mel_opts.num_bins = BINS
    options.mel_opts.low_freq = LOW
    options.mel_opts.high_freq = HIGH
    options.use_energy = False
    stream = knf.OnlineFbank(options)
    stream.accept_waveform(RATE, samples.tolist())
    stream.input_finished()
    frames = [stream.get_frame(i) for i in range(stream.num_frames_ready)]
    return np.array(frames, dtype=np.float32).reshape(-1, BINS)


def online_mean(
    mel: Floats, prior: Floats, before: Floats | None = None, n_before: int = 0
) -> Floats:
    """Give the mean that Kaldi's online normalisation takes off at each frame, shape like `mel`.

    It is that of the last MEAN_WINDOW frames; while there are fewer, up to MEAN_PRIOR frames of
    the `prior` fill up. `n_before` frames of mean `before` are taken to have gone ahead. Source:
    Kaldi's online-feature.cc, OnlineCmvn.
    """
    n = len(mel)
    ahead = np.zeros((n_before, mel.shape[1]), dtype=np.float64)
    if before is not None:
        ahead[:] = before
    sums = np.cumsum(np.concatenate([np.zeros((1, mel.shape[1])), ahead, mel]), axis=0)
    end = np.arange(n_before + 1, n_before + n + 1)
    begin = np.maximum(0, end - MEAN_WINDOW)
    count = (end - begin).astype(np.float64)[:, None]
    fill = np.clip(MEAN_WINDOW - count, 0, MEAN_PRIOR)
    mean = (sums[end] - sums[begin] + fill * prior) / (count + fill)
    return np.asarray(mean, dtype=np.float32)


def taken_from(mel: Floats, at: Floats) -> Floats:
    """Take each bin from where it lies between two: `at`, shape like `mel`, 0 is the first one."""
    at = np.clip(at, 0, BINS - 1.001)
    low = at.astype(np.int64)
    part = (at - low).astype(np.float32)
    below, above = np.take_along_axis(mel, low, 1), np.take_along_axis(mel, low + 1, 1)
    return np.asarray(below * (1 - part) + above * part, dtype=np.float32)
