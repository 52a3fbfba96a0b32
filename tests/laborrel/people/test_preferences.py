"""One's own switches, and the doors to the rest of one's account."""

import pytest

from tests.laborrel.people.conftest import PASSWORD, title_of

pytestmark = pytest.mark.django_db


def test_keyboard_shortcuts_are_switched_off_and_on(signed_in, person):
    assert b'data-shortcuts="on"' in signed_in.get("/account/").content
    response = signed_in.post("/account/", {}, follow=True)
    assert "Keyboard shortcuts are off." in response.content.decode()
    person.refresh_from_db()
    assert person.has_keyboard_shortcuts is False
    assert b'data-shortcuts="on"' not in response.content
    signed_in.post("/account/", {"has_keyboard_shortcuts": "on"})
    person.refresh_from_db()
    assert person.has_keyboard_shortcuts is True


def test_nothing_else_of_the_account_can_be_sent_along(signed_in, person):
    signed_in.post("/account/", {"has_keyboard_shortcuts": "on", "is_superuser": "on", "email": "boss@agency.gov"})
    person.refresh_from_db()
    assert (person.is_superuser, person.email) == (False, "jo@agency.gov")


def test_the_page_leads_to_password_second_factors_and_sessions(signed_in):
    page = signed_in.get("/account/").content.decode()
    for path in ("/account/password/", "/account/second-factor/", "/account/sessions/", "/account/session/"):
        assert f'href="{path}"' in page
        assert signed_in.get(path).status_code == 200


def test_a_wrong_current_password_changes_nothing(signed_in, person):
    fields = {"oldpassword": "not the password at all", "password1": "x" * 20, "password2": "seven quiet cabinets"}
    response = signed_in.post("/account/password/", fields)
    assert (response.status_code, title_of(response)[:22]) == (422, "Error: Change password")
    assert "This is not your current password." in response.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD) is True
