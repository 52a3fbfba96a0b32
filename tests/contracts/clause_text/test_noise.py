"""What a scanner does to words is not a difference."""

import pytest

from contracts.clause_text.noise import is_misread_dots, likeness, squeezed, trimmed


def test_spaces_inside_words_do_not_count() -> None:
    assert squeezed("MAN AGEMENT RIGHTS") == squeezed("Management Rights")


def test_titles_that_share_little_are_not_compared_at_length() -> None:
    assert likeness(squeezed("Holidays"), squeezed("Grievance procedure")) == 0.0


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Holidays ................", "Holidays"),
        ("Holidays……. .......", "Holidays"),
        ("SENIORITY ccsscessesssessesssesec", "SENIORITY"),
        ("CHILD CARE <br> LEAVE", "CHILD CARE LEAVE"),
        ("**Pay.**", "Pay"),
        ("- Sick Leave –", "Sick Leave"),
    ],
)
def test_leaders_markup_and_stray_marks_are_no_part_of_a_title(printed: str, title: str) -> None:
    assert trimmed(printed) == title


@pytest.mark.parametrize(("word", "dots"), [("csscessesssesec", True), ("successes", False), ("ACCESSES", False)])
def test_only_long_rows_of_round_letters_are_dots(word: str, dots: bool) -> None:
    assert is_misread_dots(word) == dots
