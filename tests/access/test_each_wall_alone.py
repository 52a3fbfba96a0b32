"""The whole matrix again, and every hidden thing, with one of the two walls taken away."""

from collections.abc import Iterator

import pytest
from django.db import connection

from laborrel.audit.models import Event
from tests.access.addresses import address, addresses_of, every_address
from tests.access.crawl import leaks, response_map
from tests.access.matrix import MATRIX
from tests.access.walls import without_application_filter, without_row_security
from tests.access.worlds import plant_all

# Those who come nearest to what is hidden; the full fourteen walk with both walls.
NEAREST = ["other_unit", "holder", "counsel", "administrator", "revoked", "walled"]
WALLS = ["database alone", "application alone"]


@pytest.fixture(scope="module", params=WALLS)
def wall(request, django_db_setup, django_db_blocker) -> Iterator[str]:
    with django_db_blocker.unblock():
        taken_away = without_application_filter() if request.param == "database alone" else without_row_security()
        with taken_away:
            yield request.param


def test_the_other_wall_is_really_down(wall, world, client_of) -> None:
    from laborrel.access.wall import read_as

    nobody = world.office.fresh("nobody")
    read_as(nobody.pk)
    by_application = Event.objects.visible_to(nobody).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event")
        in_database = cursor.fetchone()[0]
    assert (in_database > 0, by_application) == (wall == "application alone", 0)


@pytest.mark.parametrize("persona", NEAREST)
def test_everybody_is_answered_as_written(wall, world, visitor, persona: str) -> None:
    person = visitor(persona)
    wrong = []
    for name, page in MATRIX.items():
        for method in ("GET", "POST"):
            status = person.ask(address(name, world), method).status
            if status != page.expected(persona, method):
                wrong.append(f"{method} {name}: {status}, written {page.expected(persona, method)}")
    assert wrong == []


@pytest.mark.parametrize("persona", NEAREST)
def test_no_hidden_word_is_shown(wall, world, visitor, persona: str) -> None:
    tokens, hidden = plant_all(world, persona)
    addresses = every_address(world) + [address for arguments in hidden for address in addresses_of(arguments)]
    assert leaks(response_map(visitor(persona), addresses, ("GET", "POST")), tokens) == []
