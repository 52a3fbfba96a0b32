"""What is due for one person: by day, both sides' clocks, overdue first; and the count in words for the top bar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from laborrel.access.composed import Blank, ComposedRead
from laborrel.people.models import User
from laborrel.web import contributions
from laborrel.web.contributions import Deadline
from laborrel.web.wording import LATER, Due, counted

DAYS_AHEAD = 14
MOST_DUE, MOST_WAITING = 1000, 50  # of one kind, in the top bar


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline as the desk shows it."""

    deadline: Deadline
    due: Due


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Overdue, today, this week, next week or later."""

    title: str
    lines: list[Line]


def has_desk(user: Any) -> bool:
    """Can the desk ever hold something for this person? No query beyond the reach."""
    return any(permitted(user) for permitted in contributions.desk_readers)


def due_lines(user: Any, *, today: date) -> list[Line]:
    """Everything due within two weeks and everything overdue, earliest first."""
    last_on = today + timedelta(days=DAYS_AHEAD)
    found = [deadline for _, find in contributions.due for deadline in find(user, last_on)]
    found.sort(key=lambda deadline: (deadline.on, deadline.matter))
    return [Line(deadline, _in_words(deadline, today)) for deadline in found]


def grouped(lines: list[Line], *, today: date) -> list[DueGroup]:
    """The lines under Overdue, Today, This week, Next week and After that; a group without lines is left out."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(_title(line.deadline.on, today), []).append(line)
    return [DueGroup(title, groups[title]) for title in _ORDER if title in groups]


def in_words(lines: list[Line], *, today: date) -> str:
    """Reads like "2 late, 5 dates due this week", of our own acts among these lines."""
    end_of_week = today + timedelta(days=6 - today.weekday())
    ours = [line.deadline.on for line in lines if line.deadline.side == "ours"]
    return ", ".join(_said(sum(on < today for on in ours), sum(today <= on <= end_of_week for on in ours)))


def due_in_words(request: HttpRequest) -> str:
    """What the top bar says; nothing to who has no desk."""
    return counted_in_words(request.user, today=localdate()) if has_desk(request.user) else ""


def counted_in_words(user: Any, *, today: date) -> str:
    """Reads like "2 late, 5 dates due this week, 3 wait for you": one's own acts and what waits; one query."""
    end_of_week = today + timedelta(days=6 - today.weekday())
    found = _counted(user, reader=user.pk, until=end_of_week)
    columns = found[0] if found else ()  # nothing is open to this person: the database was not asked
    kinds_due = len(contributions.due_counts)
    days = [on for column in columns[:kinds_due] for on in column]
    late = sum(on < today for on in days)
    return ", ".join(_said(late, len(days) - late, sum(map(len, columns[kinds_due:]))))


def _everything_counted() -> QuerySet[Any]:
    """The top bar's one question, one column for each kind: the days of what is due, then the rows that wait."""
    reader = Blank("reader")
    due = [count(reader, Blank("until"))[:MOST_DUE] for count in contributions.due_counts]
    waiting = [count(reader).order_by().values("pk")[:MOST_WAITING] for count in contributions.waiting_counts]
    return User.objects.filter(pk=reader).values_list(*map(ArraySubquery, [*due, *waiting]))


_counted = ComposedRead(_everything_counted)


def _in_words(deadline: Deadline, today: date) -> Due:
    """The other side's date is never our alarm."""
    due = deadline.due(today)
    return replace(due, tone=LATER) if deadline.side == "theirs" else due


_ORDER = ("Overdue", "Today", "This week", "Next week", "After that")


def _title(on: date, today: date) -> str:
    """On a Saturday the coming Monday is next week, not some day after that."""
    if on < today:
        return "Overdue"
    if on == today:
        return "Today"
    weeks_away = (on - (today - timedelta(days=today.weekday()))).days // 7
    return "This week" if weeks_away == 0 else "Next week" if weeks_away == 1 else "After that"


def _said(late: int, soon: int, waiting: int = 0) -> Iterator[str]:
    if late:
        yield f"{late} late"
    if soon:
        yield f"{counted(soon, 'date')} due this week"
    if waiting:
        yield "1 waits for you" if waiting == 1 else f"{waiting} wait for you"
    if not late and not soon and not waiting:
        yield "nothing due this week"
