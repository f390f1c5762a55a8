"""What the planning page on a stick is given: the last plan, roles, and the box's own newer page.

A page that is opened from a stick can read no file beside it but a stylesheet, so they are
written as one: ``plan.css`` with the plan's text, and who had which role, in properties of their
own.
"""

import base64
import json
import logging
import re
from dataclasses import asdict
from pathlib import Path

from content import content_file
from device.meeting.roles import Turns
from device.memory.durable import StorageError, is_regular, read_regular, write_durably
from device.stick.ours import PAGE, STYLE, clear_drafts, is_our_page

log = logging.getLogger(__name__)

_BEGINS = b":root{--plan:"
_PLAN = re.compile(rb':root\{--plan:"([A-Za-z0-9+/=]*)"')
MOST_STYLE = 1024 * 1024
"""Bytes: no stylesheet of ours is longer."""
MOST_PAGE = 1024 * 1024
"""Bytes: no page of ours is longer."""
_VERSION = re.compile(rb'<meta name="tidtager-planlaeg" content="(\d+)"')


NOBODY = Turns({}, {})
"""Nobody has had a role yet."""


def plan_style(text: str, turns: Turns = NOBODY) -> bytes:
    """A stylesheet that carries a plan's `text` to the page beside it, and whose turn it is."""
    return _style(base64.b64encode(text.encode()), turns)


def _style(plan: bytes, turns: Turns) -> bytes:
    roles = b""
    if turns != NOBODY:
        told = json.dumps(asdict(turns), ensure_ascii=False).encode()
        roles = b';--roles:"%s"' % base64.b64encode(told)
    return b'%s"%s"%s}\n' % (_BEGINS, plan, roles)


def own_page() -> bytes | None:
    """The box's own planning page, if it was built."""
    try:
        return content_file(PAGE).read_bytes()
    except FileNotFoundError:
        return None


def freshen(folder: Path, text: str, turns: Turns = NOBODY) -> None:
    """Give the planning page in `folder`, if there is one of ours, the plan's `text`, and `turns`.

    An older page of ours (by the number in its head, which goes up when the page is changed) is
    replaced; others' files are left as they are. What can't be written is only logged: nobody has
    lost anything.
    """
    page = folder / PAGE
    try:
        if not (is_regular(page) and is_our_page(page)):
            return
        clear_drafts(folder)
        _renew(page)
        style, data = folder / STYLE, plan_style(text, turns)
        before = read_regular(style, len(data) + 1) if is_regular(style) else _BEGINS
        if before != data and before.startswith(_BEGINS):
            write_durably(style, data)
    except StorageError as error:
        log.warning("the planning page can't be given the plan: %s", error)


def give_turns(folder: Path, turns: Turns) -> None:
    """Give the planning page in `folder` new `turns`, as after a meeting; its plan stays.

    What can't be written is only logged, as in `freshen`.
    """
    page, style = folder / PAGE, folder / STYLE
    try:
        if not (is_regular(page) and is_our_page(page) and is_regular(style)):
            return
        before = read_regular(style, MOST_STYLE)
        carried = _PLAN.match(before)
        if carried and (data := _style(carried[1], turns)) != before:
            write_durably(style, data)
    except StorageError as error:
        log.warning("the planning page can't be given the roles: %s", error)


def _renew(page: Path) -> None:
    mine, theirs = own_page(), read_regular(page, MOST_PAGE)
    if mine is not None and mine != theirs and _version(mine) >= _version(theirs):
        write_durably(page, mine)


def _version(page: bytes) -> int:
    found = _VERSION.search(page)
    return int(found[1]) if found else 0
