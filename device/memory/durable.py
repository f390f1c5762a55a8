"""Files that are whole or not there at all, whatever is pulled out and whenever."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from speech.errors import TidtagerError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


class StorageError(TidtagerError, OSError):
    """A file could not be written or read; nothing half-written has its name."""


class StorageFullError(StorageError):
    """There is no room left."""


class StorageReadOnlyError(StorageError):
    """The folder cannot be written to: a switch on the stick, or FAT left dirty."""


class StorageGoneError(StorageError):
    """The folder is not there any more, or does not answer."""


def storage_error(error: OSError, path: Path) -> StorageError:
    """`error`, met at `path`, as the case of StorageError that it is."""
    kind: type[StorageError] = StorageGoneError
    if error.errno in _FULL:
        kind = StorageFullError
    elif error.errno in _READ_ONLY:
        kind = StorageReadOnlyError
    return kind(error.errno, error.strerror or "unknown fault", str(path))


def is_regular(path: Path) -> bool:
    """Whether `path` is a file: no link to one, no folder, no device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def read_regular(path: Path, most: int) -> bytes:
    """Up to `most` bytes of the regular file `path`.

    A link is not followed, and a FIFO or a device is neither read nor waited for. Raises
    StorageError.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "not a regular file")
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(most)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise storage_error(error, path) from error


class Disk:
    """What the operating system does when a file is written, step by step: each can fail."""

    def create(self, path: Path) -> int:
        """A new file, open for writing; never through a link, never over what is there."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(path, flags, 0o644)

    def write(self, descriptor: int, data: memoryview) -> int:
        """So many bytes of `data` as were written."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """All that was written is there after a power cut."""
        os.fsync(descriptor)

    def replace(self, draft: Path, path: Path) -> None:
        """`draft` is called `path`, in place of what was."""
        draft.replace(path)

    def unlink(self, path: Path) -> None:
        """Take `path` away."""
        path.unlink()

    def open_folder(self, folder: Path) -> int:
        """A folder, to be synced."""
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


DISK = Disk()


def write_durably(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Write `data` to `path`, replacing what was there; on return it survives a power cut.

    Written under another name beside it, synced, then renamed: FAT left dirty goes read-only, so
    the time between the first write and the sync is short. Raises StorageError.
    """
    write_together({path: data}, disk=disk)


def write_together(
    files: Mapping[Path, bytes], between: Callable[[], None] = lambda: None, disk: Disk = DISK
) -> None:
    """Write each of `files`, as `write_durably` does, in one folder.

    `between` is called when all of it is on the disk under other names, and nothing has been
    replaced yet: a disk that is full is full before. Raises StorageError.
    """
    path = next(iter(files))
    try:
        for path, data in files.items():
            _write_draft(draft_of(path), data, disk)
        between()
        for path in files:
            disk.replace(draft_of(path), path)
        sync_folder(path.parent, disk)
    except OSError as error:
        for left in files:
            with contextlib.suppress(OSError):
                disk.unlink(draft_of(left))
        raise storage_error(error, path) from error


def _write_draft(draft: Path, data: bytes, disk: Disk) -> None:
    # A link of that name would lead the writing elsewhere.
    with contextlib.suppress(FileNotFoundError):
        disk.unlink(draft)
    descriptor = disk.create(draft)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[disk.write(descriptor, rest) :]
        disk.sync(descriptor)
    finally:
        os.close(descriptor)


def draft_of(path: Path) -> Path:
    """Where `path` is written before it has its name; a power cut may leave it there."""
    return path.with_name(f".{path.name}.tmp")


def sync_folder(folder: Path, disk: Disk = DISK) -> None:
    """Make the folder's names durable. File systems that cannot (some FUSE) do it on their own."""
    descriptor = disk.open_folder(folder)
    try:
        disk.sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
