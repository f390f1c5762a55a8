"""Who is here, as far as the group has told: how many came, and which of those on the list."""

from dataclasses import dataclass, replace

from device.meeting.known import Known


@dataclass(frozen=True)
class Roll:
    """`expected` below: who was to come (present) and who was not (absent), before it was told."""

    came: int = 0
    """How many came, as the group said."""
    absent: tuple[str, ...] = ()
    """Those expected who are not here."""
    here: tuple[str, ...] = ()
    """Those who are here for certain."""
    silent: tuple[str, ...] = ()
    """Those who were called, and nobody answered."""

    def told(self, name: str, *, here: bool) -> "Roll":
        """`name` is here, or is not; what was told last holds."""
        return replace(
            self,
            here=(*without(self.here, name), *((name,) if here else ())),
            absent=(*without(self.absent, name), *((name,) if not here else ())),
        )

    def unanswered(self, name: str) -> "Roll":
        """`name` was called, and nobody answered."""
        return replace(self, silent=(*self.silent, name))

    def unknown(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of `names` of whom nothing has been told."""
        return tuple(name for name in names if name not in {*self.here, *self.absent})

    def arrived(self, expected: Known) -> tuple[str, ...]:
        """Those who weren't expected, and came."""
        return tuple(name for name in self.here if name in expected.absent)

    def missing(self, expected: Known) -> tuple[str, ...]:
        """Those who were expected, and are not here."""
        return tuple(name for name in expected.present if name in self.absent)

    def all_found(self, expected: Known) -> bool:
        """Whether as many as are missing have been found, or as many more as there are."""
        found = len(self.arrived(expected)) - len(self.missing(expected))
        return found == self.came - len(expected.present)

    def unfound(self, expected: Known) -> int:
        """How many of those expected must still be missing; negative: so many more came."""
        return len(expected.present) - len(self.missing(expected)) - self.came

    def with_the_silent(self, expected: Known) -> "Roll | None":
        """Those who did not answer are away, if that makes the number; None: it does not."""
        silent = tuple(name for name in self.silent if name in expected.present)
        if not silent or len(silent) > self.unfound(expected):
            return None
        return replace(self, absent=(*self.absent, *silent))


def without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """`names` but for `name`."""
    return tuple(other for other in names if other != name)
