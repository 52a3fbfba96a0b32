"""A double click is led to what the first click did."""

import uuid

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from laborrel.audit.middleware import OneSubmissionOnce
from laborrel.audit.submissions import AlreadyDone, take_key

KEY = "5a0f3d9e-0c38-4a0e-8f6d-0f5f6b1f3d11"


@pytest.mark.parametrize(
    ("method", "data", "expected"),
    [
        ("post", {"submission": KEY}, uuid.UUID(KEY)),
        ("post", {"submission": "not a key"}, None),
        ("post", {}, None),
        ("get", {"submission": KEY}, None),
    ],
)
def test_the_key_of_the_form_is_there_for_the_first_event_only(method, data, expected) -> None:
    taken = []
    handle = OneSubmissionOnce(lambda request: taken.extend([take_key(), take_key()]) or HttpResponse())
    handle(getattr(RequestFactory(), method)("/", data))
    assert taken == [expected, None]
    assert take_key() is None


@pytest.mark.parametrize(
    ("headers", "status", "header"),
    [({}, 302, "Location"), ({"HX-Request": "true"}, 204, "HX-Redirect")],
)
def test_the_second_send_is_led_to_the_first_result(db, headers, status, header) -> None:
    from django.db import transaction

    request = RequestFactory().post("/", headers=headers)
    with transaction.atomic():
        answer = OneSubmissionOnce(None).process_exception(request, AlreadyDone("/case/7"))
    assert (answer.status_code, answer.headers[header]) == (status, "/case/7")


def test_other_exceptions_are_not_its_business() -> None:
    assert OneSubmissionOnce(None).process_exception(RequestFactory().post("/"), KeyError()) is None
