"""PURE: fills the fields of a letter template from a plain dictionary of words, and says what does not fit.

There is no engine underneath: `{{ name }}` is looked up and replaced, nothing is called, walked or executed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}")


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with its fields filled; what could not be filled stands in it unchanged and is listed."""

    text: str
    unknown: tuple[str, ...]  # fields no dictionary has, as written
    empty: tuple[str, ...]  # known fields with nothing in them
    faults: tuple[str, ...]  # braces that are no field

    @property
    def is_complete(self) -> bool:
        return not (self.unknown or self.empty or self.faults)


def merge(text: str, fields: Mapping[str, str], *, is_markup: bool = False) -> Merged:
    """Fill `{{ name }}` with the words of `fields`; with `is_markup` they are escaped, line ends become breaks.

    Raises TypeError when a value is anything but text: an object must never reach a template.
    """
    for name, value in fields.items():
        if type(value) is not str:
            raise TypeError(f"The merge field {name} holds {type(value).__name__}; only plain text may be merged.")
    unknown: dict[str, None] = {}
    empty: dict[str, None] = {}

    def filled(found: re.Match[str]) -> str:
        name = found[1]
        if not _NAME.fullmatch(name) or name not in fields:
            unknown[name] = None
            return found[0]
        value = fields[name].strip()
        if not value:
            empty[name] = None
            return found[0]
        return _shielded(escape(value).replace("\n", "<br>") if is_markup else value)

    faults = tuple(_LEFTOVER.findall(_FIELD.sub("", text)))
    return Merged(_unshielded(_FIELD.sub(filled, text)), tuple(unknown), tuple(empty), faults)


def fields_in(text: str) -> tuple[str, ...]:
    """The field names a template asks for, in order, each once; odd ones as they are written."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def _shielded(value: str) -> str:
    """A value that itself holds braces must not be read as a field by a later merge of the same text."""
    return value.replace("{", "\x01").replace("}", "\x02")


def _unshielded(text: str) -> str:
    return text.replace("\x01", "{").replace("\x02", "}")
