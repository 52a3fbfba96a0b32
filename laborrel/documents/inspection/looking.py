"""The order of questions put to every file: name, size, program, virus, kind."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from laborrel.documents.inspection.mail import look_into_mail
from laborrel.documents.inspection.names import checked_name
from laborrel.documents.inspection.office_files import look_into_docx, look_into_xlsx
from laborrel.documents.inspection.pdf_files import look_into_pdf
from laborrel.documents.inspection.pictures import look_into_jpeg, look_into_png
from laborrel.documents.inspection.text_files import look_into_csv, look_into_text
from laborrel.documents.refusals import EmptyFile, ExecutableRefused, FileTooLarge, VirusFound

LARGEST = 25 * 1024 * 1024

Scanner = Callable[[bytes], str]  # the name of the virus found, or nothing


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept, with `notes` for whoever opens it."""

    name: str
    extension: str
    media_type: str
    size: int
    sha256: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file of one extension is served as, and who looks into it (notes back, or a FileRefused)."""

    media_type: str
    look: Callable[[bytes], list[str]]


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": Kind("application/pdf", look_into_pdf),
    "docx": Kind(f"{_OFFICE}wordprocessingml.document", look_into_docx),
    "xlsx": Kind(f"{_OFFICE}spreadsheetml.sheet", look_into_xlsx),
    "csv": Kind("text/csv", look_into_csv),
    "txt": Kind("text/plain", look_into_text),
    "md": Kind("text/markdown", look_into_text),
    "eml": Kind("message/rfc822", look_into_mail),
    "png": Kind("image/png", look_into_png),
    "jpg": Kind("image/jpeg", look_into_jpeg),
    "jpeg": Kind("image/jpeg", look_into_jpeg),
}

_PROGRAM_MARKS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\0\0\0\x01\x14\x02\0",
)
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def inspect_file(name: str, content: bytes, *, scan: Scanner | None = None) -> Inspected:
    """The file as it may be kept; raises the FileRefused that says why not.

    `scan` is the agency's virus scanner; without one only the harmless EICAR test file is known.
    """
    kept_name, extension = checked_name(name)
    if not content:
        raise EmptyFile
    if len(content) > LARGEST:
        raise FileTooLarge
    if content.startswith(_PROGRAM_MARKS):
        raise ExecutableRefused
    if found := (scan or eicar_only)(content):
        raise VirusFound(f"The virus scanner stopped this file: {found}.")
    kind = KINDS[extension]
    notes = kind.look(content)
    return Inspected(kept_name, extension, kind.media_type, len(content), fingerprint(content), tuple(notes))


def eicar_only(content: bytes) -> str:
    """The scanner where none is configured: it proves that the hook works."""
    return "EICAR test file" if _EICAR in content else ""


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
