"""Danish text as it is read aloud."""


def read_aloud(text: str) -> str:
    """`text` with numbers and abbreviations in words."""
    return text.strip()
