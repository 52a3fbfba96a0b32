"""Nothing typed is lost when a session ends in the middle of it (Q14), and nobody else sees it."""

import re
from html import unescape

import pytest
import time_machine

from tests.laborrel.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
TEXT = "The <b>grievant</b> says:\r\n  “I was called at 5 pm & told to stay.”\r\nŽofie, 2 pages"
REFERER = {"Referer": "http://testserver/account/sessions/?page=2"}


@pytest.fixture(params=["2026-03-06T12:31:00-08:00", "2026-03-09T09:00:00-07:00"], ids=["soon", "after the weekend"])
def ended(request, visitor, person):
    """Jo's browser on Friday at noon, and its next act."""
    with time_machine.travel("2026-03-06T12:00:00-08:00") as clock:
        visitor.post("/sign-in/", {"login": person.email, "password": PASSWORD})
        clock.move_to(request.param)
        yield visitor


def sign_in_again(client, email="jo@agency.gov", path="/sign-in/"):
    return client.post(path, {"login": email, "password": PASSWORD, "next": "/account/sessions/?page=2"})


def test_every_character_waits_and_can_be_sent(ended):
    response = ended.post("/account/", {"answer": TEXT, "pages": ["1", "2"], "empty": ""}, headers=REFERER)
    assert response["Location"] == "/sign-in/?next=/account/sessions/%3Fpage%3D2"
    assert "What you were sending is kept for you." in ended.get(response["Location"]).content.decode()
    assert sign_in_again(ended)["Location"] == "/account/interrupted/"
    page = ended.get("/account/interrupted/").content.decode()
    assert 'method="post" action="/account/"' in page
    kept = re.findall(r'<textarea name="(.*?)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    assert [(name, unescape(text)) for name, text in kept] == [("answer", TEXT), ("pages", "1"), ("pages", "2")]


def test_letting_go_leads_back_to_the_page_and_forgets(ended):
    ended.post("/account/", {"answer": TEXT}, headers=REFERER)
    sign_in_again(ended)
    assert ended.post("/account/interrupted/let-go/")["Location"] == "/account/sessions/?page=2"
    assert ended.get("/account/interrupted/")["Location"] == "/"


def test_a_draft_being_kept_by_a_fragment_is_shown_but_not_sent_again(ended):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/account/sessions/"}
    response = ended.post("/account/", {"answer": TEXT}, headers=headers)
    assert response["HX-Redirect"] == "/sign-in/?next=/account/sessions/"
    sign_in_again(ended)
    page = ended.get("/account/interrupted/").content.decode()
    assert "I was called at 5 pm &amp; told to stay." in page
    assert "Send it now" not in page


def test_somebody_else_at_the_same_browser_sees_nothing_and_it_is_gone(ended, supervisor):
    ended.post("/account/", {"answer": TEXT}, headers=REFERER)
    assert sign_in_again(ended, supervisor.email)["Location"] == "/account/sessions/?page=2"
    assert ended.get("/account/interrupted/")["Location"] == "/"
    assert "interrupted" not in ended.session


def test_passwords_and_codes_are_never_kept(ended):
    ended.post("/account/password/", {"oldpassword": PASSWORD, "password1": "x" * 20, "password2": "x" * 20})
    assert "interrupted" not in ended.session
    ended.get("/sign-in/")
    assert PASSWORD not in str(dict(ended.session))


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({}, {}),
        ({"answer": "x" * (256 * 1024 + 1)}, {}),
        ({"answer": TEXT}, {"Origin": "https://evil.example"}),
    ],
)
def test_what_is_not_kept_is_not_promised(ended, fields, headers):
    response = ended.post("/account/", fields, headers=headers)
    assert "is kept for you" not in ended.get(response["Location"]).content.decode()
    assert "interrupted" not in ended.session
