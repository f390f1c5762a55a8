"""The box in a terminal: the same Box, with keys on mock pins and typed words for a microphone."""
