"""Forty malformed logs: none crashes the reader, none loses a line in silence."""

import csv
import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from grievances.log_reading.columns import guessed
from grievances.log_reading.known import Known, Ladder, StepOfLadder, Value, ValueList
from grievances.log_reading.reading import read_log
from laborrel.documents.refusals import FileRefused
from laborrel.documents.uploaded_rows import read_rows
from tests.factories.logs import CLOSED, HEADINGS, OPEN, RECEIVED, as_csv, as_xlsx

TODAY = date(2026, 3, 9)
KNOWN = Known(
    units=ValueList("bargaining unit", [Value(1, "CL", "Clerical")]),
    unions=ValueList("union", [Value(1, "LOCAL1", "Local 1")]),
    departments=ValueList("department", [Value(1, "PARKS", "Parks")]),
    issues=ValueList("issue", [Value(1, "OVERTIME", "Overtime")]),
    outcomes=ValueList("outcome", [Value(1, "SETTLED", "Settled")]),
    findings=ValueList("finding", [Value("denied", "denied", "Denied")]),
    specialists=ValueList("specialist", [Value(1, "holder@example.test", "Holder")]),
    union_of_unit={1: 1},
    ladders={
        1: (
            Ladder(
                1,
                date(2025, 1, 1),
                None,
                (StepOfLadder(1, "Step 1"), StepOfLadder(2, "Step 2"), StepOfLadder(3, "Arbitration", True)),
            ),
        )
    },
    desks=frozenset({1}),
    holders=frozenset({(1, 1)}),
)
GOOD = [CLOSED, OPEN, RECEIVED]
TEXT = as_csv(GOOD).decode()


def book_of(fill) -> bytes:
    book = Workbook()
    fill(book.active)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def merged_headings(page) -> None:
    page.append(["Number", "Unit", "Received", "Step 1", None, "Step 2", None])
    page.append([None, None, None, "filed", "answered", "filed", "answered"])
    page.merge_cells("D1:E1")
    page.merge_cells("F1:G1")
    page.append(["G-1", "CL", date(2026, 3, 2), date(2026, 3, 2), None, None, None])


def formulas(page) -> None:
    page.append(HEADINGS)
    page.append(["=1+1", "CL", None, None, None, "=TODAY()"])


def dates_of_1904() -> bytes:
    book = load_workbook(io.BytesIO(as_xlsx([RECEIVED | {"Received": datetime(2026, 3, 2)}])))
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def broken_package() -> bytes:
    return as_xlsx(GOOD)[:-400]


def zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"\0" * 300_000_000)
    return made.getvalue()


def spoiled(name: str, cell: object) -> bytes:
    return as_xlsx([OPEN | {name: cell}])


