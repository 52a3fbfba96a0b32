"""The shapes a heading or clause can begin with."""

import pytest

from contracts.clause_text.document import Line
from contracts.clause_text.headings import Style, inner_readings, readings


def line(words: str) -> Line:
    return Line(0, 1, 0, len(words), words, 0, 0, 1)


@pytest.mark.parametrize(
    ("words", "style", "number", "rest"),
    [
        ("ARTICLE 5 - STRIKES", Style.ARTICLE, "5", "STRIKES"),
        ("Article XIV. Leaves", Style.ARTICLE, "XIV", "Leaves"),
        ("ARTICLE 18.", Style.ARTICLE, "18", ""),
        ("ARTICLE 32(A) GENERAL WAGES", Style.ARTICLE, "32(A)", "GENERAL WAGES"),
        ("ARTICLE I 1- SENIORITY", Style.ARTICLE, "11", "SENIORITY"),
        ("4.   ARTICLE IV CONDITIONS", Style.ARTICLE, "IV", "CONDITIONS"),
        ("Section 2 – Applicability", Style.SECTION, "2", "Applicability"),
        ("SECTION 7.0 BENEFITS", Style.SECTION, "7.0", "BENEFITS"),
        ("APPENDIX “B” - DUTIES", Style.APPENDIX, "APPENDIX B", "DUTIES"),
        ("Letter of Agreement – Pay Equity", Style.SIDEDOC, "", "Letter of Agreement – Pay Equity"),
        ("27.2C Sick Leave", Style.DECIMAL, "27.2C", "Sick Leave"),
        ("11.4.2. STEP 2", Style.DECIMAL, "11.4.2", "STEP 2"),
        ("3) Notice", Style.INTEGER, "3", "Notice"),
        ("22, EMPLOYEE REIMBURSEMENTS", Style.INTEGER, "22", "EMPLOYEE REIMBURSEMENTS"),
        ("(4) Notice", Style.INTEGER_IN_BRACKETS, "4", "Notice"),
        ("B. Notice", Style.CAPITAL, "B", "Notice"),
        ("(b) Notice", Style.SMALL_IN_BRACKETS, "b", "Notice"),
        ("iv. Notice", Style.SMALL_ROMAN, "iv", "Notice"),
    ],
)
def test_shapes(words: str, style: Style, number: str, rest: str) -> None:
    marker = readings(line(words))[0]
    assert (marker.style, marker.number, marker.rest) == (style, number, rest)


@pytest.mark.parametrize(
    "words", ["The Town agrees", "2024 was a good year", "5.5 hours of work", "I am", "Articles are"]
)
def test_prose_has_no_reading(words: str) -> None:
    assert readings(line(words)) == []


def test_a_letter_that_is_also_a_roman_number_has_both_readings() -> None:
    assert [marker.style for marker in readings(line("I. Seniority"))] == [Style.CAPITAL, Style.ROMAN]


def test_an_appendix_inside_an_appendix_has_both_labels() -> None:
    words = "Appendix F – Addendum B – Use of Funds"
    assert [marker.number for marker in readings(line(words))] == ["Appendix F", "Addendum B"]


def test_a_second_number_on_the_line_begins_a_list() -> None:
    printed = line("E. 1. The Town may adjust the step.")
    assert [inner.number for inner in inner_readings(readings(printed)[0], printed)] == ["1"]
