"""What the one search box finds among the contracts: clauses by number and words, agreements by title."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from contracts.access import READ_CONTRACTS
from contracts.models import Clause
from laborrel.access.reach import may
from laborrel.web.contributions import Found, finder

MOST = 20
AROUND = 60


@finder("Clauses", order=30)
def find_clauses(user: Any, words: str) -> Iterator[Found]:
    """Clauses whose number or title is what was typed, then those that hold the words, shown in context."""
    if not may(user, READ_CONTRACTS):
        return
    clauses = Clause.objects.filter(
        Q(number__iexact=words) | Q(title__icontains=words) | Q(text__icontains=words)
    ).select_related("agreement")
    for clause in clauses.order_by("agreement__title", "position")[:MOST]:
        yield Found(
            kind="Clauses",
            title=f"{clause} — {clause.agreement.title}",
            url=clause.get_absolute_url(),
            context=_in_context(clause.text, words),
        )


def _in_context(text: str, words: str) -> str:
    """The words with a little of what stands around them."""
    at = text.lower().find(words.lower())
    if at < 0:
        return ""
    start, end = max(0, at - AROUND), min(len(text), at + len(words) + AROUND)
    shown = " ".join(text[start:end].split())
    return ("… " if start else "") + shown + (" …" if end < len(text) else "")
