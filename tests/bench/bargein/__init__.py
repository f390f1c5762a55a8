"""Interrupting the box: how well it is understood over its own voice, by each echo canceller."""
