"""A person's every page is the same, byte for byte, whether the hidden thing exists or not."""

import pytest

from tests.access.addresses import address_of, every_address
from tests.access.crawl import METHODS, differences, leaks, response_map
from tests.access.worlds import HIDDEN, plant

PAIRS = [(name, persona) for name, thing in HIDDEN.items() for persona in thing.hidden_from]


@pytest.mark.parametrize(("name", "persona"), PAIRS, ids=[f"{name}-{persona}" for name, persona in PAIRS])
def test_nothing_tells_of_it(world, visitor, name: str, persona: str) -> None:
    """Twin worlds and canaries in one walk: no difference, and no hidden word in any byte."""
    browser, addresses = visitor(persona), every_address(world)
    without = response_map(browser, addresses)
    canary, asked_for = plant(world, name)
    straight_at_it = [address_of(page, arguments) for page, arguments in asked_for.items()]
    beside_it = response_map(browser, addresses)
    assert differences(without, beside_it) == []
    everything = beside_it | response_map(browser, straight_at_it, METHODS)
    assert leaks(everything, canary.tokens) == []


@pytest.mark.parametrize("name", HIDDEN)
def test_it_is_there_to_be_found_by_those_who_may(world, visitor, name: str) -> None:
    """A walk that could not see anything would prove nothing."""
    canary, asked_for = plant(world, name)
    shown = set()
    for persona in sorted(HIDDEN[name].seen_by):
        addresses = every_address(world) + [address_of(page, arguments) for page, arguments in asked_for.items()]
        answers = response_map(visitor(persona), addresses, ("GET",))
        shown |= {leak.rpartition(" ")[2] for leak in leaks(answers, canary.tokens)}
    assert shown != set()
