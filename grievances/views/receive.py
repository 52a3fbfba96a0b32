"""Log a grievance: the number is given at once, the rest follows on the next page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from grievances.access import FILE_GRIEVANCE
from grievances.forms.choices import employees_like, units_worked_by
from grievances.forms.receive import ReceiveForm
from grievances.operations.filing import receive as receive_grievance
from grievances.views.acting import REFUSALS
from laborrel.access.policy import requires
from laborrel.audit.events import stop_if_done
from laborrel.web.acts import attempt
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment
from laborrel.web.text_fields import printable


@requires(FILE_GRIEVANCE)
def receive(request: HttpRequest) -> HttpResponse:
    """Unit, day, way, sealed or not: that is all a number needs."""
    is_sent = request.method == "POST"
    form = ReceiveForm(user=request.user, data=request.POST if is_sent else None)
    if is_sent:
        stop_if_done(by=request.user)
    if is_sent and form.is_valid():
        grievance = attempt(
            form,
            lambda: receive_grievance(by=request.user, at=timezone.now(), **form.cleaned_data),
            refusals=REFUSALS,
        )
        if grievance is not None:
            messages.success(
                request, f"Logged as {grievance.number}. The number stays; enter the grievance now or later."
            )
            return go_to(request, reverse("grievances:file", args=[grievance.number]))
    return page_or_fragment(
        request, "grievances/acts/receive.html", {"form": form}, status=UNPROCESSABLE if is_sent else 200
    )


@requires(FILE_GRIEVANCE)
def employees(request: HttpRequest) -> HttpResponse:
    """What the box for a grievant suggests: employees of the units one works, by name or number."""
    typed = [value for name, value in request.GET.items() if name == "q" or name.endswith("-who")]
    words = printable(typed[0]) if typed else ""
    found = employees_like(words.replace("(", " ").replace(")", " "), units=units_worked_by(request.user))
    return page_or_fragment(request, "grievances/acts/employees.html", {"employees": found})
