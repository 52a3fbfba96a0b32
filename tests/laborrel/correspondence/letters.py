"""A letter as a specialist writes it, and the way it takes to issue, for the tests of this room."""

import io
import re
from datetime import date

import pypdfium2

from laborrel.access.wall import reading_as
from laborrel.correspondence.models.letter import LetterText
from laborrel.correspondence.operations.issuing import issue_letter
from laborrel.correspondence.operations.letters import approve_letter, submit_letter
from tests.factories.office import NOW

ON = date(2026, 3, 9)

OPENING = """This is the employer's answer at Step 1 to the grievance of Ada Example, received on Mon 2 Mar 2026.
The meeting was held on Wed 4 Mar 2026; you, the grievant and the superintendent of Parks were present."""

CLAIM = """<p>The grievance says that the overtime of Sat 14 Feb 2026 was assigned out of the order of the rotation
list, in violation of Article 9.3, and asks for eight hours at time and one half.</p>
<blockquote><p>Overtime shall be offered in rotation among qualified employees of the work unit who have signified
their willingness to work it, beginning with the employee who has the fewest overtime hours in the current calendar
quarter.</p></blockquote>"""

FINDINGS = """<p>The sign-up sheet for February shows the grievant's name for the 14th. The department's ledger shows
that the assignment went to an employee with more hours in the quarter:</p>
<table><caption>Overtime in the quarter, from the ledger</caption>
<thead><tr><th scope="col">Employee</th><th scope="col">Hours</th></tr></thead>
<tbody><tr><td>Ada Example</td><td>6.5</td></tr><tr><td>The employee assigned</td><td>14.0</td></tr></tbody></table>
<ol><li>The grievant was qualified and had signified willingness.</li>
<li>No record of a call supports the recollection that the grievant could not be reached.</li></ol>"""

ANSWER = """<p>The grievance is <strong>granted in part</strong>. The grievant will be paid eight hours at the
straight-time rate, $352.27 in all. The balance of the claim is denied, because Article 9.7 limits the remedy for a
missed turn to the straight-time rate.</p>"""

APPEAL = "The union may appeal to Step 2 within ten working days after receipt of this answer (Article 20.4)."

TEXT = LetterText(
    subject="Answer at Step 1 to grievance 2026-0012",
    addressee="Jelena Reyes, Steward\nLocal 1\n400 Harbor Street\nExample, CA 90000",
    salutation="Dear Ms. Reyes:",
    parts=(
        ("", OPENING.replace("\n", " ")),
        ("What the grievance says", CLAIM),
        ("Findings", FINDINGS),
        ("Answer", ANSWER),
        ("If you disagree", APPEAL),
    ),
    closing="Sincerely,",
    signer_name="Holder",
    signer_title="Labor relations specialist",
    copies_to="Department of Parks\nCase file 2026-0012",
)


def through_approval(office, letter):
    with reading_as(office.holder):
        submit_letter(letter=letter, by=office.holder, at=NOW)
    with reading_as(office.senior):
        return approve_letter(letter=letter, revision=letter.revision + 1, by=office.senior, at=NOW)


def issue(office, letter, **options):
    ready = through_approval(office, letter)
    with reading_as(office.holder):
        arguments = {"on": ON, "revision": ready.revision, "by": office.holder, "at": NOW, "method": "certified"}
        return issue_letter(letter=ready, **(arguments | options))


def words(pdf):
    """All words of a PDF in reading order."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as paper:
        pages = []
        for page in paper:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            text.close()
            page.close()
    return re.sub(r"\s+", " ", " ".join(pages))
