"""What upper apps hang on lower pages, by name: panels, search finders, deadlines, reports.

Each app's `panels.py`, `search.py`, `deadlines.py` and `reports.py` is found at start-up; a test prints the full list.
Every contribution receives the person who asks and filters by its own permission.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from laborrel.web.wording import Due, due_on
from laborrel.workdays.work_calendar import WorkCalendar

EXTENSION_POINTS = ("panels", "search", "deadlines", "reports")


@dataclass(frozen=True, slots=True)
class Panel:
    on: str
    title: str
    order: int
    render: Callable[[HttpRequest, Any], str]


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer to the search box."""

    kind: str
    title: str
    url: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """Who answers the search box for one kind of record; the lowest order is shown first."""

    kind: str
    order: int
    find: Callable[[Any, str], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that falls due: whose act, on what, until when. `number` alone may go into a mail."""

    on: date
    title: str
    number: str
    matter: str
    url: str
    side: str  # "ours" or "theirs"
    holder: str = ""
    holder_id: int | None = None
    is_led: bool = False  # the person asked for leads the desk it lies on
    is_confidential: bool = False  # a mail says the number and the link, nothing else
    calendar: WorkCalendar | None = None  # by which the distance is said in working days

    def due(self, today: date) -> Due:
        return due_on(self.on, today=today, calendar=self.calendar)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for this person: a review, an approval, an acknowledgement."""

    title: str
    matter: str
    url: str
    since: date
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing lately done in what this person follows, as an English sentence."""

    sentence: str
    matter: str
    url: str
    at: Any


@dataclass(frozen=True, slots=True)
class Report:
    slug: str
    title: str
    description: str
    permitted: Callable[[Any], bool]
    url_name: str


@dataclass(frozen=True, slots=True)
class MovedDate:
    """An open date that a change of a work calendar moves."""

    matter: str
    url: str
    act: str
    was_on: date
    will_be_on: date


@dataclass(frozen=True, slots=True)
class CalendarWatcher:
    """An app whose dates run on work calendars: `preview` lists what would move, `apply` moves it.

    preview(user, calendar, trial) -> MovedDates · apply(user, calendar, at, because) -> MovedDates written
    """

    name: str
    preview: Callable[[Any, Any, Any], Iterable[MovedDate]]
    apply: Callable[[Any, Any, Any, str], Iterable[MovedDate]]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What every builder of the demonstration office is given: the invented people by key, the moment, a voice."""

    people: Mapping[str, Any]
    now: datetime
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demonstrator:
    """One app's part of the demonstration office."""

    order: int
    name: str
    build: Callable[[Demonstration], None]


panels: list[Panel] = []
calendar_watchers: list[CalendarWatcher] = []
finders: list[Finder] = []
desk_readers: list[Callable[[Any], bool]] = []
due: list[tuple[str, Callable[[Any, date], Iterable[Deadline]]]] = []
due_counts: list[Callable[[Any, Any], Any]] = []
waiting_counts: list[Callable[[Any], Any]] = []
waiting: list[tuple[str, Callable[[Any], Iterable[Waiting]]]] = []
changed: list[tuple[str, Callable[[Any], Iterable[Changed]]]] = []
reports: list[Report] = []
demonstrators: list[Demonstrator] = []


def panel(*, on: str, title: str, order: int = 100) -> Callable[[Any], Any]:
    """Hang a panel on the page of a lower app's model, e.g. on="contracts.Clause"."""

    def register(render: Callable[[HttpRequest, Any], str]) -> Callable[[HttpRequest, Any], str]:
        panels.append(Panel(on, title, order, render))
        panels.sort(key=lambda each: (each.on, each.order, each.title))
        return render

    return register


def finder(kind: str, *, order: int = 100) -> Callable[[Any], Any]:
    """Answer the one search box for one kind of record: (user, words) -> Found lines, best first."""

    def register(find: Callable[[Any, str], Iterable[Found]]) -> Callable[[Any, str], Iterable[Found]]:
        finders.append(Finder(kind, order, find))
        finders.sort(key=lambda each: (each.order, each.kind))
        return find

    return register


def fills_desk(permitted: Callable[[Any], bool]) -> None:
    """Say for whom the desk can ever hold something: whoever may see what falls due or waits here."""
    desk_readers.append(permitted)


def falls_due(name: str) -> Callable[[Any], Any]:
    """Tell the desk what falls due: (user, last day) -> Deadlines, overdue ones included."""

    def register(find: Callable[[Any, date], Iterable[Deadline]]) -> Any:
        due.append((name, find))
        return find

    return register


def counts_due(count: Callable[[Any, Any], Any]) -> Any:
    """Tell the top bar: (reader, until) -> the days on which one's own acts fall due until then: one column.

    All counts of the top bar are asked in one statement that is composed once: the reader and the day are blanks.
    """
    due_counts.append(count)
    return count


def counts_waiting(count: Callable[[Any], Any]) -> Any:
    """Tell the top bar: (reader) -> the rows that wait for this person, as a queryset; the reader is a blank."""
    waiting_counts.append(count)
    return count


def waits_for(name: str) -> Callable[[Any], Any]:
    """Tell the desk what waits for a person: (user) -> Waiting lines, oldest first."""

    def register(find: Callable[[Any], Iterable[Waiting]]) -> Any:
        waiting.append((name, find))
        return find

    return register


def lately_changed(name: str) -> Callable[[Any], Any]:
    """Tell the desk what was done lately in what a person holds or follows: (user) -> Changed lines."""

    def register(find: Callable[[Any], Iterable[Changed]]) -> Any:
        changed.append((name, find))
        return find

    return register


def watches_calendars(watcher: CalendarWatcher) -> CalendarWatcher:
    calendar_watchers.append(watcher)
    return watcher


def report(entry: Report) -> Report:
    reports.append(entry)
    return entry


def demonstrates(name: str, *, order: int) -> Callable[[Any], Any]:
    """Build one part of the demonstration office; lower floors have lower orders. Found in each `demonstration.py`."""

    def register(build: Callable[[Demonstration], None]) -> Callable[[Demonstration], None]:
        demonstrators.append(Demonstrator(order, name, build))
        demonstrators.sort(key=lambda each: each.order)
        return build

    return register


def panels_for(page_object: Any) -> list[Panel]:
    return [each for each in panels if each.on == page_object._meta.label]


def discover() -> None:
    """Import every app's contributions; called once when the house opens."""
    autodiscover_modules(*EXTENSION_POINTS)


def discover_demonstrators() -> list[Demonstrator]:
    """Import every app's demonstration, which nothing else needs; in the order they are built."""
    autodiscover_modules("demonstration")
    return demonstrators
