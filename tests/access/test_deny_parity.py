"""Forbidden and absent are one answer: status, headers, body and the number of questions to the database."""

from typing import Any

import pytest
from django.urls import reverse

from tests.access.addresses import absent, pages_of
from tests.access.crawl import Answer, Visitor
from tests.access.worlds import plant_all
from tests.personas import PERSONAS


@pytest.mark.parametrize("persona", PERSONAS)
def test_what_is_hidden_answers_like_what_is_not_there(world, visitor, persona: str) -> None:
    _, hidden = plant_all(world, persona)
    person = visitor(persona)
    told = [
        f"{method} {page}: {difference}"
        for arguments in hidden
        for page, asked_for in pages_of(arguments).items()
        for method in ("GET", "POST")
        if (difference := _difference(person, page, asked_for, method))
    ]
    assert told == []


def _difference(person: Visitor, page: str, asked_for: dict[str, Any], method: str) -> str:
    nowhere = absent(asked_for)
    forbidden = person.ask(reverse(page, kwargs=asked_for), method)
    missing = person.ask(reverse(page, kwargs=nowhere), method)
    if _told(forbidden, asked_for) == _told(missing, nowhere):
        return ""
    return f"{forbidden.status}/{missing.status}, {forbidden.queries}/{missing.queries} questions"


def _told(answer: Answer, arguments: dict[str, Any]) -> tuple[Answer, int]:
    """What an answer tells beside repeating what was asked for."""
    return answer.without(*(str(value) for value in arguments.values())), answer.queries
