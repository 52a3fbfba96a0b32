"""People who sign in through the real form, in a real browser session."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from laborrel.people.models import User

PASSWORD = "kettle over the red barn"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(request):
    """Counters of attempts are rolled back with the test's transaction; used codes too."""
    if "db" in request.fixturenames:
        cache.clear()


@pytest.fixture(autouse=True)
def _password_alone_is_enough(settings):
    """Most tests are about something else; those about the second factor switch it on again."""
    settings.LABORREL_REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def person(db):
    return User.objects.create_user("jo@agency.gov", PASSWORD, full_name="Jo Rivera", job_title="Analyst")


@pytest.fixture
def supervisor(db):
    user = User.objects.create_user("sam@agency.gov", PASSWORD, full_name="Sam Brandt")
    user.groups.add(Group.objects.get_or_create(name="Supervisors")[0])
    return user


@pytest.fixture
def visitor():
    return Client(headers={"user-agent": FIREFOX})


@pytest.fixture
def signed_in(visitor, person):
    """A browser in which Jo has just signed in through the form."""
    response = visitor.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    return visitor


def title_of(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]
