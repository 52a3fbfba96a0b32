"""The docket's orders, and the place in one by its own values (keyset): page 2,000 costs what page 1 costs.

Every order ends in a column without ties, and has no nulls: an undated case stands after every dated one, a case
nobody holds before every held one. An order runs one way throughout, so that a place is one comparison of rows.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import F, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce

from grievances.models.grievance import UNDATED

_DUE = Coalesce("next_due_on", Value(UNDATED))

SORTS: dict[str, dict[str, Any]] = {
    "due": {"key_due": _DUE, "key_id": F("pk")},
    "received": {"key_received": F("received_on"), "key_id": F("pk")},
    "number": {"key_number": F("number")},
    "holder": {"key_holder": Coalesce("holder__full_name", Value("")), "key_due": _DUE, "key_id": F("pk")},
    "unit": {"key_unit": F("unit__name"), "key_due": _DUE, "key_id": F("pk")},
    "step": {"key_step": Coalesce("step", Value(0)), "key_due": _DUE, "key_id": F("pk")},
}
FIRST_SORT = "due"
_TEXT_KEYS = {"key_number", "key_holder", "key_unit"}
_DATE_KEYS = {"key_due", "key_received"}
_LONGEST_CURSOR = 1_000
_LARGEST = 2**62


class UnreadablePlace(ValueError):
    """This is not a place in this list."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One order of the docket; `word` is how the address bar says it, a minus meaning the other way round."""

    key: str = FIRST_SORT
    is_reversed: bool = False

    @classmethod
    def read(cls, word: str) -> Self:
        """Raises KeyError for an order the docket does not have."""
        sort = cls(word.removeprefix("-"), word.startswith("-"))
        if sort.key not in SORTS:
            raise KeyError(word)
        return sort

    @property
    def word(self) -> str:
        return f"-{self.key}" if self.is_reversed else self.key

    @property
    def keys(self) -> dict[str, Any]:
        return SORTS[self.key]

    def arrange(self, rows: Any, *, backwards: bool = False) -> Any:
        """The rows in this order (or from its end), each with its keys."""
        sign = "-" if self.is_reversed != backwards else ""
        return rows.annotate(**self.keys).order_by(*(f"{sign}{name}" for name in self.keys))

    def beyond(self, rows: Any, place: "Place", *, backwards: bool = False) -> Any:
        """Only the rows after a place (or before it)."""
        lookup = TupleLessThan if self.is_reversed != backwards else TupleGreaterThan
        here = [F(name) for name in self.keys]
        if len(here) == 1:
            (name,), word = self.keys, "lt" if lookup is TupleLessThan else "gt"
            return rows.filter(**{f"{name}__{word}": place.values[0]})
        return rows.filter(lookup(Tuple(*here), place.values))


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in an order: its keys, and how many rows stood up to it when the link was drawn."""

    values: tuple[Any, ...]
    position: int

    @classmethod
    def of(cls, row: Any, sort: Sort, position: int) -> Self:
        return cls(tuple(row[name] for name in sort.keys), position)

    @classmethod
    def read(cls, text: str, sort: Sort) -> Self:
        """Raises UnreadablePlace for anything but what `word` wrote for this order."""
        try:
            padded = text[:_LONGEST_CURSOR] + "=" * (-len(text) % 4)
            *values, position = json.loads(base64.urlsafe_b64decode(padded))
            read = tuple(_read(name, value) for name, value in zip(sort.keys, values, strict=True))
            return cls(read, _number(position))
        except (ValueError, TypeError, binascii.Error, RecursionError) as fault:
            raise UnreadablePlace(str(UnreadablePlace.__doc__)) from fault

    @property
    def word(self) -> str:
        plain = [value.isoformat() if isinstance(value, date) else value for value in self.values]
        packed = json.dumps([*plain, self.position], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _read(name: str, value: Any) -> Any:
    if name in _DATE_KEYS:
        return date.fromisoformat(value)
    if name in _TEXT_KEYS:
        if not isinstance(value, str) or "\0" in value.encode().decode():  # a half of a letter pair has no bytes
            raise UnreadablePlace(name)
        return value
    return _number(value)


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise UnreadablePlace(str(value))
    return value
