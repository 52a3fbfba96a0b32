"""The grievance log as it leaves the building: every case and column the docket shows, in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from grievances.queries.columns import Column, Reading, Row, cells, in_words
from grievances.queries.docket import Asked, every_row
from grievances.queries.filters import Reader
from laborrel.access.models import Scope
from laborrel.audit.events import record_reading
from laborrel.audit.models import Reading as ReadLog
from laborrel.correspondence.printing import letterhead
from laborrel.documents.pdf import render_pdf
from laborrel.documents.workbook import Sheet, Value, write_workbook
from laborrel.web.wording import counted, day_words, moment_words

TITLE = "Grievance log"
PAPER, WORKBOOK = "PDF", "workbook"
MOST_ON_PAPER = 500  # a tagged page a reader can walk takes a third of a second to lay out
MOST_IN_A_WORKBOOK = 20_000
CONFIDENTIAL = "Confidential: holds cases that are not open to the whole unit desk"


class LogTooLong(Exception):
    """This log is too long for one file. Filter the docket to fewer cases."""

    def __init__(self, most: int, kind: str) -> None:
        super().__init__(
            f"This log has more than {most:,} cases, which is the most one {kind} holds."
            " Filter the docket to fewer cases" + (", or take the workbook." if kind == PAPER else ".")
        )


@dataclass(frozen=True, slots=True)
class Log:
    """The rows of one download, read once and noted in the read log where they are confidential."""

    rows: Sequence[Row]
    columns: tuple[Column, ...]
    reading: Reading
    filters_in_words: str
    is_confidential: bool


def log_of(
    asked: Asked, reader: Reader, reading: Reading, *, chips: list[dict[str, str]], at: datetime, most: int, kind: str
) -> Log:
    """Read every row the filters keep. Raises LogTooLong before anything is noted or made."""
    rows = every_row(asked, reader, at_most=most)
    if len(rows) > most:
        raise LogTooLong(most, kind)
    confidential = _confidential(rows)
    for scope in confidential:
        count = sum(row["scope_id"] == scope.pk for row in rows)
        what = f"{TITLE}, {kind}: {counted(count, 'case')} of “{scope.title}”"
        record_reading(act=ReadLog.Act.EXPORTED, by=reader.user, at=at, scope=scope, what=what)
    return Log(rows, asked.columns, reading, _in_words(chips), bool(confidential))


def as_workbook(log: Log) -> bytes:
    """One sheet, one table: true dates where the screen shows dates, the same words everywhere else."""
    rows = [_values(row, log) for row in log.rows]
    subject = f"{log.filters_in_words}. {CONFIDENTIAL}" if log.is_confidential else log.filters_in_words
    return write_workbook(
        [Sheet(TITLE, [column.heading for column in log.columns], rows)], title=TITLE, subject=subject
    )


def as_paper(log: Log, *, at: datetime, by: str) -> bytes:
    """The same table on landscape paper, with the filters in words above it."""
    context = {
        "title": TITLE,
        "letterhead": letterhead(),
        "confidentiality_words": CONFIDENTIAL if log.is_confidential else "",
        "foot_words": f"{TITLE}, {day_words(localdate(at))}{'. Confidential' if log.is_confidential else ''}",
        "count_words": counted(len(log.rows), "case"),
        "filters_in_words": log.filters_in_words,
        "printed_words": f"Printed {moment_words(at)} by {by}",
        "headings": [column.heading for column in log.columns],
        "rows": [_printed(row, log) for row in log.rows],
    }
    html = render_to_string("paper/grievances/log.html", context)
    return render_pdf(html, title=TITLE, stylesheets=("paper.css", "grievance-log.css"), dated_at=at)


def _printed(row: Row, log: Log) -> list[tuple[bool, str]]:
    shown = zip(log.columns, cells(row, log.columns, log.reading), strict=True)
    return [(column.is_short, in_words(value)) for column, value in shown]


def _values(row: Row, log: Log) -> list[Value]:
    return [shown if isinstance(shown, date) else shown or None for shown in cells(row, log.columns, log.reading)]


def _confidential(rows: Sequence[Row]) -> list[Scope]:
    scopes = Scope.objects.filter(pk__in={row["scope_id"] for row in rows})
    return [scope for scope in scopes if scope.is_confidential]


def _in_words(chips: list[dict[str, Any]]) -> str:
    return "; ".join(f"{chip['label']}: {chip['words']}" for chip in chips) or "Every open case"
