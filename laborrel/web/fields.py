"""What a person may type: a date in the three ways an office writes one, and nothing guessed."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from laborrel.web.wording import MONTHS

EXAMPLES = "For example 3/9/2026 or 9 Mar 2026."
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\.?,?\s+")
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200


class UnreadableDate(ValueError):
    """The date could not be read."""


def read_date(text: str) -> date:
    """The date in `3/9/2026` (month first), `2026-03-09`, `9 Mar 2026` or `March 9, 2026`; raises UnreadableDate."""
    words = _WEEKDAY.sub("", " ".join(text.strip().lower().split()))
    year, month, day = _parts(words)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise UnreadableDate(f"The year must be between {EARLIEST_YEAR} and {LATEST_YEAR}, written with four figures.")
    if not 1 <= month <= 12:
        raise UnreadableDate(f"There is no month {month}. Write the month first: 3/9/2026 is 9 March.")
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDate(f"{MONTHS[month - 1]} {year} has no day {day}.") from None


def _parts(words: str) -> tuple[int, int, int]:
    if match := _ISO.fullmatch(words):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _SLASHES.fullmatch(words):
        return int(match[3]), int(match[1]), int(match[2])
    if match := _DAY_FIRST.fullmatch(words):
        return int(match[3]), _month(match[2]), int(match[1])
    if match := _MONTH_FIRST.fullmatch(words):
        return int(match[3]), _month(match[1]), int(match[2])
    raise UnreadableDate(f"Enter a date. {EXAMPLES}")


def _month(word: str) -> int:
    for number, name in enumerate(_MONTH_NAMES, start=1):
        if name.startswith(word) or word == name[:3] + "t":
            return number
    raise UnreadableDate(f"“{word}” is not a month. {EXAMPLES}")


class OfficeDateInput(forms.TextInput):
    """A plain text box: no pop-up calendar to fight, paste works, every reader announces it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "size": "14",
                "autocomplete": "off",
                "spellcheck": "false",
                **(attrs or {}),
            }
        )

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime | date):
            return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
        return super().format_value(value)


class OfficeDateField(forms.Field):
    """A date typed as the office writes it; the text stays as typed when it cannot be read."""

    widget = OfficeDateInput
    default_error_messages = {
        "too_early": "The date must be on or after %(limit)s.",
        "too_late": "The date must be on or before %(limit)s.",
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        kwargs.setdefault("help_text", EXAMPLES)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return read_date(str(value))
        except UnreadableDate as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            raise self._refusal("too_early", self.earliest)
        if self.latest and value > self.latest:
            raise self._refusal("too_late", self.latest)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _refusal(self, code: str, limit: date) -> ValidationError:
        words = f"{limit.day} {MONTHS[limit.month - 1]} {limit.year}"
        return ValidationError(self.error_messages[code], code=code, params={"limit": words})
