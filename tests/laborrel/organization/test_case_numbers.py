"""A pattern gives each case a number of its own that fits an address, or says what is wrong with it."""

import pytest

from laborrel.organization.case_numbers import UnusablePattern, number_by


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{year}-{number:04d}", "2026-0012"),
        ("G{year}.{number}", "G2026.12"),
        ("{number:05d}-{year}", "00012-2026"),
        ("GR {year} {number:06}", "GR 2026 000012"),
    ],
)
def test_patterns_that_work(pattern: str, number: str) -> None:
    assert number_by(pattern, year=2026, number=12) == number


@pytest.mark.parametrize(
    "pattern",
    [
        "", "{year}", "{number}", "2026-0001", "{year}-{number", "{year}{year}{number}", "{year.__class__}{number}",
        "{year!r}-{number}", "{year}-{number:0999999999d}", "{year:>99}-{number}", "{year}/{number}", "{}-{number}",
        "{year}-{number}?", " {year}-{number}", "{year}-{number}-a-very-long-tail-of-words", "{year[0]}{number}",
        "{year}-{number:x}", "{year}-{number:6}", "{year}-{number}\n",
    ],
)  # fmt: skip
def test_patterns_that_do_not(pattern: str) -> None:
    with pytest.raises(UnusablePattern):
        number_by(pattern, year=2026, number=12)
