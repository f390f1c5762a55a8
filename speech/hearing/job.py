"""What decides a decoding graph: what may be said, and what that costs."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from speech.hearing.costs import Costs


@dataclass(frozen=True)
class Branch:
    """A whole phrase as the graph holds it."""

    token: str
    """Its output symbol."""
    spoken: str
    wake: bool
    """Whether it needs the wake word in front."""


@dataclass(frozen=True)
class Around:
    """What people say around a command, each one word or more."""

    before: tuple[str, ...] = ()
    """... in front of it, and means nothing ("kan du")."""
    after: tuple[str, ...] = ()
    """... behind it ("tak")."""
    negations: tuple[str, ...] = ()
    """With which it is not to be done ("ikke")."""
    alike: tuple[str, ...] = ()
    """What sounds like the wake word and isn't one ("det tager")."""


@dataclass(frozen=True)
class Job:
    """One graph to make, and all that decides what it is."""

    wake_words: tuple[str, ...]
    """None at all: a closed set."""
    branches: tuple[Branch, ...]
    garbage: bool
    """Whether a closed set has other speech beside it."""
    costs: Costs
    decoder: str
    """Kaldi's decoder options, for model.conf."""
    called: bool = False
    """Whether the wake word was said just before."""
    learned: tuple[tuple[str, str], ...] = ()
    """Words, and the phones with which the group says them, one space apart."""
    enrolment: str = ""
    """What somebody says after the box; "": this is no enrolment."""
    around: Around = Around()

    def to_json(self) -> dict[str, Any]:
        """All of it, as JSON takes it. `dataclasses.asdict` takes twenty times as long, of some
        thousand branches, at each change of what is listened for."""
        rest = {f.name: getattr(self, f.name) for f in fields(self)}
        branches = [(b.token, b.spoken, b.wake) for b in self.branches]
        return rest | {
            "branches": branches,
            "costs": asdict(self.costs),
            "around": asdict(self.around),
        }

    @classmethod
    def from_json(cls, job: dict[str, Any]) -> "Job":
        """The job that `to_json` and JSON took apart."""
        given = {
            "wake_words": tuple(job["wake_words"]),
            "branches": tuple(Branch(*branch) for branch in job["branches"]),
            "learned": tuple((word, phones) for word, phones in job["learned"]),
            "costs": Costs(**job["costs"]),
            "around": Around(**{what: tuple(said) for what, said in job["around"].items()}),
        }
        return cls(**job | given)
