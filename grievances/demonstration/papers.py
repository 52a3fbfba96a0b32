"""The signed papers of the invented cases: one print of each kind, which says that it is invented."""

from functools import cache

from django.template.loader import render_to_string

from laborrel.correspondence.printing import letterhead
from laborrel.documents.pdf import render_pdf

TEXTS = {
    "grievance": ("Grievance form", "The form as the union filed it. The case itself shows what it says."),
    "settlement": ("Settlement, signed", "Signed for the City and for the union. The terms are those of the case."),
    "extension": ("Extension, signed", "Both sides extend one time limit. The case shows which and until when."),
    "abeyance": ("Agreement to hold in abeyance, signed", "The case waits for its lead case. All clocks stand still."),
    "payment": ("Proof of payment", "Payroll shows the amount of the settlement as paid."),
    "evidence": ("Daily sheets", "Copies of the sheets the supervisor kept."),
    "witness_statement": ("Statement of the supervisor", "What the supervisor saw, in the supervisor's own words."),
    "arbitration_demand": ("Letter invoking arbitration", "The union demands arbitration of this grievance."),
}


@cache
def invented_paper(kind: str) -> bytes:
    """The one print of this kind."""
    title, text = TEXTS[kind]
    html = render_to_string(
        "paper/grievances/invented.html",
        {"title": title, "text": text, "letterhead": letterhead(), "foot_words": "Invented, for demonstration"},
    )
    return render_pdf(html, title=title, stylesheets=("paper.css",))
