"""PDF with a text layer: the words of each page in lines, with the indents and empty lines the eye sees."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from contracts.clause_text.document import Hint, Page

from .refusals import DamagedFile, EncryptedFile, ScanWithoutText, TooManyPages, TruncatedFile

POINTS_PER_SIGN = 5.0
BOLD_WEIGHT = 600
WIDE_GAP = 1.45
FEWEST_SIGNS = 12  # fewer on a page: a picture with a stamp on it


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page: its words, where it begins and ends, its baseline and whether it is bold."""

    words: str
    left: float
    right: float
    bottom: float
    is_bold: bool


def pages_of_pdf(content: bytes, most_pages: int) -> list[Page]:
    """The pages of a PDF. Raises EncryptedFile, TruncatedFile, DamagedFile, TooManyPages or ScanWithoutText."""
    if b"%%EOF" not in content[-16384:]:
        raise TruncatedFile
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedFile from error
        raise DamagedFile from error
    try:
        if len(document) > most_pages:
            raise TooManyPages(f"It has {len(document):,}; at most {most_pages:,} are read.")
        rows = [list(_rows(document, number)) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise DamagedFile from error
    finally:
        document.close()
    _refuse_a_scan(rows)
    margin = min((row.left for page in rows for row in page), default=0.0)
    return [_page(page, margin, _pitch(rows)) for page in rows]


def _refuse_a_scan(pages: Sequence[Sequence[Row]]) -> None:
    """Refuse when most pages are pictures; a few scanned signature pages do no harm."""
    empty = sum(1 for rows in pages if sum(len(row.words) for row in rows) < FEWEST_SIGNS)
    if not pages or empty * 2 > len(pages):
        raise ScanWithoutText(f"({empty} of {len(pages)} pages hold no text.)")


def _rows(document: pypdfium2.PdfDocument, number: int) -> Iterator[Row]:
    page = document[number]
    text_page = page.get_textpage()
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) != count:
        text = "".join(_sign(pdfium.FPDFText_GetUnicode(text_page.raw, index)) for index in range(count))
    start = 0
    for end in [*(index for index, sign in enumerate(text) if sign in "\r\n"), len(text)]:
        if text[start:end].strip():
            yield _row(text_page, text, start, end)
        start = end + 1
    text_page.close()
    page.close()


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else " "


def _row(text_page: pypdfium2.PdfTextPage, text: str, start: int, end: int) -> Row:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    left, _, bottom = _box(text_page, start)
    _, right, _ = _box(text_page, end - 1)
    weights = [pdfium.FPDFText_GetFontWeight(text_page.raw, index) for index in (start, end - 1)]
    words = "".join(" " if sign < " " else sign for sign in text[start:end]).replace("\ufffe", "-")
    return Row(words, left, max(left, right), bottom, min(weights) >= BOLD_WEIGHT)


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float]:
    """Left, right and baseline of one sign."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
    return left.value, right.value, y.value


def _pitch(pages: Sequence[Sequence[Row]]) -> float:
    """The usual distance from line to line."""
    steps = [
        before.bottom - after.bottom
        for rows in pages
        for before, after in pairwise(rows)
        if 5 < before.bottom - after.bottom < 60
    ]
    return median(steps) if steps else 14.0


def _page(rows: Sequence[Row], margin: float, pitch: float) -> Page:
    texts: list[str] = []
    hints: dict[int, Hint] = {}
    before: Row | None = None
    for row in rows:
        step = before.bottom - row.bottom if before else 0.0
        if before and abs(step) < 2 and row.left >= before.right - 1 and texts[-1]:
            texts[-1] += " " * max(1, int((row.left - before.right) / POINTS_PER_SIGN)) + row.words
            before = row
            continue
        if before and (step > WIDE_GAP * pitch or step < -2):
            texts.append("")
        if row.is_bold:
            hints[len(texts)] = Hint(bold=True)
        texts.append(" " * int((row.left - margin) / POINTS_PER_SIGN) + row.words)
        before = row
    return Page("\n".join(texts), hints)
