"""What the browser may send about a log: the file, and which heading is which column."""

from typing import Any

from django import forms

from grievances.log_reading.columns import COLUMNS, IGNORED
from grievances.models import LogImport

CHOICES = [(IGNORED, "Not taken in"), *((column.key, column.heading) for column in COLUMNS)]


class LogForm(forms.Form):
    log = forms.FileField(
        label="The log",
        help_text="An Excel workbook (.xlsx) or a CSV file, at most 25 MB, with one row of headings above the cases.",
    )


class ColumnsForm(forms.Form):
    """One choice per heading of the file, with the guess already made."""

    def __init__(self, *args: Any, log: LogImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {f"column_{position}": heading for position, (heading, _) in enumerate(log.headings)}
        for (name, heading), (_, example) in zip(self._names.items(), log.headings, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=heading,
                choices=CHOICES,
                required=False,
                initial=log.mapping.get(heading, IGNORED),
                help_text=example or "Empty in the first lines",
            )

    def mapping(self) -> dict[str, str]:
        """heading -> column, as chosen."""
        return {heading: self.cleaned_data[name] for name, heading in self._names.items()}
