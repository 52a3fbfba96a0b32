"""What the browser may send to the contracts: a day to close in a work calendar, the file of an agreement."""

from datetime import date
from typing import Any

from django import forms

from contracts.agreement_format import LARGEST
from laborrel.organization.models import BargainingUnit
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


class FileForm(forms.Form):
    """A file chosen from the disk, or the one the check page carries along."""

    file = forms.FileField(label="File", required=False, allow_empty_file=True, help_text="A JSON file (.json).")
    carried = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LARGEST, strip=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("carried"):
            self.add_error("file", "Choose a file.")
        return cleaned

    def content(self) -> bytes:
        upload = self.cleaned_data.get("file")
        return bytes(upload.read()) if upload else str(self.cleaned_data["carried"]).encode()


class AgreementFileForm(FileForm):
    unit = forms.ModelChoiceField(queryset=None, label="Unit", empty_label="Choose a unit")

    field_order = ["unit", "file"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = BargainingUnit.objects.filter(is_retired=False)


class ProcedureFileForm(FileForm):
    effective_on = OfficeDateField(label="In force from")

    field_order = ["effective_on", "file"]
