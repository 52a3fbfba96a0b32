"""What is asked about who may see a case: its holder, a team of its own, who is let in, who is kept out."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from laborrel.access.models import Denial
from laborrel.web.text_fields import LineField, WordsField


class PersonForm(forms.Form):
    """A form that names one person of the office."""

    user = forms.ModelChoiceField(queryset=None, label="Person", empty_label="Choose a person")

    def __init__(self, *, people: list[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        chosen = get_user_model().objects.filter(pk__in=[person.pk for person in people])
        self.fields["user"].queryset = chosen.order_by("full_name", "pk")


class AssignForm(PersonForm):
    """Who holds the case from now on."""


class LetInForm(PersonForm):
    may_work = forms.BooleanField(label="May also work on it", required=False)
    with_notes = forms.BooleanField(label="May read and write the privileged notes", required=False)

    def __init__(self, *, is_privy: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not is_privy:
            del self.fields["with_notes"]

    def clean(self) -> dict[str, Any]:
        return {"with_notes": False} | self.cleaned_data


class WallOffForm(PersonForm):
    because = forms.ChoiceField(label="Because", choices=Denial.Because.choices)
    note = LineField(
        label="Note", max_length=400, required=False, help_text="Seen only by those who may let others in."
    )


class RestrictForm(forms.Form):
    is_sealed = forms.TypedChoiceField(
        label="How close",
        choices=[
            ("team", "A case team: those of the unit desk as it is now"),
            ("sealed", "Sealed: those named, no roles"),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "sealed",
    )
    because = WordsField(label="Why", rows=3, max_length=1_000)


class NoteForm(forms.Form):
    text = WordsField(label="Note", rows=8)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, initial=1)
