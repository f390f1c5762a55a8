"""The cache of sounds on a card that is full."""

import logging
from pathlib import Path

import numpy as np
import pytest

from speech.saying.cache import SoundCache


def test_that_there_is_no_room_is_logged_once_until_there_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "speech"
    cache = SoundCache(folder, 10_000)
    caplog.set_level(logging.INFO)

    def keeps(*texts: str) -> list[str]:
        caplog.clear()
        for text in texts:
            cache.keep(cache.path(text), np.ones(100, np.int16), 16_000)
        return [record.message.partition(":")[0] for record in caplog.records]

    assert keeps("Hej.") == []
    cache.path("Hej.").unlink()
    folder.rmdir()
    folder.touch()
    assert keeps("Hej.", "Velkommen.", "Farvel.") == ["speech is not cached"]
    folder.unlink()
    assert keeps("Hej.", "Farvel.") == ["speech is cached again"]
    assert cache.find(cache.path("Farvel.")) is not None
