"""The register as it is asked for and as mail is entered in it."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from laborrel.correspondence.matters import matter_numbered
from laborrel.correspondence.models import RegisterEntry
from laborrel.correspondence.models.register import Method
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField, WordsField

STATES = {"": "All that stand", "waiting": "Waiting for our reply", "overdue": "Reply overdue", "void": "Struck out"}


class FilterForm(forms.Form):
    direction = forms.ChoiceField(
        label="In or out", required=False, choices=[("", "Both"), *RegisterEntry.Direction.choices]
    )
    state = forms.ChoiceField(label="Shown", required=False, choices=list(STATES.items()))
    q = LineField(label="Words", max_length=100, required=False)


class MailForm(forms.Form):
    """One piece of mail. With a case number it lies in the file of that case, else in the whole office's register."""

    direction = forms.ChoiceField(label="In or out", choices=RegisterEntry.Direction.choices, widget=forms.RadioSelect)
    number = LineField(
        label="Case number", max_length=40, required=False, widget=forms.TextInput(attrs={"size": "20"}),
        help_text="Left empty, the whole office may read the entry.",
    )  # fmt: skip
    dated_on = OfficeDateField(label="Received or sent on")
    method = forms.ChoiceField(label="How", choices=Method.choices)
    from_whom = LineField(label="From", max_length=200)
    to_whom = LineField(label="To", max_length=200)
    subject = LineField(label="Subject", max_length=300)
    due_on = OfficeDateField(label="Our reply is due", required=False)
    paper = forms.FileField(
        label="The paper itself", required=False, allow_empty_file=True,
        help_text="PDF, .docx, .xlsx, .csv, .txt, .md, .eml, PNG or JPEG, at most 25 MB.",
    )  # fmt: skip

    def __init__(self, *, user: Any, number: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user, self.matter = user, None
        first = {"direction": "in", "number": number, "dated_on": localdate()}
        self.initial = first | self.initial

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number:
            self.matter = matter_numbered(self.user, number)
            if self.matter is None:
                raise forms.ValidationError("There is no case of this number that you may see.")
        return number


class VoidForm(forms.Form):
    because = WordsField(label="Why the entry is struck out", rows=3, max_length=400)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class AnsweredForm(forms.Form):
    on = OfficeDateField(label="Answered on")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
