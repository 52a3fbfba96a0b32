"""Keys of a desk as they are given: who, how far, why. People offered are the office's accounts, nobody's grants."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from laborrel.access.models import Denial, Scope
from laborrel.home.operations.desks import SEAT, SEE, WORK
from laborrel.organization.models import BargainingUnit
from laborrel.web.text_fields import WordsField

_SEAT_WORDS = "Take a seat: see, work, let others in, privileged notes included"
MANNERS = {SEE: "See and change nothing", WORK: "See and work"}


class OpenDeskForm(forms.Form):
    """A unit that has no desk within reach; one out of reach is refused by the database, not by the choice."""

    unit = forms.ModelChoiceField(queryset=None, label="Unit", empty_label="Choose a unit")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        desks = Scope.objects.filter(kind=Scope.Kind.UNIT_DESK, unit__isnull=False)
        units = BargainingUnit.objects.filter(is_retired=False).exclude(pk__in=desks.values("unit"))
        self.fields["unit"].queryset = units


class LetInForm(forms.Form):
    person = forms.ModelChoiceField(queryset=None, label="Person", empty_label="Choose a person")
    manner = forms.ChoiceField(label="May", widget=forms.RadioSelect)

    def __init__(self, *, scope: Scope, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["person"].queryset = _staff()
        is_desk = scope.kind == Scope.Kind.UNIT_DESK
        self.fields["manner"].choices = [*([(SEAT, _SEAT_WORDS)] if is_desk else []), *MANNERS.items()]


class KeepOutForm(forms.Form):
    person = forms.ModelChoiceField(queryset=None, label="Person", empty_label="Choose a person")
    because = forms.ChoiceField(label="Conflict", choices=[("", "Choose"), *Denial.Because.choices])
    note = WordsField(label="In words", rows=3, max_length=400, help_text="The others at this desk read it.")

    def __init__(self, *, by: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["person"].queryset = _staff().exclude(pk=by.pk)


class LetBackForm(forms.Form):
    because = WordsField(label="Why the conflict is over", rows=3, max_length=400)


def _staff() -> Any:
    return get_user_model().objects.filter(is_active=True, is_service=False)
