"""Logs as other offices keep them: a few good lines, and the ways to spoil them."""

import csv
import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

HEADINGS = [
    "Number",
    "Unit",
    "Department",
    "Grievant(s)",
    "Title",
    "Received",
    "Filed",
    "Specialist",
    "Issue",
    "Articles",
    "Remedy",
    "Step 1 filed",
    "Step 1 due",
    "Step 1 answered",
    "Step 1 finding",
    "Step 2 filed",
    "Step 2 meeting",
    "Step 2 answered",
    "Step 2 finding",
    "Settlement terms",
    "Settlement amount",
    "Outcome",
    "Outcome step",
    "Closed",
]

CLOSED = {
    "Number": "G-17",
    "Unit": "cl",
    "Department": "PARKS",
    "Grievant(s)": "Ada Example",
    "Title": "Overtime at the pool",
    "Received": "2025-03-03",
    "Filed": "3/3/2025",
    "Issue": "overtime",
    "Articles": "Article 12.3; 9",
    "Remedy": "Eight hours",
    "Step 1 filed": "3 Mar 2025",
    "Step 1 due": "2025-03-17",
    "Step 1 answered": "Mon 17 Mar 2025",
    "Step 1 finding": "denied",
    "Step 2 filed": "2025-03-24",
    "Step 2 meeting": "2025-03-26",
    "Settlement terms": "Four hours",
    "Settlement amount": "$1,250.00",
    "Outcome": "Settled",
    "Outcome step": "2",
    "Closed": "2025-04-01",
}
OPEN = {
    "Number": "G-18",
    "Unit": "Clerical",
    "Department": "Parks",
    "Grievant(s)": "Bo Example; Cy Example",
    "Title": "Schedule changed",
    "Received": "2026-03-02",
    "Filed": "2026-03-02",
    "Specialist": "holder@example.test",
    "Issue": "OVERTIME",
    "Step 1 filed": "2026-03-02",
}
RECEIVED = {"Number": "G-19", "Unit": "CL", "Received": "2026-03-05"}


def as_csv(rows: Iterable[Mapping[str, object]], headings: Iterable[str] = HEADINGS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(headings), restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Iterable[Mapping[str, object]], headings: Iterable[str] = HEADINGS) -> bytes:
    book = Workbook()
    page = book.active
    headings = list(headings)
    page.append(headings)
    for row in rows:
        page.append([row.get(heading) for heading in headings])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
