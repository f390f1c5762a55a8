"""The espeak-ng variants that no model is ever trained on: what is measured, is measured on them.

The simulated room's people speak in them, too, so that a demo never flatters itself.
"""

HELD_OUT: tuple[str, ...] = (
    *("f2", "m5", "Annie", "Mario", "linda", "steph2", "edward", "iven3", "grandma", "anika"),
    *("robert", "klatt3", "adam", "victor", "Andrea", "Hugo", "belinda", "m8"),
)
"""Names as in `da+NAME`. Written down once; never taken off the list."""

HELD_OUT_PEOPLE: tuple[str, ...] = ("hindi_NSK_diphone", "msu_ru_nsh_clunits")
"""festival's voices made from two people (Debian's festvox-hi-nsk, festvox-ru), likewise: what they
say is the bench's (tests/bench/hearing/people.py), and they are in no training."""
