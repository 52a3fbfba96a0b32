"""What is asked when a step is answered: the finding and the letter, how it goes out, when it arrived."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from grievances.models import Answer, Grievance
from laborrel.correspondence.forms.letter import LetterForm
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField, WordsField

_FINDINGS = [("", "Choose a finding"), *Answer.Finding.choices]
_WRITTEN = [pair for pair in Grievance.FilingMethod.choices if pair[0] != Grievance.FilingMethod.ORAL]


class BeginAnswerForm(forms.Form):
    finding = forms.ChoiceField(
        label="Finding", choices=_FINDINGS, help_text="It can be changed as long as the answer is not issued."
    )


class AnswerForm(LetterForm):
    """The letter and, beside it, how the answer finds."""

    finding = forms.ChoiceField(label="Finding", choices=Answer.Finding.choices)

    field_order = ["finding"]


class IssueAnswerForm(forms.Form):
    method = forms.ChoiceField(label="How it is sent", choices=_WRITTEN, initial="email")


class OralAnswerForm(forms.Form):
    on = OfficeDateField(label="Answered on")
    finding = forms.ChoiceField(label="Finding", choices=_FINDINGS)
    answered_by = LineField(label="Answered by", max_length=120, required=False, help_text="The person who spoke.")
    summary = WordsField(label="What was said", rows=5, max_length=10_000)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["on"].initial = localdate()


class ReceiptForm(forms.Form):
    received_on = OfficeDateField(label="Received by the other side on")


class ObjectionForm(forms.Form):
    objection = WordsField(
        label="The objection", rows=5, max_length=4_000,
        help_text="These words are kept in every later answer on this case.",
    )  # fmt: skip
