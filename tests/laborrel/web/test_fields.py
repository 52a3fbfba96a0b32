"""Dates as an office types them: three ways, no guessing, a reason for every refusal."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from laborrel.web.fields import OfficeDateField, UnreadableDate, read_date

NINTH = date(2026, 3, 9)


@pytest.mark.parametrize(
    "text",
    [
        "3/9/2026",
        "03/09/2026",
        "3-9-2026",
        "2026-03-09",
        "2026-3-9",
        "9 Mar 2026",
        "9 March 2026",
        "Mar 9, 2026",
        "March 9th 2026",
        "Mon 9 Mar 2026",
        "monday, 9 mar. 2026",
        "  9   mar  2026 ",
    ],
)
def test_read(text):
    assert read_date(text) == NINTH


def test_september_is_also_written_sept():
    assert read_date("1 Sept 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/12/2026", "There is no month 31. Write the month first: 3/9/2026 is 9 March."),
        ("2/30/2026", "Feb 2026 has no day 30."),
        ("2/29/2026", "Feb 2026 has no day 29."),
        ("3/9/26", "Enter a date. For example 3/9/2026 or 9 Mar 2026."),
        ("tomorrow", "Enter a date. For example 3/9/2026 or 9 Mar 2026."),
        ("9 Foo 2026", "“foo” is not a month. For example 3/9/2026 or 9 Mar 2026."),
        ("0009-03-09", "The year must be between 1900 and 2200, written with four figures."),
        ("3/9/2026 x", "Enter a date. For example 3/9/2026 or 9 Mar 2026."),
    ],
)
def test_refused(text, reason):
    with pytest.raises(UnreadableDate) as refusal:
        read_date(text)
    assert str(refusal.value) == reason


class Filing(forms.Form):
    filed_on = OfficeDateField(label="Filed on", earliest=date(2026, 1, 1), latest=NINTH)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ("3/9/2026", []),
        ("3/10/2026", ["The date must be on or before 9 Mar 2026."]),
        ("12/31/2025", ["The date must be on or after 1 Jan 2026."]),
        ("", ["This field is required."]),
    ],
)
def test_limits(typed, errors):
    assert Filing({"filed_on": typed}).errors.get("filed_on", []) == errors


def test_what_was_typed_stays_and_what_was_saved_is_said_plainly():
    assert Filing({"filed_on": "31 Foo"})["filed_on"].value() == "31 Foo"
    assert OfficeDateField().widget.format_value(NINTH) == "9 Mar 2026"


def test_the_same_day_written_otherwise_is_no_change():
    field = OfficeDateField()
    assert not field.has_changed(NINTH, "3/9/2026")
    assert field.has_changed(NINTH, "3/10/2026")
    assert field.has_changed(NINTH, "rubbish")


def test_optional():
    assert OfficeDateField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        OfficeDateField(required=False).clean("soon")
