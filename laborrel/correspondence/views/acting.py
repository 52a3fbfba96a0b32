"""What the pages of a letter share: the letter in hand, what may be done with it, the page's frame."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from laborrel.access.guarded import require
from laborrel.access.permissions import Permission
from laborrel.access.reach import may
from laborrel.audit.events import stop_if_done
from laborrel.correspondence.access import (
    APPROVE_LETTER,
    DRAFT_LETTER,
    ISSUE_LETTER,
    RECORD_SERVICE,
    REVIEW_LETTER,
)
from laborrel.correspondence.doors import issue_url, write_url
from laborrel.correspondence.models import Letter
from laborrel.correspondence.operations.letters import writers_of
from laborrel.correspondence.refusals import MailRefusal
from laborrel.correspondence.rich_text import TextTooLong
from laborrel.correspondence.states import LETTER
from laborrel.documents.operations import MatterIsFull
from laborrel.documents.refusals import FileRefused
from laborrel.drafts.acting import Page
from laborrel.lifecycle import IllegalTransition

REFUSALS = (MailRefusal, TextTooLong, IllegalTransition, FileRefused, MatterIsFull)
_AT_THE_FILE = {FileRefused: "paper", MatterIsFull: "paper"}
_IN_HAND = (
    "scope", "drafted_by", "reviewer", "approved_by", "issued_by", "document", "register_entry", "replaces",
)  # fmt: skip


def letter_for(request: HttpRequest, key: UUID, permission: Permission) -> Letter:
    """The letter, if this person may know of it (else 404) and may do this (else 403); one form acts once."""
    letter: Letter = get_object_or_404(Letter.objects.visible_to(request.user).select_related(*_IN_HAND), key=key)
    require(request.user, permission, letter)
    if request.method == "POST":
        stop_if_done(by=request.user)
    return letter


def page_on(letter: Letter, title: str, button: str, *, verb: str = "", **words: Any) -> Page:
    """The frame of a page on a letter."""
    return Page(
        title=title,
        button=button,
        back_url=letter.get_absolute_url(),
        about="the letter",
        tells_apart=letter.subject,
        lead=words.pop("lead", letter.subject),
        identity=identity_of(letter),
        matter=letter.matter or letter,
        refusals=REFUSALS,
        at_field=_AT_THE_FILE,
        refusal=not_now(letter, verb) if verb else "",
        **words,
    )


def identity_of(letter: Letter) -> dict[str, Any]:
    """The bar of a letter: the matter it belongs to, where it stands, how open it is."""
    matter = letter.matter
    return {
        "number": str(matter) if matter is not None else "Letter",
        "url": matter.get_absolute_url() if hasattr(matter, "get_absolute_url") else letter.get_absolute_url(),
        "who": letter.subject,
        "stands": LETTER.label(letter.state),
        "holder": letter.drafted_by.full_name,
        "confidentiality": letter.scope.confidentiality,
    }


def not_now(letter: Letter, verb: str) -> str:
    try:
        LETTER.transition(verb, state=letter.state)
    except IllegalTransition as refusal:
        return str(refusal)
    return ""


def verbs_on(letter: Letter, user: Any) -> list[dict[str, Any]]:
    """What this person can do with the letter now; nobody is offered to approve what he wrote himself."""
    is_writer = user.pk in writers_of(letter)
    is_replaced = letter.state == "issued" and _is_replaced(letter, user)

    def own(page: str) -> str:
        return reverse(f"correspondence:{page}", args=[letter.key])

    words = "Review and approve" if may(user, APPROVE_LETTER, letter) else "Review"
    offered = [
        ("Write on", write_url(letter), DRAFT_LETTER, letter.state == "draft"),
        ("Submit for review", own("submit"), DRAFT_LETTER, letter.state == "draft"),
        (words, own("review"), REVIEW_LETTER, letter.state == "in_review" and not is_writer),
        ("Issue it", issue_url(letter), ISSUE_LETTER, letter.state == "approved"),
        ("Record how it was served", own("serve"), RECORD_SERVICE, letter.state == "issued"),
        ("Take it back", own("take_back"), DRAFT_LETTER, letter.state == "in_review"),
        ("Return it to its writer", own("review"), REVIEW_LETTER, letter.state == "approved"),
        ("Correct it by a new letter", own("correct"), DRAFT_LETTER, letter.state == "issued" and not is_replaced),
        ("Give it up", own("withdraw"), DRAFT_LETTER, LETTER.allows("withdraw", state=letter.state)),
    ]
    fitting = [(label, url) for label, url, right, fits in offered if fits and may(user, right, letter)]
    return [{"label": label, "url": url, "is_primary": place == 0} for place, (label, url) in enumerate(fitting)]


def _is_replaced(letter: Letter, user: Any) -> bool:
    return bool(Letter.objects.visible_to(user).filter(replaces=letter).exclude(state="withdrawn").exists())
