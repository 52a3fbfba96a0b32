"""The case sheet: one case as a paper, without anything that lies in its privileged part."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from grievances.case_page import CasePage
from laborrel.audit.sentences import sentence
from laborrel.correspondence.printing import confidentiality_of, letterhead
from laborrel.documents.pdf import render_pdf
from laborrel.web.wording import moment_words

STYLES = ("paper.css",)


def case_sheet_pdf(page: CasePage, record: dict[str, Any], *, printed_by: Any, at: datetime) -> bytes:
    """PDF/UA and PDF/A. Rows of another scope than the case's own are left out: a sheet is passed around."""
    grievance = page.grievance
    title = f"Grievance {grievance.number}: {record['identity']['who']}"
    context = {
        **record,
        **paper_frame(grievance, printed_by=printed_by, at=at),
        "title": title,
        "documents": [paper for paper in page.documents if paper.scope_id == grievance.scope_id],
        "letters": [letter for letter in page.letters if letter.scope_id == grievance.scope_id],
        "events": [
            {"at": event.at, "words": sentence(event)}
            for event in reversed(page.events)
            if event.scope_id == grievance.scope_id
        ],
    }
    html = render_to_string("paper/grievances/case_sheet.html", context)
    return render_pdf(html, title=title, stylesheets=STYLES, author=author(context), dated_at=at)


def paper_frame(grievance: Any, *, printed_by: Any, at: datetime) -> dict[str, Any]:
    """Letterhead, mark and running foot of every paper of a case."""
    mark = confidentiality_of(grievance.scope)
    printed = f"Printed by {printed_by.full_name}, {moment_words(at)}"
    return {
        "letterhead": letterhead(),
        "confidentiality_words": mark,
        "foot_words": ". ".join(part for part in (f"Grievance {grievance.number}", mark, printed) if part),
    }


def author(context: dict[str, Any]) -> str:
    return str((context["letterhead"] or {}).get("employer", ""))
