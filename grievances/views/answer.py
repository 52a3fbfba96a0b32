"""Answer a step: begin the letter, write it with its finding, issue it; or record an oral answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localdate

from grievances.access import ANSWER_GRIEVANCE
from grievances.foreseen import after_answer
from grievances.forms.answer import AnswerForm, BeginAnswerForm, IssueAnswerForm, OralAnswerForm
from grievances.models import Answer, Grievance
from grievances.operations import answering
from grievances.views.acting import case_for, page_on
from laborrel.access.policy import requires
from laborrel.correspondence.models import Letter
from laborrel.correspondence.views.acting import not_now as letter_not_now
from laborrel.correspondence.views.sending import rows_of
from laborrel.correspondence.views.writing import both_texts, save_text
from laborrel.drafts.acting import act_on, bound, row
from laborrel.web.rendering import go_to


@requires(ANSWER_GRIEVANCE)
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Go on with the answer that was begun, or begin it."""
    case = case_for(request, number, ANSWER_GRIEVANCE)
    begun = Answer.objects.filter(visit__grievance=case, issued_on=None).select_related("visit__grievance").last()
    letter = _letter_of(request, begun)
    if begun is None or letter is None:
        return _begin(request, case)
    if letter.state != "draft":
        return go_to(request, letter.get_absolute_url())
    form = bound(request, AnswerForm, letter=letter, initial={"finding": begun.finding})
    page = page_on(
        case, f"Answer at {begun.visit.name}", "Save", verb="answer", said="The answer is saved.",
        template="grievances/acts/answer.html", both_texts=lambda conflict: both_texts(form, conflict),
        to=letter.get_absolute_url(),
        context={"letter": letter, "is_preserved": answering.is_preserved(case, letter)},
    )  # fmt: skip
    return act_on(request, form, lambda: _save(request, begun, letter, form), page)


@requires(ANSWER_GRIEVANCE)
def issue(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Issue the approved answer, or the letter that corrects an issued one, after a look at what follows."""
    case = case_for(request, number, ANSWER_GRIEVANCE)
    letter = get_object_or_404(Letter.objects.visible_to(request.user).of(case), key=key, kind="answer")
    given = Answer.objects.filter(letter=letter).select_related("visit__grievance").first()
    form = bound(request, IssueAnswerForm)
    page = page_on(
        case, "Issue the answer", "Issue it", said="The answer is issued and frozen.", to=letter.get_absolute_url(),
        lead=letter.subject, check=lambda: _rows(case, letter, given, form),
        check_title="Check the answer before it is issued",
    )  # fmt: skip
    page.refusal = letter_not_now(letter, "issue")

    def act() -> Any:
        sent = {"by": request.user, "at": timezone.now(), "method": form.cleaned_data["method"]}
        if given is None:
            return answering.issue_correction(letter=letter, **sent)
        return answering.issue_answer(answer=given, **sent)

    return act_on(request, form, act, page)


@requires(ANSWER_GRIEVANCE)
def oral_answer(request: HttpRequest, number: str) -> HttpResponse:
    """Record what was said, where the contract does not want the step answered in writing."""
    case = case_for(request, number, ANSWER_GRIEVANCE)
    form = bound(request, OralAnswerForm)
    page = page_on(
        case,
        f"Record the oral answer at {case.step_name}",
        "Record it",
        verb="answer",
        said="The oral answer is on record.",
    )

    def act() -> Answer:
        return answering.record_oral_answer(grievance=case, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


def _begin(request: HttpRequest, case: Grievance) -> HttpResponse:
    form = bound(request, BeginAnswerForm)
    page = page_on(
        case, f"Answer at {case.step_name}", "Begin the letter", verb="answer", to=request.path,
        template="grievances/acts/begin_answer.html", context={"may_be_oral": _may_be_oral(case)},
        lead="The letter begins with its standard parts, filled with what is on record.",
    )  # fmt: skip

    def act() -> Answer:
        finding = form.cleaned_data["finding"]
        return answering.draft_answer(grievance=case, by=request.user, at=timezone.now(), finding=finding)

    return act_on(request, form, act, page)


def _save(request: HttpRequest, begun: Answer, letter: Letter, form: AnswerForm) -> Letter:
    saved = save_text(request, letter, form)
    finding = form.cleaned_data["finding"]
    if finding != begun.finding:
        answering.change_finding(answer=begun, by=request.user, at=timezone.now(), finding=finding)
    return saved


def _letter_of(request: HttpRequest, begun: Answer | None) -> Letter | None:
    if begun is None:
        return None
    letters = Letter.objects.visible_to(request.user).select_related("scope")
    found: Letter | None = letters.filter(pk=begun.letter_id).first()
    return found


def _may_be_oral(case: Grievance) -> bool:
    if case.procedure is None or case.step is None:
        return False
    return not case.procedure.steps.get(sequence=case.step).answer_in_writing


def _rows(case: Grievance, letter: Letter, given: Answer | None, form: IssueAnswerForm) -> list[dict[str, Any]]:
    """What leaves the house and what the other side may do next, as of today."""
    how = form.fields["method"].choices
    rows = rows_of(letter, dict(how)[form.cleaned_data["method"]])
    if given is None:
        return [row("Corrects", "an answer already issued; no clock moves"), *rows]
    return [row("Finding", given.get_finding_display()), row("Then", _then(case), absent="No step follows"), *rows]


def _then(case: Grievance) -> str:
    """What the other side may do next; where its time runs from the receipt, as if that were today."""
    today = localdate()
    following = after_answer(case, on=today)
    later = after_answer(case, on=today, received_on=today + timedelta(days=7))
    return " ".join([*following, *(["Counted as if it were received today."] if following != later else [])])
