"""Read a letter handed in: comment, return it with a reason, or approve the revision that was read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.correspondence.access import APPROVE_LETTER, REVIEW_LETTER
from laborrel.correspondence.forms.letter import CommentForm
from laborrel.correspondence.models import Letter
from laborrel.correspondence.operations.letters import (
    approve_letter,
    comment_on_letter,
    return_letter,
    writers_of,
)
from laborrel.correspondence.printing import parts_of
from laborrel.correspondence.views.acting import letter_for, page_on
from laborrel.drafts.acting import act_on, bound

COMMENT, RETURN, APPROVE = "comment", "return", "approve"
_SAID = {
    COMMENT: "Your comment is on the letter.",
    RETURN: "The letter is back with its writer.",
    APPROVE: "Approved. It can be issued.",
}


@requires(REVIEW_LETTER)
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole letter to read, and below it one box of words with the buttons this person may press."""
    letter = letter_for(request, key, REVIEW_LETTER)
    form = bound(request, CommentForm, initial={"revision": letter.revision})
    verb = request.POST.get("verb", COMMENT)
    page = page_on(
        letter, "Review the letter", "Comment", verb="return", said=_SAID.get(verb, _SAID[COMMENT]),
        template="correspondence/review.html",
        context={
            "letter": letter,
            "parts": parts_of(letter),
            "acts": letter.acts.select_related("by"),
            "can": _can(letter, request.user),
        },
    )  # fmt: skip
    return act_on(request, form, lambda: _act(request, letter, verb, form), page)


def _act(request: HttpRequest, letter: Letter, verb: str, form: CommentForm) -> Any:
    now: dict[str, Any] = {"letter": letter, "by": request.user, "at": timezone.now()}
    comment = form.cleaned_data["comment"]
    if verb == APPROVE:
        return approve_letter(**now, comment=comment, revision=form.cleaned_data["revision"])
    return return_letter(**now, comment=comment) if verb == RETURN else comment_on_letter(**now, comment=comment)


def _can(letter: Letter, user: Any) -> dict[str, bool]:
    is_waiting = letter.state == "in_review"
    return {
        COMMENT: is_waiting,
        RETURN: letter.state in {"in_review", "approved"},
        APPROVE: is_waiting and may(user, APPROVE_LETTER, letter) and user.pk not in writers_of(letter),
    }
