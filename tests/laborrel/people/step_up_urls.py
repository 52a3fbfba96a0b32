"""A house with one room behind the question "is it you?", for the tests of step-up."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from laborrel.people.step_up import recently_signed_in


@recently_signed_in
def vault(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method} {request.POST.get('reason', '')}")


@recently_signed_in(within=timedelta(minutes=2))
def inner_vault(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inner")


urlpatterns = [path("vault/", vault), path("inner/", inner_vault), path("", include("laborrel.people.urls"))]
