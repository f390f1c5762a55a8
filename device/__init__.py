"""The box: command line, loop, journal, panel, stick, report, and the meeting itself."""
