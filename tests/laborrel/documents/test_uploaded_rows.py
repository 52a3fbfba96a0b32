"""Uploaded rows: every honest file is read to the last line, every broken one is refused by name."""

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from laborrel.documents import refusals
from laborrel.documents.refusals import FileRefused
from laborrel.documents.uploaded_rows import Limits, Problem, decoded, read_rows


def saved(book):
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def workbook(*lines, merged=(), title="Log"):
    book = Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    for cells in merged:
        book.active.merge_cells(cells)
    return saved(book)


def as_lists(reading):
    return [[row.line, *row.cells.values()] for row in reading.rows]


# --- CSV


def test_a_plain_csv_is_read_with_line_numbers():
    reading = read_rows(b"Number,Filed\nGR-1,3/9/2026\n\nGR-2,\n", name="log.csv")
    assert reading.headings == ("Number", "Filed")
    assert as_lists(reading) == [[2, "GR-1", "3/9/2026"], [4, "GR-2", None]]
    assert (reading.notes, reading.problems) == ((), ())


def test_a_cell_over_two_lines_keeps_the_number_of_its_first_line():
    reading = read_rows(b'A,B\n"one\ntwo",x\ny,z\n', name="a.csv")
    assert as_lists(reading) == [[2, "one\ntwo", "x"], [4, "y", "z"]]


@pytest.mark.parametrize(
    ("content", "value", "notes"),
    [
        ("A,B\nPeña,x".encode(), "Peña", ()),
        ("A,B\nPeña,x".encode("utf-8-sig"), "Peña", ()),
        ("A,B\nPeña “x”,x".encode("cp1252"), "Peña “x”", ("The letters were read as Windows-1252.",)),
        ("A,B\nPeña,x".encode("utf-16"), "Peña", ("The letters were read as UTF-16.",)),
        (b"A;B\nx,5;y", "x,5", ("The columns are divided by semicolons.",)),
        (b"A\tB\nx y\tz", "x y", ("The columns are divided by tabs.",)),
        (b"A|B\nx|z", "x", ("The columns are divided by bars.",)),
        (b"A\r\nx\r\n", "x", ()),
    ],
)
def test_encodings_and_delimiters(content, value, notes):
    reading = read_rows(content, name="a.csv")
    assert (reading.rows[0]["A"], reading.notes) == (value, notes)


def test_a_title_above_the_headings_is_left_out_and_said():
    reading = read_rows(b"City of Bayport grievance log,,\nNumber,Filed,Unit\nGR-1,x,y\n", name="a.csv")
    assert reading.headings == ("Number", "Filed", "Unit")
    assert reading.notes == ("Line 1 stands above the headings and was left out.",)
    assert as_lists(reading) == [[3, "GR-1", "x", "y"]]


def test_a_line_with_too_many_cells_is_a_problem_not_a_silent_loss():
    reading = read_rows(b"A,B\n1,2,3\n4,5\n", name="a.csv")
    assert reading.problems == (Problem(2, "This line has more cells than the 2 headings."),)
    assert len(reading.rows) == 2


