"""All faults that can be made."""

from tests.faults import disk, hanging, power, senses, sound, stick

CASES = [*power.CASES, *disk.CASES, *hanging.CASES, *senses.CASES, *sound.CASES, *stick.CASES]
