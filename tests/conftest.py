"""What every test may ask for: the database as the application meets it, and the people of a small office."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from laborrel.people.second_factor import SEEN
from tests.factories.office import SmallOffice, small_office


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker) -> Iterator[None]:
    """The owner makes the test database even when a test asks for the application's connection alone."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        teardown_databases(made, verbosity=0)


@pytest.fixture
def office(db: None) -> SmallOffice:
    """A small office with its desks and one person of each kind; see tests/personas.py."""
    return small_office()


@pytest.fixture
def client_of():
    """client_of(user) is a browser signed in as that person, second factor included."""

    def sign_in(user) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
            session = client.session
            session[SEEN] = True
            session.save()
        return client

    return sign_in
