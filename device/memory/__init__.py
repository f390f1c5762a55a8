"""The journal, and what is kept safely from one moment to the next."""
