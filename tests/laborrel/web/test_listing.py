"""Sort links, chips and their addresses keep what they must and drop where one stood."""

import pytest
from django.test import RequestFactory

from laborrel.web.listing import Chip, SortLink, chips, sort_link, without_filters

FILTERS = [
    {"label": "Unit", "words": "Clerical", "name": "unit", "value": "c"},
    {"label": "Unit", "words": "Trades", "name": "unit", "value": "t"},
    {"label": "Holder", "words": "D. Okafor", "name": "holder", "value": 7},
]


@pytest.mark.parametrize(
    ("query", "key", "expected"),
    [
        ("unit=c&after=xyz", "due", SortLink("?unit=c&sort=due", "", "ascending")),
        ("unit=c&sort=due", "due", SortLink("?unit=c&sort=-due", "ascending", "descending")),
        ("sort=-due&before=q", "due", SortLink("?sort=due", "descending", "ascending")),
        ("sort=-due", "number", SortLink("?sort=number", "", "ascending")),
    ],
)
def test_sort(query, key, expected):
    assert sort_link(RequestFactory().get(f"/?{query}"), key) == expected


def test_the_default_order_is_shown_without_being_asked_for():
    assert sort_link(RequestFactory().get("/"), "due", default="due") == SortLink(
        "?sort=-due", "ascending", "descending"
    )


def test_a_chip_removes_itself_alone():
    request = RequestFactory().get("/?unit=c&unit=t&holder=7&sort=-due&after=k")
    assert chips(request, FILTERS) == [
        Chip("Unit", "Clerical", "?unit=t&holder=7&sort=-due"),
        Chip("Unit", "Trades", "?unit=c&holder=7&sort=-due"),
        Chip("Holder", "D. Okafor", "?unit=c&unit=t&sort=-due"),
    ]
    assert without_filters(request, FILTERS) == "?sort=-due"


def test_the_last_filter_leaves_a_bare_address():
    assert without_filters(RequestFactory().get("/?unit=c"), FILTERS) == "?"
