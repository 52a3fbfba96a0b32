"""What goes into the reader and what it works on: pages with their hints, and the lines cut from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Hint:
    """What the file itself says about one line: its heading level (0: none, 1: highest) and whether it is bold."""

    heading: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of plain text; `hints` are keyed by the line's place in the page, counted from 0."""

    text: str
    hints: Mapping[int, Hint] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words on it, and where it stands.

    `start` and `end` are offsets into the document text, line end excluded. `words` is what the line says without its
    margin number and markup; `said_at` is the offset where these words begin. `gap` counts the empty lines above.
    `is_furniture` marks running headers, page numbers and the like, which belong to the paper and not to the clause.
    """

    index: int
    page: int
    start: int
    end: int
    words: str
    said_at: int
    indent: int
    gap: int
    hint: Hint = Hint()
    is_page_top: bool = False
    is_furniture: bool = False


def joined(pages: Sequence[Page]) -> str:
    """The whole document as one text: every offset the reader gives points into it."""
    return PAGE_BREAK.join(page.text for page in pages)
