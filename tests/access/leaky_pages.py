"""Pages that leak on purpose, one channel each, beside one that does not: the harness must tell them apart."""

import io

from django.db import connection
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import include, path

from laborrel.access.policy import open_to_staff
from laborrel.audit.models import Event

STAFF = open_to_staff(because="a test")
PLANTED = "tests.planted"


def everything():
    """What a forgotten filter reads: the test of these pages switches the second wall off."""
    return Event.objects.unrestricted(because="a planted leak").filter(verb=PLANTED)


def visible(request):
    return Event.objects.visible_to(request.user).filter(verb=PLANTED)


def labels(rows) -> str:
    return " ".join(rows.order_by("label").values_list("label", flat=True))


def workbook(text: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    hidden = book.create_sheet("hidden")
    hidden.sheet_state = "hidden"
    hidden["A1"] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def header(request):
    response = HttpResponse("fine")
    response["X-Last"] = labels(everything())
    return response


def forbidden(request, pk):
    if not everything().filter(pk=pk).exists():
        raise Http404
    return HttpResponse(status=403) if not visible(request).filter(pk=pk).exists() else HttpResponse("there")


def slow(request, pk):
    if everything().filter(pk=pk).exists():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    if not visible(request).filter(pk=pk).exists():
        raise Http404
    return HttpResponse("there")


LEAKS = {
    "words": lambda request: HttpResponse(labels(everything())),
    "count": lambda request: HttpResponse(str(everything().count())),
    "next_number": lambda request: HttpResponse(f"G-{everything().count() + 1}"),
    "header": header,
    "stream": lambda request: StreamingHttpResponse(iter([labels(everything())])),
    "hidden_sheet": lambda request: HttpResponse(workbook(labels(everything()))),
    "filter": lambda request: HttpResponse(str(everything().filter(label__contains="Xqz").exists())),
    "fragment": lambda request: HttpResponse(labels(everything()) if "HX-Request" in request.headers else "fine"),
    "sent": lambda request: HttpResponse(labels(everything()) if request.method == "POST" else "fine"),
}
TELLING_OF_ONE = {"forbidden": forbidden, "slow": slow}


def honest(request):
    return HttpResponse(f"{labels(visible(request))} {visible(request).count()}")


def honest_one(request, pk):
    if not visible(request).filter(pk=pk).exists():
        raise Http404
    return HttpResponse("there")


urlpatterns = [
    *(path(name, STAFF(view), name=name) for name, view in {**LEAKS, "honest": honest}.items()),
    *(path(f"{name}/<int:pk>", STAFF(view), name=name) for name, view in TELLING_OF_ONE.items()),
    path("honest/<int:pk>", STAFF(honest_one), name="honest_one"),
    path("", include("laborrel.people.urls")),
]
