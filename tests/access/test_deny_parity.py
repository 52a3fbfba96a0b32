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
    forbidden = _told(person, page, asked_for, method)
    missing = _told(person, page, nowhere, method)
    if (forbidden, forbidden.queries) == (missing, missing.queries):
        return ""
    return f"{forbidden.status}/{missing.status}, {forbidden.queries}/{missing.queries} questions"


def _told(person: Visitor, page: str, arguments: dict[str, Any], method: str) -> Answer:
    """What an answer tells beside repeating what was asked for."""
    address = reverse(page, kwargs=arguments)
    words = [word for word in map(str, arguments.values()) if len(word) > 3]
    return person.ask(address, method).without(address, *words)
