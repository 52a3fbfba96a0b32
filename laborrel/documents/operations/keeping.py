"""Add a paper, add a version, take a paper out of the file and put it back."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.module_loading import import_string

from laborrel.access.guarded import require
from laborrel.access.models import Scope
from laborrel.audit.events import record
from laborrel.documents.access import ADD_DOCUMENT, WITHDRAW_DOCUMENT
from laborrel.documents.inspection import eicar_only, inspect_file
from laborrel.documents.inspection.looking import Inspected, Scanner
from laborrel.documents.kinds import KINDS
from laborrel.documents.models import Document, Version
from laborrel.documents.operations.placing import placed
from laborrel.documents.queries import bytes_kept_on
from laborrel.documents.storage import keep

ROOM_PER_MATTER = 4 * 1024**3


class PaperRefusal(Exception):
    """This cannot be done with the paper."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.__doc__)


class UnknownPaperKind(PaperRefusal):
    """Choose what kind of paper this is."""


class MatterIsFull(PaperRefusal):
    """The papers of this matter fill 4 GB, which is all there is room for. Ask the administrator."""


class WithdrawnPaper(PaperRefusal):
    """This paper was withdrawn. Restore it before adding a version."""


class FrozenPaper(PaperRefusal):
    """This paper was issued: it stays in the file as it left the house. Issue a correction instead."""


class AlreadyWithdrawn(PaperRefusal):
    """This paper is already withdrawn."""


class NotWithdrawn(PaperRefusal):
    """This paper is in the file; there is nothing to restore."""


class WithdrawnWithoutReason(PaperRefusal):
    """Say why the paper is taken out of the file."""


@transaction.atomic
def add_document(
    *,
    matter: Any,
    title: str,
    kind: str,
    name: str,
    content: bytes,
    by: Any,
    at: datetime,
    scope: Scope | None = None,
    dated_on: date | None = None,
    compartment: str = Document.Compartment.STRATEGY,
) -> Document:
    """Put a paper into the file of a matter. `scope` is the matter's own, or the privileged one beside it.

    Raises a FileRefused when the file cannot be taken in.
    """
    chosen = placed(matter=matter, scope=scope, permission=ADD_DOCUMENT, by=by)
    document = Document(title=_title(title, name), kind=kind, dated_on=dated_on, compartment=compartment, scope=chosen)
    keep_paper(document=document, matter=matter, name=name, content=content, by=by, at=at)
    record("documents.add_document", by=by, at=at, scope=chosen, matter=matter, title=document.title, kind=kind)
    return document


def keep_paper(
    *, document: Document, matter: Model | None, name: str, content: bytes, by: Any, at: datetime
) -> Version:
    """Save a new document with its first file, inside a verb that has checked the right and records the act."""
    if document.kind not in KINDS:
        raise UnknownPaperKind
    found = _looked_into(matter, name, content)
    document.matter, document.created_by, document.created_at = matter, by, at
    document.save(force_insert=True)
    return _add_file(document, found, content, number=1, by=by, at=at)


@transaction.atomic
def add_version(*, document: Document, name: str, content: bytes, by: Any, at: datetime) -> Version:
    """Put a newer file beside the earlier ones, which stay as they are."""
    require(by, ADD_DOCUMENT, document)
    locked = Document.objects.visible_to(by).select_for_update(of=("self",)).get(pk=document.pk)
    if locked.is_frozen:
        raise FrozenPaper
    if locked.is_withdrawn:
        raise WithdrawnPaper
    found = _looked_into(locked.matter, name, content)
    version = _add_file(locked, found, content, number=locked.versions.count() + 1, by=by, at=at)
    record(
        "documents.add_version",
        by=by,
        at=at,
        scope=locked.scope_id,
        matter=locked.matter or locked,
        title=locked.title,
        number=version.number,
    )
    return version


@transaction.atomic
def withdraw(*, document: Document, because: str, by: Any, at: datetime) -> Document:
    """Take a paper out of the file. It is kept, and can be restored."""
    require(by, WITHDRAW_DOCUMENT, document)
    if not because.strip():
        raise WithdrawnWithoutReason
    if document.is_frozen:
        raise FrozenPaper
    standing = Document.objects.visible_to(by).filter(pk=document.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=at, withdrawn_by=by, withdrawn_because=because.strip()[:400]):
        raise AlreadyWithdrawn
    return _told("documents.withdraw", document, by, at, because=because.strip()[:400])


@transaction.atomic
def restore(*, document: Document, by: Any, at: datetime) -> Document:
    """Put a withdrawn paper back into the file."""
    require(by, WITHDRAW_DOCUMENT, document)
    out = Document.objects.visible_to(by).filter(pk=document.pk, withdrawn_at__isnull=False)
    if not out.update(withdrawn_at=None, withdrawn_by=None, withdrawn_because=""):
        raise NotWithdrawn
    return _told("documents.restore", document, by, at)


def _told(verb: str, document: Document, by: Any, at: datetime, **data: Any) -> Document:
    fresh = Document.objects.visible_to(by).get(pk=document.pk)
    record(verb, by=by, at=at, scope=fresh.scope_id, matter=fresh.matter or fresh, title=fresh.title, **data)
    return fresh


def _title(title: str, name: str) -> str:
    return (title.strip() or name.rpartition(".")[0])[:200]


def _looked_into(matter: Model | None, name: str, content: bytes) -> Inspected:
    found = inspect_file(name, content, scan=_scanner())
    if matter is not None and bytes_kept_on(matter) + found.size > ROOM_PER_MATTER:
        raise MatterIsFull
    return found


def _add_file(document: Document, found: Inspected, content: bytes, *, number: int, by: Any, at: datetime) -> Version:
    kept = keep(content)
    return Version.objects.create(
        scope_id=document.scope_id,
        document=document,
        number=number,
        file_name=found.name,
        media_type=found.media_type,
        size=found.size,
        sha256=found.sha256,
        storage_name=kept.storage_name,
        notes=list(found.notes),
        uploaded_by=by,
        uploaded_at=at,
    )


@cache
def _scanner() -> Scanner:
    """The agency's virus scanner: a function named in LABORREL_VIRUS_SCANNER, from bytes to the name of the virus."""
    path = getattr(settings, "LABORREL_VIRUS_SCANNER", "")
    return import_string(path) if path else eicar_only
