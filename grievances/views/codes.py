"""Issue and outcome codes, and up to which amount each role may settle alone."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from contracts.queries import topics_of_procedures
from grievances.access import KEEP_AUTHORITY, KEEP_CODES
from grievances.forms.codes import AuthorityForm, IssueForm, OutcomeForm
from grievances.models import IssueCode, OutcomeCode, SettlementAuthority
from grievances.operations.authority import LimitAlreadySet, LimitInThePast, set_authority
from laborrel.access.policy import requires
from laborrel.drafts.acting import Page, bound
from laborrel.home.views.office.acting import act_once
from laborrel.home.views.office.kinds import Kind
from laborrel.home.views.office.lists import add_page, edit_page, list_page, merge_page, retire_page

KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "issues", IssueCode, "Issue codes", "issue code", "What grievances are about. Free text stands beside it.",
            IssueForm, pages="grievances:codes", columns=(("Topic of procedures", lambda issue: issue.topic),),
            empty="No issue code has been entered yet. Every grievance names one, so that they can be counted.",
        ),
        Kind(
            "outcomes", OutcomeCode, "Outcome codes", "outcome code", "How grievances end. A closed case has one.",
            OutcomeForm, pages="grievances:codes",
            columns=(("Counts as resolved", lambda outcome: "Yes" if outcome.is_resolved else "No"),),
            empty="No outcome code has been entered yet. A closed case has one.",
        ),
    )
}  # fmt: skip


@require_safe
@requires(KEEP_CODES)
def codes(request: HttpRequest, kind: str) -> HttpResponse:
    return list_page(request, _kind(kind))


@requires(KEEP_CODES)
def add(request: HttpRequest, kind: str) -> HttpResponse:
    return add_page(request, _kind(kind), **_beside(kind))


@requires(KEEP_CODES)
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    return edit_page(request, _kind(kind), pk, **_beside(kind))


@requires(KEEP_CODES)
def retire(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    return retire_page(request, _kind(kind), pk)


@requires(KEEP_CODES)
def merge(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    return merge_page(request, _kind(kind), pk)


@requires(KEEP_AUTHORITY)
def authority(request: HttpRequest) -> HttpResponse:
    """What is in force, what was, and one more limit."""
    form = bound(request, AuthorityForm)
    page = Page(
        title="Settlement limits", button="Set the limit", back_url=reverse("home:office"), about="office",
        lead="Up to which amount a role settles without a second person. Limits are added, never changed.",
        said="The limit is set.", refusals=(LimitAlreadySet, LimitInThePast), to=reverse("grievances:authority"),
        at_field={LimitAlreadySet: "effective_on", LimitInThePast: "effective_on"},
        template="grievances/authority.html", context={"limits": _limits(localdate())},
    )  # fmt: skip

    def act() -> SettlementAuthority:
        return set_authority(by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_once(request, form, act, page)


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _beside(slug: str) -> dict[str, Any]:
    """The topics the procedures use, offered beside the box."""
    return {"template": "grievances/code.html", "topics": topics_of_procedures()} if slug == "issues" else {}


def _limits(today: date) -> list[dict[str, Any]]:
    """Every limit, newest first within a role, with the words whether it is in force. One query."""
    seen: set[str] = set()
    rows = []
    for limit in SettlementAuthority.objects.order_by("role", "-effective_on"):
        stands = "later" if limit.effective_on > today else "past" if limit.role in seen else "in force"
        if stands == "in force":
            seen.add(limit.role)
        rows.append({"limit": limit, "stands": stands})
    return rows
