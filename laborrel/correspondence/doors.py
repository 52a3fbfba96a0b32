"""Where a letter of some kind is written and issued: an upper app whose verbs do more names its own pages here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from laborrel.correspondence.models import Letter

Address = Callable[[Letter], str]


@dataclass(frozen=True, slots=True)
class Door:
    """The pages of one kind of letter; a page may answer with an empty address and so leave it to the letter's own."""

    write: Address
    issue: Address


_doors: dict[str, Door] = {}


def letters_of_kind(kind: str, door: Door) -> None:
    """Said once, when the upper app is ready."""
    _doors[kind] = door


def write_url(letter: Letter) -> str:
    return _elsewhere(letter, "write") or reverse("correspondence:edit", args=[letter.key])


def issue_url(letter: Letter) -> str:
    return _elsewhere(letter, "issue") or reverse("correspondence:issue", args=[letter.key])


def _elsewhere(letter: Letter, page: str) -> str:
    door = _doors.get(letter.kind)
    if door is None:
        return ""
    address: Address = getattr(door, page)
    return address(letter)
