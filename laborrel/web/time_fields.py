"""What a person may type for a time of day: as an office writes one, and nothing guessed."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from laborrel.web.wording import time_words

EXAMPLES = "For example 10am, 2:05 pm or 14:05."
_NAMED = {"noon": time(12), "12noon": time(12), "midnight": time(0)}
_TYPED = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?([ap]m?)?")
_UNREADABLE = f"Enter a time. {EXAMPLES}"


class UnreadableTime(ValueError):
    """The time could not be read."""


def read_time(text: str) -> time:
    """The time in `10am`, `2:05 p.m.`, `14:05` or `noon`; raises UnreadableTime, also for a bare `10`."""
    words = "".join(text.lower().split()).replace("a.m", "am").replace("p.m", "pm").rstrip(".")
    if words in _NAMED:
        return _NAMED[words]
    match = _TYPED.fullmatch(words)
    if not match or not (match[2] or match[3]):
        raise UnreadableTime(_UNREADABLE)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise UnreadableTime(f"There is no time {text.strip()}. {EXAMPLES}")
    return time(hour % 12 + (12 if half.startswith("p") else 0) if half else hour, minute)


class OfficeTimeInput(forms.TextInput):
    """A plain text box; what was saved is shown as the pages say it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"size": "10", "autocomplete": "off", "spellcheck": "false", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return time_words(value) if isinstance(value, time) else super().format_value(value)


class OfficeTimeField(forms.Field):
    """A time typed as the office writes it; the text stays as typed when it cannot be read."""

    widget = OfficeTimeInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"help_text": EXAMPLES} | kwargs))

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        if not str(value).strip():
            return None
        try:
            return read_time(str(value))
        except UnreadableTime as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
