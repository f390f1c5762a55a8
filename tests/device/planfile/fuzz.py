"""A fuzzer over the plan file's reader: whatever is on the stick, it is read or told of, in time.

``python -m tests.device.planfile.fuzz --minutes 15`` goes on for so long, prints what it found,
and exits with 1 if that was anything. The suite runs the same with a small budget.
"""

import argparse
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

from device.planfile import MOST_BYTES, PlanFaults, plan_text, read_plan
from tests.device.planfile.table import plans_of_the_table

MOST_SECONDS = 1.0
"""Of the processor's time, for one file."""
MOST_MEMORY = 50 * 1024 * 1024
"""Bytes, at the most at once, for one file."""
MOST_SPOKEN = 400
"""Characters: nobody listens to more of a fault."""

EXAMPLES = Path(__file__).parents[3] / "content" / "examples"
WORDS = (
    "form", "første møde", "egen dagsorden", "deltagere", "dagsorden", "varighed", "start", "slut",
    "dato", "pause", "talerunde", "taletid", "spilleregler", "formål", "tid", "udtale", "afbud",
    "emne", "dialog", "spørgsmål", "2 timer", "kl. 13", "13.00-15.00", "halv ni", "24/11",
    "1½ time", "Anna", "Søren Ø.", "O'Hara", "anne@firma.dk", "ja", "nej", "null", "~", "yes", "no",
    "0x1F", "1e999", "9" * 20, ".inf", "2027-02-30", "25:99", "-5 min", "true",
)  # fmt: skip
SIGNS = (
    "\n", ":", ": ", "- ", "  ", "\t", "[", "]", "{", "}", "&a ", "*a ", "!!x ", "|", "|\n", ">",
    '"', "'", "#", " # ", "%", "@", "`", "---\n", "...\n", "? ", "<<: ", "\r", "\r\n", "\x00",
    "\\u", "\\", ",", ";", "(", ")", "„", "“", "”", "»", "«", "–", "•", "1. ", "a) ", "\u00a0",
    "\u200b", "\ufeff", "\u2028", "\ud83d", "😀", "e\u0301", "å", "=", "/", ".", "½", "<b>",
    "&amp;",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp437")


def seeds() -> list[str]:
    """What is spoilt: the examples, and the table of broken files."""
    examples = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))]
    return [*examples, *plans_of_the_table()]


def spoilt(dice: random.Random, texts: list[str]) -> bytes:
    """One of `texts` after some of what can befall a file."""
    text = dice.choice(texts)
    for _ in range(dice.choice((1, 1, 2, 3, 6, 20))):
        text = dice.choice(_MISHAPS)(dice, text)[:MOST_BYTES]
    data = text.encode(dice.choice(ENCODINGS), "replace")
    while dice.random() < 0.1 and data:
        place = dice.randrange(len(data))
        data = data[:place] + bytes([dice.randrange(256)]) + data[place + 1 :]
    return data[: MOST_BYTES + 1]


def told_of(data: bytes) -> Iterator[str]:
    """What is wrong with how the reader takes `data`; nothing: all is well."""
    before = time.process_time()
    try:
        plan = read_plan(data)
    except PlanFaults as faults:
        yield from _badly_told(faults)
    except Exception as fault:
        yield f"{type(fault).__name__}: {fault}"[:200]
    else:
        text = plan_text(data).encode()
        if len(text) <= MOST_BYTES and read_plan(text) != plan:
            yield "kept and read again it is another plan"
    if (took := time.process_time() - before) > MOST_SECONDS:
        yield f"took {took:.2f} s"


def memory_for(data: bytes) -> int:
    """Bytes that reading `data` takes at the most at once."""
    tracemalloc.start()
    try:
        read_plan(data)
    except PlanFaults:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def _badly_told(faults: PlanFaults) -> Iterator[str]:
    if not faults.faults:
        yield "no fault in the faults"
    if len(faults.first_spoken) > MOST_SPOKEN:
        yield f"too long to be said: {faults.first_spoken}"
    for fault in faults.faults:
        if not fault.message.strip():
            yield "a fault without words"
        if fault.line is not None and fault.line < 1:
            yield f"there is no line {fault.line}"


def _at(dice: random.Random, text: str) -> int:
    return dice.randrange(len(text) + 1)


def _inserted(dice: random.Random, text: str) -> str:
    place = _at(dice, text)
    return text[:place] + dice.choice((*SIGNS, *WORDS)) + text[place:]


def _cut(dice: random.Random, text: str) -> str:
    place = _at(dice, text)
    return text[:place] + text[place + dice.choice((1, 3, 10, 40)) :]


def _doubled(dice: random.Random, text: str) -> str:
    place = _at(dice, text)
    return text[:place] + text[place : place + dice.choice((2, 30, 300))] + text[place:]


def _repeated(dice: random.Random, text: str) -> str:
    place = _at(dice, text)
    return text[:place] + dice.choice((*SIGNS, *WORDS)) * dice.choice((3, 50, 2000)) + text[place:]


def _swapped(dice: random.Random, text: str) -> str:
    lines = text.split("\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _indented(dice: random.Random, text: str) -> str:
    lines = text.split("\n")
    place = dice.randrange(len(lines))
    lines[place] = dice.choice(("", " ", "  ", "\t", "      ")) + lines[place].lstrip()
    return "\n".join(lines)


def _in_one(dice: random.Random, text: str) -> str:
    return text.replace("\n", dice.choice((" ", "\r", "\n\n", "; ")), dice.randrange(4))


def _in_capitals(dice: random.Random, text: str) -> str:
    return dice.choice((text.upper(), text.lower(), text.title()))


_MISHAPS: tuple[Callable[[random.Random, str], str], ...] = (
    _inserted, _inserted, _inserted, _cut, _cut, _doubled, _repeated, _swapped, _indented, _in_one,
    _in_capitals,
)  # fmt: skip


def main(minutes: float, seed: int) -> int:
    """Go on for `minutes`; the exit status."""
    dice, texts = random.Random(seed), seeds()
    end = time.monotonic() + 60 * minutes
    files = 0
    found: dict[str, bytes] = {}
    slowest, most = 0.0, 0
    while time.monotonic() < end:
        data = spoilt(dice, texts)
        files += 1
        before = time.process_time()
        wrong = list(told_of(data))
        slowest = max(slowest, time.process_time() - before)
        if files % 20 == 0:
            most = max(most, peak := memory_for(data))
            if peak > MOST_MEMORY:
                wrong.append(f"took {peak} bytes")
        for what in wrong:
            if what[:60] not in {key[:60] for key in found}:
                sys.stdout.write(f"{what}\n  {data[:400]!r}\n")
                sys.stdout.flush()
                found[what] = data
    sys.stdout.write(
        f"{files} files, {len(found)} kinds of trouble, "
        f"slowest {slowest:.2f} s, most memory {most / 1024 / 1024:.1f} MB\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(main(given.minutes, given.seed))
