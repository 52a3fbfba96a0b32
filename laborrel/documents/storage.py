"""Private storage: files lie under random names where no web server looks, and are checked when they come back.

The place is Django's default storage by settings: a directory, or object storage for an agency with several machines.
"""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from laborrel.documents.inspection import fingerprint


class StoredFileMissing(Exception):
    """The stored file cannot be found. Tell the administrator; a backup holds it."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class StoredFileChanged(Exception):
    """The stored file is not the one that was taken in. Tell the administrator; a backup holds the true one."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a file lies, and its fingerprint."""

    storage_name: str
    sha256: str
    size: int


def keep(content: bytes) -> Kept:
    """Store the bytes under a name that tells nothing; on a disk they are down before this returns."""
    name = uuid.uuid4().hex
    stored = default_storage.save(f"documents/{name[:2]}/{name}", ContentFile(content))
    _put_down(stored)
    return Kept(stored, fingerprint(content), len(content))


def fetch(storage_name: str, *, sha256: str) -> bytes:
    """The bytes as they were kept; raises StoredFileMissing or StoredFileChanged."""
    try:
        with default_storage.open(storage_name, "rb") as stored:
            content: bytes = stored.read()
    except FileNotFoundError as missing:
        raise StoredFileMissing from missing
    if fingerprint(content) != sha256:
        raise StoredFileChanged
    return content


def _put_down(stored: str) -> None:
    """For a directory: only the program may read it, and a power cut after the save may not take it back."""
    if not isinstance(default_storage, FileSystemStorage):
        return  # object storage answers for itself
    path = Path(default_storage.path(stored))
    path.chmod(0o600)
    for each, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        handle = os.open(each, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    path.parent.chmod(0o700)
