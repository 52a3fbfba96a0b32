"""The world of the matrix, and a browser for each person of it."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.access.crawl import Visitor
from tests.access.worlds import World, open_world
from tests.factories.office import NOW, SmallOffice


@pytest.fixture(autouse=True)
def clock_stands_still() -> Iterator[None]:
    """Two answers to one question differ by what they tell, not by when they were given."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(office: SmallOffice) -> World:
    return open_world(office)


@pytest.fixture
def visitor(world: World, client_of):
    """visitor("holder") is that person's browser."""
    return lambda name: Visitor(client_of(world.office.fresh(name)))
