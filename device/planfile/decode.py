"""From bytes to text: whatever Notepad, TextEdit or a mail program made of it."""

import hashlib
import re

from device.planfile.faults import MOST_FAULTS, Faults

MOST_BYTES = 32 * 1024
"""A plan with sixteen people and every field filled is under 8 kB; UTF-16 doubles it."""
MOST_LINE = 3000
"""Characters: twice as many as sixteen people with their titles and mails take."""
_FOREIGN = (
    (b"PK\x03\x04", "word_file"),
    (b"\xd0\xcf\x11\xe0", "word_file"),
    (b"{\\rtf", "rtf_file"),
    (b"%PDF", "pdf_file"),
    (b"<!doctype", "html_file"),
    (b"<html", "html_file"),
)
_LINE_ENDS = re.compile(r"\r\n|\r")
_ODD_SPACE = re.compile("[\u0085\u00a0\u2000-\u200a\u2028\u2029\u202f\u3000\x0b\x0c]")
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes, faults: Faults) -> str:
    """The text, with ``\\n`` line ends and no tabs; "" when a fault was found.

    UTF-8 with or without BOM, UTF-16 (Notepad's "Unicode"), else Windows-1252.
    """
    if len(data) > MOST_BYTES:
        faults.add(None, "huge_file", most=MOST_BYTES // 1024)
        return ""
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for mark, key in _FOREIGN:
        if start.startswith(mark.lower()):
            faults.add(None, key)
            return ""
    text = _LINE_ENDS.sub("\n", _characters(data))
    text = _INVISIBLE.sub("", _ODD_SPACE.sub(" ", text))
    if len(_CONTROL.findall(text)) > len(text) // 100:
        faults.add(None, "binary_file")
        return ""
    text = _CONTROL.sub(" ", text)
    if not text.strip():
        faults.add(None, "empty_file")
        return ""
    lines = [_without_tabs(line) for line in text.split("\n")]
    long = [(number, len(line)) for number, line in enumerate(lines, 1) if len(line) > MOST_LINE]
    for number, length in long[:MOST_FAULTS]:
        faults.add(number, "long_line", length=length, most=MOST_LINE)
    return "" if long else "\n".join(lines)


def stable_seed(text: str) -> int:
    """A number from the text, the same on every machine; 0 to 2**32 - 1."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _characters(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    # Danish in UTF-16 without its mark has a zero in nearly every second byte.
    if len(data) > 3 and data[1::2].count(0) > len(data) // 3:
        return data.decode("utf-16-le", errors="replace")
    if len(data) > 3 and data[0::2].count(0) > len(data) // 3:
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _without_tabs(line: str) -> str:
    """YAML forbids tabs: in front, one is a step of two spaces; further in, a space."""
    body = line.lstrip(" \t")
    front = line[: len(line) - len(body)].replace("\t", "  ")
    return front + body.replace("\t", " ").rstrip()
