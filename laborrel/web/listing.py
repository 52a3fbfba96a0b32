"""The address bar is the state of every list: sort links, filter chips and pages are URLs and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

SORT = "sort"
PLACE_IN_LIST = ("after", "before", "page")  # where one stands; meaningless once the list itself changes


@dataclass(frozen=True, slots=True)
class SortLink:
    """A column head one may press: where it leads and how the column is sorted now."""

    url: str
    aria_sort: str  # "ascending", "descending" or "" when the list is not sorted by this column
    next_words: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force and the address of the same list without it."""

    label: str
    words: str
    remove_url: str


def _address(query: QueryDict) -> str:
    return f"?{query.urlencode()}" if query else "?"


def _without_place(request: HttpRequest) -> QueryDict:
    query = request.GET.copy()
    for name in PLACE_IN_LIST:
        query.pop(name, None)
    return query


def sort_link(request: HttpRequest, key: str, *, default: str = "") -> SortLink:
    """`key` is the value of `?sort=`; a leading minus means descending. Pressing a sorted column turns it round."""
    current = request.GET.get(SORT) or default
    query = _without_place(request)
    query[SORT] = f"-{key}" if current == key else key
    aria_sort = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    return SortLink(_address(query), aria_sort, "descending" if current == key else "ascending")


def chips(request: HttpRequest, filters: Iterable[Mapping[str, Any]]) -> list[Chip]:
    """Each filter is a dict: `label` ("Unit"), `words` ("Clerical"), `name` (query name), `value` (query value)."""
    return [Chip(one["label"], one["words"], _without(request, one["name"], str(one["value"]))) for one in filters]


def _without(request: HttpRequest, name: str, value: str) -> str:
    query = _without_place(request)
    left = [kept for kept in query.getlist(name) if kept != value]
    if left:
        query.setlist(name, left)
    else:
        query.pop(name, None)
    return _address(query)


def without_filters(request: HttpRequest, filters: Iterable[Mapping[str, Any]]) -> str:
    """The same list, sorted the same way, with none of these filters."""
    query = _without_place(request)
    for one in filters:
        query.pop(one["name"], None)
    return _address(query)
