"""Looks into PDF files: whole, readable, one file only; scripts and launch actions are told to the reader."""

import io
import re
from typing import Any

import pikepdf

from laborrel.documents.inspection.marks import refuse_second_file
from laborrel.documents.refusals import (
    ContentDiffersFromName,
    DamagedFile,
    PasswordProtected,
    TruncatedFile,
    TwoFilesInOne,
    UnpacksTooLarge,
)

MOST_OBJECTS = 300_000
_END = b"%%EOF"
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_NOTES = {
    "script": "This PDF contains a script (JavaScript). Open it in a viewer that does not run scripts.",
    "launch": "This PDF tries to start a program or open another file. Do not allow it to.",
    "send": "This PDF can send what is typed into it to another address.",
    "files": "Other files are embedded in this PDF.",
    "media": "This PDF contains film, sound or 3-D content.",
}
_MENDED = "This PDF is slightly damaged; programs mend it when they open it. Check that every page is there."
_BY_ACTION = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/GoToR": "launch",
    "/GoToE": "launch",
    "/ImportData": "launch",
    "/SubmitForm": "send",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
}
_BY_KEY = {"/JS": "script", "/JavaScript": "script", "/EmbeddedFile": "files", "/EmbeddedFiles": "files"}
_BY_SUBTYPE = {"/RichMedia": "media", "/3D": "media", "/Screen": "media", "/FileAttachment": "files"}


def look_into_pdf(content: bytes) -> list[str]:
    """Notes on what the PDF can do; raises a FileRefused."""
    if not _HEADER.match(content):
        raise TwoFilesInOne if b"%PDF-" in content[:1_024] else ContentDiffersFromName
    end = content.rfind(_END)
    if end < 0:
        raise TruncatedFile
    refuse_second_file(content, tail=content[end + len(_END) :])
    if len(content) - end > 2_048:
        raise TruncatedFile  # a later part of the file was begun and never finished
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as paper:
            if paper.is_encrypted:
                raise PasswordProtected
            notes = _notes(paper)
            return [*notes, _MENDED] if paper.get_warnings() else notes
    except pikepdf.PasswordError as locked:
        raise PasswordProtected from locked
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, OverflowError) as broken:
        raise DamagedFile from broken


def _notes(paper: pikepdf.Pdf) -> list[str]:
    if len(paper.pages) == 0:
        raise DamagedFile
    if len(paper.objects) > MOST_OBJECTS:
        raise UnpacksTooLarge
    found: set[str] = set()
    for item in paper.objects:
        found |= _abilities(item)
    return [sentence for ability, sentence in _NOTES.items() if ability in found]


def _abilities(item: Any, depth: int = 0) -> set[str]:
    """What one object, with the direct objects inside it, lets the file do."""
    if depth > 40:
        raise DamagedFile
    found: set[str] = set()
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        entries = item.stream_dict if isinstance(item, pikepdf.Stream) else item
        for key, value in entries.items():
            found |= _ability_of_entry(key, value)
            if not _is_reference(value):
                found |= _abilities(value, depth + 1)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if not _is_reference(value):
                found |= _abilities(value, depth + 1)
    return found


def _ability_of_entry(key: str, value: Any) -> set[str]:
    ability = _BY_KEY.get(key)
    if isinstance(value, pikepdf.Name):
        if key == "/S":
            ability = _BY_ACTION.get(str(value), ability)
        elif key == "/Subtype":
            ability = _BY_SUBTYPE.get(str(value), ability)
        elif key == "/Type" and str(value) == "/EmbeddedFile":
            ability = "files"
    return {ability} if ability else set()


def _is_reference(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))
