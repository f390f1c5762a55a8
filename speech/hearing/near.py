"""Near sounds: what the model may take a phone for when another mouth says it.

The model knows espeak-ng's Danish. People's vowels lie up to a step higher or lower than its own,
their t is nearly ts, their r after p, t and k is a breath, and what ends a syllable is soft
(N. Grønnum, Fonetik og fonologi, 3rd ed.; H. Basbøll, The Phonology of Danish). So each phone of a
word may be heard as one near it, at a cost, in any word. Which ones: found by aligning half of the
recordings that the bench has with what was said in them, kept where phonetics says why, and the
same for every word and speaker. What each costs: counted in that half (tests/bench/near.py).
"""

_NEAR = """
    i=e:2.5,j:2.7 e=i:1.4,E:2.7 E=e:1.2,a:2.0 a=E:0.5,e:3.2,A:2.5 A=a:1.8,V:2.4,O:3.1 y=oe:2.8
    oe=y:2.1,V:2.1,a:0.8,E:0.4 u=o:3.1 o=u:1.9,O:3.2 O=o:1.6,u:1.7,V:3.2 V=a:3.2,A:2.1,O:2.6
    @=E:1.3,e:1.5,V:3.2 r=V:1.9,a:2.6,A:2.6 t=s:1.6,t+s:2.0,d:3.2 d=t:3.2 p=b:3.2 b=p:2.5
    k=g:2.4,h:2.0 g=k:1.1,h:1.3 R=h:1.4,f:1.5,A:1.0,O:3.2 h=R:3.2,A:1.8 D=w:2.0,l:0.3,n:1.0
    l=j:0.3,D:3.2 j=i:1.9 w=u:3.2,v:3.2 v=w:2.8,b:2.2,f:1.8 f=s:2.2,S:2.7 s=S:2.7 S=s:2.1
    m=n:2.2 n=m:2.3,N:3.2,g:2.8 N=n:2.5,g:0.8
"""
"""A phone, and what it may be heard as, with its cost; `+` joins two in a row."""

NEAR: dict[str, tuple[tuple[tuple[str, ...], float], ...]] = {
    phone: tuple(
        (tuple(heard.split("+")), float(cost))
        for heard, _, cost in (other.partition(":") for other in others.split(","))
    )
    for phone, _, others in (entry.partition("=") for entry in _NEAR.split())
}
"""By phone: the strings of phones it may be heard as, and what each costs."""
