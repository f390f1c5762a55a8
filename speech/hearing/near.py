"""Near sounds: what the model may take a phone for when another mouth says it.

The model knows espeak-ng's Danish. People's vowels lie up to a step higher or lower than its own,
their t is nearly ts, their r after p, t and k is a breath, and what ends a syllable is soft
(N. Grønnum, Fonetik og fonologi, 3rd ed.; H. Basbøll, The Phonology of Danish). So each phone of a
word may be heard as one near it, at a cost, in any word. Which ones: found by aligning half of the
recordings that the bench has with what was said in them, kept where phonetics says why, and the
same for every word and speaker.
"""

_NEAR = """
    i=e,j e=i,E E=e,a a=E,e,A A=a,V,O
    y=oe oe=y,V,a,E u=o o=u,O O=o,u,V V=a,A,O
    @=E,e,V r=V,a,A
    t=s,t+s,d d=t p=b b=p k=g,h g=k,h
    R=h,f,A,O h=R,A
    D=w,l,n l=j,D j=i w=u,v v=w,b,f
    f=s,S s=S S=s
    m=n n=m,N,g N=n,g
"""
"""A phone, and what it may be heard as; `+` joins two in a row."""

NEAR: dict[str, tuple[tuple[str, ...], ...]] = {
    phone: tuple(tuple(heard.split("+")) for heard in others.split(","))
    for phone, _, others in (entry.partition("=") for entry in _NEAR.split())
}
"""By phone: the strings of phones it may be heard as."""
