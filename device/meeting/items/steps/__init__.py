"""Steps that agenda items are put together from; `sequence.Steps` runs one after the other."""
