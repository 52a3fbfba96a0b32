"""Issue an approved letter: number it, print it once, freeze it. Correct an issued one by a new letter."""

import re
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from laborrel.access.guarded import require
from laborrel.correspondence.access import DRAFT_LETTER, ISSUE_LETTER
from laborrel.correspondence.models import Letter, LetterAct, RegisterEntry
from laborrel.correspondence.models.register import Method
from laborrel.correspondence.operations.letters import draft_letter, locked, note_act, tell
from laborrel.correspondence.operations.register import Mail, enter
from laborrel.correspondence.printing import print_letter, reference_of
from laborrel.correspondence.refusals import AlreadyReplaced, IssueDateInFuture, IssueDateTooEarly, NotIssued
from laborrel.correspondence.states import LETTER
from laborrel.documents.kinds import KINDS
from laborrel.documents.models import Document
from laborrel.documents.operations import keep_paper
from laborrel.drafts.editing import save_over
from laborrel.organization.models import Employer


@transaction.atomic
def issue_letter(
    *,
    letter: Letter,
    on: date,
    revision: int,
    by: Any,
    at: datetime,
    method: str = Method.MAIL,
    due_on: date | None = None,
) -> Letter:
    """Date, number, print and freeze the letter. From here on the database refuses every change of it."""
    require(by, ISSUE_LETTER, letter)
    current = locked(letter, by)
    state = LETTER.after("issue", state=current.state)
    if on > timezone.localdate(at):
        raise IssueDateInFuture
    if on < timezone.localdate(current.drafted_at):
        raise IssueDateTooEarly
    entry = enter(
        _as_mail(current, on, method, due_on), scope=current.scope, matter=current.matter, document=None, by=by, at=at
    )
    document = _frozen(current, entry, on=on, method=method, by=by, at=at)
    RegisterEntry.objects.visible_to(by).filter(pk=entry.pk).update(document=document)
    save_over(
        current,
        revision=revision,
        state=state,
        issued_by=by,
        issued_at=at,
        letter_date=on,
        reference=reference_of(current),
        document=document,
        register_entry=entry,
    )
    note_act(current, LetterAct.Verb.ISSUED, by=by, at=at)
    tell("correspondence.issue_letter", current, by=by, at=at, number=entry.number, on=on)
    return current


@transaction.atomic
def correct_letter(*, letter: Letter, by: Any, at: datetime) -> Letter:
    """Begin the letter that replaces an issued one; it says on its face which."""
    require(by, DRAFT_LETTER, letter)
    issued = locked(letter, by)
    if issued.state != "issued":
        raise NotIssued
    if Letter.objects.visible_to(by).filter(replaces=issued).exclude(state="withdrawn").exists():
        raise AlreadyReplaced
    return draft_letter(
        matter=issued.matter,
        text=issued.text,
        by=by,
        at=at,
        kind=issued.kind,
        scope=issued.scope,
        template=issued.template,
        replaces=issued,
    )


def _as_mail(letter: Letter, on: date, method: str, due_on: date | None) -> Mail:
    employer = Employer.objects.first()
    first_line = letter.addressee.splitlines()[0] if letter.addressee else ""
    return Mail(
        direction=RegisterEntry.Direction.OUT,
        dated_on=on,
        method=method,
        from_whom=letter.signer_name or (employer.office_name if employer else "The office"),
        to_whom=first_line,
        subject=letter.subject,
        due_on=due_on,
    )


def _frozen(letter: Letter, entry: RegisterEntry, *, on: date, method: str, by: Any, at: datetime) -> Document:
    """Print the letter once and keep the print among the papers of its matter."""
    content = print_letter(letter, number=entry.number, on=on, method=method)
    kind = letter.kind if letter.kind in KINDS else "letter"
    document = Document(
        scope_id=letter.scope_id,
        title=letter.subject[:200],
        kind=kind,
        dated_on=on,
        compartment=Document.Compartment.EXCHANGED,
        is_frozen=True,
    )
    keep_paper(document=document, matter=letter.matter, name=_file_name(letter, entry), content=content, by=by, at=at)
    return document


def _file_name(letter: Letter, entry: RegisterEntry) -> str:
    words = re.sub(r"[^\w .,()-]|\.(?=\w)", " ", letter.subject)
    return f"{entry.number} {' '.join(words.split())[:120].strip(' .')}.pdf"
