"""What the paths of a decoding graph cost: negative log probabilities, at the decoder's scale."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Costs:
    """What the paths cost; tuned on synthetic voices by tests/bench/hearing.py."""

    garbage_phone: float = 1.1
    """Each phone of other speech: the higher, the more is taken for a command."""
    garbage_called: float = 1.8
    """The same after the tone: whoever called the box is about to say a command. Of 24 said in rain
    6 were missed at 1.1, 2 at 1.8."""
    garbage: float = 2.0
    """Going into other speech at all."""
    before_wake: float = 6.0
    """The wake word in the middle of other speech: who calls the box begins with it, while talk has
    sounds like it anywhere. At 2.0 an hour of talk had five commands in it, at 6.0 two."""
    after_wake: float = 6.0
    """Other speech after the wake word."""
    frame: float = 2.0
    """Words around a command that mean nothing ("kan du", "tak"), each."""
    refused: float = 3.0
    """What the box can't do now: a command that sounds alike is meant."""
    cut: float = 3.0
    """A phrase that stops in the middle."""
    negated: float = 0.0
    """"ikke" before or after a command."""
    anything: float = 2.5
    """Sounds in a phrase where a name, a number or a length stands, and none that is known."""
    after_phrase: float | None = None
    """Other speech after a whole phrase: somebody else's, for nobody says more after a command.
    None: there is none."""
    uncalled: float | None = 3.0
    """A phrase without the wake word that it needs, taken for other speech; None: only sound by
    sound. Without it a long phrase said in talk made up for a wake word that nobody had said."""
    alike: float = 2.0
    """What sounds like the wake word and isn't one ("det tager"), in its place."""
    silence: float = 0.7
    """Silence between two words, or none."""
    confused: float | None = 2.0
    """A phone of a word heard as one near it, where other speech may be heard as well; None: never.
    Where it can't, each confusion has a cost of its own (speech.hearing.confusion)."""
    confused_wake: float | None = None
    """The same for the wake word, on which it depends what is a command at all: at 2.0 talk of
    five hours had 57 commands in it."""
    learned: float = 0.0
    """A word as the group says it, beside the ways it is usually said."""
    mistaken: float = 1.0
    """In an enrolment, a phone heard as one near it."""
    substituted: float = 2.5
    """... as any other."""
    left_out: float = 2.0
    """... not at all."""
    put_in: float = 3.0
    """... a phone too many."""


SPOTTED = Costs(before_wake=0.0, after_wake=2.0, after_phrase=3.0)
"""Where the wake word was spotted (speech.hearing.spotter): it may come in the middle of anything,
and others talk on after the command."""
