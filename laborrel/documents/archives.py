"""Opens Word and Excel files, which are zip archives, without being flooded or led astray by a hostile one."""

import io
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from laborrel.documents.refusals import (
    DamagedFile,
    DangerousMarkup,
    OldOfficeFormat,
    PasswordProtected,
    TruncatedFile,
    TwoFilesInOne,
    UnpacksTooLarge,
)

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MARK = b"PK\x03\x04"
MOST_PARTS = 2_000
MOST_BYTES = 250_000_000
MOST_RATIO = 200  # honest office files stay under about 60; the rest is padding
SMALL_PART = 1_000_000  # a small part may compress as well as it likes
_END_MARK = b"PK\x05\x06"
_READING_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


@contextmanager
def opened_package(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The office file as an archive whose parts may be read; raises a FileRefused that says what is wrong."""
    refuse_wrappings(content)
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as broken:
        raise (TruncatedFile if _END_MARK not in content else DamagedFile)() from broken
    except (NotImplementedError, ValueError, OverflowError) as broken:
        raise DamagedFile from broken
    with package:
        _refuse_flood(package)
        _refuse_odd_names(package)
        if content[-22 - len(package.comment) :][:4] != _END_MARK or package.comment:
            raise TwoFilesInOne
        yield package


def refuse_wrappings(content: bytes) -> None:
    """A password turns an office file into an OLE container; so does a program older than 2007."""
    if content.startswith(OLE_MARK):
        raise PasswordProtected if "EncryptedPackage".encode("utf-16-le") in content else OldOfficeFormat
    if not content.startswith(ZIP_MARK):
        raise TwoFilesInOne if zipfile.is_zipfile(io.BytesIO(content)) else DamagedFile


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part's bytes; XML that declares a document type or entities is refused unread by any parser."""
    try:
        content = package.read(name)
    except _READING_FAILURES as broken:
        raise DamagedFile from broken
    if is_markup(name):
        refuse_declarations(content)
    return content


def is_markup(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def refuse_declarations(content: bytes) -> None:
    """No office program writes a DOCTYPE; billion-laughs and external-entity attacks need one."""
    if _DECLARATION.search(content.replace(b"\0", b"")):  # without the zeros UTF-16 and UTF-32 read like ASCII
        raise DangerousMarkup


def _refuse_flood(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise UnpacksTooLarge
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise UnpacksTooLarge
        if part.flag_bits & 0x1:
            raise PasswordProtected


def _refuse_odd_names(package: zipfile.ZipFile) -> None:
    names = Counter(part.filename for part in package.infolist())
    if any(count > 1 for count in names.values()):
        raise DamagedFile
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name or "\0" in name:
            raise DamagedFile
