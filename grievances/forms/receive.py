"""What is asked when a grievance arrives: enough for a number, and nothing else."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from grievances.forms.choices import units_worked_by
from grievances.models import Grievance
from laborrel.web.fields import OfficeDateField


class ReceiveForm(forms.Form):
    unit = forms.ModelChoiceField(queryset=None, label="Unit", empty_label="Choose a unit")
    received_on = OfficeDateField(label="Received on")
    method = forms.ChoiceField(label="How it came", choices=Grievance.FilingMethod.choices)
    is_sealed = forms.BooleanField(
        label="Seal it: open to me alone until I let others in",
        required=False,
        help_text="A sealed case is numbered in a series of its own.",
    )

    def __init__(self, *, user: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        units = units_worked_by(user)
        self.fields["unit"].queryset = units
        self.fields["received_on"].initial = localdate()
        if not self.is_bound:
            mine = list(units[:2])
            if len(mine) == 1:
                self.fields["unit"].initial = mine[0]
