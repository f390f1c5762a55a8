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

ACCEPTANCE_VOICES: tuple[str, ...] = (
    *("af_sarah", "am_liam", "bf_lily", "bm_lewis", "if_sara", "em_alex", "jf_nezumi"),
    "zm_yunyang",
)
"""Kokoro's voices that nothing here may ever use, training or bench: others judge with them."""

CHOOSING_VOICES: tuple[str, ...] = ("af_kore", "am_puck", "bf_isabella", "bm_daniel", "im_nicola")
"""Kokoro's voices for choosing among ways; never trained on."""

REPORTING_VOICES: tuple[str, ...] = ("ef_dora", "jm_kumo", "zf_xiaoni", "pf_dora", "hm_psi")
"""Kokoro's voices that what is reported is measured with; never trained on, never chosen by."""

NATURAL_HELD_OUT = frozenset({*ACCEPTANCE_VOICES, *CHOOSING_VOICES, *REPORTING_VOICES})
"""Kokoro's voices that no model is trained on, nor on a mean that has one of them in it."""
