"""A person's every page is the same, byte for byte, whether the hidden things exist or not."""

import pytest

from tests.access.addresses import addresses_of, every_address
from tests.access.crawl import differences, leaks, response_map
from tests.access.worlds import HIDDEN, plant, plant_all
from tests.personas import PERSONAS

METHODS = ("GET", "POST")  # a form sent empty comes back with its choices, which are a list like any other


@pytest.mark.parametrize("persona", PERSONAS)
def test_nothing_tells_of_what_is_hidden(world, visitor, persona: str) -> None:
    """Twin worlds and canaries in one walk: no difference, and no hidden word in any byte."""
    person, addresses = visitor(persona), every_address(world)
    without = response_map(person, addresses, METHODS)
    tokens, hidden = plant_all(world, persona)
    beside = response_map(person, addresses, METHODS)
    assert differences(without, beside) == []
    straight_at_it = [address for arguments in hidden for address in addresses_of(arguments)]
    assert leaks(beside | response_map(person, straight_at_it, METHODS), tokens) == []


@pytest.mark.parametrize("name", HIDDEN)
def test_it_is_there_to_be_found_by_those_who_may(world, visitor, name: str) -> None:
    """A walk that could not see anything would prove nothing."""
    canary, arguments = plant(world, name)
    addresses = every_address(world) + addresses_of(arguments)
    answers = response_map(visitor("senior"), addresses, ("GET",))
    found = {leak.rpartition(" ")[2] for leak in leaks(answers, canary.tokens)}
    assert found - {canary.tokens[-1]} != set()
