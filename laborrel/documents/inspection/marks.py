"""How kinds of files begin, so that one dressed up as another is known for what it is."""

import io
import zipfile

from laborrel.documents.refusals import ContentDiffersFromName, ExecutableRefused, TwoFilesInOne

_OTHER_KINDS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"{\\rtf",
    b"II*\0",
    b"MM\0*",
)
_PAGE_MARKS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?php", b"<?xml")


def refuse_other_kinds(content: bytes) -> None:
    """For plain text: nothing that begins like something else."""
    if content.startswith(_OTHER_KINDS):
        raise ContentDiffersFromName
    begins = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(b"<?php"):
        raise ExecutableRefused
    if begins.startswith(_PAGE_MARKS):
        raise ContentDiffersFromName


def refuse_second_file(content: bytes, *, tail: bytes) -> None:
    """A file that is also an archive, or that carries another file after its end, is refused."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise TwoFilesInOne
    after = tail.lstrip(b"\0 \t\r\n")
    lowered = after[:4_096].lower()
    if after.startswith((*_OTHER_KINDS, b"MZ", b"\x7fELF")) or any(mark in lowered for mark in _PAGE_MARKS):
        raise TwoFilesInOne
