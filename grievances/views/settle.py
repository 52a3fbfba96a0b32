"""A settlement on its way: proposed, approved by a second person above one's limit, signed, paid with proof."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from grievances.access import APPROVE_SETTLEMENT, SETTLE_GRIEVANCE
from grievances.forms.settle import DecideForm, PaymentForm, ProposeForm, SignForm
from grievances.models import Grievance, Settlement
from grievances.operations import settling
from grievances.refusals import ReasonOfRefusalMissing
from grievances.views.acting import attached, case_for, page_on
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.drafts.acting import Page, act_on, bound, row
from laborrel.web.templatetags.face import cents

REFUSE = "refuse"


@requires(SETTLE_GRIEVANCE)
def settle(request: HttpRequest, number: str) -> HttpResponse:
    """The next act on the settlement of this case, whichever it is."""
    case = case_for(request, number, SETTLE_GRIEVANCE)
    settlement = under_way(case)
    if settlement is None:
        return _propose(request, case)
    settlement.grievance = case
    acts: dict[str, Callable[..., HttpResponse]] = {"proposed": _decide, "approved": _sign, "signed": _pay}
    return acts[settlement.state](request, case, settlement)


def under_way(case: Grievance) -> Settlement | None:
    """The settlement that waits for something: a second person, signatures, or the proof of its payment."""
    rows = list(case.settlements.select_related("proposed_by", "approved_by"))
    unpaid = [each for each in rows if each.state == "signed" and each.amount_cents]
    return next((each for each in rows if each.state in {"proposed", "approved"}), unpaid[0] if unpaid else None)


def _propose(request: HttpRequest, case: Grievance) -> HttpResponse:
    form = bound(request, ProposeForm)
    limit = settling.authority_of(request.user, on=localdate())
    page = page_on(
        case, "Propose a settlement", "Propose it", verb="settle", said="The settlement is proposed.", to=request.path,
        lead=f"You may settle up to {cents(limit)} alone; above it a second person must approve.",
        check=lambda: _proposed_rows(form, limit), check_title="Check the settlement before it is proposed",
    )  # fmt: skip

    def act() -> Settlement:
        return settling.propose_settlement(grievance=case, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


def _decide(request: HttpRequest, case: Grievance, settlement: Settlement) -> HttpResponse:
    is_refused = request.POST.get("verb") == REFUSE
    form = bound(request, DecideForm)
    page = _page(case, settlement, "Approve the settlement", "Approve", "grievances/acts/decide.html")
    page.said = "The settlement was refused." if is_refused else "Approved. It can be signed."
    page.refusal = _why_not_decide(request.user, case, settlement)
    page.at_field = {**page.at_field, ReasonOfRefusalMissing: "reason"}

    def act() -> Settlement:
        now: dict[str, Any] = {"settlement": settlement, "by": request.user, "at": timezone.now()}
        if is_refused:
            return settling.refuse_settlement(**now, reason=form.cleaned_data["reason"])
        return settling.approve_settlement(**now)

    return act_on(request, form, act, page)


def _sign(request: HttpRequest, case: Grievance, settlement: Settlement) -> HttpResponse:
    form = bound(request, SignForm)
    page = _page(case, settlement, "Close the case as settled", "Both have signed: close it")
    page.said = f"{case.number} is closed as settled."

    def act() -> Settlement:
        paper = attached(request, form, case, kind="settlement", title=f"Settlement of {case.number}")
        return settling.settle(
            settlement=settlement, by=request.user, at=timezone.now(), signed_on=form.cleaned_data["signed_on"],
            document=paper,
        )  # fmt: skip

    return act_on(request, form, act, page)


def _pay(request: HttpRequest, case: Grievance, settlement: Settlement) -> HttpResponse:
    form = bound(request, PaymentForm)
    page = _page(case, settlement, "Record the payment", "Record it")
    page.said = "The payment and its proof are on record."

    def act() -> Settlement:
        proof = attached(request, form, case, kind="payment", title=f"Payment of the settlement of {case.number}")
        return settling.record_payment(
            settlement=settlement, by=request.user, at=timezone.now(), paid_on=form.cleaned_data["paid_on"], proof=proof
        )

    return act_on(request, form, act, page)


def _page(case: Grievance, settlement: Settlement, title: str, button: str, template: str = "") -> Page:
    """The settlement as it stands, above the form for what comes next."""
    page = page_on(case, title, button, template=template or "grievances/acts/settlement.html")
    page.context["rows"] = rows_of(settlement)
    return page


def rows_of(settlement: Settlement) -> list[dict[str, Any]]:
    return [
        row("Terms", settlement.terms),
        row("Amount", cents(settlement.amount_cents)),
        row("Precedent", settlement.get_precedent_display()),
        row("May be cited", settlement.is_citable),
        row("Proposed", f"{settlement.proposed_by}, {settlement.proposed_on:%a %-d %b %Y}"),
        row("Approved", _approved(settlement)),
    ]


def _approved(settlement: Settlement) -> str:
    if settlement.approved_by:
        return f"{settlement.approved_by}, {settlement.approved_on:%a %-d %b %Y}"
    return "Waits for a second person" if settlement.state == "proposed" else "Within the proposer's own authority"


def _proposed_rows(form: ProposeForm, limit: int) -> list[dict[str, Any]]:
    typed = form.cleaned_data
    is_within = typed["amount_cents"] <= limit
    return [
        row("Terms", typed["terms"]),
        row("Amount", cents(typed["amount_cents"])),
        row("Precedent", Settlement.Precedent(typed["precedent"]).label),
        row("May be cited", typed["is_citable"]),
        row("Then", "Within your authority: it can be signed" if is_within else "A second person must approve it"),
    ]


def _why_not_decide(user: Any, case: Grievance, settlement: Settlement) -> str:
    """Nobody is offered to approve his own proposal, nor one above his limit."""
    if not may(user, APPROVE_SETTLEMENT, case) or settlement.proposed_by_id == user.pk:
        return f"The settlement of {cents(settlement.amount_cents)} waits for a second person with a high enough limit."
    if settlement.amount_cents > settling.authority_of(user, on=localdate()):
        return f"{cents(settlement.amount_cents)} is above your own limit, too. It takes somebody with a higher one."
    return ""
