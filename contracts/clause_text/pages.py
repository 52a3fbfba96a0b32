"""From pages to lines: margin numbers are set aside, running headers and page numbers are marked."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .document import Hint, Line, Page

MARGIN_NUMBER = re.compile(r"^ {0,6}(\d{1,2})(?=\s\s|\s*$)")
MARKUP = re.compile(r"^(?:#{1,6}\s+|[*_]{2,3}|>\s+)+")
FOLIO = re.compile(
    r"^\W{0,3}(?:page\s*)?(?:[A-Z]{1,5}\s*[-–—]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W{0,3}$",
    re.IGNORECASE,
)
EDGE = 3
STANDS_ALONE = re.compile(r"^(?:article|appendix|addendum|section|division|exhibit|letter|memorandum)\b", re.IGNORECASE)


def lines_of(pages: Sequence[Page]) -> list[Line]:
    """Every line with words on it, in order, with page numbers from 1 and offsets into `joined(pages)`."""
    lines: list[Line] = []
    offset = 0
    numbered = [has_margin_numbers(page.text.split("\n")) for page in pages]
    is_numbered = sum(numbered) >= max(1, 0.3 * len(pages))
    for number, page in enumerate(pages, start=1):
        lines += _page_lines(page, number, offset, len(lines), is_numbered=is_numbered and numbered[number - 1])
        offset += len(page.text) + 1
    return _with_furniture(lines, len(pages))


def _page_lines(page: Page, number: int, offset: int, first_index: int, *, is_numbered: bool) -> list[Line]:
    rows = page.text.split("\n")
    lines: list[Line] = []
    gap = 1
    for place, row in enumerate(rows):
        margin = MARGIN_NUMBER.match(row) if is_numbered else None
        lead = margin.end() if margin else 0
        said = row[lead:].strip()
        if not said:
            gap += 1
            offset += len(row) + 1
            continue
        indent = lead + len(row[lead:]) - len(row[lead:].lstrip())
        marked = MARKUP.match(said)
        shift = marked.end() if marked else 0
        lines.append(
            Line(
                index=first_index + len(lines),
                page=number,
                start=offset,
                end=offset + len(row),
                words=said[shift:],
                said_at=offset + indent + shift,
                indent=indent,
                gap=gap,
                hint=page.hints.get(place, Hint()),
                is_page_top=not lines,
            )
        )
        gap = 0
        offset += len(row) + 1
    return lines


def has_margin_numbers(rows: Sequence[str]) -> bool:
    """Whether the page counts its lines down the left margin, as pleadings and some agreements do."""
    found = [int(margin[1]) for row in rows if (margin := MARGIN_NUMBER.match(row))]
    if len(found) < 5 or found[0] > 2:
        return False
    steps = sum(1 for before, after in pairwise(found) if after == before + 1)
    return steps >= 0.8 * (len(found) - 1) and len(found) >= 0.6 * sum(1 for row in rows if row.strip())


def _with_furniture(lines: list[Line], page_count: int) -> list[Line]:
    edges = _edge_lines(lines)
    often = Counter(_pattern(lines[index]) for index in edges)
    needed = max(3, min(8, page_count // 12))
    furniture = {
        index
        for index in edges
        if FOLIO.match(lines[index].words) or (often[_pattern(lines[index])] >= needed and _may_run(lines[index].words))
    }
    return [replace(line, is_furniture=True) if line.index in furniture else line for line in lines]


def _may_run(words: str) -> bool:
    """Whether words that return on many pages can be a running header: not a bare clause number, not a heading."""
    return sum(map(str.isalpha, words)) >= 4 and not STANDS_ALONE.match(words)


def _edge_lines(lines: Sequence[Line]) -> set[int]:
    """The first and last few lines of every page: nowhere else does a running header stand."""
    by_page: dict[int, list[int]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line.index)
    edges: set[int] = set()
    for indexes in by_page.values():
        if len(by_page) > 1:
            edges.update(indexes[:EDGE])
            edges.update(indexes[-EDGE:])
    return edges


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\W*\b[ivxl]+\W*$", "", line.words.casefold())).replace(" ", "")
