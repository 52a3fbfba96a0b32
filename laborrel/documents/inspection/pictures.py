"""Looks into PNG and JPEG pictures: whole, of bearable size, nothing hung on behind; says what they give away."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from laborrel.documents.inspection.marks import refuse_second_file
from laborrel.documents.refusals import (
    ContentDiffersFromName,
    DamagedFile,
    TruncatedFile,
    TwoFilesInOne,
    UnpacksTooLarge,
)

MOST_PIXELS = 80_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_END = b"\xff\xd9"
_GPS = 0x8825
_PLACE = "The picture says where it was taken (GPS). Remove that before it leaves the office."
_TEXT = "The picture carries hidden text fields."


def look_into_png(content: bytes) -> list[str]:
    """Notes; raises a FileRefused."""
    if not content.startswith(_PNG):
        raise ContentDiffersFromName
    chunks = dict.fromkeys(kind for kind, _ in _png_chunks(content))
    _refuse_unreadable(content, "PNG")
    notes = [_TEXT] if {b"tEXt", b"zTXt", b"iTXt"} & chunks.keys() else []
    return notes + _notes_on_place(content)


def look_into_jpeg(content: bytes) -> list[str]:
    """Notes; raises a FileRefused."""
    if not content.startswith(b"\xff\xd8\xff"):
        raise ContentDiffersFromName
    end = content.rfind(_JPEG_END)
    if end < 0:
        raise TruncatedFile
    refuse_second_file(content, tail=content[end + 2 :])
    _refuse_unreadable(content, "JPEG", "MPO")
    return _notes_on_place(content)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every chunk with its check sum verified, up to the end mark, which must be the end of the file."""
    at = len(_PNG)
    while True:
        if at + 12 > len(content):
            raise TruncatedFile
        (length,), kind = struct.unpack(">I", content[at : at + 4]), content[at + 4 : at + 8]
        if at + 12 + length > len(content):
            raise TruncatedFile
        held = content[at + 8 : at + 8 + length]
        if zlib.crc32(kind + held) != struct.unpack(">I", content[at + 8 + length : at + 12 + length])[0]:
            raise DamagedFile
        yield kind, held
        at += 12 + length
        if kind == b"IEND":
            break
    if content[at:].strip(b"\0\r\n "):
        raise TwoFilesInOne
    refuse_second_file(content, tail=b"")


def _refuse_unreadable(content: bytes, *formats: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as picture:
                if picture.format not in formats:
                    raise ContentDiffersFromName
                if picture.width * picture.height > MOST_PIXELS:
                    raise UnpacksTooLarge
                picture.load()
    except Image.DecompressionBombError as flood:
        raise UnpacksTooLarge from flood
    except UnidentifiedImageError as broken:
        raise DamagedFile from broken
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        struct.error,
        zlib.error,
        TypeError,
        KeyError,
        IndexError,
    ) as broken:
        raise (TruncatedFile if "truncated" in str(broken) else DamagedFile)() from broken


def _notes_on_place(content: bytes) -> list[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as picture:
                return [_PLACE] if picture.getexif().get_ifd(_GPS) else []
    except (OSError, SyntaxError, ValueError, TypeError, struct.error, KeyError, IndexError) as broken:
        raise DamagedFile from broken
