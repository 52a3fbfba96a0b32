"""What is asked at a step: screening, meetings, appeals, moves by agreement, provisions, other dated happenings."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from contracts.models import Clause, ProcedureStep
from grievances.forms.choices import clause_cited
from grievances.models import Grievance
from grievances.operations.filing import Citation
from grievances.operations.stepping import RECORDABLE, Meeting, Screening
from grievances.time_limits.rules import Happening, Procedure, StepKind
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField, WordsField
from laborrel.web.time_fields import OfficeTimeField

METHODS = Grievance.FilingMethod.choices
_ANSWERS = [("yes", "Yes"), ("no", "No"), ("unclear", "Unclear")]
_SIDES = [("union", "The union"), ("employer", "The employer")]


class PaperField(forms.FileField):
    """A paper that goes along; what is wrong with the file is said by the look into it, not guessed here."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "PDF, Word, Excel, e-mail or a picture, at most 25 MB.")
        super().__init__(allow_empty_file=True, **({"required": False} | kwargs))


class ScreeningForm(forms.Form):
    """The threshold before the merits: timely, in the unit, grievable, each with the rule it was judged by."""

    timely = forms.ChoiceField(label="Filed in time", choices=_ANSWERS, widget=forms.RadioSelect)
    timely_rule = LineField(label="By which rule (time)", required=False, max_length=400)
    in_unit = forms.ChoiceField(label="The grievant is in the unit", choices=_ANSWERS, widget=forms.RadioSelect)
    in_unit_rule = LineField(label="By which rule (unit)", required=False, max_length=400)
    grievable = forms.ChoiceField(label="The matter is grievable", choices=_ANSWERS, widget=forms.RadioSelect)
    grievable_rule = LineField(label="By which rule (matter)", required=False, max_length=400)

    def screening(self) -> Screening:
        return Screening(**self.cleaned_data)


class MeetingForm(forms.Form):
    """A step meeting, asked so that the record can be an exhibit."""

    held_on = OfficeDateField(label="Held on")
    began_at = OfficeTimeField(label="Began at", required=False)
    place = LineField(label="Place", required=False)
    attendees = WordsField(label="Who was there", rows=4, help_text="One a line: name, role, side.")
    union_position = WordsField(label="Position of the union", required=False)
    employer_position = WordsField(label="Position of the employer", required=False)
    exchanged = WordsField(label="Papers exchanged", rows=3, required=False, help_text="One a line.")
    paper = PaperField(label="A paper that was exchanged, or the memo of the meeting")

    def meeting(self, papers: tuple[Any, ...]) -> Meeting:
        typed = {name: value for name, value in self.cleaned_data.items() if name != "paper"}
        return Meeting(**typed, papers=papers)


class AppealForm(forms.Form):
    """The other side takes the case on."""

    filed_on = OfficeDateField(label="Filed on", help_text="The date that counts by the contract's rule.")
    received_on = OfficeDateField(label="Received on", required=False, help_text="Where it differs.")
    method = forms.ChoiceField(label="How it came", choices=METHODS)
    moved_by = LineField(label="Filed by", max_length=120, required=False)
    to_sequence = forms.TypedChoiceField(label="To which step", coerce=int, empty_value=None, required=False)
    paper = PaperField(label="The appeal")

    def __init__(self, *, ahead: list[ProcedureStep], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["filed_on"].initial = localdate()
        if len(ahead) > 1:
            self.fields["to_sequence"].choices = [(step.sequence, step.name) for step in ahead]
        else:
            del self.fields["to_sequence"]


class AdvanceForm(forms.Form):
    """The other side goes on because no answer came."""

    filed_on = OfficeDateField(label="Filed on", help_text="The date that counts by the contract's rule.")
    method = forms.ChoiceField(label="How it came", choices=METHODS)
    moved_by = LineField(label="Filed by", max_length=120, required=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["filed_on"].initial = localdate()


class ReferForm(forms.Form):
    """Arbitration is demanded."""

    demanded_on = OfficeDateField(label="Demanded on", help_text="The date that counts by the contract's rule.")
    received_on = OfficeDateField(label="Received on", required=False, help_text="Where it differs.")
    demanded_by = LineField(label="Demanded by", max_length=120)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["demanded_on"].initial = localdate()


class ByAgreementForm(forms.Form):
    """Both sides move the case to another step."""

    on = OfficeDateField(label="Moved on")
    to_sequence = forms.TypedChoiceField(label="To which step", coerce=int, empty_value=None)
    paper = PaperField(label="The signed agreement")

    def __init__(self, *, steps: list[ProcedureStep], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["on"].initial = localdate()
        self.fields["to_sequence"].choices = [(step.sequence, step.name) for step in steps]


class HappeningForm(forms.Form):
    """Anything else dated that this procedure's clocks run on."""

    kind = forms.ChoiceField(label="What happened")
    on = OfficeDateField(label="On")
    received_on = OfficeDateField(label="Received on", required=False, help_text="Of a paper, where it differs.")
    method = forms.ChoiceField(label="How it came", choices=[("", "Not a paper"), *METHODS], required=False)
    note = LineField(label="Note", max_length=400, required=False)

    def __init__(self, *, ladder: Procedure | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        kinds = kinds_known_to(ladder) if ladder else []
        self.fields["kind"].choices = [(kind.value, words_of(kind)) for kind in kinds]


class CiteForm(forms.Form):
    """One provision cited, or the one that stands in its place."""

    article = LineField(
        label="Provision", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off", "list": "clauses"}),
        help_text="A number or words of a clause on record, or the article as it was written.",
    )  # fmt: skip
    cited_by = forms.ChoiceField(label="Cited by", choices=_SIDES)
    on = OfficeDateField(label="Cited on")

    def __init__(self, *, case: Grievance, is_amended: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case
        self.fields["on"].initial = localdate()
        if is_amended:
            del self.fields["cited_by"]

    @property
    def clause(self) -> Clause | None:
        return clause_cited(self.cleaned_data["article"], agreement=self.case.agreement)

    def citation(self) -> Citation:
        clause = self.clause
        return Citation(article=clause.number if clause else self.cleaned_data["article"], clause=clause)


def kinds_known_to(ladder: Procedure) -> list[Happening]:
    """The happenings this procedure's clocks start from or are met by; of a mediation its end, too."""
    known: set[Happening | None] = set()
    for step in ladder.steps:
        if step.kind is StepKind.MEDIATION:
            known |= {Happening.MEDIATION_ENDED, Happening.MEDIATION_REFUSED}
        for clock in step.clocks:
            known |= {*clock.met_by}
            for trigger in clock.triggers:
                known |= {trigger.kind, trigger.given, trigger.unless}
    return [kind for kind in RECORDABLE if kind in known]


def words_of(kind: Happening) -> str:
    return kind.value.replace("_", " ").capitalize()
