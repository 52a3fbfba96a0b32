"""Hand out one file, after asking whether its paper may be seen, and never let it run in our own page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from laborrel.access.policy import requires
from laborrel.audit.events import record_reading
from laborrel.audit.models import Reading
from laborrel.documents.access import SEE_DOCUMENT
from laborrel.documents.models import Document, Version
from laborrel.documents.storage import StoredFileChanged, StoredFileMissing, fetch

_NEVER_RUN = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
@requires(SEE_DOCUMENT)
def download(request: HttpRequest, key: UUID, number: int = 0) -> HttpResponse:
    """One version of a paper, by default the newest; the right is asked on the paper for old versions too."""
    document = get_object_or_404(Document.objects.visible_to(request.user).with_versions(), key=key)
    version = document.current if number == 0 else _numbered(document, number)
    try:
        content = fetch(version.storage_name, sha256=version.sha256)
    except (StoredFileMissing, StoredFileChanged) as fault:
        return HttpResponse(str(fault), status=503, content_type="text/plain; charset=utf-8")
    record_reading(
        act=Reading.Act.DOWNLOADED,
        by=request.user,
        at=timezone.now(),
        scope=document.scope,
        what=f"{document.title}, {version}",
        matter=document.matter or document,
    )
    return as_attachment(content, name=version.file_name, media_type=version.media_type)


def as_attachment(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """The answer that carries a file: saved by the browser, never shown, kept by no cache."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Security-Policy"] = _NEVER_RUN
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response


def _numbered(document: Document, number: int) -> Version:
    for version in document.versions.all():
        if version.number == number:
            return version
    raise Http404
