"""From bytes to text: whatever Notepad, TextEdit or a mail program made of it."""

import codecs
import hashlib
import re

from device.planfile.faults import MOST_FAULTS, Faults

MOST_BYTES = 32 * 1024
"""A plan with sixteen people and every field filled is under 8 kB; UTF-16 doubles it."""
MOST_LINE = 3000
"""Characters: twice as many as sixteen people with their titles and mails take."""
_FOREIGN = (
    (b"PK\x05\x06", "zip_file"),
    (b"PK\x03\x04", "word_file"),
    (b"\xd0\xcf\x11\xe0", "word_file"),
    (b"{\\rtf", "rtf_file"),
    (b"%PDF", "pdf_file"),
    (b"<!doctype", "html_file"),
    (b"<html", "html_file"),
    (b"<!--", "html_file"),
    (b"from: <saved by", "html_file"),
    (b"[internetshortcut]", "shortcut_file"),
)
_OFFICE = (b"[Content_Types].xml", b"mimetype")
"""What the first file in a document of Word's, or of LibreOffice's, is called."""
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x0b\x85]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u3000\x0c]")
_ODD_COLON = re.compile("[\uff1a\ufe55\u2236]")
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad]")
_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
"""An æ, ø or å, or their like, in UTF-8; in Windows-1252 no Dane writes these two together."""
_AS_CP1252 = "tidtager-as-cp1252"
_LONG_GAP = re.compile(" {9,}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _without_last_rules(text: str) -> str:
    """Without the ``---`` or ``...`` that may end a file."""
    while (bare := text.rstrip()).endswith(("\n---", "\n...")):
        text = bare[:-3]
    return text


def _one_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    if error.end == len(error.object) and error.reason == "unexpected end of data":
        return "", error.end
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error(_AS_CP1252, _one_as_cp1252)


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
            packed = mark == b"PK\x03\x04" and not any(name in data[:200] for name in _OFFICE)
            faults.add(None, "zip_file" if packed and len(data) > len(mark) + 26 else key)
            return ""
    text = _LINE_ENDS.sub("\n", _characters(data))
    text = _ODD_COLON.sub(":", _INVISIBLE.sub("", _ODD_SPACE.sub(" ", text)))
    if len(_CONTROL.findall(text)) > len(text) // 100:
        faults.add(None, "binary_file")
        return ""
    text = _CONTROL.sub(" ", text)
    if not text.strip():
        faults.add(None, "empty_file")
        return ""
    text = _without_last_rules(text)
    if all(line.startswith(">") for line in text.split("\n") if line.strip()):
        text = re.sub(r"^>+ ?", "", text, flags=re.MULTILINE)  # an answer to a mail
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
        return data[: len(data) // 2 * 2].decode("utf-16", errors="replace")
    # Danish in UTF-16 without its mark has a zero in nearly every second byte.
    if len(data) > 3 and data[1::2].count(0) > len(data) // 3:
        return data.decode("utf-16-le", errors="replace")
    if len(data) > 3 and data[0::2].count(0) > len(data) // 3:
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A line pasted from elsewhere, or a file cut off in a letter, is UTF-8 for the most part.
        mixed = data.decode("utf-8-sig", errors=_AS_CP1252)
        return mixed if _LETTER.search(data) else data.decode("cp1252", errors="replace")


def _without_tabs(line: str) -> str:
    """YAML forbids tabs: in front, one is a step of two spaces; further in, a space."""
    body = line.lstrip(" \t")
    front = line[: len(line) - len(body)].replace("\t", "  ")
    return front + _LONG_GAP.sub(" " * 8, body.replace("\t", " ").rstrip())
