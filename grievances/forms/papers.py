"""What the browser may send about the papers of a case."""

from typing import Any

from django import forms

from laborrel.documents.kinds import KINDS
from laborrel.documents.models import Document
from laborrel.documents.operations.releasing import OUTWARD
from laborrel.web.fields import OfficeDateField

FILE_HINT = "PDF, .docx, .xlsx, .csv, .txt, .md, .eml, PNG or JPEG, at most 25 MB."


class PaperForm(forms.Form):
    """A new paper. The privileged place is offered only to those let into it."""

    paper = forms.FileField(label="File", help_text=FILE_HINT)
    kind = forms.ChoiceField(label="What it is", choices=[("", "Choose"), *KINDS.items()])
    title = forms.CharField(
        label="Title", max_length=200, required=False, help_text="Left empty, the name of the file is taken."
    )
    dated_on = OfficeDateField(label="Date on the paper", required=False)

    def __init__(self, *args: Any, may_be_privileged: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_be_privileged:
            self.fields["is_privileged"] = forms.BooleanField(
                label="Privileged: only for those let into the privileged part of this case", required=False
            )


class VersionForm(forms.Form):
    paper = forms.FileField(label="Newer file", help_text=FILE_HINT)


class WithdrawForm(forms.Form):
    because = forms.CharField(label="Why it is taken out of the file", max_length=400)


class ReleaseForm(forms.Form):
    """Where a paper goes from here; only what lies further out is offered."""

    to = forms.ChoiceField(label="Release it to", widget=forms.RadioSelect)
    because = forms.CharField(
        label="Why it goes out", max_length=400, help_text="The file keeps your name, the day and this reason."
    )

    def __init__(self, *args: Any, compartment: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        further = OUTWARD[OUTWARD.index(Document.Compartment(compartment)) + 1 :]
        self.fields["to"].choices = [(each.value, each.label) for each in further]
