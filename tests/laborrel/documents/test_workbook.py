"""Workbooks: text stays text, dates stay dates, one table per sheet, and 10,000 rows are quick."""

import io
import time as clock
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from laborrel.documents.workbook import Column, Sheet, read_rows, write_workbook

LOG = Sheet(
    "Grievances",
    [Column("Number"), Column("Filed"), Column("Claim", format="$#,##0.00"), "Days", "Open", "At"],
    [
        ["GR-2026-001", date(2026, 3, 9), Decimal("1234.50"), 15, True, time(9, 30)],
        ["GR-2026-002", date(2026, 3, 10), Decimal("-7.25"), 0, False, None],
    ],
)


def opened(content, **options):
    return load_workbook(io.BytesIO(content), **options)


def test_types_are_true():
    page = opened(write_workbook([LOG], title="Grievance log"))["Grievances"]
    assert [cell.value for cell in page[2]] == ["GR-2026-001", datetime(2026, 3, 9), 1234.5, 15, True, time(9, 30)]
    assert page["B2"].number_format == "ddd d mmm yyyy"
    assert page["B2"].is_date is True
    assert (page["C2"].data_type, page["C2"].number_format) == ("n", "$#,##0.00")
    assert page["E3"].value is False
    assert page["F3"].value is None


def test_decimals_lose_nothing_a_cell_can_hold():
    page = opened(
        write_workbook([Sheet("A", ["Pay"], [[Decimal("0.10")], [Decimal("123456789012.34")]])], title="Pay")
    )["A"]
    assert [Decimal(str(cell.value)) for cell in page["A"][1:]] == [Decimal("0.1"), Decimal("123456789012.34")]
    assert page["A2"].number_format == "#,##0.00;(#,##0.00)"


def test_a_moment_is_written_as_the_clock_showed_it():
    page = opened(write_workbook([Sheet("A", ["At"], [[datetime(2026, 3, 9, 8, 5, tzinfo=UTC)]])], title="T"))["A"]
    assert page["A2"].value == datetime(2026, 3, 9, 8, 5)
    assert page["A2"].number_format == "ddd d mmm yyyy hh:mm"


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "#N/A",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula(text):
    page = opened(write_workbook([Sheet("A", ["Words"], [[text]])], title="T"))["A"]
    assert page["A2"].data_type == "s"
    assert page["A2"].value.replace("\r", "").replace("_x000D_", "") == text.replace("\r", "")
    assert page["A2"].quotePrefix is (text[0] != "#")


def test_a_heading_is_no_formula_either():
    page = opened(write_workbook([Sheet("A", ["=1+1"], [["x"]])], title="T"))["A"]
    assert (page["A1"].data_type, page["A1"].value) == ("s", "=1+1")


def test_plain_text_carries_no_quote_prefix():
    page = opened(write_workbook([Sheet("A", ["Words"], [["plain"]])], title="T"))["A"]
    assert page["A2"].quotePrefix is not True


def test_one_table_frozen_headings_and_print_set_up():
    book = opened(write_workbook([LOG, Sheet("Empty", ["One", "Two"])], title="Grievance log", lang="en-US"))
    page = book["Grievances"]
    assert [(table.displayName, table.ref) for table in page.tables.values()] == [("Table1", "A1:F3")]
    assert [column.name for column in page.tables["Table1"].tableColumns] == [
        "Number", "Filed", "Claim", "Days", "Open", "At"
    ]  # fmt: skip
    assert book["Empty"].tables["Table2"].ref == "A1:B2"
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == ("landscape", 1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage is True
    assert page.oddFooter.right.text == "Page &P of &N"
    assert (book.properties.title, book.properties.language) == ("Grievance log", "en-US")
    assert page["A1"].font.bold is True


def test_widths_fit_what_is_shown():
    page = opened(
        write_workbook([Sheet("A", ["No", Column("Set", width=33), "Long"], [["1", "x", "y" * 300]])], title="T")
    )["A"]
    assert [page.column_dimensions[letter].width for letter in "ABC"] == [8, 33, 60]


@pytest.mark.parametrize(
    ("wished", "kept"),
    [("Step 1/2", "Step 1 2"), ("a" * 40, "a" * 31), ("[x]:*?\\", "x"), ("'quoted'", "quoted"), ("", "Sheet")],
)
def test_sheet_names_are_made_lawful(wished, kept):
    assert opened(write_workbook([Sheet(wished, ["A"], [["x"]])], title="T")).sheetnames == [kept]


def test_two_sheets_of_one_name_are_told_apart():
    made = write_workbook([Sheet("Log", ["A"]), Sheet("LOG", ["A"]), Sheet("log", ["A"])], title="T")
    assert opened(made).sheetnames == ["Log", "LOG (2)", "log (3)"]


def test_unprintable_and_endless_text_is_kept_as_far_as_a_cell_can():
    page = opened(write_workbook([Sheet("A", ["W"], [["a\x00b\x1fc"], ["x" * 40_000]])], title="T"))["A"]
    assert page["A2"].value == "a\ufffdb\ufffdc"
    assert len(page["A3"].value) == 32_767
    assert page["A3"].value.endswith("[cut: a cell holds no more]")


@pytest.mark.parametrize(
    ("sheets", "title"),
    [
        ([], "T"),
        ([LOG], " "),
        ([Sheet("A", [])], "T"),
        ([Sheet("A", ["x", "X"])], "T"),
        ([Sheet("A", ["x", " "])], "T"),
    ],
)
def test_a_workbook_that_cannot_be_read_aloud_is_refused(sheets, title):
    with pytest.raises(ValueError, match="needs a"):
        write_workbook(sheets, title=title)


def test_a_short_row_is_refused_with_its_number():
    with pytest.raises(ValueError, match="Row 2 of “A” has 1 values for 2 columns"):
        write_workbook([Sheet("A", ["x", "y"], [["1", "2"], ["1"]])], title="T")


def test_ten_thousand_rows_are_quick_and_come_back_whole():
    rows = [[f"GR-{number}", date(2026, 1, 1), number, "=text", Decimal(number)] for number in range(10_000)]
    begun = clock.perf_counter()
    made = write_workbook([Sheet("Log", ["Number", "Filed", "Days", "Note", "Pay"], iter(rows))], title="Log")
    assert clock.perf_counter() - begun < 15
    reading = read_rows(made, name="log.xlsx")
    assert len(reading.rows) == 10_000
    assert dict(reading.rows[-1].cells) == {
        "Number": "GR-9999", "Filed": datetime(2026, 1, 1), "Days": 9999, "Note": "=text", "Pay": 9999
    }  # fmt: skip
    assert (reading.rows[-1].line, reading.problems) == (10_001, ())
