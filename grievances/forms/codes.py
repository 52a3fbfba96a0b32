"""Issue and outcome codes and settlement limits as they are typed."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.timezone import localdate

from laborrel.access.roles import OFFICE_STAFF
from laborrel.home.forms.entries import CodedForm
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import DollarsField, LineField


class IssueForm(CodedForm):
    entry_fields = ("code", "name", "topic")

    topic = LineField(
        label="Topic", max_length=40, required=False, widget=forms.TextInput(attrs={"list": "topics", "size": "24"}),
        help_text="The word by which procedures exclude a matter or begin it at a later step. Most have none.",
    )  # fmt: skip


class OutcomeForm(CodedForm):
    entry_fields = ("code", "name", "is_resolved")

    is_resolved = forms.BooleanField(label="Counts as resolved in the reports", required=False, initial=True)


class AuthorityForm(forms.Form):
    """One limit of one role from one day on. Limits are added, never changed: what was in force stays readable."""

    role = forms.ChoiceField(label="Role")
    limit_cents = DollarsField(label="May settle alone up to", help_text="In dollars. 0 means always a second person.")
    effective_on = OfficeDateField(label="From")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        names = Group.objects.filter(name__in=OFFICE_STAFF).values_list("name", flat=True)
        self.fields["role"].choices = [("", "Choose"), *((name, name) for name in names)]
        self.initial = {"effective_on": localdate()} | self.initial
