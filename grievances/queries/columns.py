"""The columns the docket can show: what each reads and says, alike on the screen, in the workbook and on paper."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Expression, OuterRef

from grievances.models import CitedClause, Grievance, Grievant
from grievances.states import GRIEVANCE
from laborrel.access.models import Scope
from laborrel.web.wording import LAPSED, LATER, PAUSED, Due, day_words, due_on
from laborrel.workdays.work_calendar import WorkCalendar

type Row = Mapping[str, Any]
type Shown = str | date

NAMES_SHOWN = 3
EVERYDAY = WorkCalendar()  # where a case has no procedure yet: weekends only
_STATUS = {"received": "received", "filed": "filed", "answered": "answered", "at_arbitration": "referred"}
_SIDES = {"ours": "we", "theirs": "the union", "both": "both sides", "neutral": "the neutral"}
_KINDS = dict(Grievance.Kind.choices)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a row depend on besides the row: the day, each procedure's working days, names by id.

    The names are at hand for the filter boxes, so the rows are fetched without joining six tables.
    """

    today: date
    calendars: Mapping[int, WorkCalendar]
    names: Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `reads` are names of the row's values; `sort` is the docket's order when its head may be pressed.

    `is_short` keeps its words on one line; `tone` says what they mean in time.
    """

    key: str
    heading: str
    reads: tuple[str, ...]
    show: Callable[[Row, Reading], Shown]
    sort: str = ""
    tone: Callable[[Row, Reading], str] | None = None
    is_short: bool = False


def time_left(row: Row, reading: Reading) -> Due | None:
    """The next date in words and tone; the other side's date is never our alarm."""
    if row["is_held"]:
        return Due(row["next_due_on"], "held", PAUSED)
    if row["next_due_on"] is None:
        return Due(None, "lapsed", LAPSED) if row["is_lapsed"] else None  # type: ignore[arg-type]  # no day is left
    calendar = reading.calendars.get(row["procedure_id"], EVERYDAY)
    due = due_on(row["next_due_on"], calendar=calendar, today=reading.today)
    return Due(due.on, f"{due.words}, theirs", LATER) if row["next_due_side"] == "theirs" else due


def status(row: Row, reading: Reading) -> str:
    """Where the case stands, in a word or three."""
    if row["state"] == "closed":
        return f"closed, {reading.names['outcome'][row['outcome_id']].lower()}"
    words = _STATUS[row["state"]]
    if row["is_held"]:
        return f"{words}, held"
    return f"{words}, lapsed" if row["is_lapsed"] else words


def grievants(row: Row) -> str:
    names = row["grievant_names"]
    if not names:
        return "" if row["state"] == "received" else _KINDS[row["kind"]]
    more = len(names) - NAMES_SHOWN
    return "; ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _left(row: Row, reading: Reading) -> str:
    due = time_left(row, reading)
    return due.words if due else ""


def _tone(row: Row, reading: Reading) -> str:
    due = time_left(row, reading)
    return due.tone if due else ""


def _plain(key: str, heading: str, name: str, sort: str = "", *, is_short: bool = False) -> Column:
    return Column(key, heading, (name,), lambda row, _: row[name] or "", sort, is_short=is_short)


def _named(key: str, heading: str, sort: str = "") -> Column:
    def name(row: Row, reading: Reading) -> str:
        return reading.names[key].get(row[f"{key}_id"], "")

    return Column(key, heading, (f"{key}_id",), name, sort)


def _said(key: str, heading: str, reads: Iterable[str], say: Callable[[Row], str]) -> Column:
    return Column(key, heading, tuple(reads), lambda row, _: say(row))


_TIME = ("next_due_on", "next_due_side", "is_held", "is_lapsed", "procedure_id")

COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        _plain("due", "Due", "next_due_on", "due", is_short=True),
        Column("left", "Time left", _TIME, _left, tone=_tone, is_short=True),
        _named("holder", "Holder", "holder"),
        _plain("number", "Number", "number", "number"),
        _said("grievants", "Grievants", ("grievant_names", "kind", "state"), grievants),
        _plain("title", "Title", "title"),
        _named("unit", "Unit", "unit"),
        _plain("union", "Union", "unit__union__name"),
        _named("department", "Department"),
        _plain("agency_number", "Their number", "agency_number"),
        _named("issue", "Issue"),
        _said("articles", "Articles cited", ("articles",), lambda row: ", ".join(row["articles"])),
        _plain("step", "Step", "step_name", "step", is_short=True),
        Column("status", "Status", ("state", "is_held", "is_lapsed", "outcome_id"), status),
        _plain("act", "What is due", "next_due_act"),
        _said("side", "Who must act", ("next_due_side",), lambda row: _SIDES.get(row["next_due_side"], "")),
        _said("kind", "Kind", ("kind",), lambda row: _KINDS[row["kind"]]),
        _plain("received", "Received", "received_on", "received", is_short=True),
        _plain("remedy", "Remedy asked", "remedy_asked"),
        _named("outcome", "Outcome"),
        _plain("outcome_step", "Ended at", "outcome_step"),
        _plain("closed", "Closed", "closed_on", is_short=True),
        _said("open_to", "Open to", ("scope__kind",), lambda row: Scope(kind=row["scope__kind"]).confidentiality),
    )
}
FIRST_SHOWN = (
    "due",
    "left",
    "holder",
    "number",
    "grievants",
    "unit",
    "issue",
    "step",
    "status",
)  # as many as a small screen holds side by side
assert set(GRIEVANCE.states) == {*_STATUS, "closed"}  # noqa: S101 - a state without a word would be a blank cell


def reads_of(columns: Iterable[Column]) -> tuple[list[str], dict[str, Expression]]:
    """What a query must fetch so that these columns can speak: names of values, and gathered lists to annotate.

    The number is always among them, since a row leads to its case.
    """
    names = {"number", *(name for column in columns for name in column.reads)}
    return sorted(names), {name: _GATHERED[name] for name in sorted(names & _GATHERED.keys())}


def cells(row: Row, columns: Iterable[Column], reading: Reading) -> list[Shown]:
    """The row as it is shown: dates as dates, everything else in words."""
    return [column.show(row, reading) for column in columns]


def in_words(shown: Shown) -> str:
    """A cell as the screen and the paper write it; a workbook shows its true dates in the same form."""
    return day_words(shown) if isinstance(shown, date) else shown


_GATHERED = {
    "grievant_names": ArraySubquery(
        Grievant.objects.filter(grievance=OuterRef("pk")).order_by("full_name", "pk").values("full_name")
    ),
    "articles": ArraySubquery(
        CitedClause.objects.filter(visit__grievance=OuterRef("pk"), replaced_by=None).order_by("pk").values("article")
    ),
}
