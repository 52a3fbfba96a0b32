"""One letter: as it reads now, what was done with it, what can be done next; and its draft as a print."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from laborrel.access.policy import requires
from laborrel.audit.events import record_reading
from laborrel.audit.models import Reading
from laborrel.correspondence.access import SEE_LETTER
from laborrel.correspondence.models import Letter
from laborrel.correspondence.printing import parts_of, print_draft
from laborrel.correspondence.queries import proofs_of
from laborrel.correspondence.views.acting import identity_of, letter_for, verbs_on
from laborrel.documents.views.download import as_attachment
from laborrel.web.rendering import page_or_fragment
from laborrel.web.wording import day_words


@require_safe
@requires(SEE_LETTER)
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = letter_for(request, key, SEE_LETTER)
    _note(request, shown, Reading.Act.READ)
    context = {
        "letter": shown,
        "identity": identity_of(shown),
        "verbs": verbs_on(shown, request.user),
        "parts": parts_of(shown),
        "acts": shown.acts.select_related("by"),
        "proofs": proofs_of(shown).select_related("evidence"),
        "facts": _facts(shown),
    }
    return page_or_fragment(request, "correspondence/letter.html", context)


@require_safe
@requires(SEE_LETTER)
def draft_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The draft as it would look on paper, marked as a draft."""
    shown = letter_for(request, key, SEE_LETTER)
    _note(request, shown, Reading.Act.DOWNLOADED)
    return as_attachment(print_draft(shown), name="Draft, not issued.pdf", media_type="application/pdf")


def _facts(shown: Letter) -> list[dict[str, Any]]:
    entry = shown.register_entry
    rows = [
        ("Drafted by", shown.drafted_by),
        ("Reviewer", shown.reviewer),
        ("Approved by", shown.approved_by),
        ("Issued by", shown.issued_by),
        ("Letter", f"{entry.number} of {day_words(shown.letter_date)}" if entry and shown.letter_date else ""),
    ]
    facts: list[dict[str, Any]] = [{"label": label, "value": str(value)} for label, value in rows if value]
    if shown.replaces:
        facts.append({"label": "Replaces", "value": "the earlier letter", "url": shown.replaces.get_absolute_url()})
    return facts


def _note(request: HttpRequest, shown: Letter, act: str) -> None:
    record_reading(
        act=act, by=request.user, at=timezone.now(), scope=shown.scope, what=shown.subject, matter=shown.matter or shown
    )
