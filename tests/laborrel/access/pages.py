"""A handful of pages with and without policies, for the tests of the policies themselves."""

from django.db import connection
from django.http import Http404, HttpResponse
from django.urls import path
from django.views import View

from laborrel.access.policy import open_to_anyone, open_to_staff, requires
from laborrel.access.scopes import GRANT_ACCESS


@requires(GRANT_ACCESS)
def keys(request):
    return HttpResponse("keys")


@open_to_staff(because="a test")
def staff(request):
    return HttpResponse("staff")


@open_to_anyone(because="a test")
def door(request):
    return HttpResponse("door")


def silent(request):
    return HttpResponse("silent")


class Silent(View):
    pass


@open_to_anyone(because="a test")
def missing(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    raise Http404


app_name = "pages"
urlpatterns = [
    path("keys", keys, name="keys"),
    path("staff", staff, name="staff"),
    path("door", door, name="door"),
    path("silent", silent, name="silent"),
    path("namesake", silent, name="account_login"),
    path("class", Silent.as_view(), name="class"),
    path("missing", missing, name="missing"),
]
