"""What letters and mail are about: upper apps say how their matters are found by number, and what they fill in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MatterKind:
    """One kind of matter. `find(user, number)` answers only with what the person may see, else None.

    `fields(matter)` gives the words a letter template may ask for; `examples` the same names with invented words.
    """

    model: type
    find: Callable[[Any, str], Any]
    fields: Callable[[Any], Mapping[str, str]]
    examples: Mapping[str, str]


_kinds: dict[type, MatterKind] = {}


def mail_is_about(kind: MatterKind) -> None:
    """Said once, when the upper app is ready."""
    _kinds[kind.model] = kind


def matter_numbered(user: Any, number: str) -> Any:
    """The matter of that number within the person's reach; None alike for a hidden and for an absent one."""
    for kind in _kinds.values():
        matter = kind.find(user, number)
        if matter is not None:
            return matter
    return None


def fields_of(matter: Any) -> Mapping[str, str]:
    """The words with which a template is filled on this matter, already in hand."""
    kind = _kinds.get(type(matter))
    return kind.fields(matter) if kind else {}


def examples() -> dict[str, str]:
    """Every field a template may ask for, with an invented word for the preview."""
    return {name: words for kind in _kinds.values() for name, words in kind.examples.items()}
