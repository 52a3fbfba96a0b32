"""One request is one transaction with one reader, from the view to the last streamed byte."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from laborrel.access.middleware import OneReaderOneTransaction
from laborrel.people.models import User


def reader_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.uid', true)")
        return cursor.fetchone()[0] or ""


def leave_a_mark() -> None:
    """A write without a table: a session setting is taken back when its transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.mark', 'left', false)")


def mark() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.mark', true)")
        return cursor.fetchone()[0] or ""


def answer(view, *, user=None, path="/page"):
    request = RequestFactory().get(path)
    request.user = user or User(pk=41, full_name="Nobody in the table")
    return OneReaderOneTransaction(view)(request)


pytestmark = pytest.mark.usefixtures("committing")


@pytest.mark.parametrize(("user", "expected"), [(User(pk=41), "41"), (AnonymousUser(), "")])
def test_the_view_runs_in_a_transaction_that_knows_the_reader(user, expected) -> None:
    seen = []

    def view(request):
        seen.append((reader_now(), connection.in_atomic_block))
        return HttpResponse()

    answer(view, user=user)
    assert seen == [(expected, True)]
    assert (reader_now(), connection.in_atomic_block) == ("", False)


def test_the_next_request_on_the_connection_does_not_inherit_the_reader() -> None:
    seen = []

    def view(request):
        seen.append(reader_now())
        return HttpResponse()

    answer(view)
    answer(view, user=AnonymousUser())
    assert seen == ["41", ""]


@pytest.mark.parametrize(("status", "kept"), [(200, "left"), (302, "left"), (422, "left"), (500, ""), (503, "")])
def test_what_a_failed_request_wrote_is_not_kept(status, kept) -> None:
    def view(request):
        leave_a_mark()
        return HttpResponse(status=status)

    answer(view)
    assert mark() == kept


def test_a_view_left_by_exception_leaves_nothing_and_its_error_page_may_still_ask() -> None:
    """Django turns the exception into a page inside the transaction, as done here by hand."""
    asked = []

    def view(request):
        leave_a_mark()
        middleware.process_exception(request, Http404())
        asked.append(reader_now())
        return HttpResponse(status=404)

    middleware = OneReaderOneTransaction(view)
    request = RequestFactory().get("/page")
    request.user = User(pk=41)
    middleware(request)
    assert (asked, mark()) == (["41"], "")


def test_a_streamed_answer_is_read_by_the_same_reader_in_a_transaction() -> None:
    def rows():
        yield reader_now()
        yield str(connection.in_atomic_block)

    response = answer(lambda request: StreamingHttpResponse(rows()))
    assert reader_now() == ""
    assert list(response) == [b"41", b"True"]
    assert (reader_now(), connection.in_atomic_block) == ("", False)


def test_a_stream_broken_off_leaves_no_transaction_and_no_reader() -> None:
    def rows():
        yield "first"
        yield "second"

    response = answer(lambda request: StreamingHttpResponse(rows()))
    assert next(iter(response)) == b"first"
    response.close()
    assert (reader_now(), connection.in_atomic_block) == ("", False)


def test_a_file_is_sent_without_holding_a_transaction() -> None:
    seen = []

    class Paper(io.BytesIO):
        def read(self, *size):
            seen.append(connection.in_atomic_block)
            return super().read(*size)

    response = answer(lambda request: FileResponse(Paper(b"paper")))
    assert b"".join(response) == b"paper"
    assert set(seen) == {False}


def test_what_runs_after_the_commit_has_no_reader() -> None:
    heard = []

    def view(request):
        transaction.on_commit(lambda: heard.append(reader_now()))
        return HttpResponse()

    answer(view)
    assert heard == [""]


def test_the_health_page_needs_no_database() -> None:
    seen = []
    answer(lambda request: seen.append(connection.in_atomic_block) or HttpResponse(), path="/healthz")
    assert seen == [False]
