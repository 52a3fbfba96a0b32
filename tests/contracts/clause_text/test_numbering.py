"""Numbers as printed, as meant and as counted."""

import pytest

from contracts.clause_text.numbering import in_kind, letter_value, mended, ordinal, readable, roman_value


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("7", (7,)),
        ("7.3", (7, 3)),
        ("IX", (9,)),
        ("ONE", (1,)),
        ("Twenty-two", (22,)),
        ("27.2C", (27, 2, 3)),
        ("B", (2,)),
    ],
)
def test_every_way_of_counting_gives_a_place_in_its_series(number: str, value: tuple[int, ...]) -> None:
    assert ordinal(number) == value


@pytest.mark.parametrize(
    ("roman", "value"), [("I", 1), ("IV", 4), ("XIX", 19), ("XLII", 42), ("IIX", None), ("", None)]
)
def test_roman_numbers(roman: str, value: int | None) -> None:
    assert roman_value(roman) == value


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("Il", "II"), ("|", "I"), ("I 1", "11"), ("1X", "IX"), ("l2", "12"), ("27", "27"), ("32A", "32A"), ("11", "11")],
)
def test_a_scanners_strokes_are_read_as_the_number_they_mean(printed: str, meant: str) -> None:
    assert mended(printed) == meant


def test_a_number_nobody_prints_is_not_readable() -> None:
    assert [readable(number) for number in ("VIII", "VIL", "12")] == [True, False, True]


def test_a_number_is_printed_in_the_manner_of_its_neighbour() -> None:
    assert (in_kind(8, "VII"), in_kind(8, "7")) == ("VIII", "8")


def test_letters_go_on_doubled_after_z() -> None:
    assert [letter_value(letters) for letters in ("A", "Z", "AA", "BB")] == [1, 26, 27, 28]
