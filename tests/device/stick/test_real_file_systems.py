"""Sticks as they are, where this machine can mount them: full, read-only, yanked at every write."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from typing_extensions import override

from device.meeting.events import StickIn
from device.memory.durable import (
    StorageFullError,
    StorageReadOnlyError,
    write_together,
)
from device.stick.folder import FolderStick, PlanKeeper, Visit
from device.stick.watched import WatchedStick
from tests.device.stick.stepwise import Stepwise

PLAN = "form: første møde\nvarighed: 2 timer\ndeltagere: [Anna, Bo, Søren]\n"
BEFORE = {"rapport.html": b"<p>before</p>" * 3000, "evaluering.csv": b"before;1\r\n" * 300}
AFTER = {"rapport.html": b"<p>after</p>" * 4000, "evaluering.csv": b"after;2\r\n" * 500}
MEGABYTES = 16
KERNEL_HAS_FAT = "vfat" in Path("/proc/filesystems").read_text(encoding="ascii")


@dataclass(frozen=True)
class Kind:
    """How a stick of a file system is made and mounted."""

    make: tuple[str, ...]
    mount: tuple[str, ...]
    read_only: tuple[str, ...]
    megabytes: int = MEGABYTES


KINDS = {
    "ext4": Kind(
        ("mkfs.ext4", "-q", "-F"), ("mount", "-o", "loop"), ("mount", "-o", "loop,ro,noload")
    ),
    "FAT32": Kind(
        ("mkfs.vfat", "-F", "32", "-s", "1", "-n", "STIK"),
        ("mount", "-t", "vfat", "-o", "loop,flush,utf8")
        if KERNEL_HAS_FAT
        else ("fusefat", "-o", "rw+"),
        ("mount", "-t", "vfat", "-o", "loop,ro,utf8")
        if KERNEL_HAS_FAT
        else ("fusefat", "-o", "ro"),
        megabytes=40,  # with fewer it is FAT16
    ),
    "exFAT": Kind(("mkfs.exfat",), ("mount.exfat-fuse",), ("mount.exfat-fuse", "-o", "ro")),
    "NTFS": Kind(
        ("mkntfs", "-q", "-F", "-f"), ("ntfs-3g", "-o", "big_writes"), ("ntfs-3g", "-o", "ro")
    ),
}


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, timeout=60
    )


@contextmanager
def mounted(image: Path, command: tuple[str, ...]) -> Iterator[Path]:
    folder = image.with_suffix(".mounted")
    folder.mkdir(exist_ok=True)
    with block_device(image) if "exfat" in command[0] else nullcontext(image) as device:
        done = run(*command, device, folder)
        if done.returncode:
            pytest.skip(f"this machine can't mount it: {(done.stderr or done.stdout).strip()}")
        try:
            yield folder
        finally:
            if run("umount", folder).returncode:
                run("umount", "-l", folder)


@contextmanager
def block_device(image: Path) -> Iterator[Path]:
    done = run("losetup", "--find", "--show", image)
    if done.returncode:
        pytest.skip(f"this machine has no loop device: {done.stderr.strip()}")
    device = Path(done.stdout.strip())
    try:
        yield device
    finally:
        run("losetup", "--detach", device)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    found = KINDS[request.param]
    if os.getuid() != 0:
        pytest.skip("only root may mount")
    for tool in (found.make[0], found.mount[0]):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    return found


@pytest.fixture
def image(kind: Kind, tmp_path: Path) -> Path:
    """A stick with a plan, and what the meeting before left."""
    made = tmp_path / "stick.img"
    with made.open("wb") as file:
        file.truncate(kind.megabytes * 1024 * 1024)
    done = run(*kind.make, made)
    assert done.returncode == 0, done.stderr
    with mounted(made, kind.mount) as folder:
        if kind.mount[0] == "fusefat" and not replaces(folder):
            pytest.skip("this fusefat can't replace a file (Debian 13); the kernel's FAT can")
        (folder / "Tidtager.YAML").write_text(PLAN, encoding="utf-8")
        write_together({folder / name: data for name, data in BEFORE.items()})
    return made


def replaces(folder: Path) -> bool:
    """Whether a file can take the place of another, as a report does of the one before."""
    old, new = folder / "old.tmp", folder / "new.tmp"
    for file in (old, new):
        file.write_bytes(b"1")
    try:
        new.replace(old)
    except FileExistsError:
        new.unlink()
        return False
    finally:
        old.unlink()
    return True


def there(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in BEFORE if (folder / name).exists()}


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_a_plan_is_read_and_a_report_is_there_when_the_stick_is_taken_out(
    kind: Kind, image: Path, tmp_path: Path
) -> None:
    with mounted(image, kind.mount) as folder:
        told = WatchedStick(folder).look(Visit(PlanKeeper(tmp_path / "state")))
        assert isinstance(told, StickIn)
        assert told.plan.names == ("Anna", "Bo", "Søren")
        write_together({folder / name: data for name, data in AFTER.items()})
        # pulled out without a word: what has reached the stick is what is on it
        shutil.copyfile(image, image.with_name("pulled.img"))
    with mounted(image.with_name("pulled.img"), kind.mount) as folder:
        assert there(folder) == AFTER
        assert left_over(folder) == []


def test_a_full_stick_keeps_what_it_has_and_says_so(kind: Kind, image: Path) -> None:
    if kind.mount[0] == "fusefat":
        pytest.skip("fusefat tells of a full stick as of a locked one; the kernel's FAT doesn't")
    with mounted(image, kind.mount) as folder:
        with suppress(OSError), (folder / "film.mp4").open("wb", buffering=0) as film:
            while film.write(bytes(4096)):
                pass
        with pytest.raises(StorageFullError) as caught:
            write_together({folder / name: data * 20 for name, data in AFTER.items()})
        assert FolderStick(folder).why(caught.value) == "full"
        assert there(folder) == BEFORE
        assert left_over(folder) == []
        (folder / "film.mp4").unlink()
        write_together({folder / name: data for name, data in AFTER.items()})
        assert there(folder) == AFTER


def test_a_locked_stick_is_read_and_says_that_it_is_locked(
    kind: Kind, image: Path, tmp_path: Path
) -> None:
    with mounted(image, kind.read_only) as folder:
        told = WatchedStick(folder).look(Visit(PlanKeeper(tmp_path / "state")))
        assert isinstance(told, StickIn)
        with pytest.raises(StorageReadOnlyError) as caught:
            write_together({folder / name: data for name, data in AFTER.items()})
        assert FolderStick(folder).why(caught.value) == "locked"
        assert there(folder) == BEFORE


class Pulled(Stepwise):
    """Before each step: what would be on the stick, were it pulled out now."""

    def __init__(self, image: Path) -> None:
        self._image = image
        self.images: list[Path] = []

    @override
    def step(self) -> None:
        copy = self._image.with_name(f"pulled{len(self.images)}.img")
        run("cp", "--sparse=always", self._image, copy)
        self.images.append(copy)

    @override
    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        self.step()

    @override
    def replace(self, draft: Path, path: Path) -> None:
        super().replace(draft, path)
        self.step()


def test_yanked_at_every_write_each_file_is_whole(kind: Kind, image: Path) -> None:
    with mounted(image, kind.mount) as folder:
        disk = Pulled(image)
        write_together({folder / name: data for name, data in AFTER.items()}, disk=disk)
        disk.step()
    assert len(disk.images) > 12
    for number, pulled in enumerate(disk.images):
        with mounted(pulled, kind.mount) as folder:
            for name, before in BEFORE.items():
                found = there(folder).get(name)
                assert found in (before, AFTER[name]), f"{name} when pulled at step {number}"
            assert (folder / "Tidtager.YAML").read_text(encoding="utf-8") == PLAN


def test_a_stick_that_is_pulled_out_is_gone(kind: Kind, image: Path) -> None:
    with mounted(image, kind.mount) as folder:
        stick = FolderStick(folder)
        assert stick.is_in()
        run("umount", "-l", folder)
        assert not stick.is_in()
        assert stick.folder() is None
        assert not stick.is_ours()
