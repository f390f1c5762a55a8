"""Files that are whole or not there at all, whatever is pulled out and whenever."""

import contextlib
import errno
import os
import stat
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


def write_durably(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what was there; on return it survives a power cut.

    Written under another name beside it, synced, then renamed: FAT left dirty goes read-only, so
    the time between the first write and the sync is short. Raises StorageError.
    """
    draft = draft_of(path)
    try:
        # A link of that name would lead the writing elsewhere.
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise storage_error(error, path) from error


def draft_of(path: Path) -> Path:
    """Where `path` is written before it has its name; a power cut may leave it there."""
    return path.with_name(f".{path.name}.tmp")


def sync_folder(folder: Path) -> None:
    """Make the folder's names durable. File systems that cannot (some FUSE) do it on their own."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
