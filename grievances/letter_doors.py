"""Answers are written and issued on pages of the case, because issuing one answers the step."""

from typing import Any

from django.urls import reverse

from grievances.models import Grievance
from laborrel.correspondence.doors import Door


def _write(letter: Any) -> str:
    """An answer has its finding beside its text; a letter that corrects one has only its text."""
    return "" if letter.replaces_id else _page_of_the_case("grievances:answer", letter)


def _issue(letter: Any) -> str:
    return _page_of_the_case("grievances:issue", letter, letter.key)


def _page_of_the_case(page: str, letter: Any, *more: Any) -> str:
    """Nowhere when the letter is on no case this person can see."""
    case = letter.matter
    return reverse(page, args=[case.number, *more]) if isinstance(case, Grievance) else ""


ANSWERS = Door(write=_write, issue=_issue)
