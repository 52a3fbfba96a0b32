"""Why a date, or every date of a case, as the paper a witness is shown."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from grievances.case_page import identity_of
from grievances.exports.case_sheet import STYLES, author, paper_frame
from grievances.models import Grievance
from grievances.why import Why
from laborrel.documents.pdf import render_pdf


def why_pdf(explained: Why, *, printed_by: Any, at: datetime) -> bytes:
    """One date with its calendar, its sentences and what it replaced: PDF/UA and PDF/A."""
    title = f"Grievance {explained.grievance.number}: why this date"
    return _paper(title, explained.grievance, [explained], printed_by, at)


def dates_pdf(grievance: Grievance, explained: list[Why], *, printed_by: Any, at: datetime) -> bytes:
    """All clocks of both sides, step by step."""
    return _paper(f"Grievance {grievance.number}: dates of both sides", grievance, explained, printed_by, at)


def _paper(title: str, grievance: Grievance, explained: list[Why], printed_by: Any, at: datetime) -> bytes:
    context = {
        **paper_frame(grievance, printed_by=printed_by, at=at),
        "title": title,
        "identity": identity_of(grievance),
        "grievance": grievance,
        "explained": explained,
    }
    html = render_to_string("paper/grievances/why.html", context)
    return render_pdf(html, title=title, stylesheets=STYLES, author=author(context), dated_at=at)
