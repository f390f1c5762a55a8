"""What is wrong with a plan file, in plain Danish with its line."""

import re
from dataclasses import dataclass

from device.planfile.words import words
from speech.errors import TidtagerError

MOST_FAULTS = 60
"""More than these are not told: the file is no plan."""

ENOUGH = 4 * MOST_FAULTS
"""After so many reading ends."""

MOST_SPOKEN = 200
"""Characters that are said of a fault: some fifteen seconds."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong."""

    line: int | None
    """Counted from 1; None: the file as a whole."""
    message: str
    """What is wrong and what would be right; Danish, full sentences, without the line."""

    @property
    def text(self) -> str:
        """With its line, for the eye and the ear."""
        if self.line is None:
            return self.message
        return words().template("line").format(line=self.line, message=self.message)


class PlanFaults(TidtagerError, ValueError):  # noqa: N818 - the word that the meeting and the voice use
    """The plan file has faults; at least one."""

    def __init__(self, faults: tuple[Fault, ...], name: str = "tidtager.yaml") -> None:
        self.faults = faults
        self.name = name
        super().__init__("\n".join(fault.text for fault in faults))

    def as_text(self) -> str:
        """All of them, as fejl.txt holds them; lines end with ``\\n``."""
        template = words().template
        many = template("count_one" if len(self.faults) == 1 else "count_many")
        heading = template("heading").format(
            count=many.format(count=len(self.faults)), name=self.name
        )
        listed = "\n".join(fault.text for fault in self.faults)
        return f"{heading}\n\n{listed}\n\n{template('footer')}\n"

    @property
    def first_spoken(self) -> str:
        """The first fault, ready to be said: its first sentences; fejl.txt has it all."""
        first, *others = re.split(r"(?<=[.?])\s+(?=[A-ZÆØÅ])", self.faults[0].text)
        for sentence in others:
            if len(first) + len(sentence) > MOST_SPOKEN:
                break
            first = f"{first} {sentence}"
        return first


class Faults:
    """Gathers faults on the way through a file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Fault] = []
        self.remarks: list[str] = []
        """What is no fault, but worth a look; Danish sentences."""
        self._seen: set[Fault] = set()
        self._final: set[int] = set()

    def add(self, line: int | None, key: str, /, **values: object) -> None:
        """Note the fault whose wording is `key` in content/planfile.yaml.

        Raises PlanFaults when there are far more than anybody would read.
        """
        if line in self._final:
            return
        fault = Fault(line, words().fault(key, **values))
        if fault in self._seen:
            return
        self._seen.add(fault)
        self.found.append(fault)
        if len(self.found) >= ENOUGH:
            self.stop_if_any()

    def close(self, line: int) -> None:
        """Let nothing more be said of `line`: what comes of its fault is none of its own."""
        self._final.add(line)

    def remark(self, line: int | None, key: str, /, **values: object) -> None:
        """Note what is no fault, with its wording from content/planfile.yaml."""
        text = Fault(line, words().remark(key, **values)).text
        if text not in self.remarks:
            self.remarks.append(text)

    def stop_if_any(self) -> None:
        """Raise PlanFaults, in the order of their lines, if there are any."""
        if not self.found:
            return
        ordered = sorted(self.found, key=lambda fault: (fault.line is None, fault.line or 0))
        if len(ordered) > MOST_FAULTS:
            ordered = [*ordered[:MOST_FAULTS], Fault(None, words().fault("too_many"))]
        raise PlanFaults(tuple(ordered), self.name)
