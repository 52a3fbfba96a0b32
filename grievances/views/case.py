"""The case: its story on the left, both clocks and what can be done on the right."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from grievances import story
from grievances.access import SEE_GRIEVANCE
from grievances.case_page import CasePage, case_page, identity_of, note_reading
from grievances.case_words import facts, prepare_rows
from grievances.doors import door
from grievances.exports.case_sheet import case_sheet_pdf
from grievances.models import Grievance
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.audit.events import record_reading
from laborrel.audit.models import Reading
from laborrel.documents.access import ADD_DOCUMENT
from laborrel.documents.views.download import as_attachment
from laborrel.web.rendering import page_or_fragment

_GROUPS = {"time": "Time", "end": "End the case", "people": "Who may see it", "more": "More"}


@require_safe
@requires(SEE_GRIEVANCE)
def case(request: HttpRequest, number: str) -> HttpResponse:
    page = _page(request, number)
    note_reading(page, by=request.user, at=timezone.now())
    context = {**_record(page), **_story(request, page), **_acts(request, page)}
    response = page_or_fragment(request, "grievances/case.html", context, fragment="story")
    return story.remember_order(request, response)


@require_safe
@requires(SEE_GRIEVANCE)
def case_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The same case as a paper."""
    page, now = _page(request, number), timezone.now()
    record_reading(
        act=Reading.Act.EXPORTED, by=request.user, at=now, scope=page.grievance.scope,
        what=f"{number}, case sheet", matter=page.grievance,
    )  # fmt: skip
    made = case_sheet_pdf(page, _record(page), printed_by=request.user, at=now)
    return as_attachment(made, name=f"{number} case sheet.pdf", media_type="application/pdf")


def _page(request: HttpRequest, number: str) -> CasePage:
    try:
        return case_page(request.user, number, today=timezone.localdate())
    except Grievance.DoesNotExist:
        raise Http404 from None


def _record(page: CasePage) -> dict[str, Any]:
    grievance, standing = page.grievance, page.standing
    return {
        "page": page,
        "grievance": grievance,
        "identity": identity_of(grievance, grievants=page.case.rows["grievants"]),
        "heading": grievance.title or "Grievance received, not yet entered",
        "above": f"Grievance {grievance.number}",
        "headline": standing.headline if standing else "It has its number; enter what the paper says.",
        "exposures": standing.exposures if standing else (),
        "defences": standing.defences if standing else (),
        "routes": standing.routes if standing else (),
        "rows": prepare_rows(page),
        "citations": page.case.rows["citations"],
        "facts": facts(page),
        "missing": page.missing,
    }


def _story(request: HttpRequest, page: CasePage) -> dict[str, Any]:
    shown = request.GET.get("show", "all")
    shown = shown if shown in story.GROUPS else "all"
    order = story.order_of(request)
    url = reverse("grievances:case", args=[page.grievance.number])
    return {
        "story": story.entries(page.events, order=order, shown=shown, doors=page.doors),
        "story_tabs": story.tabs(shown=shown, order=order, url=url),
        "is_story_long": len(page.events) == story.LONGEST,
    }


def _acts(request: HttpRequest, page: CasePage) -> dict[str, Any]:
    number = page.grievance.number
    places = [
        {"label": "All dates", "url": door("grievances:dates", number), "keys": "d"},
        {"label": "Papers", "url": door("grievances:papers", number), "keys": "p"},
        {"label": "History", "url": door("grievances:history", number), "keys": "h"},
        {"label": "Case sheet (PDF)", "url": door("grievances:case_sheet", number), "keys": ""},
    ]
    return {
        "verbs": page.verbs,
        "verb_groups": [
            {"title": title, "verbs": page.verbs[key]} for key, title in _GROUPS.items() if page.verbs[key]
        ],
        "places": [place for place in places if place["url"]],
        "papers_url": door("grievances:papers", number),
        "history_url": door("grievances:history", number),
        "can_add_paper": may(request.user, ADD_DOCUMENT, page.grievance),
    }
