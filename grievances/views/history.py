"""The history of a case: every act in a sentence, every change of every row, and who read it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from grievances.access import SEE_GRIEVANCE
from grievances.case_page import identity_of
from grievances.models import Grievance
from grievances.row_history import changes_of
from grievances.story import entries
from grievances.views.seeing import case_or_404, note_reading
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.audit.access import SEE_HISTORY, SEE_READINGS
from laborrel.audit.models import Event, Reading
from laborrel.web.rendering import page_or_fragment

_TABS = {"acts": "In sentences", "rows": "Row by row", "readings": "Who read it"}


@require_safe
@requires(SEE_GRIEVANCE)
def history(request: HttpRequest, number: str) -> HttpResponse:
    grievance = case_or_404(request, number)
    shown = [name for name in _TABS if _may_see(request, grievance, name)]
    if not shown:
        raise Http404
    tab = request.GET.get("show", "")
    tab = tab if tab in shown else shown[0]
    note_reading(request, grievance, "history")
    context = {
        "grievance": grievance,
        "identity": identity_of(grievance),
        "tab": tab,
        **_of_tab(request, grievance, tab),
    }
    return page_or_fragment(request, "grievances/history.html", context | {"tabs": _tabs(grievance, shown, tab)})


def _may_see(request: HttpRequest, grievance: Grievance, tab: str) -> bool:
    return may(request.user, SEE_READINGS if tab == "readings" else SEE_HISTORY, grievance)


def _tabs(grievance: Grievance, shown: list[str], tab: str) -> list[dict[str, Any]]:
    url = reverse("grievances:history", args=[grievance.number])
    return [{"label": _TABS[name], "url": f"{url}?show={name}", "is_current": name == tab} for name in shown]


def _of_tab(request: HttpRequest, grievance: Grievance, tab: str) -> dict[str, Any]:
    if tab == "rows":
        return {"changes": changes_of(grievance, request.user)}
    if tab == "readings":
        return {"readings": Reading.objects.visible_to(request.user).of(grievance).select_related("by")[:500]}
    events = Event.objects.visible_to(request.user).of(grievance).select_related("by")
    return {"entries": entries(events, order="newest", shown="all", doors={})}
