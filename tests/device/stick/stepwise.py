"""A stick's disk that tells of each of its steps, for tests that pull it out at every one."""

from abc import abstractmethod
from pathlib import Path

from typing_extensions import override

from device.memory.durable import Disk


class Stepwise(Disk):
    """Calls `step` before each thing that writes."""

    @abstractmethod
    def step(self) -> None:
        """Something is about to be written."""

    @override
    def create(self, path: Path) -> int:
        self.step()
        return super().create(path)

    @override
    def write(self, descriptor: int, data: memoryview) -> int:
        self.step()
        return super().write(descriptor, data)

    @override
    def sync(self, descriptor: int) -> None:
        self.step()
        super().sync(descriptor)

    @override
    def replace(self, draft: Path, path: Path) -> None:
        self.step()
        super().replace(draft, path)
