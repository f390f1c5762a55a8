"""All faults that can be made."""

from tests.faults import disk, power, senses, sound, stick

CASES = [*power.CASES, *disk.CASES, *senses.CASES, *sound.CASES, *stick.CASES]
