"""What is asked of a settlement: terms and money, a second person's word, the signed paper, the proof of payment."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from grievances.forms.steps import PaperField
from grievances.models import Settlement
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import DollarsField, WordsField


class ProposeForm(forms.Form):
    terms = WordsField(label="Terms", rows=8, max_length=20_000)
    amount_cents = DollarsField(
        label="Amount to be paid", required=False, help_text="In dollars, for example 1,234.50."
    )
    precedent = forms.ChoiceField(label="Precedent", choices=Settlement.Precedent.choices)
    is_citable = forms.BooleanField(
        label="It may be cited in later cases", required=False, help_text="Never, where it sets no precedent."
    )

    def clean_amount_cents(self) -> int:
        return self.cleaned_data["amount_cents"] or 0

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("is_citable") and typed.get("precedent") == Settlement.Precedent.NO:
            self.add_error("is_citable", "A settlement that sets no precedent is not cited. Change one of the two.")
        return typed


class DecideForm(forms.Form):
    """The second person's word; a refusal says why."""

    reason = WordsField(label="Reason, if you refuse it", required=False, rows=3, max_length=2_000)


class SignForm(forms.Form):
    signed_on = OfficeDateField(label="Signed by both sides on")
    paper = PaperField(label="The signed settlement")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["signed_on"].initial = localdate()


class PaymentForm(forms.Form):
    paid_on = OfficeDateField(label="Paid on")
    paper = PaperField(label="The proof of payment")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["paid_on"].initial = localdate()