def test_repeated_and_missing_headings_get_names():
    reading = read_rows(b"Due,,Due,Due (2)\n1,2,3,4\n", name="a.csv")
    assert reading.headings == ("Due", "Column 2", "Due (2)", "Due (2) (2)")
    assert len(reading.rows[0].cells) == 4


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "a.csv", "EmptyFile"),
        (b"\n\n  \n", "a.csv", "EmptyFile"),
        (b"A,B\n1,2", "a.doc", "UnknownKind"),
        (b"A,B\n1,2", "noextension", "UnknownKind"),
        (b"A,B\n\x001,2", "a.csv", "UnknownEncoding"),
        (b"A,B\n\x81\x8d,2", "a.csv", "UnknownEncoding"),
        (b'A,B\n"1,2\n3,4\n', "a.csv", "DamagedFile"),
        (b'A,B\n"1"x,2\n', "a.csv", "DamagedFile"),
        (b"A,B\n" + b"x" * 200_000, "a.csv", "CellTooLong"),
        (b"A,B\n" + b"x" * 40_000, "a.csv", "CellTooLong"),
        (b"A,B\n" + b"," * 500 + b"x", "a.csv", "TooManyColumns"),
        (b"1,2,3\n4,5,6\n", "a.csv", "NoHeadings"),
        (b"A,B\n1,2", "a.xlsx", "DamagedFile"),
        (b"PK\x03\x04" + b"\0" * 100, "a.xlsx", "TruncatedFile"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "a.xlsx", "OldOfficeFormat"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "PasswordProtected",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(content, name, refusal):
    with pytest.raises(getattr(refusals, refusal)) as refused:
        read_rows(content, name=name)
    assert str(refused.value).endswith(".")


def test_limits():
    with pytest.raises(refusals.FileTooLarge):
        read_rows(b"A,B\n1,2\n", name="a.csv", limits=Limits(size=5))
    with pytest.raises(refusals.TooManyRows, match="more than 2 rows"):
        read_rows(b"A,B\n1,2\n1,2\n1,2\n", name="a.csv", limits=Limits(rows=2))
    assert len(read_rows(b"A,B\n1,2\n1,2\n", name="a.csv", limits=Limits(rows=2)).rows) == 2


# --- Excel


def test_a_workbook_is_read_with_true_types():
    reading = read_rows(
        workbook(["Number", "Filed", "Days"], ["GR-1", datetime(2026, 3, 9), 15], [None], [" GR-2 ", None, 2.5]),
        name="LOG.XLSX",
    )
    assert as_lists(reading) == [[2, "GR-1", datetime(2026, 3, 9), 15], [4, "GR-2", None, 2.5]]
    assert reading.sheet == "Log"


def test_merged_headings_are_read_with_the_line_below():
    reading = read_rows(
        workbook(
            ["Grievance log 2026"],
            ["Number", "Step 1", None, "Step 2", None],
            [None, "Filed", "Due", "Filed", "Due"],
            ["GR-1", 1, 2, 3, 4],
            merged=["A1:E1", "A2:A3", "B2:C2", "D2:E2"],
        ),
        name="log.xlsx",
    )
    assert reading.headings == ("Number", "Step 1 Filed", "Step 1 Due", "Step 2 Filed", "Step 2 Due")
    assert as_lists(reading) == [[4, "GR-1", 1, 2, 3, 4]]
    assert reading.notes == (
        "Line 1 stands above the headings and was left out.",
        "The headings of lines 2 and 3 were read together.",
    )


def test_without_merged_cells_no_record_is_taken_for_a_heading():
    reading = read_rows(workbook(["Number", "Name", None], ["GR-1", "Ada", "a remark"]), name="log.xlsx")
    assert as_lists(reading) == [[2, "GR-1", "Ada"]]
    assert reading.problems == (Problem(2, "This line has more cells than the 2 headings."),)


def test_the_sheet_is_chosen_or_the_first_filled_visible_one():
    book = Workbook()
    book.active.title = "Notes"
    for name in ("Secret", "Log"):
        page = book.create_sheet(name)
        page.append(["A", "B"])
        page.append([name, 1])
    book["Secret"].sheet_state = "hidden"
    reading = read_rows(saved(book), name="a.xlsx")
    assert (reading.sheet, reading.notes) == ("Log", ("Read from the sheet “Log”.",))
    assert read_rows(saved(book), name="a.xlsx", sheet="Log").rows[0]["A"] == "Log"
    with pytest.raises(refusals.SheetMissing, match=r"no sheet “Secret”\. It has “Notes”, “Log”"):
        read_rows(saved(book), name="a.xlsx", sheet="Secret")
    with pytest.raises(refusals.TooManySheets):
        read_rows(saved(book), name="a.xlsx", limits=Limits(sheets=2))


def test_an_empty_workbook():
    with pytest.raises(refusals.EmptyFile):
        read_rows(saved(Workbook()), name="a.xlsx")


def test_a_formula_that_was_never_calculated_is_said():
    reading = read_rows(workbook(["A", "B"], [1, "=A2+1"], [2, 3]), name="a.xlsx")
    assert reading.problems == (Problem(2, "A formula here was never calculated. Open the file in Excel and save it."),)


def test_text_that_looks_like_a_formula_is_text():
    book = Workbook()
    book.active.append(["A", "B"])
    book.active.append(["x", "y"])
    book.active["A2"].value = "=1+1"
    book.active["A2"].data_type = "s"
    reading = read_rows(saved(book), name="a.xlsx")
    assert (reading.rows[0]["A"], reading.problems) == ("=1+1", ())


def test_a_claimed_size_is_not_believed():
    content = repacked(
        workbook(["A", "B"], [1, 2]), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:B2", b"A1:XFD1048576")
    )
    assert as_lists(read_rows(content, name="a.xlsx")) == [[2, 1, 2]]


def repacked(content, part, change):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda xml: LAUGHS, "DangerousMarkup"),
        (lambda xml: LAUGHS.decode().encode("utf-16"), "DangerousMarkup"),
        (lambda xml: xml[: len(xml) // 2], "DamagedFile"),
        (lambda xml: b"", "DamagedFile"),
        (lambda xml: b" " * 60_000_000, "UnpacksTooLarge"),
        (lambda xml: xml.replace(b"<v>1</v>", b"<v>one</v>"), "DamagedFile"),
    ],
)
def test_hostile_parts_are_refused(change, refusal):
    content = repacked(workbook(["A", "B"], [1, 2]), SHEET, change)
    with pytest.raises(getattr(refusals, refusal)):
        read_rows(content, name="a.xlsx")


def test_a_word_file_is_no_workbook():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(refusals.ContentDiffersFromName):
        read_rows(made.getvalue(), name="a.xlsx")


@pytest.mark.parametrize("cut", [10, 300, 2000, -1, -30])
def test_a_cut_workbook_is_refused(cut):
    with pytest.raises(FileRefused):
        read_rows(workbook(["A", "B"], [1, 2])[:cut], name="a.xlsx")


def outcome(content, name):
    """A whole sentence, or "read"; anything but a FileRefused would surface."""
    try:
        read_rows(content, name=name)
    except FileRefused as refused:
        return str(refused)
    return "read."


@settings(max_examples=300)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_by_name(content):
    assert outcome(content, "a.csv").endswith(".")
    assert outcome(content, "a.xlsx").endswith(".")


HONEST = workbook(["A", "B"], [1, 2])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_workbook_with_any_byte_changed_is_read_or_refused_by_name(changes):
    content = bytearray(HONEST)
    for place, byte in changes:
        content[place] = byte
    assert outcome(bytes(content), "a.xlsx").endswith(".")


@given(
    st.lists(
        st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=2), min_size=1
    )
)
def test_no_filled_csv_line_is_lost(rows):
    import csv

    made = io.StringIO()
    csv.writer(made).writerows([["First", "Second"], *rows])
    reading = read_rows(made.getvalue().encode(), name="a.csv")
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[cell or "" for cell in row.cells.values()] for row in reading.rows] == [
        [cell.strip() for cell in row] for row in kept
    ]


def test_decoding_tells_what_it_read():
    assert decoded("é".encode("cp1252")) == ("é", "Windows-1252")
