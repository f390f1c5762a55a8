"""Phone confusion: what the model may take a phone for when another mouth says it.

The model knows espeak-ng's Danish. People's vowels lie up to a step higher or lower than its own,
their t is nearly ts, their r after p, t and k is a breath, and what ends a syllable is soft
(N. Grønnum, Fonetik og fonologi, 3rd ed.; H. Basbøll, The Phonology of Danish). So each phone of a
word may be heard as one near it, at a cost, in any word. Which ones: found by aligning half of the
recordings that the bench has with what was said in them, kept where phonetics says why, and the
same for every word and speaker. What each costs: counted in that half (tests/bench/confusion.py).
"""

from collections.abc import Mapping

_TABLE = """
    i=e:2.5,j:2.7 e=i:1.3,E:2.7 E=e:0.6,a:2.0 a=E:0.4,e:2.4,A:1.9 A=a:1.2,V:2.3,O:2.9 y=oe:2.6
    oe=y:2.0,V:2.0,a:1.0,E:0.3 u=o:2.4 o=u:1.5,O:2.8 O=o:0.8,u:0.9,V:3.2 V=a:2.5,A:2.0,O:2.5
    @=E:1.6,e:1.3,V:3.2 r=V:2.0,a:2.6,A:2.6 t=s:1.2,t+s:2.0,d:3.2 d=t:2.8 p=b:3.2 b=p:3.2
    k=g:2.4,h:2.0 g=k:1.7,h:1.4 R=h:1.7,f:1.7,A:0.8,O:2.6 h=R:3.2,A:1.6 D=w:2.0,l:0.3,n:1.0
    l=j:0.8,D:3.2 j=i:1.9 w=u:2.2,v:3.2 v=w:2.8,b:2.2,f:1.8 f=s:1.9,S:3.2 s=S:3.2 S=s:2.1
    m=n:1.8 n=m:2.3,N:3.2,g:2.8 N=n:2.4,g:0.5
"""
"""A phone, and what it may be heard as, with its cost; `+` joins two in a row."""

Confusion = Mapping[str, tuple[tuple[tuple[str, ...], float], ...]]
"""By phone: the strings of phones it may be heard as, and what each costs."""

CONFUSION: Confusion = {
    phone: tuple(
        (tuple(heard.split("+")), float(cost))
        for heard, _, cost in (other.partition(":") for other in others.split(","))
    )
    for phone, _, others in (entry.partition("=") for entry in _TABLE.split())
}
"""Each at a cost of its own: among words alone, where one of them was said."""


def confusion_at(cost: float | None) -> Confusion:
    """The same sounds, all at one `cost`; None: none of them."""
    if cost is None:
        return {}
    return {
        phone: tuple((heard, cost) for heard, _ in others) for phone, others in CONFUSION.items()
    }
