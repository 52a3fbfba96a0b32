"""What is asked when time is given: which clock, how long, agreed with whom, shown by which paper."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from grievances.forms.steps import PaperField
from grievances.models import DueDate, Grievance
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField
from laborrel.web.wording import day_words

_MOST_DAYS = 1_000


class ExtendForm(forms.Form):
    """More time for one clock, to a date or by days of the clock's own kind."""

    clock = forms.ChoiceField(label="Which time limit", widget=forms.RadioSelect)
    new_due_on = OfficeDateField(label="New last day", required=False)
    more_days = forms.IntegerField(
        label="or more days", required=False, min_value=1, max_value=_MOST_DAYS,
        widget=forms.TextInput(attrs={"size": "6", "inputmode": "numeric", "autocomplete": "off"}),
        help_text="In the days this time limit is counted in.",
    )  # fmt: skip
    asked_by = forms.ChoiceField(label="Asked for by", choices=[("union", "The union"), ("employer", "The employer")])
    agreed_with = LineField(label="Agreed with", max_length=120, help_text="The person on the other side.")
    agreed_on = OfficeDateField(label="Agreed on", help_text="Before the last day.")
    paper = PaperField(
        label="The signed paper",
        help_text="It can be attached later. Until then the extension is unproven and moves no date.",
    )

    def __init__(self, *, dates: list[DueDate], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["clock"].choices = [(_name(due), _words(due)) for due in dates]
        self.fields["agreed_on"].initial = localdate()
        if len(dates) == 1:
            self.fields["clock"].initial = _name(dates[0])

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.errors and (typed.get("new_due_on") is None) == (typed.get("more_days") is None):
            self.add_error("new_due_on", "Give either the new last day or the number of days, one of the two.")
        return typed

    def extension(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "paper"}
        step, _, clock = typed.pop("clock").partition(":")
        return typed | {"step": int(step), "clock": clock}


class ProveForm(forms.Form):
    paper = PaperField(label="The signed paper", required=True)


class HoldForm(forms.Form):
    """Abeyance by agreement."""

    from_on = OfficeDateField(label="Held from")
    reason = LineField(label="Why", max_length=400)
    agreed_with = LineField(label="Agreed with", max_length=120, help_text="The person on the other side.")
    lead = LineField(
        label="Lead case",
        required=False,
        max_length=30,
        help_text="The number of the case it waits for, if there is one.",
    )
    paper = PaperField(label="The signed agreement")

    def __init__(self, *, user: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user = user
        self.fields["from_on"].initial = localdate()

    def clean_lead(self) -> Grievance | None:
        number = self.cleaned_data["lead"]
        if not number:
            return None
        found: Grievance | None = Grievance.objects.visible_to(self.user).filter(number__iexact=number).first()
        if found is None:
            raise forms.ValidationError("There is no case of this number among those open to you.")
        return found


class ReleaseForm(forms.Form):
    until_on = OfficeDateField(label="Held until", help_text="The clocks go on from where they stood.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["until_on"].initial = localdate()


def _name(due: DueDate) -> str:
    return f"{due.step}:{due.clock}"


def _words(due: DueDate) -> str:
    whose = {"ours": "Ours", "theirs": "Theirs"}.get(due.side, "Both sides")
    return f"{whose}: {due.act}, last day {day_words(due.due_on)}" if due.due_on else f"{whose}: {due.act}"
