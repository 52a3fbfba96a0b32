"""The invented people exist in the demonstration office and nowhere else."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password

from laborrel.access.roles import ROLES
from laborrel.people import personas
from laborrel.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.LABORREL_DEMONSTRATION = True
    for role in ROLES:
        Group.objects.get_or_create(name=role)


def test_production_neither_makes_nor_shows_them(visitor, settings):
    settings.LABORREL_DEMONSTRATION = False
    with pytest.raises(personas.NotTheDemonstrationOffice):
        personas.create_personas()
    assert User.objects.count() == 0
    page = visitor.get("/sign-in/").content.decode()
    found = [word for one in personas.PERSONAS for word in (one.email, one.full_name) if word in page]
    assert (found, personas.PASSWORD in page, personas.HOST in page) == ([], False, False)


def test_production_does_not_let_them_in_by_their_known_password(visitor, settings):
    settings.LABORREL_DEMONSTRATION = False
    for one in personas.PERSONAS:
        visitor.post("/sign-in/", {"login": one.email, "password": personas.PASSWORD}, REMOTE_ADDR="203.0.113.1")
    assert "_auth_user_id" not in visitor.session


def test_each_gets_the_roles_named_and_a_second_call_changes_nothing(demonstration):
    first = personas.create_personas()
    assert {key: user.pk for key, user in personas.create_personas().items()} == {k: u.pk for k, u in first.items()}
    assert {one.key: set(one.roles) for one in personas.PERSONAS} == {
        key: set(user.groups.values_list("name", flat=True)) for key, user in first.items()
    }
    assert [key for key, user in first.items() if user.is_superuser] == ["administrator"]


def test_every_role_they_hold_is_a_role_of_the_office():
    assert {role for one in personas.PERSONAS for role in one.roles} - set(ROLES) == set()


def test_the_sign_in_page_shows_all_but_the_clerk_and_each_can_sign_in(demonstration, client):
    people = personas.create_personas()
    page = client.get("/sign-in/").content.decode()
    for one in personas.shown_at_sign_in():
        assert one.email in page
        client.post("/sign-in/", {"login": one.email, "password": personas.PASSWORD})
        assert client.session["_auth_user_id"] == str(people[one.key].pk)
        client.post("/sign-out/")
    assert "Clerk of the clock" not in page


def test_nobody_signs_in_as_the_clerk(demonstration, client):
    clerk = personas.create_personas()["clerk"]
    assert clerk.has_usable_password() is False
    client.post("/sign-in/", {"login": clerk.email, "password": personas.PASSWORD})
    assert "_auth_user_id" not in client.session


def test_their_password_keeps_the_rules():
    assert validate_password(personas.PASSWORD) is None
