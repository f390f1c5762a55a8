"""The kinds of agenda item, one module each."""
