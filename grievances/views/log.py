"""The docket as a file: the workbook and the paper of exactly what the screen shows."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from grievances.access import SEE_GRIEVANCE
from grievances.exports import log as exports
from grievances.forms.docket import understand
from grievances.queries.columns import Reading
from grievances.queries.filters import Reader
from grievances.queries.offered import offered_to
from grievances.views.docket import without_place
from laborrel.access.policy import requires
from laborrel.documents.pdf import PrintingUnavailable
from laborrel.documents.views.download import as_attachment

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(SEE_GRIEVANCE)
def log_xlsx(request: HttpRequest) -> HttpResponse:
    """Every row and column of the docket as it is filtered now, as a workbook."""
    return _sent(request, exports.WORKBOOK, exports.MOST_IN_A_WORKBOOK, _XLSX, "xlsx", exports.as_workbook)


@require_safe
@requires(SEE_GRIEVANCE)
def log_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper; a longer log is refused in words, since nobody reads it and it would hold up the desk."""

    def printed(log: exports.Log) -> bytes:
        return exports.as_paper(log, at=timezone.now(), by=str(request.user))

    return _sent(request, exports.PAPER, exports.MOST_ON_PAPER, "application/pdf", "pdf", printed)


def _sent(
    request: HttpRequest, kind: str, most: int, media_type: str, ending: str, make: Callable[[exports.Log], bytes]
) -> HttpResponse:
    today = localdate()
    offered = offered_to(request.user, today=today)
    understood = understand(request.GET, offered)
    reading = Reading(today, offered.calendars, offered.names)
    reader = Reader(request.user, today)
    try:
        log = exports.log_of(
            understood.asked, reader, reading, chips=understood.chips, at=timezone.now(), most=most, kind=kind
        )
        content = make(log)
    except (exports.LogTooLong, PrintingUnavailable) as refusal:
        messages.error(request, str(refusal))
        query = without_place(request.GET).urlencode()
        return HttpResponseRedirect(f"{reverse('grievances:docket')}?{query or 'state=open'}")
    return as_attachment(content, name=f"grievance-log-{today.isoformat()}.{ending}", media_type=media_type)
