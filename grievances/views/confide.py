"""Who may see a case: its holder, its team, who is let in, who is kept out; each page says who sees it afterwards."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from grievances.access import RESTRICT_GRIEVANCE, SEE_GRIEVANCE, WORK_GRIEVANCE, WRITE_PRIVILEGED_NOTE
from grievances.forms.confide import AssignForm, LetInForm, NoteForm, RestrictForm, WallOffForm
from grievances.models import Grievance, PrivilegedNote
from grievances.operations import confiding
from grievances.views.acting import case_for, page_on
from laborrel.access.guarded import require
from laborrel.access.models import Scope
from laborrel.access.people import people_who_may
from laborrel.access.policy import requires
from laborrel.access.scopes import ADMIT_TO_CASE, WALL_OFF
from laborrel.drafts.acting import act_on, bound, rehearse, row


@requires(WORK_GRIEVANCE)
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give the case to somebody who can work on it."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, AssignForm, people=people_who_may(WORK_GRIEVANCE, case), initial={"user": case.holder_id})
    page = page_on(case, "Give the case to a colleague", "Give it", said="The case has a new holder.")

    def act() -> Grievance:
        return confiding.assign(grievance=case, by=request.user, at=timezone.now(), holder=form.cleaned_data["user"])

    return act_on(request, form, act, page)


@requires(RESTRICT_GRIEVANCE)
def restrict(request: HttpRequest, number: str) -> HttpResponse:
    """Take the case off the unit desk, with everything that belongs to it."""
    case = case_for(request, number, RESTRICT_GRIEVANCE)
    form = bound(request, RestrictForm)
    page = page_on(
        case, "Give the case a team of its own", "Restrict it", said=f"{case.number} has a team of its own.",
        check=lambda: [*_seen_after(case, do), row("Why", form.cleaned_data["because"])],
        check_title="Check who will see the case",
    )  # fmt: skip
    if case.scope.kind == Scope.Kind.SEALED_CASE:
        page.refusal = "This case is sealed already."

    def do(of: Grievance) -> Grievance:
        return confiding.restrict(grievance=of, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, lambda: do(case), page)


@requires(RESTRICT_GRIEVANCE)
def let_in(request: HttpRequest, number: str) -> HttpResponse:
    """Let one person into a restricted case: outside counsel, a second specialist."""
    case = case_for(request, number, RESTRICT_GRIEVANCE)
    require(request.user, ADMIT_TO_CASE, case)
    form = bound(request, LetInForm, people=_staff(), is_privy=_has_notes_in_reach(case))
    page = page_on(
        case, "Let somebody into the case", "Let the person in", said="The person can see the case.",
        check=lambda: _seen_after(case, do), check_title="Check who will see the case",
    )  # fmt: skip
    if case.scope.kind == Scope.Kind.UNIT_DESK:
        page.refusal = str(confiding.NotRestricted.__doc__)

    def do(of: Grievance) -> None:
        confiding.let_in(grievance=of, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, lambda: do(case), page)


@requires(RESTRICT_GRIEVANCE)
def wall_off(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a person with a conflict of interest out, whatever else the person may see."""
    case = case_for(request, number, RESTRICT_GRIEVANCE)
    require(request.user, WALL_OFF, case)
    form = bound(request, WallOffForm, people=_staff())
    page = page_on(
        case, "Keep somebody out of the case", "Keep the person out", said="The person is kept out.",
        check=lambda: _seen_after(case, do), check_title="Check who will see the case",
    )  # fmt: skip

    def do(of: Grievance) -> Grievance:
        return confiding.wall_off(grievance=of, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, lambda: do(case), page)


@requires(WRITE_PRIVILEGED_NOTE)
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Write a privileged note, where one is let into the privileged scope beside the case."""
    case = case_for(request, number, SEE_GRIEVANCE)
    if not _has_notes_in_reach(case):
        raise Http404
    form = bound(request, NoteForm)
    page = page_on(case, "Write a privileged note", "Write it", said="The note is in the case.")
    page.lead = "Seen only by those let into the privileged notes, not by all who see the case."

    def act() -> PrivilegedNote:
        text = form.cleaned_data["text"]
        return confiding.write_note(grievance=case, by=request.user, at=timezone.now(), text=text)

    return act_on(request, form, act, page)


@requires(WRITE_PRIVILEGED_NOTE)
def edit_note(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    case = case_for(request, number, SEE_GRIEVANCE)
    written = get_object_or_404(PrivilegedNote.objects.visible_to(request.user).of(case), pk=pk)
    require(request.user, WRITE_PRIVILEGED_NOTE, written)
    form = bound(request, NoteForm, initial={"text": written.text, "revision": written.revision})
    page = page_on(case, "Edit a privileged note", "Save", said="The note is saved.")
    page.matter = written.matter

    def act() -> PrivilegedNote:
        return confiding.edit_note(note=written, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


def _staff() -> list[Any]:
    people = get_user_model().objects.filter(is_active=True, is_service=False, groups__isnull=False)
    return list(people.distinct())


def _has_notes_in_reach(case: Grievance) -> bool:
    return bool(Scope.objects.filter(kind=Scope.Kind.PRIVILEGED, accompanies=case.scope_id).exists())


def _seen_after(case: Grievance, do: Callable[[Grievance], Any]) -> list[dict[str, Any]]:
    """Who sees the case now and who will: asked of the wall itself, on a trial that is undone."""
    before = people_who_may(SEE_GRIEVANCE, case)
    trial = copy(case)
    after = rehearse(lambda: do(trial), lambda: people_who_may(SEE_GRIEVANCE, trial))
    shut_out = [person for person in before if person not in after]
    new = [person for person in after if person not in before]
    return [
        row("Will see it", _names(after), absent="Nobody"),
        row("Will no longer see it", _names(shut_out), absent="Nobody"),
        row("Will see it for the first time", _names(new), absent="Nobody"),
    ]


def _names(people: list[Any]) -> str:
    return "\n".join(f"{person.full_name}{', ' + person.job_title if person.job_title else ''}" for person in people)
