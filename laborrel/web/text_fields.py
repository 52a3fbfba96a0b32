"""What a person may type as words and as money: every character a paper can carry, none that would break one."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST_TEXT = 40_000
_NOT_CHARACTERS = {"\ufffe", "\uffff"}
_KEPT_CONTROLS = {"\n", "\t"}
_DOLLARS = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")


def printable(text: str) -> str:
    """The text without control characters, half characters and other things no printer knows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if _is_printable(each))


def _is_printable(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _NOT_CHARACTERS


class LineField(forms.CharField):
    """One line of words; line ends and runs of spaces become one space."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(printable(super().to_python(value) or "").split())


class WordsField(forms.CharField):
    """Several lines of words."""

    def __init__(self, *, max_length: int = LONGEST_TEXT, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return printable(super().to_python(value) or "").strip()


class DollarsField(forms.CharField):
    """An amount typed as `1,234.50`; its clean value is whole cents."""

    MOST_CENTS = 100_000_000_000  # a billion dollars

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"size": "14", "inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = printable(super().clean(value)).strip()
        if not text:
            return None
        if not text.isascii() or not _DOLLARS.fullmatch(text):
            raise ValidationError("Enter an amount in dollars and cents, for example 1,234.50.", code="invalid")
        return self._in_cents(text)

    def _in_cents(self, text: str) -> int:
        try:
            amount = int(Decimal(text.replace("$", "").replace(",", "").strip()) * 100)
        except InvalidOperation:
            raise ValidationError("Enter an amount in dollars and cents.", code="invalid") from None
        if amount > self.MOST_CENTS:
            raise ValidationError("This is more than a billion dollars. Check the amount.", code="too_large")
        return amount
