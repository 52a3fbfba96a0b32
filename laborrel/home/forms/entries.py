"""Entries of the office's lists as they are typed; each carries a mark of what the person saw."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import get_user_model

from laborrel.home.operations.entries import as_seen
from laborrel.organization.models import BargainingUnit, Department, Employer, JobClass, Union
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField, WordsField


class EntryForm(forms.Form):
    """Begins with the entry as it stands; `revision` says what was seen, so that nobody overwrites unseen changes."""

    entry_fields: ClassVar[tuple[str, ...]] = ()

    revision = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *, entry: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.entry = entry
        names = dict.fromkeys(self.entry_fields)
        if entry is not None:
            started = {name: getattr(entry, name) for name in names}
            self.initial = started | {"revision": as_seen(entry, names)} | self.initial
        for name, kind in _CHOSEN.items():
            if name in self.fields:
                present = getattr(entry, f"{name}_id", None)
                self.fields[name].queryset = kind.objects.filter(is_retired=False) | kind.objects.filter(pk=present)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.entry_fields}


_CHOSEN: dict[str, Any] = {
    "union": Union, "unit": BargainingUnit, "department": Department, "job_class": JobClass,
}  # fmt: skip


class CodedForm(EntryForm):
    entry_fields = ("code", "name")

    code = LineField(
        label="Code", max_length=20, widget=forms.TextInput(attrs={"size": "14"}),
        help_text="Short, as it stands in your payroll or log, such as PW.",
    )  # fmt: skip
    name = LineField(label="Name", max_length=200)


class UnitForm(CodedForm):
    entry_fields = ("code", "name", "union", "recognized_on")

    union = forms.ModelChoiceField(queryset=None, label="Union", empty_label="Choose a union")
    recognized_on = OfficeDateField(label="Recognized on", required=False)


class JobClassForm(CodedForm):
    entry_fields = ("code", "name", "unit")

    unit = forms.ModelChoiceField(queryset=None, label="Unit", required=False, empty_label="No unit")


class RepresentativeForm(EntryForm):
    entry_fields = ("full_name", "role", "union", "email", "address")

    full_name = LineField(label="Name", max_length=120)
    role = LineField(label="Role", max_length=80, help_text="Steward, business agent, president.")
    union = forms.ModelChoiceField(queryset=None, label="Union", empty_label="Choose a union")
    email = forms.EmailField(label="E-mail", required=False, max_length=254)
    address = WordsField(label="Address for letters", rows=4, max_length=1_000, required=False)


class EmployeeForm(EntryForm):
    entry_fields = (
        "number", "full_name", "department", "unit", "job_class", "facility", "left_on", "user",
    )  # fmt: skip

    number = LineField(label="Employee number", max_length=20, widget=forms.TextInput(attrs={"size": "14"}))
    full_name = LineField(label="Name", max_length=120)
    department = forms.ModelChoiceField(queryset=None, label="Department", empty_label="Choose a department")
    unit = forms.ModelChoiceField(queryset=None, label="Unit", required=False, empty_label="No unit")
    job_class = forms.ModelChoiceField(queryset=None, label="Job class", required=False, empty_label="Not stated")
    facility = LineField(label="Facility", max_length=120, required=False)
    left_on = OfficeDateField(
        label="Left on", required=False, help_text="Former employees stay in the list: they may still grieve."
    )
    user = forms.ModelChoiceField(
        queryset=None, label="Own account here", required=False, empty_label="None",
        help_text="Where an employee also works with this program, so that a conflict of interest is seen.",
    )  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["user"].queryset = get_user_model().objects.filter(is_service=False)


class LetterheadForm(EntryForm):
    entry_fields = ("name", "office_name", "address", "case_number_pattern")

    name = LineField(label="Employer", max_length=200)
    office_name = LineField(label="Office", max_length=200, help_text="As it stands on letters.")
    address = WordsField(label="Address", rows=4, max_length=1_000, required=False)
    case_number_pattern = LineField(
        label="Pattern of case numbers", max_length=60, widget=forms.TextInput(attrs={"size": "30"}),
        help_text="{year}-{number:04d} gives 2026-0012. Numbers already given stay as they are.",
    )  # fmt: skip

    def __init__(self, *, entry: Any = None, **kwargs: Any) -> None:
        super().__init__(entry=entry or Employer(), **kwargs)


class MergeForm(forms.Form):
    """Into which entry of the same list another goes."""

    into = forms.ModelChoiceField(queryset=None, label="Merge it into", empty_label="Choose the entry that stays")

    def __init__(self, *, entry: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        others = type(entry)._base_manager.filter(is_retired=False).exclude(pk=entry.pk).order_by("name")
        if hasattr(entry, "unit_id"):
            others = others.filter(unit=entry.unit_id)
        self.fields["into"].queryset = others


class EmployeesFileForm(forms.Form):
    """A workbook or CSV file, or the one that was checked a moment ago."""

    rows = forms.FileField(
        label="File", allow_empty_file=True, help_text="Excel workbook (.xlsx) or CSV, one employee a line."
    )
