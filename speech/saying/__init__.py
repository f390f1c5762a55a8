"""Saying: text to sound, and sound to the room. Knows nothing of meetings."""
