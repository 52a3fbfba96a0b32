"""Work calendars and their days. A day is closed or opened only after its effect on open dates was shown."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contracts.access import KEEP_CALENDARS, READ_CONTRACTS
from contracts.forms import ClosedDayForm
from contracts.models import GrievanceProcedure
from contracts.operations.calendars import (
    DayAlreadyClosed,
    DayNotClosed,
    close_day,
    open_day,
    what_closing_moves,
    what_opening_moves,
)
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.web.contributions import MovedDate
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment
from laborrel.web.wording import counted, day_words
from laborrel.workdays.models import ClosedDay, OfficeCalendar
from laborrel.workdays.wording import WEEKDAYS, listed

_MOVED = "moved_dates"


@require_safe
@requires(READ_CONTRACTS)
def calendars(request: HttpRequest) -> HttpResponse:
    rows = list(OfficeCalendar.objects.order_by("name").prefetch_related("closed_days"))
    for row in rows:
        standing = [day.day for day in row.closed_days.all() if day.removed_in is None]
        row.weekend_words, row.last_day = _weekend(row), max(standing, default=None)
    return page_or_fragment(request, "contracts/calendars.html", {"calendars": rows})


@require_safe
@requires(READ_CONTRACTS)
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(OfficeCalendar, pk=pk)
    return page_or_fragment(request, "contracts/calendar.html", _context(request, found, ClosedDayForm(calendar=found)))


@require_POST
@requires(KEEP_CALENDARS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """First send: what would move. Second send, confirmed: saved and moved."""
    found = get_object_or_404(OfficeCalendar, pk=pk)
    form = ClosedDayForm(request.POST, calendar=found)
    if not form.is_valid():
        return _refused(request, found, form)
    if "confirmed" not in request.POST:
        moved = what_closing_moves(calendar=found, by=request.user, **form.cleaned_data)
        title = f"Close {day_words(form.cleaned_data['day'])}: {form.cleaned_data['name']}"
        return _check(request, found, moved, title, "Close the day and move the dates", **form.cleaned_data)
    try:
        moved = close_day(calendar=found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except DayAlreadyClosed as refusal:
        form.add_error("day", str(refusal) or DayAlreadyClosed.__doc__)
        return _refused(request, found, form)
    return _saved(request, found, f"{day_words(form.cleaned_data['day'])} is closed", moved)


@require_POST
@requires(KEEP_CALENDARS)
def reopen(request: HttpRequest, pk: int, day: int) -> HttpResponse:
    """Take a day out of the calendar, in the same two steps."""
    closed = get_object_or_404(ClosedDay.objects.select_related("calendar"), pk=day, calendar_id=pk)
    if "confirmed" not in request.POST:
        moved = what_opening_moves(closed=closed, by=request.user)
        title = f"Open {day_words(closed.day)} again: {closed.name} is taken out"
        return _check(request, closed.calendar, moved, title, "Take the day out and move the dates")
    try:
        moved = open_day(closed=closed, by=request.user, at=timezone.now())
    except DayNotClosed as refusal:
        form = ClosedDayForm(calendar=closed.calendar)
        messages.error(request, str(refusal) or str(DayNotClosed.__doc__))
        return _refused(request, closed.calendar, form)
    return _saved(request, closed.calendar, f"{day_words(closed.day)} is open again", moved)


def _check(
    request: HttpRequest, found: OfficeCalendar, moved: list[MovedDate], title: str, button: str, **closing: Any
) -> HttpResponse:
    context = {"calendar": found, "moved": _rows(moved), "title": title, "button": button, "closing": closing}
    return page_or_fragment(request, "contracts/calendar_check.html", context)


def _refused(request: HttpRequest, found: OfficeCalendar, form: ClosedDayForm) -> HttpResponse:
    return page_or_fragment(request, "contracts/calendar.html", _context(request, found, form), status=UNPROCESSABLE)


def _saved(request: HttpRequest, found: OfficeCalendar, done: str, moved: list[MovedDate]) -> HttpResponse:
    """Back to the calendar, where what moved is listed once more."""
    messages.success(request, f"{done}. {counted(len(moved), 'open date')} moved.")
    request.session[_MOVED] = _rows(moved)
    return go_to(request, reverse("contracts:calendar", args=[found.pk]))


def _rows(moved: list[MovedDate]) -> list[dict[str, str]]:
    return [
        {
            "matter": row.matter,
            "url": row.url,
            "act": row.act,
            "was": day_words(row.was_on),
            "will": day_words(row.will_be_on),
        }
        for row in moved
    ]


def _context(request: HttpRequest, found: OfficeCalendar, form: ClosedDayForm) -> dict[str, Any]:
    version = _version(request, found)
    days = [day for day in found.closed_days.all() if _stood_in(day, version)]
    years: dict[int, list[ClosedDay]] = {}
    for day in days:
        years.setdefault(day.day.year, []).append(day)
    is_present = version == found.version
    return {
        "calendar": found,
        "version": version,
        "versions": range(found.version, 0, -1),
        "years": sorted(years.items(), reverse=True),
        "last_day": max((day.day for day in days), default=None),
        "weekend": _weekend(found),
        "this_year": timezone.localdate().year,
        "procedures": GrievanceProcedure.objects.filter(calendar=found).select_related("agreement"),
        "changes": _changes(request, found),
        "can_change": may(request.user, KEEP_CALENDARS) and is_present,
        "moved": request.session.pop(_MOVED, []) if _MOVED in request.session else [],
        "form": form,
    }  # fmt: skip


def _version(request: HttpRequest, found: OfficeCalendar) -> int:
    asked = request.GET.get("version", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked) <= found.version else found.version


def _stood_in(day: ClosedDay, version: int) -> bool:
    return day.added_in <= version and (day.removed_in is None or day.removed_in > version)


def _weekend(found: OfficeCalendar) -> str:
    regular = listed([f"{WEEKDAYS[day]}s" for day in sorted(found.weekend)]) or "no weekday"
    return f"{regular}, and every second {listed(_fortnightly(found))}" if found.alternate_closed else regular


def _fortnightly(found: OfficeCalendar) -> list[str]:
    return [WEEKDAYS[date.fromisoformat(day).weekday()] for day in found.alternate_closed]


def _changes(request: HttpRequest, found: OfficeCalendar) -> list[dict[str, Any]]:
    verbs = ["contracts.close_day", "contracts.open_day"]
    events = Event.objects.visible_to(request.user).filter(verb__in=verbs, label=found.name).select_related("by")[:50]
    return [{"at": event.at, "title": sentence(event)} for event in events]
