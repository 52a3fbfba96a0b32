"""The rooms of the gallery."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse

from laborrel.web.fields import OfficeDateField
from laborrel.web.rendering import page_or_fragment
from tests.laborrel.web.gallery import samples


class Person:
    """A person signed in, for show."""

    is_authenticated = True
    full_name = "Dolores Okafor"
    job_title = "Labor relations specialist"
    has_keyboard_shortcuts = True


class SignedInForShow:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "stranger" not in request.GET:
            request.user = Person()
            idle = int(request.GET.get("idle", 1800))
            request.session_seconds = {"idle": idle, "absolute": 40_000, "warn": 120}
        return self.get_response(request)


class GrievanceForm(forms.Form):
    grievant = forms.CharField(label="Grievant", help_text="The employee, or the union for a class grievance.")
    filed_on = OfficeDateField(label="Filed on", latest=samples.TODAY)
    unit = forms.ChoiceField(label="Unit", choices=[("", "Choose a unit"), ("c", "Clerical"), ("t", "Trades")])
    how = forms.ChoiceField(
        label="How it was received",
        widget=forms.RadioSelect,
        help_text="It decides which day counts as the filing date.",
        choices=[("hand", "By hand"), ("mail", "By mail"), ("email", "By e-mail")],
    )
    about = forms.MultipleChoiceField(
        label="Touches also",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("safety", "Safety"), ("leave", "Leave")],
    )
    what = forms.CharField(label="What happened", widget=forms.Textarea, help_text="As the grievant told it.")
    paper = forms.FileField(label="The signed form", required=False, help_text="PDF or a photograph, at most 20 MB.")
    is_class = forms.BooleanField(label="This is a class grievance", required=False, help_text="Two or more employees.")

    def clean(self) -> dict[str, Any]:
        if self.data.get("grievant") == "nobody":
            raise forms.ValidationError("A grievance needs a grievant known to this office.")
        return super().clean()


def gallery(request: HttpRequest) -> HttpResponse:
    messages.success(request, "26-0131 was assigned to D. Okafor.")
    return page_or_fragment(request, "gallery.html", _all(request) | {"form": GrievanceForm()})


def docket(request: HttpRequest) -> HttpResponse:
    return page_or_fragment(request, "docket.html", _all(request), fragment="docket")


def case(request: HttpRequest) -> HttpResponse:
    return page_or_fragment(request, "case.html", _all(request))


def form(request: HttpRequest) -> HttpResponse:
    bound = GrievanceForm(request.POST or None, request.FILES or None)
    if bound.is_bound and bound.is_valid():
        messages.success(request, "The grievance was logged as 26-0143.")
        return page_or_fragment(request, "form.html", {"form": GrievanceForm()}, fragment="grievance-form")
    status = 422 if bound.is_bound else 200
    return page_or_fragment(request, "form.html", {"form": bound}, fragment="grievance-form", status=status)


def job(request: HttpRequest) -> HttpResponse:
    done = {**samples.JOB, "is_finished": True, "words": "Read 137 pages.", "result_url": "/", "result_words": "See it"}
    return page_or_fragment(request, "job.html", {"job": done}, fragment="progress")


def keep(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({"saved_at": "10:42"})


def extend(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204, headers={"Session-Ends-In": "1800"})


def nowhere(request: HttpRequest) -> HttpResponse:
    return page_or_fragment(request, "404.html", status=404)


def plain(request: HttpRequest) -> HttpResponse:
    return page_or_fragment(request, "keyboard.html", {})


def _all(request: HttpRequest) -> dict[str, Any]:
    names = ("IDENTITY", "DOCKET", "DUES", "FILTERS", "TABS", "PAGE", "ANSWERS", "FACTS", "TIMELINE", "TASKS", "VERBS")
    drawn = {name.lower(): getattr(samples, name) for name in names}
    return drawn | {"conflict": samples.CONFLICT, "job": samples.JOB, "weeks": samples.weeks(), "today": samples.TODAY}
