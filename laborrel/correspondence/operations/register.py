"""Enter mail in the register, mark it answered, void an entry made in error."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from laborrel.access.guarded import require
from laborrel.access.models import Scope
from laborrel.audit.events import record
from laborrel.correspondence.access import REGISTER_MAIL
from laborrel.correspondence.models import Letter, RegisterEntry
from laborrel.correspondence.operations.numbering import next_number
from laborrel.correspondence.refusals import (
    AlreadySettled,
    AlreadyVoided,
    EmptyEntry,
    LettersEntry,
    MailDateInFuture,
    PaperOfAnotherMatter,
    ReasonNeeded,
)
from laborrel.documents.models import Document
from laborrel.documents.operations import placed
from laborrel.drafts.editing import save_over


@dataclass(frozen=True, slots=True)
class Mail:
    """One piece of mail as it is entered."""

    direction: str
    dated_on: date
    method: str
    from_whom: str
    to_whom: str
    subject: str
    due_on: date | None = None

    @property
    def is_complete(self) -> bool:
        return bool(self.from_whom.strip() and self.to_whom.strip() and self.subject.strip())


@transaction.atomic
def register_mail(
    *,
    mail: Mail,
    by: Any,
    at: datetime,
    matter: Any = None,
    scope: Scope | None = None,
    document: Document | None = None,
) -> RegisterEntry:
    """Give the next number to a piece of mail. Mail on no matter lies in the scope of the whole office."""
    if not mail.is_complete:
        raise EmptyEntry
    if mail.dated_on > timezone.localdate(at):
        raise MailDateInFuture
    place = placed(matter=matter, scope=scope, permission=REGISTER_MAIL, by=by)
    if document is not None and (document.matter_type_id, document.matter_id) != _matter_of(matter):
        raise PaperOfAnotherMatter
    entry = enter(mail, scope=place, matter=matter, document=document, by=by, at=at)
    record(
        "correspondence.register_mail",
        by=by,
        at=at,
        scope=place,
        matter=matter or entry,
        number=entry.number,
        direction=mail.direction,
        subject=mail.subject,
    )
    return entry


def enter(mail: Mail, *, scope: Scope, matter: Any, document: Document | None, by: Any, at: datetime) -> RegisterEntry:
    """Save the entry with the next number, inside a verb that checks the right and records the act."""
    entry = RegisterEntry(
        scope=scope,
        matter=matter,
        direction=mail.direction,
        dated_on=mail.dated_on,
        method=mail.method,
        from_whom=_line(mail.from_whom, 200),
        to_whom=_line(mail.to_whom, 200),
        subject=_line(mail.subject, 300),
        due_on=mail.due_on,
        document=document,
        recorded_by=by,
        recorded_at=at,
    )
    entry.counter, entry.sequence, entry.number = next_number(scope=scope, year=mail.dated_on.year)
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def settle_entry(*, entry: RegisterEntry, on: date, revision: int, by: Any, at: datetime) -> RegisterEntry:
    """Mark mail that asked for a reply as answered."""
    require(by, REGISTER_MAIL, entry)
    if on > timezone.localdate(at):
        raise MailDateInFuture
    if _now(entry, by).settled_on is not None:
        raise AlreadySettled
    save_over(entry, revision=revision, settled_on=on, settled_by=by)
    return _told("correspondence.settle_entry", entry, by, at)


@transaction.atomic
def void_entry(*, entry: RegisterEntry, because: str, revision: int, by: Any, at: datetime) -> RegisterEntry:
    """Strike an entry made in error; its number stays taken."""
    require(by, REGISTER_MAIL, entry)
    if not because.strip():
        raise ReasonNeeded
    if _now(entry, by).voided_at is not None:
        raise AlreadyVoided
    letters = Letter.objects.unrestricted(because="a number is never taken from a letter")
    if letters.filter(register_entry=entry).exists():
        raise LettersEntry
    save_over(entry, revision=revision, voided_by=by, voided_at=at, voided_because=because.strip()[:400])
    return _told("correspondence.void_entry", entry, by, at, because=because.strip()[:400])


def _told(verb: str, entry: RegisterEntry, by: Any, at: datetime, **data: Any) -> RegisterEntry:
    record(verb, by=by, at=at, scope=entry.scope_id, matter=entry.matter or entry, number=entry.number, **data)
    return entry


def _now(entry: RegisterEntry, by: Any) -> RegisterEntry:
    return RegisterEntry.objects.visible_to(by).select_for_update(of=("self",)).get(pk=entry.pk)


def _matter_of(matter: Any) -> tuple[int | None, int | None]:
    return (ContentType.objects.get_for_model(matter).pk, matter.pk) if matter is not None else (None, None)


def _line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
