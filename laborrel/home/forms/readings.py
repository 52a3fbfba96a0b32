"""Which part of the read log is asked for; what cannot be read is left out and said."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from laborrel.audit.models import Reading
from laborrel.web.fields import OfficeDateField


class ReadingsForm(forms.Form):
    person = forms.ModelChoiceField(queryset=None, label="Person", required=False, empty_label="Everybody")
    act = forms.ChoiceField(
        label="Act", required=False,
        choices=[("", "Any"), *((value, words.capitalize()) for value, words in Reading.Act.choices)],
    )  # fmt: skip
    from_on = OfficeDateField(label="From", required=False, help_text="")
    to_on = OfficeDateField(label="Until", required=False, help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = get_user_model().objects.filter(is_service=False)
