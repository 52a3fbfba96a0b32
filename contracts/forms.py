"""What the browser may send to the contracts: a day to close in a work calendar."""

from datetime import date
from typing import Any

from django import forms

from laborrel.web.fields import OfficeDateField
from laborrel.workdays.models import ClosedDay, OfficeCalendar


class ClosedDayForm(forms.Form):
    """One day on which the office does not work."""

    day = OfficeDateField(label="Day", earliest=date(1990, 1, 1), latest=date(2100, 12, 31))
    name = forms.CharField(
        label="Name", max_length=120, help_text="As it stands on the calendar, such as “Juneteenth”."
    )
    kind = forms.ChoiceField(label="What it is", choices=ClosedDay.Kind.choices, initial=ClosedDay.Kind.HOLIDAY)

    def __init__(self, *args: Any, calendar: OfficeCalendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day, kind = cleaned.get("day"), cleaned.get("kind")
        standing = ClosedDay.objects.filter(calendar=self.calendar, day=day, kind=kind, removed_in__isnull=True)
        if day and kind and (known := standing.first()):
            self.add_error("day", f"This day is already closed in this calendar: {known.name}.")
        return cleaned
