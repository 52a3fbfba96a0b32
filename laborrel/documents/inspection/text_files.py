"""Looks into plain text and CSV files: readable letters only, nothing dressed up as text."""

import csv
import io
import re

from laborrel.documents.inspection.marks import refuse_other_kinds
from laborrel.documents.refusals import ContentDiffersFromName, FileRefused
from laborrel.documents.uploaded_rows import decoded

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t")
_NUMBER = re.compile(r"[+-][\d.,() $%]*")


def look_into_text(content: bytes) -> list[str]:
    """Notes; raises a FileRefused."""
    return _notes(_readable(content))


def look_into_csv(content: bytes) -> list[str]:
    """Notes; raises a FileRefused."""
    text = _readable(content)
    notes = _notes(text)
    try:
        cells = (cell for line in csv.reader(io.StringIO(text)) for cell in line)
        if any(cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) for cell in cells):
            notes.append("Some cells begin like formulas (=, +, -, @). Excel would run them; open the file with care.")
    except csv.Error as broken:
        raise ContentDiffersFromName from broken
    return notes


def _readable(content: bytes) -> str:
    refuse_other_kinds(content)
    try:
        text, _ = decoded(content)
    except FileRefused as unreadable:
        raise ContentDiffersFromName from unreadable
    if _CONTROL.search(text):
        raise ContentDiffersFromName
    return text


def _notes(text: str) -> list[str]:
    return ["The text contains marks that reverse its reading order."] if _BIDI.search(text) else []
