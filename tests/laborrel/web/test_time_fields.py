"""Times as an office types them: with or without colon, am and pm in every spelling, a reason for every refusal."""

from datetime import time

import pytest
from django import forms

from laborrel.web.time_fields import OfficeTimeField, UnreadableTime, read_time


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("10am", time(10)),
        ("10:00 a.m.", time(10)),
        ("10 A.M.", time(10)),
        ("10:00AM", time(10)),
        ("2:05 pm", time(14, 5)),
        ("2.05pm", time(14, 5)),
        ("2:05 p", time(14, 5)),
        ("14:05", time(14, 5)),
        ("14:05:00", time(14, 5)),
        ("  9:30 ", time(9, 30)),
        ("12 pm", time(12)),
        ("12:30 am", time(0, 30)),
        ("0:15", time(0, 15)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_read(text, read):
    assert read_time(text) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("10", "Enter a time. For example 10am, 2:05 pm or 14:05."),
        ("soon", "Enter a time. For example 10am, 2:05 pm or 14:05."),
        ("10:5", "Enter a time. For example 10am, 2:05 pm or 14:05."),
        ("14:05 pm", "There is no time 14:05 pm. For example 10am, 2:05 pm or 14:05."),
        ("0 am", "There is no time 0 am. For example 10am, 2:05 pm or 14:05."),
        ("24:00", "There is no time 24:00. For example 10am, 2:05 pm or 14:05."),
        ("9:75", "There is no time 9:75. For example 10am, 2:05 pm or 14:05."),
    ],
)
def test_refused(text, reason):
    with pytest.raises(UnreadableTime) as refusal:
        read_time(text)
    assert str(refusal.value) == reason


class Meeting(forms.Form):
    began_at = OfficeTimeField(label="Began at", required=False)


@pytest.mark.parametrize(
    ("typed", "began", "errors"),
    [
        ("10am", time(10), []),
        ("", None, []),
        ("  ", None, []),
        ("tennish", None, ["Enter a time. For example 10am, 2:05 pm or 14:05."]),
    ],
)
def test_the_field_reads_or_says_why_not(typed, began, errors):
    form = Meeting({"began_at": typed})
    assert (form.errors.get("began_at", []), form.cleaned_data.get("began_at")) == (errors, began)


def test_what_was_typed_stays_and_what_was_saved_is_said_plainly():
    assert Meeting({"began_at": "tennish"})["began_at"].value() == "tennish"
    assert 'value="2:05 pm"' in str(Meeting(initial={"began_at": time(14, 5)})["began_at"])


def test_the_same_time_written_otherwise_is_no_change():
    field = OfficeTimeField()
    assert [field.has_changed(time(14, 5), typed) for typed in ("2:05 pm", "2:06 pm", "rubbish")] == [False, True, True]
