"""A letter template as it is typed: parts in boxes, as in a letter, with fields in double braces."""

import re
from typing import Any

from django import forms

from laborrel.correspondence.models import LetterTemplate
from laborrel.correspondence.typed_text import from_typed, is_typed, to_typed
from laborrel.web.text_fields import LineField, WordsField

_MOST_PARTS = 20
_EMPTY_PARTS = 2


class TemplateForm(forms.Form):
    """A new template, or the next version of one. A part left without words and heading falls away."""

    kind = forms.SlugField(
        label="Short name", max_length=40, widget=forms.TextInput(attrs={"size": "20"}),
        help_text="One word in small letters, such as extension. Versions of one template share it.",
    )  # fmt: skip
    title = LineField(label="Title", max_length=120, help_text="How the office calls it.")
    subject = LineField(label="Subject of the letter", max_length=300)

    def __init__(self, *, template: LetterTemplate | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        parts = template.parts if template else []
        sent = [int(match[1]) for name in self.data if (match := re.fullmatch(r"part_(\d{1,2})", name))]
        count = max(len(parts) + _EMPTY_PARTS, min(max(sent, default=-1) + 1, _MOST_PARTS))
        self.places = range(count)
        started: dict[str, Any] = {}
        for place in self.places:
            part = parts[place] if place < len(parts) else {"heading": "", "text": ""}
            self.fields[f"heading_{place}"] = LineField(label=f"Heading of part {place + 1}", required=False)
            self.fields[f"part_{place}"] = WordsField(
                label=f"Words of part {place + 1}", required=False, rows=4, max_length=20_000
            )
            started |= {f"heading_{place}": part["heading"], f"part_{place}": to_typed(part["text"])}
        if template is not None:
            started |= {"kind": template.kind, "title": template.title, "subject": template.subject}
            self.fields["kind"].disabled = True
        self.initial = started | self.initial

    @property
    def pairs(self) -> list[dict[str, Any]]:
        return [{"heading": self[f"heading_{place}"], "words": self[f"part_{place}"]} for place in self.places]

    @property
    def parts(self) -> list[tuple[str, str]]:
        typed = [(self.cleaned_data[f"heading_{place}"], self.cleaned_data[f"part_{place}"]) for place in self.places]
        return [(heading, from_typed(words) if is_typed(words) else words) for heading, words in typed if words]


class BeginForm(forms.Form):
    """On which case a letter is begun from a template."""

    number = LineField(label="Case number", max_length=40, widget=forms.TextInput(attrs={"size": "20"}))
