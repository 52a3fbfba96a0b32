"""Answers are written and issued on pages of the case, because issuing one answers the step."""

from typing import Any

from django.urls import reverse

from laborrel.correspondence.doors import Door


def _write(letter: Any) -> str:
    """An answer has its finding beside its text; a letter that corrects one has only its text."""
    return "" if letter.replaces_id else reverse("grievances:answer", args=[letter.matter.number])


def _issue(letter: Any) -> str:
    return reverse("grievances:issue", args=[letter.matter.number, letter.key])


ANSWERS = Door(write=_write, issue=_issue)
