"""A report as it leaves the building: the same tables as on the screen, on paper and as a workbook."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from grievances.queries.figures import Figures
from laborrel.correspondence.printing import letterhead
from laborrel.documents.pdf import render_pdf
from laborrel.documents.workbook import Column, Sheet, write_workbook
from laborrel.web.wording import day_words, moment_words


def as_workbook(figures: Figures) -> bytes:
    """One sheet per table, and one with the sentence, the denominators and the definitions."""
    about = [
        ["Report", figures.title],
        ["Period", figures.period.words],
        ["In a sentence", figures.sentence],
        *(["Denominator", f"{table.title}: {table.denominator}"] for table in figures.tables),
        *(["Definition", words] for words in figures.definitions),
    ]
    sheets = [Sheet("About", [Column("What", width=16), Column("Words", width=100)], about)]
    for table in figures.tables:
        rows = [*table.rows, table.total] if table.total else list(table.rows)
        sheets.append(Sheet(table.title, table.headings, rows))
    return write_workbook(sheets, title=f"{figures.title}, {figures.period.words}")


def as_paper(figures: Figures, *, at: datetime, by: str) -> bytes:
    """The report on the office's letterhead."""
    title = f"{figures.title}, {figures.period.words}"
    context = {
        "title": title,
        "figures": figures,
        "letterhead": letterhead(),
        "foot_words": f"{figures.title}, {day_words(localdate(at))}",
        "printed_words": f"Computed {moment_words(at)} by {by}, from the cases that person may see",
    }
    html = render_to_string("paper/grievances/report.html", context)
    return render_pdf(html, title=title, stylesheets=("paper.css",), dated_at=at)
