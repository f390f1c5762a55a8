"""What a plan needs is made ahead, but not of names that have just been forgotten."""

from collections.abc import Iterable
from typing import cast

import pytest

from device.box.ahead import Ahead, Work
from device.box.getting_ready import GettingReady
from speech.saying.renderer import Renderer
from tests.device.meeting.table import WHOLE, Table


class Asked:
    """A renderer that notes what it is to make."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def prepare(self, texts: Iterable[str]) -> None:
        self.texts += texts


class Begun:
    """Work that has begun; in its midst all is forgotten, or not."""

    def __init__(self, *, forgotten: bool) -> None:
        self.forgotten = forgotten

    def make(self, work: Work) -> None:
        work(lambda: not self.forgotten)


@pytest.mark.parametrize("forgotten", [False, True], ids=["as ever", "forgotten meanwhile"])
def test_a_rehearsal_that_ends_after_all_is_forgotten_makes_no_sound(*, forgotten: bool) -> None:
    renderer = Asked()
    ahead = Begun(forgotten=forgotten)
    GettingReady(cast("Ahead", ahead), cast("Renderer", renderer), None).begin(
        Table.with_plan(WHOLE).meeting
    )
    assert any(WHOLE.names[0] in text for text in renderer.texts) is not forgotten
    assert bool(renderer.texts) is not forgotten
