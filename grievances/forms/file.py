"""What a written grievance says: the facts, who grieves, what is cited."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from contracts.models import Agreement
from contracts.queries import agreement_in_force
from grievances.forms.choices import DISCIPLINES, agreements_of, departments, issues, representatives_of, steps_of
from grievances.forms.rows import CitationRows, GrievantRows, rows_as_typed
from grievances.models import Grievance
from grievances.operations.filing import Filing
from grievances.refusals import NoProcedureInForce
from laborrel.drafts.resuming import fill
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField, WordsField

GRIEVANTS, CITATIONS = "grievants", "citations"
_PLAIN = (
    "title", "kind", "issue", "discipline", "occurred_on", "known_on", "filed_on", "statement", "remedy_asked",
    "representative", "agency_number", "moved_by", "at_step",
)  # fmt: skip


class FilingForm(forms.Form):
    """The facts of the grievance."""

    title = LineField(label="What it is about, in a few words", max_length=200)
    issue = forms.ModelChoiceField(queryset=None, label="Issue", empty_label="Choose an issue")
    kind = forms.ChoiceField(label="Kind", choices=Grievance.Kind.choices)
    discipline = forms.ChoiceField(
        label="Discipline",
        choices=DISCIPLINES,
        required=False,
        help_text="It can decide at which step the case begins.",
    )
    department = forms.ModelChoiceField(
        queryset=None, label="Department", required=False, empty_label="The grievant's department"
    )
    agency_number = LineField(label="The department's own number", max_length=40, required=False)
    occurred_on = OfficeDateField(label="Happened on", required=False)
    known_on = OfficeDateField(label="Known to the grievant on", required=False, help_text="Where it differs.")
    filed_on = OfficeDateField(label="Filed on", help_text="By the contract's filing rule.")
    agreement = forms.ModelChoiceField(
        queryset=None, label="Agreement", required=False, empty_label="The one in force on the day it happened"
    )
    statement = WordsField(label="Statement of the grievance", required=False, rows=8)
    remedy_asked = WordsField(label="Remedy asked", required=False, rows=3)
    representative = forms.ModelChoiceField(
        queryset=None, label="Representative", required=False, empty_label="None named"
    )
    at_step = forms.TypedChoiceField(
        label="Filed at step", coerce=int, empty_value=None, required=False,
        help_text="Only where the contract leaves the choice.",
    )  # fmt: skip
    moved_by = LineField(label="Filed by", max_length=120, required=False, help_text="The person who signed it.")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *, case: Grievance, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case
        self.fields["issue"].queryset = issues()
        self.fields["department"].queryset = departments()
        self.fields["agreement"].queryset = agreements_of(case.unit)
        self.fields["at_step"].choices = [("", "Where the contract begins it"), *steps_of(case.unit)]
        self.fields["representative"].queryset = representatives_of(case.unit)
        self.initial = {"filed_on": case.received_on, "revision": case.revision} | self.initial

    @property
    def event_on(self) -> date | None:
        typed = self.cleaned_data
        return typed.get("occurred_on") or typed.get("known_on") or typed.get("filed_on")

    @property
    def agreement_meant(self) -> Agreement | None:
        """The one chosen, else the one in force on the day whose contract governs."""
        chosen: Agreement | None = self.cleaned_data.get("agreement")
        return chosen or (agreement_in_force(self.case.unit, on=self.event_on) if self.event_on else None)


class FilingForms:
    """The facts and their rows as one form."""

    is_bound = False  # the page lists the three parts by themselves

    def __init__(self, request: HttpRequest, case: Grievance, *, typed: Any = None, one_more: str = "") -> None:
        self.case = case
        options: dict[str, Any] = {"form_kwargs": {"unit": case.unit}}
        if typed is not None:
            self.main = fill(FilingForm(case=case), typed)
            self.grievants = rows_as_typed(
                GrievantRows, typed, prefix=GRIEVANTS, one_more=one_more == GRIEVANTS, **options
            )
            self.citations = rows_as_typed(CitationRows, typed, prefix=CITATIONS, one_more=one_more == CITATIONS)
            return
        data = request.POST if request.method == "POST" else None
        self.main = FilingForm(case=case, data=data)
        self.grievants = GrievantRows(data=data, prefix=GRIEVANTS, **options)
        self.citations = CitationRows(data=data, prefix=CITATIONS)

    @property
    def fields(self) -> dict[str, forms.Field]:
        return self.main.fields

    @property
    def data(self) -> Any:
        return self.main.data

    @data.setter
    def data(self, data: Any) -> None:
        self.main.data = data

    def add_prefix(self, name: str) -> str:
        return self.main.add_prefix(name)

    def is_valid(self) -> bool:
        parts = [self.main.is_valid(), self.grievants.is_valid(), self.citations.is_valid()]
        return all(parts) and self._has_department()

    def add_error(self, name: str | None, words: str) -> None:
        self.main.add_error(name, words)

    def filing(self) -> Filing:
        """Everything typed, as the verb takes it. Raises NoProcedureInForce when no agreement was in force."""
        typed = self.main.cleaned_data
        agreement = self.main.agreement_meant
        if agreement is None:
            raise NoProcedureInForce
        plain = {name: typed[name] for name in _PLAIN}
        return Filing(
            **plain,
            department=self._department(),
            agreement=agreement,
            grievants=[named for form in self.grievants for named in [form.named()] if named],
            citations=[cited for form in self.citations for cited in [form.cited(agreement)] if cited],
        )

    def _department(self) -> Any:
        chosen = self.main.cleaned_data.get("department")
        return chosen or next((form.employee.department for form in self.grievants if form.employee), None)

    def _has_department(self) -> bool:
        if self._department() is None:
            self.main.add_error("department", "Choose the department: no grievant is on the list of employees.")
            return False
        return True
