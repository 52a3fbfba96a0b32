"""What the browser may ask of a report: a period and, for one of them, a specialist."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from grievances.queries.figures import Period
from laborrel.web.fields import OfficeDateField

LONGEST_DAYS = 366 * 20


class PeriodForm(forms.Form):
    first = OfficeDateField(label="From")
    last = OfficeDateField(label="To")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day lies before the first.")
        elif first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("last", "Ask for at most twenty years at once.")
        return given

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


class YearForm(PeriodForm):
    """Only people who hold a case within reach are offered."""

    def __init__(self, *args: Any, holders: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["specialist"] = forms.TypedChoiceField(label="Specialist", choices=holders, coerce=int)
        self.order_fields(["specialist", "first", "last"])


def offered_periods(today: date) -> list[tuple[str, Period]]:
    """The periods one click away."""
    this, last = today.year, today.year - 1
    fiscal = this if today.month >= 7 else last  # July to June
    return [
        (f"{this} so far", Period(date(this, 1, 1), today)),
        (str(last), Period(date(last, 1, 1), date(last, 12, 31))),
        (f"July {fiscal - 1} to June {fiscal}", Period(date(fiscal - 1, 7, 1), date(fiscal, 6, 30))),
        ("The last twelve months", Period(_a_year_before(today), today)),
    ]


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
