"""What is asked when a case ends: who takes it back, how it ended, what each grievant was granted."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from grievances.forms.choices import DISCIPLINES, departments, issues, outcomes, representatives_of
from grievances.models import Grievance, Grievant
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField, WordsField


class WithdrawForm(forms.Form):
    on = OfficeDateField(label="Withdrawn on")
    withdrawn_by = LineField(label="Withdrawn by", max_length=120, help_text="The person who wrote or said it.")
    with_prejudice = forms.BooleanField(label="With prejudice", required=False, help_text="It cannot be grieved again.")
    words = WordsField(label="In their words", required=False, rows=3, max_length=4_000)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["on"].initial = localdate()


class CloseForm(forms.Form):
    on = OfficeDateField(label="Closed on")
    outcome = forms.ModelChoiceField(queryset=None, label="How it ended", empty_label="Choose an outcome")
    words = WordsField(label="In words", required=False, rows=4, max_length=10_000)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["on"].initial = localdate()
        self.fields["outcome"].queryset = outcomes()


class RemediesForm(forms.Form):
    """One box for each grievant."""

    def __init__(self, *, case: Grievance, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people: dict[str, Grievant] = {f"granted_{each.pk}": each for each in case.grievants.all()}
        for name, person in self.people.items():
            self.fields[name] = WordsField(
                label=f"Granted to {person.full_name}", required=False, rows=2, max_length=4_000,
                help_text="Asked: " + (person.remedy_asked or case.remedy_asked or "nothing was asked for"),
            )  # fmt: skip
            self.fields[name].initial = person.remedy_granted

    def granted(self) -> list[tuple[Grievant, str]]:
        """Who was granted what, as far as it differs from what is on record."""
        pairs = [(person, self.cleaned_data[name]) for name, person in self.people.items()]
        return [(person, remedy) for person, remedy in pairs if remedy != person.remedy_granted]


class AmendForm(forms.Form):
    """The facts of a case, corrected; the earlier ones stay on record."""

    title = LineField(label="What it is about, in a few words", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=Grievance.Kind.choices)
    issue = forms.ModelChoiceField(queryset=None, label="Issue")
    discipline = forms.ChoiceField(label="Discipline", choices=DISCIPLINES, required=False)
    department = forms.ModelChoiceField(queryset=None, label="Department")
    agency_number = LineField(label="The department's own number", max_length=40, required=False)
    occurred_on = OfficeDateField(label="Happened on", required=False)
    known_on = OfficeDateField(label="Known to the grievant on", required=False)
    statement = WordsField(label="Statement of the grievance", required=False, rows=8)
    remedy_asked = WordsField(label="Remedy asked", required=False, rows=3)
    representative = forms.ModelChoiceField(queryset=None, label="Representative", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *, case: Grievance, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["issue"].queryset = issues()
        self.fields["department"].queryset = departments()
        self.fields["representative"].queryset = representatives_of(case.unit)
        self.initial = {name: getattr(case, name) for name in self.fields} | self.initial
