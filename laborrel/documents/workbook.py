"""The one door to openpyxl: workbooks a screen reader can walk, whose text can never become a formula.

Reading what people upload is the other leaf of the door: `read_rows`, from `laborrel.documents.uploaded_rows`.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from laborrel.documents.uploaded_rows import read_rows

__all__ = ["Column", "Sheet", "Value", "read_rows", "write_workbook"]

Value = str | int | float | bool | Decimal | date | datetime | time | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "ddd d mmm yyyy"
MOMENT_FORMAT = "ddd d mmm yyyy hh:mm"
MONEY_FORMAT = "#,##0.00;(#,##0.00)"
LONGEST_CELL = 32_767  # Excel's own limit
_CUT = " [cut: a cell holds no more]"
_ROWS_MEASURED = 200
_NARROWEST, _WIDEST = 8, 60
_READS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_HEADING_FONT = Font(bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="1B365D")
_TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `format` is an Excel number format and `width` is in characters, both found out when left empty."""

    heading: str
    width: float = 0
    format: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns and its rows (each as long as the columns)."""

    name: str
    columns: Sequence[Column | str]
    rows: Iterable[Sequence[Value]] = field(default_factory=list)

    @property
    def headed(self) -> list[Column]:
        return [Column(column) if isinstance(column, str) else column for column in self.columns]


def write_workbook(sheets: Sequence[Sheet], *, title: str, lang: str = "en-US", subject: str = "") -> bytes:
    """An XLSX file with one real table per sheet, frozen headings, true dates and numbers, ready to print."""
    if not sheets or not title.strip():
        raise ValueError("A workbook needs a title and at least one sheet.")
    book = Workbook(write_only=True)
    properties = book.properties
    properties.title, properties.subject, properties.language = title, subject or title, lang
    properties.creator = properties.lastModifiedBy = "laborrel"
    taken: set[str] = set()
    made = io.BytesIO()
    try:
        for number, sheet in enumerate(sheets, start=1):
            _write_sheet(book, sheet, name=_sheet_name(sheet.name, taken), number=number, title=title)
        book.save(made)
    except Exception:
        _discard(book)
        raise
    return made.getvalue()


def _discard(book: Workbook) -> None:
    """Rows may be confidential: what openpyxl has already put on disk must not outlive a failure."""
    for page in book.worksheets:
        if page._writer is not None:
            page.close()
            page._writer.cleanup()


def _write_sheet(book: Workbook, sheet: Sheet, *, name: str, number: int, title: str) -> None:
    columns = sheet.headed
    _refuse_bad_headings(columns, name)
    page = book.create_sheet(name)
    rows = iter(sheet.rows)
    measured = list(islice(rows, _ROWS_MEASURED))
    for position, column in enumerate(columns):
        width = column.width or _fitting_width(
            column.heading, (row[position] for row in measured if position < len(row))
        )
        page.column_dimensions[get_column_letter(position + 1)].width = width
    page.freeze_panes = "A2"
    _set_up_print(page, title)
    page.append([_heading_cell(page, column.heading) for column in columns])
    count = 0
    for count, row in enumerate(chain(measured, rows), start=1):
        if len(row) != len(columns):
            raise ValueError(f"Row {count} of “{name}” has {len(row)} values for {len(columns)} columns.")
        page.append([_cell(page, value, column.format) for value, column in zip(row, columns, strict=True)])
    _add_table(page, columns, number=number, last_row=max(count, 1) + 1)


def _refuse_bad_headings(columns: Sequence[Column], name: str) -> None:
    headings = [column.heading.strip().casefold() for column in columns]
    if not headings or not all(headings) or len(set(headings)) != len(headings):
        raise ValueError(f"Every column of “{name}” needs a heading of its own.")


def _heading_cell(page: Any, heading: str) -> Any:
    cell = _text_cell(page, heading)
    cell.font, cell.fill, cell.alignment = _HEADING_FONT, _HEADING_FILL, _TOP
    return cell


def _cell(page: Any, value: Value, number_format: str) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _text_cell(page, value)
    if isinstance(value, datetime):
        value, default = value.replace(tzinfo=None), MOMENT_FORMAT
    else:
        default = _default_format(value)
    if not (number_format or default):
        return value
    cell = WriteOnlyCell(page, value=value)
    cell.number_format = number_format or default
    return cell


def _default_format(value: Value) -> str:
    if isinstance(value, date):
        return DATE_FORMAT
    return MONEY_FORMAT if isinstance(value, Decimal) else ""


def _text_cell(page: Any, text: str) -> Any:
    """A cell that says it is text. Excel would otherwise run “=...” and LibreOffice “+...”, “-...” and “@...”."""
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - len(_CUT)] + _CUT
    cell = WriteOnlyCell(page, value="")
    cell._value = text  # the ordinary setter guesses a type from the text; here it is known
    cell.data_type = "s"
    if text.startswith(_READS_AS_FORMULA):
        cell.quotePrefix = True
    if "\n" in text:
        cell.alignment = _TOP
    return cell


def _fitting_width(heading: str, values: Iterable[Value]) -> float:
    longest = max([len(heading) + 3, *(_shown_length(value) for value in values)])
    return min(max(longest + 1, _NARROWEST), _WIDEST)


def _shown_length(value: Value) -> int:
    if isinstance(value, datetime):
        return len("Wed 30 Sep 2026 23:59")
    if isinstance(value, date):
        return len("Wed 30 Sep 2026")
    if isinstance(value, Decimal):
        return len(f"({value:,.2f})")
    return max((len(line) for line in str(value or "").splitlines()), default=0)


def _set_up_print(page: Any, title: str) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.oddFooter.left.text = title.replace("&", "&&")
    page.oddFooter.right.text = "Page &P of &N"


def _add_table(page: Any, columns: Sequence[Column], *, number: int, last_row: int) -> None:
    table = Table(displayName=f"Table{number}", ref=f"A1:{get_column_letter(len(columns))}{last_row}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    table._initialise_columns()
    for described, column in zip(table.tableColumns, columns, strict=True):
        described.name = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", column.heading)
    page.tables.add(table)  # add_table() warns of what has just been done


def _sheet_name(wished: str, taken: set[str]) -> str:
    plain = _FORBIDDEN_IN_SHEET_NAME.sub(" ", ILLEGAL_CHARACTERS_RE.sub(" ", wished)).strip() or "Sheet"
    name, number = plain[:31], 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[:26]} ({number})"
    taken.add(name.casefold())
    return name
