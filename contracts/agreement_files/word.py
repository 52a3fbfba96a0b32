"""Word documents: paragraphs in order with their automatic numbers, heading styles, tables and page breaks."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import nsmap
from lxml.etree import XMLSyntaxError

from contracts.clause_text.document import Hint, Page

from .refusals import DamagedFile, HostileFile, TruncatedFile, UnknownKind
from .word_numbers import AutomaticNumbers

MOST_PARTS = 5000
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_TEXT_PART = 60 * 1024 * 1024
BODY = "word/document.xml"
WORD = f"{{{nsmap['w']}}}"


def pages_of_word(content: bytes) -> list[Page]:
    """The pages of a .docx file, as Word last laid them out (one page when it never did)."""
    _inspect(content)
    try:
        document = Document(BytesIO(content))
        return _pages(document)
    except (XMLSyntaxError, PackageNotFoundError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise DamagedFile from error


def _inspect(content: bytes) -> None:
    """Look into the package before anything is unpacked: what it is, whether it is whole, whether it is a bomb."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise HostileFile
            if any(part.file_size > LARGEST_TEXT_PART for part in parts if part.filename.endswith(".xml")):
                raise HostileFile
            if BODY not in package.namelist():
                raise UnknownKind
            for part in parts:
                _read_within(package, part)
    except (zipfile.BadZipFile, EOFError) as error:
        raise TruncatedFile from error
    except (NotImplementedError, RuntimeError, zlib.error, OSError) as error:
        raise DamagedFile from error


def _read_within(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part piece by piece: no larger than it says, and no entity declarations in its XML."""
    unpacked, is_xml = 0, part.filename.endswith((".xml", ".rels"))
    with package.open(part) as stream:
        while piece := stream.read(1024 * 1024):
            unpacked += len(piece)
            if unpacked > max(part.file_size, 1) or (is_xml and b"<!ENTITY" in piece):
                raise HostileFile


def _pages(document: Any) -> list[Page]:
    numbers = AutomaticNumbers(document)
    break_tag = "lastRenderedPageBreak" if _has(document, "lastRenderedPageBreak") else "br"
    pages: list[Page] = []
    rows: list[str] = []
    hints: dict[int, Hint] = {}
    for block in document.iter_inner_content():
        element = block._element
        if rows and _breaks_before(element, break_tag):
            pages.append(Page("\n".join(rows), hints))
            rows, hints = [], {}
        for words, hint in _block_rows(block, numbers):
            if hint != Hint():
                hints[len(rows)] = hint
            rows += [*words.split("\n"), ""]
        if _breaks_within(element, break_tag):
            pages.append(Page("\n".join(rows), hints))
            rows, hints = [], {}
    pages.append(Page("\n".join(rows), hints))
    return pages


def _has(document: Any, tag: str) -> bool:
    return next(document.element.body.iter(f"{WORD}{tag}"), None) is not None


def _breaks(element: Any, break_tag: str) -> Iterator[tuple[Any, bool]]:
    """Every page break in the block, and whether words stand before it."""
    has_words = False
    for child in element.iter():
        if child.tag == f"{WORD}t" and (child.text or "").strip():
            has_words = True
        is_break = child.tag == f"{WORD}{break_tag}" and (break_tag != "br" or child.get(f"{WORD}type") == "page")
        if is_break:
            yield child, has_words


def _breaks_before(element: Any, break_tag: str) -> bool:
    return any(not has_words for _, has_words in _breaks(element, break_tag))


def _breaks_within(element: Any, break_tag: str) -> bool:
    return any(has_words for _, has_words in _breaks(element, break_tag))


def _block_rows(block: Any, numbers: AutomaticNumbers) -> Iterator[tuple[str, Hint]]:
    if hasattr(block, "rows"):
        for row in block.rows:
            cells: list[str] = []
            seen: set[int] = set()
            for cell in row.cells:
                if id(cell._tc) not in seen:
                    seen.add(id(cell._tc))
                    cells.append(" ".join(cell.text.split()))
            if any(cells):
                yield "    ".join(cells), Hint()
        return
    words = block.text.strip("\n")
    label = numbers.label(block)
    if words.strip():
        yield f"{label} {words}" if label else words, Hint(heading=_heading(block), bold=_is_bold(block))


def _heading(paragraph: Any) -> int:
    found = re.match(r"heading (\d)", (paragraph.style.name or "").lower()) if paragraph.style is not None else None
    return int(found[1]) if found else 0


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)
