"""Words and money as typed: what a paper can carry stays, what would break it goes."""

import pytest
from django.core.exceptions import ValidationError

from laborrel.web.text_fields import DollarsField, LineField, WordsField, printable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\x00b", "ab"), ("a\r\nb", "a\nb"), ("\x1b[31mred", "[31mred"), ("مرحبا", "مرحبا"), ("a\ufffeb\tc", "ab\tc")],
)
def test_printable(typed, kept):
    assert printable(typed) == kept


def test_a_line_is_one_line_and_words_keep_theirs():
    assert LineField().clean(" one\n  two ") == "one two"
    assert WordsField().clean(" one\r\n\r\ntwo ") == "one\n\ntwo"


@pytest.mark.parametrize(("typed", "cents"), [("1,234.50", 123450), ("$0.05", 5), ("12", 1200), ("12.5", 1250)])
def test_dollars_are_whole_cents(typed, cents):
    assert DollarsField().clean(typed) == cents


@pytest.mark.parametrize("typed", ["1,50", "-1", "1e3", "٣", "1.234", "999999999999", "12 34"])
def test_no_amount(typed):
    with pytest.raises(ValidationError):
        DollarsField().clean(typed)


def test_nothing_typed_is_no_amount():
    assert DollarsField(required=False).clean("") is None
