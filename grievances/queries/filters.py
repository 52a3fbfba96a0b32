"""What the docket may be filtered by: an allow-list of names, each with the question it puts to the cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value

from grievances.models import Grievance, Grievant

OPEN = Q(closed_on__isnull=True)
DAYS_OF_NEXT = 7


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, and on which day: "mine" and "overdue" mean nothing without them."""

    user: Any
    today: date


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name in the address bar, its label, and the rows it keeps for the values asked."""

    name: str
    label: str
    keep: Callable[[Sequence[Any], Reader], Q]


STATES = {
    "open": "Open",
    "received": "Received, not yet filed",
    "held": "Held in abeyance",
    "arbitration": "At arbitration",
    "closed": "Closed",
    "all": "All",
}
_STATE_ROWS = {
    "open": OPEN,
    "received": Q(state="received") & OPEN,
    "held": Q(is_held=True) & OPEN,
    "arbitration": Q(state="at_arbitration") & OPEN,
    "closed": Q(closed_on__isnull=False),
    "all": Q(),
}
DUES = {
    "overdue": "Overdue",
    "today": "Today",
    "week": "This week",
    "7": "In the next 7 days",
    "none": "No date",
}
NOBODY, ME = "nobody", "me"
_AS_LONG_AS_A_NUMBER = 6


def _any(column: str) -> Callable[[Sequence[Any], Reader], Q]:
    return lambda values, _: Q(**{f"{column}__in": list(values)})


def _state(values: Sequence[str], _: Reader) -> Q:
    if "all" in values:
        return Q()
    wanted = Q()
    for value in values or ["open"]:
        wanted |= _STATE_ROWS[value]
    return wanted


def _holder(values: Sequence[str], reader: Reader) -> Q:
    people = [reader.user.pk if value == ME else int(value) for value in values if value != NOBODY]
    wanted = Q(holder__in=people)
    return wanted | Q(holder__isnull=True) if NOBODY in values else wanted


def _due(values: Sequence[str], reader: Reader) -> Q:
    today = reader.today
    sunday = today + timedelta(days=6 - today.weekday())
    spans = {
        "overdue": Q(next_due_on__lt=today),
        "today": Q(next_due_on=today),
        "week": Q(next_due_on__lte=sunday),  # what is late is due this week too
        "7": Q(next_due_on__gte=today, next_due_on__lt=today + timedelta(days=DAYS_OF_NEXT)),
        "none": Q(next_due_on__isnull=True),
    }
    wanted = Q()
    for value in values:
        wanted |= spans[value]
    return wanted


def _begins(column: str, word: str) -> Func:
    return Func(F(column), Value(word), function="starts_with", output_field=BooleanField())


def said_in(words: str) -> Q:
    """Every word must stand in the number (ours, the department's, an earlier log's), the title or a grievant's name.

    A long word with a figure in it is taken for the beginning of a case number. PostgreSQL may look for that inside an
    index although row-level security is on, since `starts_with` tells nothing of the rows it passes over; words within
    text it must look for in every row within reach.
    """
    wanted = Q()
    for word in words.split():
        if len(word) >= _AS_LONG_AS_A_NUMBER and any(letter.isdigit() for letter in word):
            ours = Q(_begins("number", word)) | Q(_begins("number", word.upper()))
            wanted &= ours | Q(_begins("former_number", word)) | Q(_begins("agency_number", word))
            continue
        named = Exists(Grievant.objects.filter(grievance=OuterRef("pk"), full_name__icontains=word))
        numbered = Q(number__icontains=word) | Q(former_number__icontains=word) | Q(agency_number__icontains=word)
        wanted &= numbered | Q(title__icontains=word) | Q(named)
    return wanted


FILTERS: dict[str, Filter] = {
    each.name: each
    for each in (
        Filter("words", "Words", lambda values, _: said_in(" ".join(values))),
        Filter("state", "State", _state),
        Filter("due", "Due", _due),
        Filter("holder", "Holder", _holder),
        Filter("unit", "Unit", _any("unit")),
        Filter("department", "Department", _any("department")),
        Filter("issue", "Issue", _any("issue")),
        Filter("step", "Step", _any("step_name")),
        Filter("lapsed", "Time", lambda *_: Q(is_lapsed=True)),
        Filter("received_from", "Received from", lambda values, _: Q(received_on__gte=max(values))),
        Filter("received_to", "Received until", lambda values, _: Q(received_on__lte=min(values))),
        Filter("number", "Number", _any("number")),
    )
}


def kept(asked: dict[str, Sequence[Any]], reader: Reader) -> Any:
    """The cases this person may see that every filter keeps. Without a state asked, the open ones."""
    wanted = _state(asked.get("state", ()), reader) if "number" not in asked else Q()
    for name, values in asked.items():
        if name != "state":
            wanted &= FILTERS[name].keep(values, reader)
    return Grievance.objects.visible_to(reader.user).filter(wanted)
