"""Every address against every person: complete in both directions, and as written."""

import pytest

from tests.access.addresses import address, names, walked
from tests.access.crawl import METHODS
from tests.access.matrix import EXEMPT, MATRIX
from tests.personas import PERSONAS


def test_every_address_stands_in_the_matrix() -> None:
    assert walked() - set(MATRIX) == set()


def test_every_line_of_the_matrix_has_an_address() -> None:
    assert set(MATRIX) - walked() == set()


def test_exemptions_are_few_and_needed() -> None:
    spaces = {name.replace(":", "_").partition("_")[0] for name in names()}
    assert set(EXEMPT) - spaces == set()
    assert len(EXEMPT) <= 10


@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_is_answered_as_written(world, visitor, persona: str) -> None:
    browser = visitor(persona)
    wrong = []
    for name, page in MATRIX.items():
        for method in METHODS:
            status = browser.ask(address(name, world), method).status
            if status != page.expected(persona, method):
                wrong.append(f"{method} {name}: {status}, written {page.expected(persona, method)}")
    assert wrong == []
