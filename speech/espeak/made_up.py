"""Speakers made up for espeak-ng: nobody has heard them before."""

import random


def random_voice(rng: random.Random) -> str:
    """Write a voice file of a speaker nobody has heard: formants, pitch, breath, rhythm, tone.

    As far from the common voice as espeak-ng's own variants go, and somewhat farther.
    """
    pitch = rng.uniform(65, 270)
    tract = rng.gauss(100, 9) + (8 if pitch > 160 else -3)
    spread = rng.choice((3, 6, 10))
    lines = [
        "name random",
        "language da",
        "tunes s2 c2 q2 e2",
        f"pitch {pitch:.0f} {pitch * rng.uniform(1.1, 1.8):.0f}",
        f"flutter {rng.randint(0, 12)}",
        f"roughness {rng.choice((0, 0, 1, 2, 3, 4))}",
        f"voicing {rng.randint(30, 150)}",
        f"consonants {rng.randint(40, 150)} {rng.randint(40, 150)}",
    ]
    for formant in range(9):
        frequency = min(max(tract + rng.gauss(0, spread), 72), 142)
        height, width = rng.randint(55, 150), rng.randint(60, 175)
        if formant > 3 and rng.random() < 0.1:
            height = rng.choice((0, 20, 40))
        lines.append(f"formant {formant} {frequency:.0f} {height} {width}")
    if rng.random() < 0.5:
        lines.append("breath " + " ".join(str(rng.randint(0, 6)) for _ in range(8)))
    if rng.random() < 0.3:
        lines.append(f"echo {rng.randint(10, 120)} {rng.randint(0, 25)}")
    if rng.random() < 0.4:
        lines.append("stressAdd " + " ".join(str(rng.randint(-25, 40)) for _ in range(8)))
    if rng.random() < 0.4:
        lines.append("stressAmp " + " ".join(str(rng.randint(12, 26)) for _ in range(8)))
    if rng.random() < 0.6:
        tilt = rng.uniform(-14, 10)
        heights = (120 + tilt, 100 + 2 * tilt, 90 + 3 * tilt)
    else:  # muffled, or with a hole, as some of espeak-ng's women
        heights = (rng.uniform(50, 130), rng.uniform(20, 120), rng.uniform(10, 110))
    lines.append(f"tone 100 255 600 {heights[0]:.0f} 1200 {heights[1]:.0f} 2500 {heights[2]:.0f}")
    return "\n".join(lines) + "\n"
