"""First names that are common in Denmark, as material to speak."""

NAMES: tuple[str, ...] = tuple(
    """
Anne Mette Kirsten Hanne Anna Helle Maria Susanne Lene Marianne Inge Karen Lone Camilla Pia
Charlotte Louise Jette Birgit Inger Birgitte Gitte Tina Bente Ida Emma Julie Hanna Sofie Laura
Emilie Freja Clara Alma Karla Josefine Mathilde Nanna Signe Maja Cecilie Line Katrine Trine Rikke
Sanne Heidi Dorthe Ulla Lisbeth Jytte Kirstine Lis Ellen Grethe Else Ruth Ingrid Rita Gerda Astrid
Ditte Stine Malene Mia Maiken Nina Merete Vibeke Winnie Annette Anette Connie Yvonne Dorte Tove
Amalie Caroline Isabella Olivia Lærke Agnes Ella Nora Liva Luna Victoria Fatima Aisha Zahra Amira
Peter Michael Lars Thomas Jens Henrik Søren Christian Martin Jan Morten Jesper Anders Niels Mads
Rasmus Per Hans Jørgen Ole Kim Bo Erik Torben Bent Frank Finn Flemming Claus Klaus Steen John
Kurt Leif Poul Svend Allan Brian Carsten Kenneth Tommy Johnny Jacob Jakob Mikkel Kasper Daniel
Simon Frederik Emil Oliver Noah William Lucas Oscar Malthe Victor Magnus Carl Karl Valdemar Alfred
August Elias Anton Philip Tobias Sebastian Mathias Nikolaj Alexander Jonas Kristian Kristoffer
Stefan Steffen Ulrik Uffe Troels Tim Tue Ebbe Esben Asger Asbjørn Bjarne Bjørn Birger Gunnar Gert
Helge Ivan Johan Johannes Jon Knud Lasse Leo Mogens Mohammed Ali Omar Ahmed Otto Palle Preben René
Rune Sven Thorkild Viggo Villads Verner Øjvind Åge
""".split()
)
