"""The docket: every case one may see, as one dense table whose whole state is in the address bar."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from grievances.access import FILE_GRIEVANCE, IMPORT_LOG, SEE_GRIEVANCE
from grievances.forms.docket import COLUMN, Understood, choices_of, understand
from grievances.queries.columns import COLUMNS, Column, Reading
from grievances.queries.docket import COUNTED_TO, Page, count_to, page_of
from grievances.queries.filters import FILTERS, Reader
from grievances.queries.offered import Offered, offered_to
from grievances.queries.sorting import Place
from grievances.views.docket_rows import options, table_body
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.web.listing import PLACE_IN_LIST
from laborrel.web.rendering import page_or_fragment
from laborrel.web.wording import counted

FIXED_TABS = (
    ("Open", "state=open"),
    ("Mine", "holder=me"),
    ("Due this week", "due=week"),
    ("At arbitration", "state=arbitration"),
    ("All", "state=all"),
)
_ALWAYS_SHOWN = ("state", "due", "holder", "unit")
_SHOWN_ON_ASKING = ("issue", "department", "step", "lapsed")
_TYPED_DAYS = ("received_from", "received_to")


@require_safe
@requires(SEE_GRIEVANCE)
def docket(request: HttpRequest) -> HttpResponse:
    today = localdate()
    offered = offered_to(request.user, today=today)
    if not request.GET and offered.default_view and offered.default_view.query:
        return HttpResponseRedirect(f"?{offered.default_view.query}")
    understood = understand(request.GET, offered)
    reader = Reader(request.user, today)
    page = page_of(understood.asked, reader)
    count = count_to(understood.asked, reader)
    columns = understood.asked.columns
    context = {
        "body": table_body(page.rows, columns, Reading(today, offered.calendars, offered.names)),
        "heads": _heads(columns),
        "count": count,
        "count_words": _count_words(count),
        "pager": _pager(request, page, count),
        "may_file": may(request.user, FILE_GRIEVANCE),
        "may_import": may(request.user, IMPORT_LOG),
        **_frame(request, understood, offered),
    }
    return page_or_fragment(request, "grievances/docket.html", context, fragment="docket")


def _heads(columns: tuple[Column, ...]) -> list[dict[str, str]]:
    return [{"label": column.heading, "sort": column.sort} for column in columns]


def _count_words(count: int) -> str:
    return f"{COUNTED_TO:,}+ cases" if count > COUNTED_TO else counted(count, "case")


def _pager(request: HttpRequest, page: Page, count: int) -> dict[str, str]:
    of = f"{COUNTED_TO:,}+" if count > COUNTED_TO else f"{count:,}"
    return {
        "words": f"{page.first:,} to {page.last:,} of {of}" if page.rows else "",
        "first_url": _address(request) if page.previous else "",
        "previous_url": _address(request, before=page.previous) if page.previous else "",
        "next_url": _address(request, after=page.following) if page.following else "",
    }


def _address(request: HttpRequest, **place: Place) -> str:
    query = without_place(request.GET)
    for name, stood_at in place.items():
        query[name] = stood_at.word
    return f"?{query.urlencode()}" if query else "?state=open"


def without_place(query: QueryDict) -> QueryDict:
    """The list itself, wherever one stands in it; what was sent empty is not sent on."""
    left = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in PLACE_IN_LIST and any(values):
            left.setlist(name, [value for value in values if value])
    return left


def _frame(request: HttpRequest, understood: Understood, offered: Offered) -> dict[str, Any]:
    """Everything around the table: tabs, chips, boxes to filter and to choose columns."""
    query = without_place(request.GET)
    shown = {column.key for column in understood.asked.columns}
    hidden = [(name, value) for name, values in query.lists() for value in values]
    return {
        "tabs": _tabs(query, offered),
        "chips": understood.chips,
        "notices": understood.notices,
        "boxes": [_box(name, understood, offered) for name in _ALWAYS_SHOWN],
        "more_boxes": [_box(name, understood, offered) for name in _SHOWN_ON_ASKING],
        "days": [_typed(name, understood) for name in _TYPED_DAYS],
        "words": understood.typed.get("words", ""),
        "has_more": any(name in understood.typed for name in (*_SHOWN_ON_ASKING, *_TYPED_DAYS)),
        "beside_filters": [pair for pair in hidden if pair[0] not in FILTERS],
        "beside_columns": [pair for pair in hidden if pair[0] != COLUMN],
        "columns": [(column.key, column.heading, column.key in shown) for column in COLUMNS.values()],
        "query": query.urlencode(),
    }


def _box(name: str, understood: Understood, offered: Offered) -> dict[str, Any]:
    chosen = understood.typed.get(name, "open" if name == "state" else "")
    choices = [(value, words, value == chosen) for value, words in choices_of(name, offered).items()]
    if name != "state":
        choices.insert(0, ("", "Any", not chosen))
    return {"name": name, "label": FILTERS[name].label, "options": options(choices)}


def _typed(name: str, understood: Understood) -> dict[str, str]:
    return {"name": name, "label": FILTERS[name].label, "value": understood.typed.get(name, "")}


def _tabs(query: QueryDict, offered: Offered) -> list[dict[str, Any]]:
    here = _sense(query)
    saved = [(view.name, view.query or "state=open") for view in offered.views]
    return [
        {"label": label, "url": f"?{wanted}", "is_current": _sense(QueryDict(wanted)) == here}
        for label, wanted in (*FIXED_TABS, *saved)
    ]


def _sense(query: QueryDict) -> list[tuple[str, str]]:
    """What a query asks, however it is written: the open cases are shown without being asked for."""
    pairs = ((name, value) for name, values in query.lists() for value in values if value)
    return sorted(pair for pair in pairs if pair != ("state", "open") and pair[0] not in PLACE_IN_LIST)
