"""Reads the rows of an uploaded workbook or CSV file: by heading, with line numbers, within limits, or says why not."""

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from laborrel.documents.archives import opened_package, read_part
from laborrel.documents.refusals import (
    CellTooLong,
    ContentDiffersFromName,
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    NoHeadings,
    SheetMissing,
    TooManyColumns,
    TooManyRows,
    TooManySheets,
    UnknownEncoding,
    UnknownKind,
)

Cell = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may hold."""

    size: int = 25 * 1024 * 1024
    sheets: int = 50
    rows: int = 50_000
    columns: int = 200
    cell: int = 32_767


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line a person finds it on, and its cells by heading."""

    line: int
    cells: Mapping[str, Cell]

    def __getitem__(self, heading: str) -> Cell:
        return self.cells[heading]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something on one line that the reader should know before trusting it."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of one sheet, with what was assumed on the way (`notes`) and what looks wrong (`problems`)."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Raw lines as they stand in the file: (line number, cells)."""

    lines: list[tuple[int, list[Cell]]]
    sheet: str
    notes: list[str]
    spans: frozenset[tuple[int, int, int]] = frozenset()  # merged headings: (line, first column, last column)
    problems: tuple[Problem, ...] = ()


_HEADINGS_WITHIN = 20  # a title or two may stand above the headings, not a page of them
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def read_rows(content: bytes, *, name: str, sheet: str = "", limits: Limits = Limits()) -> Reading:
    """The rows of an .xlsx or .csv file. `sheet` chooses one; otherwise the first sheet that holds anything.

    Raises a FileRefused whose sentence names what is wrong and what to do.
    """
    if not content:
        raise EmptyFile
    if len(content) > limits.size:
        raise FileTooLarge
    kind = name.lower().rpartition(".")[2]
    if kind == "xlsx":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on colours and charts that do not concern the rows
            grid = _workbook_grid(content, sheet, limits)
    elif kind in {"csv", "tsv", "txt"}:
        grid = _csv_grid(content, limits)
    else:
        raise UnknownKind("Rows are read from Excel workbooks (.xlsx) and CSV files only.")
    return _reading(grid, limits)


# --- Excel ------------------------------------------------------------------------------------


def _workbook_grid(content: bytes, sheet: str, limits: Limits) -> _Grid:
    with opened_package(content) as package:
        if "xl/workbook.xml" not in package.namelist():
            raise ContentDiffersFromName
        for part in package.namelist():  # every part is unpacked once here, so a hostile one is found before parsing
            read_part(package, part)
        book = _loaded(content, with_values=True)
        try:
            page = _chosen_page(book, sheet, limits)
            lines = list(_page_lines(page, limits))
            markup = read_part(package, page._worksheet_path)
            name = str(page.title)
        finally:
            book.close()
    problems = _uncalculated(content, name, lines, limits) if b"<f" in markup else ()
    notes = [f"Read from the sheet “{name}”."] if len(book.sheetnames) > 1 else []
    return _Grid(lines, name, notes, _merged_spans(markup), problems)


def _loaded(content: bytes, *, with_values: bool) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=with_values, keep_links=False)
    except Exception as broken:  # openpyxl raises whatever it stumbles over: all of it means damaged
        raise DamagedFile from broken


def _chosen_page(book: Any, sheet: str, limits: Limits) -> Any:
    if len(book.sheetnames) > limits.sheets:
        raise TooManySheets
    pages = [page for page in book.worksheets if page.sheet_state == "visible"]
    if sheet:
        chosen = [page for page in pages if page.title == sheet]
        if not chosen:
            shown = ", ".join(f"“{page.title}”" for page in pages)
            raise SheetMissing(f"The workbook has no sheet “{sheet}”. It has {shown}.")
        return chosen[0]
    for page in pages:
        if any(any(_is_filled(cell) for cell in cells) for _, cells in _page_lines(page, limits)):
            return page
    raise EmptyFile("The workbook has no sheet with anything in it.")


def _page_lines(page: Any, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    page.reset_dimensions()  # the size a file claims is not to be trusted
    filled = 0
    try:
        for line, cells in enumerate(page.iter_rows(values_only=True), start=1):
            if line > 1_048_576:
                raise TooManyRows
            if not any(_is_filled(cell) for cell in cells):
                continue
            filled += 1
            _refuse_excess(filled, cells, limits)
            yield line, list(cells)
    except (TooManyRows, TooManyColumns, CellTooLong):
        raise
    except Exception as broken:  # see _loaded
        raise DamagedFile from broken


def _refuse_excess(filled: int, cells: Sequence[Cell], limits: Limits) -> None:
    if filled > limits.rows + _HEADINGS_WITHIN:
        raise TooManyRows(f"The file has more than {limits.rows:,} rows. Split it.")
    if len(cells) > limits.columns and any(_is_filled(cell) for cell in cells[limits.columns :]):
        raise TooManyColumns
    if any(isinstance(cell, str) and len(cell) > limits.cell for cell in cells):
        raise CellTooLong


def _uncalculated(
    content: bytes, sheet: str, lines: list[tuple[int, list[Cell]]], limits: Limits
) -> tuple[Problem, ...]:
    """Formulas that were never calculated read as empty: say so rather than drop them."""
    values = dict(lines)
    book = _loaded(content, with_values=False)
    try:
        found = []
        for line, cells in _page_lines(book[sheet], limits):
            shown = values.get(line, [])
            for position, cell in enumerate(cells):
                is_formula = (isinstance(cell, str) and cell.startswith("=")) or type(cell).__name__ == "ArrayFormula"
                if is_formula and (position >= len(shown) or shown[position] is None):
                    found.append(
                        Problem(line, "A formula here was never calculated. Open the file in Excel and save it.")
                    )
                    break
    finally:
        book.close()
    return tuple(found)


def _merged_spans(markup: bytes) -> frozenset[tuple[int, int, int]]:
    spans = set()
    for first, top, last, _bottom in _MERGED.findall(markup):
        if first != last:
            spans.add((int(top), _column_number(first), _column_number(last)))
    return frozenset(spans)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


# --- CSV --------------------------------------------------------------------------------------


def _csv_grid(content: bytes, limits: Limits) -> _Grid:
    text, encoding = decoded(content)
    delimiter = _sniffed(text)
    notes = [] if encoding == "UTF-8" else [f"The letters were read as {encoding}."]
    if delimiter != ",":
        notes.append(f"The columns are divided by {_DELIMITERS[delimiter]}.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[Cell]]] = []
    begun = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                _refuse_excess(len(lines) + 1, cells, limits)
                lines.append((begun, list(cells)))
            begun = reader.line_num + 1
    except csv.Error as broken:
        if "field larger" in str(broken):
            raise CellTooLong(
                f"Line {begun}: a cell holds more text than a cell can. Check for a missing “."
            ) from broken
        raise DamagedFile(f"Line {begun}: the quotation marks do not match ({broken}).") from broken
    return _Grid(lines, "", notes)


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was read in; raises UnknownEncoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        attempts = [("utf-16", "UTF-16")]
    else:
        attempts = [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
    for codec, encoding in attempts:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise UnknownEncoding
        return text, encoding
    raise UnknownEncoding


def _sniffed(text: str) -> str:
    """The delimiter under which the first lines fall into the most columns, most evenly."""
    sample = text[:65_536].splitlines(keepends=True)[:50]
    best, delimiter = (0.0, 1), ","
    for candidate in _DELIMITERS:
        try:
            widths = [len(cells) for cells in csv.reader(sample, delimiter=candidate) if any(map(str.strip, cells))]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=1)
        score = (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)
        if score > best:
            best, delimiter = score, candidate
    return delimiter


# --- both -------------------------------------------------------------------------------------


def _reading(grid: _Grid, limits: Limits) -> Reading:
    if not grid.lines:
        raise EmptyFile("The file has no rows.")
    at = _heading_position(grid.lines)
    headings, last, notes = _headings(grid, at)
    notes = [
        *grid.notes,
        *(f"Line {line} stands above the headings and was left out." for line, _ in grid.lines[:at]),
        *notes,
    ]
    rows, problems = [], list(grid.problems)
    for line, cells in grid.lines[last + 1 :]:
        if any(_is_filled(cell) for cell in cells[len(headings) :]):
            problems.append(Problem(line, f"This line has more cells than the {len(headings)} headings."))
        padded = [*cells[: len(headings)], *([None] * (len(headings) - len(cells)))]
        rows.append(Row(line, {heading: _trimmed(cell) for heading, cell in zip(headings, padded, strict=True)}))
    if len(rows) > limits.rows:
        raise TooManyRows(f"The file has more than {limits.rows:,} rows. Split it.")
    ordered = tuple(sorted(problems, key=lambda problem: problem.line))
    return Reading(tuple(headings), tuple(rows), grid.sheet, tuple(notes), ordered)


def _heading_position(lines: list[tuple[int, list[Cell]]]) -> int:
    """The first line at least half as full as the fullest near it: a title above the table is not its headings."""
    counts = [sum(_is_filled(cell) for cell in cells) for _, cells in lines[:_HEADINGS_WITHIN]]
    wanted = (max(counts) + 1) // 2
    return next(position for position, count in enumerate(counts) if count >= wanted)


def _headings(grid: _Grid, at: int) -> tuple[list[str], int, list[str]]:
    """The headings, the position of their last line, and notes on what was made of merged or repeated ones."""
    line, cells = grid.lines[at]
    words = [_words(cell) for cell in cells]
    notes, last = [], at
    spans = [(first, end) for row, first, end in grid.spans if row == line]
    if spans and at + 1 < len(grid.lines):
        below = [_words(cell) for cell in grid.lines[at + 1][1]]
        words, last = _joined(words, below, spans), at + 1
        notes.append(f"The headings of lines {line} and {grid.lines[last][0]} were read together.")
    while words and not words[-1]:
        words.pop()
    if not words or all(_is_number(word) for word in words):
        raise NoHeadings
    return _distinct(words, notes), last, notes


def _joined(above: list[str], below: list[str], spans: Iterable[tuple[int, int]]) -> list[str]:
    width = max(len(above), len(below))
    above, below = above + [""] * (width - len(above)), below + [""] * (width - len(below))
    for first, end in spans:
        for position in range(first, min(end, width)):
            above[position] = above[first - 1]
    return [" ".join(word for word in pair if word) for pair in zip(above, below, strict=True)]


def _distinct(words: list[str], notes: list[str]) -> list[str]:
    distinct: list[str] = []
    for position, word in enumerate(words, start=1):
        name, number = word or f"Column {position}", 1
        while name in distinct:
            number += 1
            name = f"{word} ({number})"
        if number > 1:
            notes.append(f"The heading “{word}” stands more than once; column {position} is called “{name}”.")
        distinct.append(name)
    return distinct


def _words(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _trimmed(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return cell.strip() or None
    return cell


def _is_filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).replace("-", "", 1).isdigit()
