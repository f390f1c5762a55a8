"""What goes wrong, and what comes of it: the cases, and the table that ``-m tests.faults`` prints.

Each case makes a fault with real things (SQLite on a real full disk, gpiozero's mock pins, a sound
server, kill -9) and gives a `Row`. None of our own code is replaced.
"""
