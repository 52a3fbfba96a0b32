"""Letters that wait for a person: to review, to approve, to send on, to rework."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from laborrel.access.composed import WHOEVER, ScopesOfReader
from laborrel.access.reach import may, reach_of
from laborrel.correspondence.access import APPROVE_LETTER, REVIEW_LETTER, SEE_LETTER
from laborrel.correspondence.models import Letter
from laborrel.web.contributions import Waiting, counts_waiting, fills_desk, waits_for

fills_desk(lambda user: may(user, SEE_LETTER))


@waits_for("Letters")
def letters_waiting(user: Any) -> Iterator[Waiting]:
    """Drafts handed to this person (or to any reviewer), and this person's own approved letters not yet issued."""
    reviewable = Q(scope_id__in=sorted(reach_of(user).rows(REVIEW_LETTER)))
    wanted = _to_issue(user) | (_to_review(user) & reviewable)
    letters = Letter.objects.visible_to(user).filter(wanted).select_related("drafted_by", "matter_type")
    for letter in letters.order_by("drafted_at")[:50]:
        yield Waiting(
            title=_act(letter, user),
            matter=letter.subject,
            url=letter.get_absolute_url(),
            since=localdate(letter.drafted_at),
            asked_by="" if letter.drafted_by == user else letter.drafted_by.full_name,
        )


@counts_waiting
def letters_counted(reader: Any) -> QuerySet[Letter]:
    reviewable = Q(ScopesOfReader(REVIEW_LETTER).holding("scope_id"))
    return Letter.objects.visible_to(WHOEVER).filter(_to_issue(reader) | (_to_review(reader) & reviewable))


def _to_review(reader: Any) -> Q:
    return Q(state="in_review") & (Q(reviewer=reader) | Q(reviewer__isnull=True)) & ~Q(drafted_by=reader)


def _to_issue(reader: Any) -> Q:
    return Q(state="approved", drafted_by=reader)


def _act(letter: Letter, user: Any) -> str:
    if letter.state == "approved":
        return "Issue an approved letter"
    return "Approve a letter" if may(user, APPROVE_LETTER, letter) else "Review a letter"
