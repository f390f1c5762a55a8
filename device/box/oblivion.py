""" "Glem alt": what is wiped beside the journal, and when the last of it is known to be gone."""

import threading
from collections.abc import Callable
from pathlib import Path

from device.box.ahead import Ahead
from device.box.listening import Listener
from device.memory.forgetting import Forgetting
from device.memory.wiping import wipe_all, wipe_folder
from device.stick.folder import PlanKeeper
from speech.doing import Doer
from speech.saying.either import EitherRenderer
from speech.saying.renderer import Renderer


class Oblivion:
    """Wipes sounds, graphs and the plan; what is being made meanwhile as soon as it is made."""

    def __init__(
        self,
        forgetting: Forgetting,
        beside: Doer,
        renderer: Renderer | EitherRenderer,
        graphs: Path,
        keeper: PlanKeeper,
    ) -> None:
        """`forgetting` is the mark of it, `beside` does what is made ahead."""
        self._forgetting = forgetting
        self._renderer = renderer
        self._graphs = graphs
        self._keeper = keeper
        self._wiping = threading.Lock()
        self.ahead = Ahead(beside, self._wipe_what_is_made)
        """What is made ahead."""

    def comes(self, listener: Listener) -> None:
        """On the loop's thread, before anything comes of a "glem alt" that was asked for."""
        listener.forget(self.ahead.also(self._wipe_graphs))

    def wipe(self, stick: Callable[[], None]) -> None:
        """Wipe what is kept beside the journal, `stick`'s errands too. Raises NotWipedError."""
        self._forgetting.begins()
        self.ahead.forget()
        stick()
        wipe_all((self._wipe_graphs, self._renderer.forget, self._keeper.forget))

    def is_wiped(self) -> None:
        """From any thread: all is, the journal too, but for what is just being made."""
        if not self.ahead.settled:
            self._forgetting.all_but_what_is_made()
        self.ahead.when_settled(self._forgetting.is_whole)

    def _wipe_graphs(self) -> None:
        """They hold how the participants' names sound. From any thread, one at a time."""
        with self._wiping:
            wipe_folder(self._graphs)

    def _wipe_what_is_made(self) -> None:
        """Once more, what was being made ahead while all was forgotten."""
        wipe_all((self._wipe_graphs, self._renderer.drop_ahead))
