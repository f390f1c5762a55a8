"""The meeting: pure. Events go in, actions come out; no I/O, no threads, no clock."""
