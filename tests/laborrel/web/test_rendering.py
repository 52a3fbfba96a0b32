"""One view, two answers: the page, or the fragment HTMX asked for by name."""

import re

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from laborrel.web.rendering import go_to, page_or_fragment, submission_key
from tests.laborrel.web.gallery.views import GrievanceForm, Person


def asked(path: str = "/", data: dict | None = None, **headers: str):
    factory = RequestFactory()
    request = factory.get(path, headers=headers) if data is None else factory.post(path, data, headers=headers)
    request.user = Person()
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return request


@pytest.mark.parametrize(
    ("headers", "is_page"),
    [
        ({}, True),
        ({"hx-request": "true", "hx-target": "grievance-form"}, False),
        ({"hx-request": "true", "hx-target": "something-else"}, True),
        ({"hx-request": "true"}, True),
        ({"hx-request": "true", "hx-target": "grievance-form", "hx-boosted": "true"}, True),
        ({"hx-request": "true", "hx-target": "grievance-form", "hx-history-restore-request": "true"}, True),
    ],
)
def test_page_or_fragment(gallery, headers, is_page):
    answer = page_or_fragment(asked(**headers), "form.html", {"form": GrievanceForm()}, fragment="grievance-form")
    html = answer.content.decode()
    assert ("<html" in html, 'id="grievance-form"' in html) == (is_page, True)
    assert answer["Vary"] == "HX-Request, HX-Target"


def test_a_refused_form_is_422_and_its_page_title_says_error(gallery):
    request = asked(data={"grievant": "nobody", "what": "<b>typed</b>"})
    answer = page_or_fragment(request, "form.html", {"form": GrievanceForm(request.POST)}, status=422)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r"<title>(.*?) ·", html)[1] == "Error: Log a grievance"
    assert "&lt;b&gt;typed&lt;/b&gt;" in html
    assert "<b>typed" not in html


def test_waiting_messages_ride_with_the_fragment_once(gallery):
    request = asked(**{"hx-request": "true", "hx-target": "docket"})
    request._messages.add(20, "26-0131 was assigned.")
    html = page_or_fragment(request, "docket.html", {}, fragment="docket").content.decode()
    assert html.count("26-0131 was assigned.") == 1
    assert 'hx-swap-oob="true"' in html


def test_after_a_verb():
    assert go_to(asked(), "/case/")["Location"] == "/case/"
    by_htmx = go_to(asked(**{"hx-request": "true"}), "/case/")
    assert (by_htmx.status_code, by_htmx["HX-Redirect"]) == (204, "/case/")


def test_a_form_shown_again_keeps_its_key_and_a_forged_one_is_replaced():
    sent = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert submission_key(asked(data={"submission": sent})) == sent
    forged = submission_key(asked(data={"submission": "<script>"}))
    assert re.fullmatch(r"[0-9a-f-]{36}", forged)
    assert submission_key(asked()) != submission_key(asked())
