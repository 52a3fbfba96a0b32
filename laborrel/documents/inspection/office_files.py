"""Looks into Word and Excel files: no macros, no entities, no remote templates; traces of people are told."""

import re
import zipfile

from laborrel.documents.archives import is_markup, opened_package, read_part
from laborrel.documents.inspection.office_traces import traces_in
from laborrel.documents.refusals import (
    ContentDiffersFromName,
    DamagedFile,
    ExecutableRefused,
    MacroRefused,
    RemoteTemplate,
)

_MACRO_PARTS = re.compile(r"(vbaproject.*\.bin|vbadata\.xml|/activex/|/macrosheets/|/dialogsheets/)", re.IGNORECASE)
_MACRO_TYPES = (b"macroenabled", b"vbaproject", b"ms-office.activex", b"ms-excel.intlmacrosheet")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_FETCHED_AT_OPENING = (b"attachedtemplate", b"/frame", b"/oleobject", b"/subdocument", b"/externallink", b"/package")
_DDE = re.compile(rb"\bDDE(AUTO)?\b\s|<ddeLink", re.IGNORECASE)
_RUNNABLE_PART = re.compile(r"\.(exe|dll|scr|js|jse|vbs|vbe|bat|cmd|ps1|hta|lnk|jar|msi|com)$", re.IGNORECASE)


def look_into_docx(content: bytes) -> list[str]:
    return _look(content, main="word/document.xml", main_type=b"wordprocessingml.document.main+xml")


def look_into_xlsx(content: bytes) -> list[str]:
    return _look(content, main="xl/workbook.xml", main_type=b"spreadsheetml.sheet.main+xml")


def _look(content: bytes, *, main: str, main_type: bytes) -> list[str]:
    with opened_package(content) as package:
        names = package.namelist()
        if "[Content_Types].xml" not in names:
            raise ContentDiffersFromName
        types = read_part(package, "[Content_Types].xml").lower()
        if any(_MACRO_PARTS.search("/" + name) for name in names) or any(mark in types for mark in _MACRO_TYPES):
            raise MacroRefused
        if main not in names or main_type.lower() not in types:
            raise ContentDiffersFromName
        if any(_RUNNABLE_PART.search(name) for name in names):
            raise ExecutableRefused
        return _notes(package, names, main)


def _notes(package: zipfile.ZipFile, names: list[str], main: str) -> list[str]:
    notes = []
    has_commands = False
    for name in names:
        part = read_part(package, name)  # every part is unpacked once, so a broken one is found now
        if name.lower().endswith(".rels"):
            _refuse_what_is_fetched(part)
        elif is_markup(name):
            has_commands = has_commands or bool(_DDE.search(part))
        if name == main and not part.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            raise DamagedFile
    if has_commands:
        notes.append("This file can ask another program for data (DDE). Do not allow it to.")
    if any("/embeddings/" in name for name in names):
        notes.append("Other files are embedded in this file.")
    return notes + traces_in(package)


def _refuse_what_is_fetched(relations: bytes) -> None:
    for relation in _RELATIONSHIP.findall(relations):
        lowered = relation.lower()
        if b"external" in lowered and any(kind in lowered for kind in _FETCHED_AT_OPENING):
            raise RemoteTemplate
