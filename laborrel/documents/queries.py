"""Questions about papers: which lie on this matter, and how much room they take."""

from typing import Any

from django.db.models import Model, QuerySet, Sum

from laborrel.documents.models import Document, Version


def documents_of(matter: Model, user: Any) -> QuerySet[Document]:
    """The papers of one matter that this person may see, newest first, with their versions."""
    return Document.objects.visible_to(user).of(matter).standing().with_versions()


def withdrawn_documents_of(matter: Model, user: Any) -> QuerySet[Document]:
    """What was taken out of the file and can be restored."""
    return Document.objects.visible_to(user).of(matter).filter(withdrawn_at__isnull=False).with_versions()


def bytes_kept_on(matter: Model) -> int:
    """The size of every version of every paper on the matter, withdrawn ones included."""
    papers = Document.objects.unrestricted(because="the room left on a matter is counted over all its papers").of(
        matter
    )
    return Version.objects.filter(document__in=papers).aggregate(total=Sum("size"))["total"] or 0