MALFORMED: dict[str, tuple[str, bytes]] = {
    "empty file": ("log.csv", b""),
    "only spaces": ("log.csv", b"   \n \n"),
    "headings alone": ("log.csv", as_csv([])),
    "no headings": ("log.csv", b"1,2,3\n4,5,6\n"),
    "utf-16": ("log.csv", TEXT.encode("utf-16")),
    "windows-1252": ("log.csv", TEXT.replace("Ada", "Zoë").encode("cp1252")),
    "utf-8 with mark": ("log.csv", TEXT.encode("utf-8-sig")),
    "broken utf-8": ("log.csv", TEXT.encode() + b"\xff\xfe\x81\x8d"),
    "latin-1 bytes nobody uses": ("log.csv", TEXT.encode() + b"\x81\x8d\x8f"),
    "NUL bytes": ("log.csv", TEXT.replace("Overtime", "Over\0time").encode()),
    "semicolons": ("log.csv", TEXT.replace(",", ";").encode()),
    "tabs": ("log.csv", TEXT.replace(",", "\t").encode()),
    "unbalanced quotation marks": ("log.csv", TEXT.encode() + b'"G-20,CL,2026-03-02\n'),
    "old line ends": ("log.csv", TEXT.replace("\r\n", "\r").encode()),
    "more cells than headings": ("log.csv", b"Number,Unit,Received\nG-1,CL,2026-03-02,lost,words\n"),
    "fewer cells than headings": ("log.csv", b"Number,Unit,Received,Title\nG-1,CL,2026-03-02\n"),
    "title above the headings": ("log.csv", b"Grievance log of 2025\n\n" + TEXT.encode()),
    "total below the lines": ("log.csv", TEXT.encode() + b"Total: 3\n"),
    "missing columns": ("log.csv", b"Title,Remedy\nOvertime,Pay\n"),
    "duplicated headings": ("log.csv", b"Number,Unit,Received,Unit\nG-1,CL,2026-03-02,XX\n"),
    "headings in another order and case": ("log.csv", b"RECEIVED;unit code;Case No.\n2026-03-02;CL;G-1\n"),
    "ten thousand columns": ("log.csv", (",".join(f"c{n}" for n in range(10_000)) + "\n1\n").encode()),
    "huge cell": ("log.csv", as_csv([OPEN | {"Remedy": "x" * 400_000}])),
    "long cell": ("log.csv", as_csv([OPEN | {"Title": "x" * 5_000}])),
    "merged headings": ("log.xlsx", book_of(merged_headings)),
    "formulas never calculated": ("log.xlsx", book_of(formulas)),
    "dates of 1904": ("log.xlsx", dates_of_1904()),
    "a number for a date": ("log.xlsx", spoiled("Received", 46_084)),
    "a fraction for a date": ("log.xlsx", spoiled("Received", 46_084.5)),
    "a truth for a date": ("log.xlsx", spoiled("Received", True)),
    "a time for a date": ("log.xlsx", spoiled("Received", time(9, 30))),
    "the year 1900": ("log.xlsx", spoiled("Received", date(1900, 1, 1))),
    "the year 9999": ("log.xlsx", spoiled("Received", date(9999, 12, 31))),
    "an Excel error": ("log.xlsx", spoiled("Unit", "#REF!")),
    "an empty workbook": ("log.xlsx", book_of(lambda _: None)),
    "a truncated workbook": ("log.xlsx", broken_package()),
    "a zip bomb": ("log.xlsx", zip_bomb()),
    "a CSV called XLSX": ("log.xlsx", TEXT.encode()),
    "an XLSX called CSV": ("log.csv", as_xlsx(GOOD)),
    "an old workbook": ("log.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a picture": ("log.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    "controls and surrogates": ("log.csv", as_csv([OPEN | {"Title": "bell \x07 and \x1b[31m"}])),
    "right-to-left names": ("log.csv", as_csv([OPEN | {"Grievant(s)": "\u202eevil\u202c"}])),
    "a number longer than its column": ("log.csv", as_csv([OPEN | {"Number": "9" * 80}])),
    "words for money": ("log.csv", as_csv([CLOSED | {"Settlement amount": "four hundred"}])),
    "endless money": ("log.csv", as_csv([CLOSED | {"Settlement amount": "1e400"}])),
    "no number in money": ("log.csv", as_csv([CLOSED | {"Settlement amount": "NaN"}])),
}


def assert_is_a_sentence(refusal: FileRefused) -> None:
    assert len(str(refusal)) > 20


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_log_is_read_or_refused_in_words(what: str) -> None:
    name, content = MALFORMED[what]
    try:
        upload = read_rows(content, name=name)
    except FileRefused as refusal:
        assert_is_a_sentence(refusal)
        return
    rows = [(row.line, row.cells) for row in upload.rows]
    reading = read_log(rows, mapping=guessed(upload.headings), known=KNOWN, today=TODAY)
    assert reading.lines == len(rows) == len(reading.cases) + len(reading.faulty_lines)
    assert reading.faulty_lines <= {each.line for each in reading.findings} | (
        {line for line, _ in rows} if any(each.line == 0 and each.is_fault for each in reading.findings) else set()
    )


def test_there_are_forty_of_them() -> None:
    assert len(MALFORMED) >= 40


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(-10, 60_000),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["CL", "Clerical", "2026-03-02", "3/2/2026", "Parks", "Settled", "denied", "G-1", "$12.50", "n/a"]),
)
ROWS = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(HEADINGS, CELLS)), max_size=6)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_whatever_stands_in_the_cells_every_line_is_a_case_or_a_finding(rows) -> None:
    numbered = list(enumerate(rows, start=2))
    reading = read_log(numbered, mapping=guessed(HEADINGS), known=KNOWN, today=TODAY)
    assert len(reading.cases) + len(reading.faulty_lines) == len(rows)
    assert reading.faulty_lines == {each.line for each in reading.findings if each.is_fault and each.line}
    assert {case.line for case in reading.cases} | reading.faulty_lines == {line for line, _ in numbered}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode), st.sampled_from(["log.csv", "log.xlsx"]))
def test_no_bytes_crash_the_reader(content: bytes, name: str) -> None:
    try:
        upload = read_rows(content, name=name)
    except FileRefused as refusal:
        assert_is_a_sentence(refusal)
    else:
        rows = [(row.line, row.cells) for row in upload.rows]
        reading = read_log(rows, mapping=guessed(upload.headings), known=KNOWN, today=TODAY)
        assert reading.lines == len(rows)


def test_the_good_lines_are_read_the_same_from_both_kinds_of_file() -> None:
    def cases(content: bytes, name: str):
        upload = read_rows(content, name=name)
        rows = [(row.line, row.cells) for row in upload.rows]
        return [
            dict(case.texts)
            for case in read_log(rows, mapping=guessed(upload.headings), known=KNOWN, today=TODAY).cases
        ]

    from_csv = cases(as_csv(GOOD), "log.csv")
    assert from_csv == cases(as_xlsx(GOOD), "log.xlsx")
    assert len(from_csv) == 3


def test_csv_quotes_survive() -> None:
    row = next(csv.DictReader(io.StringIO(as_csv([OPEN | {"Title": 'Said, "no"; twice'}]).decode())))
    assert row["Title"] == 'Said, "no"; twice'
