"""The docket's address bar, read with good will: what cannot be understood is left out, and said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from grievances.queries.columns import COLUMNS, FIRST_SHOWN, Column
from grievances.queries.docket import Asked
from grievances.queries.filters import DUES, FILTERS, ME, NOBODY, STATES
from grievances.queries.offered import Offered
from grievances.queries.sorting import Place, Sort, UnreadablePlace
from laborrel.web.fields import UnreadableDate, read_date
from laborrel.web.listing import PLACE_IN_LIST, SORT
from laborrel.web.wording import day_words

COLUMN = "column"
_PEOPLE = {ME: "Me", NOBODY: "Nobody"}
_LAPSED = {"yes": "A time limit has run out"}
_LONGEST_WORDS = 200
_MOST_VALUES = 200


class NotUnderstood(ValueError):
    """The value of a filter means nothing here; its text is what the person reads."""


@dataclass(slots=True)
class Understood:
    """What was asked, the chips that say it, and a sentence for everything left out."""

    asked: Asked
    chips: list[dict[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)  # what stands in the boxes of the filter form


def understand(query: QueryDict, offered: Offered) -> Understood:
    """The address bar against the allow-lists of filters, orders and columns."""
    found = Understood(asked=Asked())
    filters: dict[str, Sequence[Any]] = {}
    for name in FILTERS:
        values = list(_values(name, query, offered, found))
        if values:
            filters[name] = values
    sort = _sort(query, found)
    after, before = (_place(query, name, sort, found) for name in ("after", "before"))
    _say_unknown(query, found)
    found.asked = Asked(filters, sort, _columns(query, found), after, before)
    return found


def choices_of(name: str, offered: Offered) -> dict[str, str]:
    """What a filter's box offers: value in the address bar -> words."""
    if name == "holder":
        return {**_PEOPLE, **offered.choices["holder"]}
    return _FIXED.get(name) or offered.choices.get(name, {})


_FIXED: dict[str, dict[str, str]] = {"state": STATES, "due": DUES, "lapsed": _LAPSED}


def _values(name: str, query: QueryDict, offered: Offered, found: Understood) -> Iterator[Any]:
    label = FILTERS[name].label
    for sent in dict.fromkeys(query.getlist(name)[:_MOST_VALUES]):
        text = " ".join(sent.replace("\0", " ").split())
        if not text:
            continue
        try:
            value, words = _READERS.get(name, _chosen)(name, text, offered)
        except NotUnderstood as fault:
            found.notices.append(f"{label}: {fault} This filter was left out.")
            continue
        if (name, text) != ("state", "open"):  # what is shown anyway needs no chip
            found.chips.append({"label": label, "words": words, "name": name, "value": sent})
        found.typed.setdefault(name, text)
        yield value


def _chosen(name: str, text: str, offered: Offered) -> tuple[Any, str]:
    choices = choices_of(name, offered)
    if text not in choices:
        raise NotUnderstood(f"there is no “{text[:60]}” to choose.")
    ids = offered.ids.get(name, {})
    return (ids[text] if name in _BY_ID else text), choices[text]


_BY_ID = {"unit", "department", "issue"}


def _day(_name: str, text: str, _offered: Offered) -> tuple[Any, str]:
    try:
        day = read_date(text)
    except UnreadableDate as fault:
        raise NotUnderstood(str(fault)) from fault
    return day, day_words(day)


def _free(_name: str, text: str, _offered: Offered) -> tuple[Any, str]:
    if len(text) > _LONGEST_WORDS:
        raise NotUnderstood(f"these are more than {_LONGEST_WORDS} characters.")
    return text, text


_READERS: dict[str, Callable[[str, str, Offered], tuple[Any, str]]] = {
    "words": _free,
    "number": _free,
    "received_from": _day,
    "received_to": _day,
}


def _sort(query: QueryDict, found: Understood) -> Sort:
    word = query.get(SORT, "")
    try:
        return Sort.read(word) if word else Sort()
    except KeyError:
        found.notices.append(f"The docket cannot be sorted by “{word[:60]}”; it is sorted by due date.")
        return Sort()


def _place(query: QueryDict, name: str, sort: Sort, found: Understood) -> Place | None:
    text = query.get(name, "")
    try:
        return Place.read(text, sort) if text else None
    except UnreadablePlace:
        found.notices.append("The page asked for is not a page of this list; this is its first.")
        return None


def _columns(query: QueryDict, found: Understood) -> tuple[Column, ...]:
    wanted = query.getlist(COLUMN)
    unknown = [key for key in wanted if key not in COLUMNS]
    if unknown:
        found.notices.append(f"The docket has no column “{unknown[0][:60]}”.")
    known = {key for key in wanted if key in COLUMNS} or set(FIRST_SHOWN)
    return tuple(column for key, column in COLUMNS.items() if key in known or key == "number")


def _say_unknown(query: QueryDict, found: Understood) -> None:
    known = {*FILTERS, *PLACE_IN_LIST, SORT, COLUMN}
    for name in query:
        if name not in known:
            found.notices.append(f"The docket has no filter “{name[:60]}”; it was left out.")
