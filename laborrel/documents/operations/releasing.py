"""Move a paper outward: from strategy to exchanged to public, by a named person for a stated reason, never back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from laborrel.access.guarded import require
from laborrel.audit.events import record
from laborrel.documents.access import RELEASE_DOCUMENT
from laborrel.documents.models import Document

OUTWARD = (Document.Compartment.STRATEGY, Document.Compartment.EXCHANGED, Document.Compartment.PUBLIC)


class NotOutward(Exception):
    """A paper moves outward only: what the other side has seen cannot be made unseen."""


class PrivilegedStaysInside(Exception):
    """A privileged paper is not released. Put a copy without privilege into the file and release that."""


class ReleaseWithoutReason(Exception):
    """Say why the paper goes out, in words."""


@transaction.atomic
def move_outward(*, document: Document, to: str, because: str, by: Any, at: datetime) -> Document:
    """Release a paper to the other side, or to the public. The file remembers who did it, when and why."""
    require(by, RELEASE_DOCUMENT, document)
    current = (
        Document.objects.visible_to(by).select_for_update(of=("self",)).select_related("scope").get(pk=document.pk)
    )
    if current.is_privileged:
        raise PrivilegedStaysInside
    if not because.strip():
        raise ReleaseWithoutReason
    if OUTWARD.index(Document.Compartment(to)) <= OUTWARD.index(Document.Compartment(current.compartment)):
        raise NotOutward
    earlier = current.get_compartment_display()
    current.compartment = to
    current.save(update_fields=["compartment"])
    record(
        "documents.move_outward", by=by, at=at, scope=current.scope_id, matter=current.matter or current,
        title=current.title, earlier=earlier, to=current.get_compartment_display(), because=because.strip(),
    )  # fmt: skip
    return current
