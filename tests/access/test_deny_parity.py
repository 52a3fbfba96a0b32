"""Forbidden and absent are one answer: status, headers, body and the number of questions to the database."""

import pytest

from tests.access.addresses import absent, address_of
from tests.access.crawl import METHODS, Answer
from tests.access.worlds import HIDDEN, plant

CASES = [
    (name, persona)
    for name, thing in HIDDEN.items()
    for persona in thing.hidden_from
    if name != "note_in_the_open_case"  # has no address of its own
]


@pytest.mark.parametrize(("name", "persona"), CASES, ids=[f"{name}-{persona}" for name, persona in CASES])
def test_what_is_hidden_answers_like_what_is_not_there(world, visitor, name: str, persona: str) -> None:
    _, asked_for = plant(world, name)
    browser = visitor(persona)
    told = []
    for page, arguments in asked_for.items():
        nowhere = absent(arguments)
        for method in METHODS:
            forbidden = browser.ask(address_of(page, arguments), method)
            missing = browser.ask(address_of(page, nowhere), method)
            words = [str(value) for value in arguments.values()], [str(value) for value in nowhere.values()]
            if forbidden.without(*words[0]) != missing.without(*words[1]) or forbidden.queries != missing.queries:
                told.append(
                    f"{method} {page}: {forbidden.status}/{missing.status}, {forbidden.queries}/{missing.queries}"
                )
    assert told == []


def _told(answer: Answer, arguments: dict) -> tuple[Answer, int]:
    """What an answer tells beside repeating what was asked for."""
    return answer.without(*(str(value) for value in arguments.values())), answer.queries
