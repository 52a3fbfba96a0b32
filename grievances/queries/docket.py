"""The docket itself: a page of cases at a place in an order, every case for a download, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grievances.queries.columns import COLUMNS, FIRST_SHOWN, Column, Row, reads_of
from grievances.queries.filters import Reader, kept
from grievances.queries.sorting import Place, Sort

ROWS_ON_A_PAGE = 50
COUNTED_TO = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address bar asks for, once everything it may not ask for has been left out."""

    filters: dict[str, Sequence[Any]] = field(default_factory=dict)
    sort: Sort = field(default_factory=Sort)
    columns: tuple[Column, ...] = tuple(COLUMNS[key] for key in FIRST_SHOWN)
    after: Place | None = None
    before: Place | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases in order, and the places before the first and after the last where there is more to see."""

    rows: Sequence[Row]
    first: int
    previous: Place | None
    following: Place | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def page_of(asked: Asked, reader: Reader, *, size: int = ROWS_ON_A_PAGE) -> Page:
    """One page; one query. It asks for one row more than it shows, to know whether there is another page."""
    place = asked.after or asked.before
    backwards = asked.after is None and asked.before is not None
    rows = asked.sort.arrange(kept(asked.filters, reader), backwards=backwards)
    if place:
        rows = asked.sort.beyond(rows, place, backwards=backwards)
    found = list(_fetched(rows, asked)[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first = _first_position(place, len(found), has_more=has_more, backwards=backwards)
    has_earlier = has_more if backwards else place is not None
    has_later = bool(found) and (backwards or has_more)
    return Page(
        rows=found,
        first=first,
        previous=Place.of(found[0], asked.sort, first) if found and has_earlier else None,
        following=Place.of(found[-1], asked.sort, first + len(found) - 1) if has_later else None,
    )


def every_row(asked: Asked, reader: Reader, *, at_most: int) -> list[Row]:
    """Every case the filters keep, in the same order, one more than `at_most` if there are more; one query."""
    return list(_fetched(asked.sort.arrange(kept(asked.filters, reader)), asked, "scope_id")[: at_most + 1])


def count_to(asked: Asked, reader: Reader, *, most: int = COUNTED_TO) -> int:
    """How many cases the filters keep, counted no further than `most` and one more; one query."""
    counted: int = kept(asked.filters, reader).order_by().values("pk")[: most + 1].count()
    return counted


def _fetched(rows: Any, asked: Asked, *more: str) -> Any:
    names, gathered = reads_of(asked.columns)
    plain = [name for name in names if name not in gathered]
    return rows.annotate(**gathered).values(*plain, *gathered, *asked.sort.keys, *more)


def _first_position(place: Place | None, count: int, *, has_more: bool, backwards: bool) -> int:
    if place is None:
        return 1
    if not backwards:
        return place.position + 1
    return max(place.position - count, 1) if has_more else 1
