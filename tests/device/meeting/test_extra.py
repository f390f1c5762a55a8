"""Extra minutes come from somewhere, in a fair way, and the box says from where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.meeting.extra import Ahead, Payment, Rules, paid, told
from device.meeting.phrases import load_phrases

PHRASES = load_phrases()
DIALOGUE = Ahead("Mig og min leder", 1200, 1200)
SHORT = Ahead("Siden sidst", 300, 300)
FIXED = Ahead("Afslutning", 600)

PAID = {
    "six are still to come": (60, {"turns": 6, "turn_seconds": 120}, Payment(60, each=10, turns=6)),
    "seven: it doesn't come out even": (
        60, {"turns": 7, "turn_seconds": 120}, Payment(60, each=10, turns=7),
    ),
    "fifteen": (60, {"turns": 15, "turn_seconds": 120}, Payment(60, each=5, turns=15)),
    "time to spare": (60, {"spare": 90, "turns": 6, "turn_seconds": 120}, Payment(60, spare=60)),
    "a little to spare": (
        60, {"spare": 30, "turns": 6, "turn_seconds": 120}, Payment(60, spare=30, each=5, turns=6),
    ),
    "behind already": (60, {"spare": -300, "ahead": [DIALOGUE]}, Payment(60, items=((0, 60),))),
    "nobody after them": (60, {"ahead": [SHORT, DIALOGUE]}, Payment(60, items=((1, 60),))),
    "short turns can't pay": (
        60, {"turns": 4, "turn_seconds": 30, "ahead": [FIXED, SHORT]},
        Payment(60, items=((1, 60),)),
    ),
    "turns pay down to half": (
        300, {"turns": 2, "turn_seconds": 120, "ahead": [DIALOGUE]},
        Payment(300, each=60, turns=2, items=((0, 180),)),
    ),
    "the longest first, then the next": (
        720, {"ahead": [SHORT, DIALOGUE]}, Payment(720, items=((1, 600), (0, 120))),
    ),
    "all is fixed": (60, {"ahead": [FIXED]}, Payment(60, later=60)),
    "at the very end": (120, {}, Payment(120, later=120)),
}  # fmt: skip


@pytest.mark.parametrize(("seconds", "what", "payment"), PAID.values(), ids=PAID)
def test_who_pays(seconds: float, what: dict[str, object], payment: Payment) -> None:
    assert paid(seconds, **what) == payment  # type: ignore[arg-type]


SAID = {
    "each pays": (Payment(60, each=10, turns=6), "Bo", "Et minut til Bo koster ti sekunder hver."),
    "for the group": (Payment(60, each=10, turns=6), None, "Det koster de næste ti sekunder hver."),
    "an item": (
        Payment(120, items=((0, 120),)), "Bo",
        "Det tager to minutter fra punktet Mig og min leder.",
    ),
    "the end": (Payment(120, later=120), None, "Så slutter vi to minutter senere."),
    "spare": (Payment(60, spare=60), "Bo", "Det har vi tid til."),
    "a little later goes unsaid": (
        Payment(60, each=20, turns=2, later=20), "Bo", "Et minut til Bo koster tyve sekunder hver.",
    ),
    "together the turns give more": (
        Payment(120, each=30, turns=2, items=((0, 50),)), None,
        "Det koster de næste tredive sekunder hver. "
        "Det tager halvtreds sekunder fra punktet Mig og min leder.",
    ),
    "two, the largest first": (
        Payment(600, each=30, turns=2, items=((0, 540),)), "Bo",
        "Det tager ni minutter fra punktet Mig og min leder. "
        "Ti minutter til Bo koster tredive sekunder hver.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("payment", "name", "said"), SAID.values(), ids=SAID)
def test_how_it_is_said(payment: Payment, name: str | None, said: str) -> None:
    sentences = told(payment, [DIALOGUE], name)
    assert " ".join(PHRASES.text(one.key, **one.values) for one in sentences) == said


@given(
    st.integers(1, 20).map(lambda n: 30.0 * n),
    st.integers(-600, 600).map(float),
    st.integers(0, 15),
    st.integers(15, 300).map(float),
    st.lists(st.tuples(st.integers(0, 1800), st.booleans()), max_size=4),
)
def test_all_of_it_comes_from_somewhere_and_nothing_is_cut_too_far(
    seconds: float, spare: float, turns: int, turn: float, items: list[tuple[int, bool]]
) -> None:
    ahead = [Ahead(f"punkt {n}", float(s), float(s) * talk) for n, (s, talk) in enumerate(items)]
    rules = Rules()
    found = paid(seconds, spare=spare, turns=turns, turn_seconds=turn, ahead=ahead, rules=rules)
    assert seconds <= found.covered < seconds + rules.turn_step * max(1, turns) + rules.item_step
    assert 0 <= found.spare <= max(0, spare)
    if found.each:
        assert turn - found.each >= max(rules.shortest_turn, rules.least_share * turn)
    for place, part in found.items:
        assert 0 < part <= ahead[place].flexible / 2
    assert told(found, ahead)
