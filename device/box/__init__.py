"""The loop, the outlets and what joins them; nothing of any meeting."""
