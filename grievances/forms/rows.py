"""Rows of a form that can grow: grievants, provisions cited. Without JavaScript a button sends for one more."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from contracts.models import Agreement
from grievances.forms.choices import clause_cited
from grievances.operations.filing import Citation, GrievantNamed
from laborrel.drafts.resuming import fill
from laborrel.organization.models import BargainingUnit, Employee
from laborrel.web.text_fields import LineField, WordsField

_NUMBERED = re.compile(r"^(?P<name>.*?)\s*\((?P<number>[^()]{1,20})\)$")
MOST_ROWS = 200


class GrievantForm(forms.Form):
    """One person who grieves: an employee on record when name or number fit one, else the name as typed."""

    who = LineField(
        label="Grievant",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "employees"}),
    )
    remedy_asked = WordsField(label="Remedy asked for this person, if it differs", required=False, rows=2)

    def __init__(self, *, unit: BargainingUnit, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unit = unit
        self.employee: Employee | None = None
        self.fields["who"].widget.attrs |= {
            "hx-get": reverse("grievances:employees"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#employees",
            "hx-swap": "innerHTML",
        }

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("remedy_asked") and not typed.get("who"):
            self.add_error("who", "Name the person this remedy is asked for.")
        if typed.get("who"):
            self.employee = self._found(typed["who"])
        return typed

    def _found(self, who: str) -> Employee | None:
        match = _NUMBERED.match(who)
        number = match["number"] if match else who
        employees = Employee.objects.filter(unit=self.unit).select_related("department")
        if (numbered := employees.filter(number__iexact=number).first()) is not None:
            return numbered
        same_name = list(employees.filter(full_name__iexact=who).order_by("number")[:6])
        if len(same_name) > 1:
            numbers = ", ".join(each.number for each in same_name)
            self.add_error("who", f"Several employees bear this name ({numbers}). Type the number instead.")
        return same_name[0] if len(same_name) == 1 else None

    def named(self) -> GrievantNamed | None:
        if not self.cleaned_data.get("who"):
            return None
        employee = self.employee
        return GrievantNamed(
            full_name=employee.full_name if employee else self.cleaned_data["who"],
            employee=employee,
            job_title=str(employee.job_class or "") if employee else "",
            remedy_asked=self.cleaned_data["remedy_asked"],
        )


class CitationForm(forms.Form):
    """One provision as it was cited; a clause on record when number or words fit one."""

    article = LineField(
        label="Provision",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "clauses"}),
    )

    def cited(self, agreement: Agreement | None) -> Citation | None:
        article = self.cleaned_data.get("article", "")
        if not article:
            return None
        clause = clause_cited(article, agreement=agreement)
        return Citation(article=clause.number if clause else article, clause=clause)


class Rows(forms.BaseFormSet):
    """A formset that never refuses its own bookkeeping: a broken count is read as what was sent."""

    default_error_messages = {
        "missing_management_form": "The rows of this form were damaged on the way. Type them again.",
        "too_many_forms": "There is room for %(num)d rows. Import a longer list.",
    }


GrievantRows = forms.formset_factory(GrievantForm, formset=Rows, extra=1, max_num=MOST_ROWS, validate_max=True)
CitationRows = forms.formset_factory(CitationForm, formset=Rows, extra=2, max_num=MOST_ROWS, validate_max=True)


def rows_as_typed(kind: Any, typed: QueryDict, *, prefix: str, one_more: bool, **options: Any) -> Any:
    """Unsent rows that show what was typed, with one empty row more when it was asked for."""
    count = _count(typed.get(f"{prefix}-TOTAL_FORMS", "")) + (1 if one_more else 0)
    rows = kind(prefix=prefix, **options)
    rows.extra = max(count, rows.extra)
    for form in rows.forms:
        fill(form, typed)
    return rows


def _count(text: str) -> int:
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 6 else 1
