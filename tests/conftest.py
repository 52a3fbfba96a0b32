"""What every test may ask for: the database as the application meets it, and the people of a small office."""

import pytest
from django.test import Client

from tests.factories.office import SmallOffice, small_office


@pytest.fixture
def office(db: None) -> SmallOffice:
    """A small office with its desks and one person of each kind; see tests/personas.py."""
    return small_office()


@pytest.fixture
def client_of():
    """client_of(user) is a browser signed in as that person."""

    def sign_in(user) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
