"""A meeting's state with something changed is what dataclasses would make of it, only sooner."""

import dataclasses

import pytest

from device.meeting.changing import replace
from tests.device.meeting.table import WHOLE, Table


def test_only_what_is_changed_is_another_and_the_state_before_stays() -> None:
    before = Table.with_plan(WHOLE).meeting
    after = replace(before, now=before.now + 5, volume=-2)
    assert after == dataclasses.replace(before, now=before.now + 5, volume=-2)
    assert (after.now, after.volume) == (before.now + 5, -2)
    assert before == Table.with_plan(WHOLE).meeting


def test_what_is_no_field_is_refused() -> None:
    with pytest.raises(TypeError, match="Meeting has no loudness"):
        replace(Table().meeting, loudness=3)  # type: ignore[call-arg]


def test_every_class_that_is_changed_so_keeps_nothing_but_its_fields() -> None:
    meeting = Table.with_plan(WHOLE).meeting
    assert meeting.__dict__.keys() == {field.name for field in dataclasses.fields(meeting)}
