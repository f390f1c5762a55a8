"""What the planning page on a stick is given: the last plan, and the box's own newer page.

A page that is opened from a stick can read no file beside it but a stylesheet, so the plan is
written as one: ``plan.css`` with the plan's text in a property of its own.
"""

import base64
import logging
import re
from pathlib import Path

from content import content_file
from device.memory.durable import StorageError, is_regular, read_regular, write_durably
from device.stick.ours import PAGE, STYLE, clear_drafts, is_our_page

log = logging.getLogger(__name__)

_BEGINS = b":root{--plan:"
MOST_PAGE = 1024 * 1024
"""Bytes: no page of ours is longer."""
_VERSION = re.compile(rb'<meta name="tidtager-planlaeg" content="(\d+)"')


def plan_style(text: str) -> bytes:
    """A stylesheet that carries a plan's `text` to the page beside it."""
    return b"%s%s\n" % (_BEGINS, b'"%s"}' % base64.b64encode(text.encode()))


def own_page() -> bytes | None:
    """The box's own planning page, if it was built."""
    try:
        return content_file(PAGE).read_bytes()
    except FileNotFoundError:
        return None


def freshen(folder: Path, text: str) -> None:
    """Give the planning page in `folder`, if there is one of ours, the plan's `text`.

    An older page of ours is replaced; others' files are left as they are. What can't be written is
    only logged: nobody has lost anything.
    """
    page = folder / PAGE
    try:
        if not (is_regular(page) and is_our_page(page)):
            return
        clear_drafts(folder)
        _renew(page)
        style, data = folder / STYLE, plan_style(text)
        before = read_regular(style, len(data) + 1) if is_regular(style) else _BEGINS
        if before != data and before.startswith(_BEGINS):
            write_durably(style, data)
    except StorageError as error:
        log.warning("the planning page can't be given the plan: %s", error)


def _renew(page: Path) -> None:
    mine, theirs = own_page(), read_regular(page, MOST_PAGE)
    if mine is not None and mine != theirs and _version(mine) >= _version(theirs):
        write_durably(page, mine)


def _version(page: bytes) -> int:
    found = _VERSION.search(page)
    return int(found[1]) if found else 0
