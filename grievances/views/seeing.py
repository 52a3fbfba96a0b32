"""The case in hand of every page that shows one side of it: found, or as if there were none."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from grievances.models import Grievance
from laborrel.audit.events import record_reading
from laborrel.audit.models import Reading

_ONE_TO_ONE = ("scope", "unit", "department", "holder", "outcome", "procedure__calendar", "procedure__agreement")


def case_or_404(request: HttpRequest, number: str, *also: str) -> Grievance:
    """The case of that number this person may see, with its grievants and the rows named in `also`."""
    seen = Grievance.objects.visible_to(request.user).select_related(*_ONE_TO_ONE)
    found = None if "\x00" in number else seen.filter(number=number).prefetch_related("grievants", *also).first()
    if found is None:
        raise Http404
    return found


def note_reading(request: HttpRequest, grievance: Grievance, what: str, act: str = Reading.Act.READ) -> None:
    """A confidential case leaves a line in the read log for every page of it that was opened or printed."""
    record_reading(
        act=act, by=request.user, at=timezone.now(), scope=grievance.scope,
        what=f"{grievance.number}, {what}", matter=grievance,
    )  # fmt: skip
