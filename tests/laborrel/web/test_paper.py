"""A letter on the office's paper is accessible and archival, with a picture, tables and a quotation in it."""

from django.template.loader import render_to_string

from laborrel.documents.pdf import render_pdf
from tests.laborrel.web.gallery import samples
from tests.pdfcheck import assert_accessible_archive

LETTERHEAD = {
    "employer": "City of Port Alder",
    "office": "Office of Labor Relations",
    "address": "1 Civic Square, Room 410\nPort Alder",
}


def test_letter(gallery):
    title = "Step 2 answer to grievance 26-0142"
    html = render_to_string(
        "letter.html",
        {
            "today": samples.TODAY,
            "timeline": samples.TIMELINE,
            "docket": samples.DOCKET,
            "weeks": samples.weeks(),
            "letterhead": LETTERHEAD,
            "foot_words": "Grievance 26-0142. Confidential personnel record.",
            "confidentiality_words": "Confidential personnel record",
        },
    )
    pdf = render_pdf(html, title=title, stylesheets=["paper.css"])
    assert_accessible_archive(pdf)
