"""Hearing and saying Danish. Knows nothing of meetings."""
