"""Who read, downloaded or exported confidential records, and whose glass was broken: within the reader's own reach."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from laborrel.access.policy import requires
from laborrel.audit.access import SEE_READINGS
from laborrel.audit.models import Reading
from laborrel.home.forms.readings import ReadingsForm
from laborrel.home.queries import glass_broken
from laborrel.web.rendering import UNPROCESSABLE, page_or_fragment

AT_ONCE, LAST_PAGE = 50, 400


@require_safe
@requires(SEE_READINGS)
def readings(request: HttpRequest) -> HttpResponse:
    """A count for each person, and the lines, newest first."""
    form = ReadingsForm(request.GET)
    is_readable = form.is_valid()
    found = _asked(request, form.cleaned_data) if is_readable else Reading.objects.none()
    begin = (_page_number(request) - 1) * AT_ONCE
    lines = list(found.select_related("by", "scope")[begin : begin + AT_ONCE + 1])
    context = {
        "form": form,
        "by_person": _by_person(found) if is_readable else [],
        "lines": lines[:AT_ONCE],
        "next_url": _next(request, lines),
    }
    status = 200 if is_readable else UNPROCESSABLE
    return page_or_fragment(request, "home/office/readings.html", context, status=status)


@require_safe
@requires(SEE_READINGS)
def broken_glass(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = [
        {"glass": glass, "is_open": glass.closed_at is None and glass.until > now}
        for glass in glass_broken(request.user)[:200]
    ]
    return page_or_fragment(request, "home/office/broken_glass.html", {"rows": rows})


def _asked(request: HttpRequest, asked: dict[str, Any]) -> Any:
    found = Reading.objects.visible_to(request.user)
    if asked["person"]:
        found = found.filter(by=asked["person"])
    if asked["act"]:
        found = found.filter(act=asked["act"])
    if asked["from_on"]:
        found = found.filter(at__gte=start_of_day(asked["from_on"]))
    if asked["to_on"]:
        found = found.filter(at__lt=start_of_day(asked["to_on"] + timedelta(days=1)))
    return found


def start_of_day(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _by_person(found: Any) -> list[dict[str, Any]]:
    counted = found.order_by().values("by", "by__full_name").annotate(times=Count("pk"), last=Max("at"))
    return list(counted.order_by("by__full_name", "by"))


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) else 1


def _next(request: HttpRequest, lines: Sequence[Any]) -> str:
    if len(lines) <= AT_ONCE or _page_number(request) >= LAST_PAGE:
        return ""
    query = request.GET.copy()
    query["page"] = str(_page_number(request) + 1)
    return f"?{query.urlencode()}"
