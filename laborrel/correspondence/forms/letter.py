"""A letter as it is typed: its lines, and each part as a heading with a box of words."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from laborrel.correspondence.models import Letter
from laborrel.correspondence.models.letter import LetterText
from laborrel.correspondence.models.register import Method
from laborrel.correspondence.typed_text import from_typed, is_typed, to_typed
from laborrel.web.fields import OfficeDateField
from laborrel.web.text_fields import LineField, WordsField
from laborrel.web.time_fields import OfficeTimeField

MOST_PARTS = 60
_LONGEST_PART = 200_000
_TALL = 10


class LetterForm(forms.Form):
    """Every line and part of a letter. Parts bear their heading as label; one empty part can be added below."""

    subject = LineField(label="Subject", max_length=300)
    addressee = WordsField(label="Addressee", rows=4, max_length=2_000, help_text="Name and address, one line each.")
    salutation = LineField(label="Salutation", max_length=120, required=False)
    closing = LineField(label="Closing", max_length=120, required=False)
    signer_name = LineField(label="Signed by", max_length=120, required=False)
    signer_title = LineField(label="Title of the signer", max_length=120, required=False)
    copies_to = WordsField(label="Copies to", rows=3, max_length=2_000, required=False, help_text="One a line.")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    LINES = ("subject", "addressee", "salutation", "closing", "signer_name", "signer_title", "copies_to")

    def __init__(self, *, letter: Letter, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.letter = letter
        started = {name: getattr(letter, name) for name in self.LINES} | {"revision": letter.revision}
        self.places = range(max(len(letter.parts), _parts_sent(self.data)))
        for place in self.places:
            part = letter.parts[place] if place < len(letter.parts) else {"heading": "", "text": ""}
            self._add_part(place, part["heading"], to_typed(part["text"]), started)
        self._add_new_part()
        self.initial = started | self.initial

    def _add_part(self, place: int, heading: str, words: str, started: dict[str, Any]) -> None:
        self.fields[f"heading_{place}"] = LineField(label=f"Heading of part {place + 1}", required=False)
        self.fields[f"part_{place}"] = WordsField(
            label=heading or f"Part {place + 1}", required=False, rows=_rows(words), max_length=_LONGEST_PART
        )
        started[f"heading_{place}"], started[f"part_{place}"] = heading, words

    def _add_new_part(self) -> None:
        self.fields["heading_new"] = LineField(label="Heading of a further part", required=False)
        self.fields["part_new"] = WordsField(label="Words of a further part", required=False, rows=3)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Heading and box of each part, in order."""
        return [{"heading": self[f"heading_{place}"], "words": self[f"part_{place}"]} for place in self.places]

    @property
    def lines_above(self) -> list[Any]:
        return [self[name] for name in ("subject", "addressee", "salutation")]

    def text(self) -> LetterText:
        """What was typed. A part that was not touched keeps its markup to the letter."""
        typed = self.cleaned_data
        places = [*self.places, "new"]
        parts = [(typed[f"heading_{place}"], self._markup(place)) for place in places]
        kept = tuple((heading, words) for heading, words in parts if heading or words)
        return LetterText(parts=kept, **{name: typed[name] for name in self.LINES})

    def _markup(self, place: int | str) -> str:
        words: str = self.cleaned_data[f"part_{place}"]
        if place != "new" and words == self.initial[f"part_{place}"].strip() and int(place) < len(self.letter.parts):
            return str(self.letter.parts[int(place)]["text"])
        return from_typed(words) if is_typed(words) else words


class SubmitForm(forms.Form):
    """Who is asked to review."""

    reviewer = forms.ModelChoiceField(queryset=None, label="Reviewer", empty_label="Whoever is free", required=False)

    def __init__(self, *, reviewers: list[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["reviewer"].queryset = get_user_model().objects.filter(pk__in=[each.pk for each in reviewers])
        if len(reviewers) == 1:
            self.fields["reviewer"].initial = reviewers[0]


class CommentForm(forms.Form):
    """A reviewer's words, over the revision that was read."""

    comment = WordsField(label="Comment", required=False, rows=4, max_length=4_000)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class ReasonForm(forms.Form):
    because = WordsField(label="Why", rows=3, max_length=400)


class IssueForm(forms.Form):
    """How the letter goes out."""

    method = forms.ChoiceField(label="How it is sent", choices=Method.choices, initial=Method.EMAIL)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class ServiceForm(forms.Form):
    """How, when and to whom an issued letter was delivered."""

    method = forms.ChoiceField(label="How it was served", choices=Method.choices)
    served_on = OfficeDateField(label="Served on")
    served_at = OfficeTimeField(label="At what time", required=False)
    served_by = LineField(label="Served by", max_length=120)
    to_whom = LineField(label="Received by", max_length=200)
    address = WordsField(
        label="Address", rows=3, max_length=1_000, required=False, help_text="Street or e-mail address."
    )
    paper = forms.FileField(
        label="The paper that shows it",
        required=False,
        allow_empty_file=True,
        help_text="A receipt, a declaration, the sent message. Without it the service stands on our word alone.",
    )


def _parts_sent(data: Any) -> int:
    """How many parts the sent form has: more than the letter, when somebody took one out meanwhile."""
    found = [name.removeprefix("part_") for name in data if name.startswith("part_")]
    numbers = [int(each) for each in found if each.isascii() and each.isdigit() and len(each) < 4]
    return min(max(numbers, default=-1) + 1, MOST_PARTS)


def _rows(words: str) -> int:
    return min(max(4, words.count("\n") + len(words) // 90 + 2), _TALL * 2)
