"""Plain text and markdown: decoded, cut into pages at form feeds; markdown headings and bold leads become hints."""

import re

from contracts.clause_text.document import PAGE_BREAK, Hint, Page

from .refusals import UnknownCharacters

BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
HEADING = re.compile(r"^ {0,3}(#{1,6})\s")
BOLD = re.compile(r"^\s*(?:\*\*|__)\S")
ALLOWED_CONTROLS = frozenset("\t\n\r\f\v")


def pages_of_text(content: bytes, *, is_markdown: bool) -> list[Page]:
    """The pages of a text file; a file without form feeds is one page."""
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return [Page(part, _hints(part) if is_markdown else {}) for part in text.split(PAGE_BREAK)]


def _decoded(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnknownCharacters from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    odd = sum(1 for sign in text if (sign < " " and sign not in ALLOWED_CONTROLS) or sign in "\x7f\ufffd")
    if odd > 0.005 * len(text):
        raise UnknownCharacters
    return text


def _hints(text: str) -> dict[int, Hint]:
    hints: dict[int, Hint] = {}
    for place, row in enumerate(text.split("\n")):
        heading = HEADING.match(row)
        if heading:
            hints[place] = Hint(heading=len(heading[1]))
        elif BOLD.match(row):
            hints[place] = Hint(bold=True)
    return hints
