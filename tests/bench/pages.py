"""The pages measured, each beside its floor.

The floor of a list is one hand-written statement that fetches the same fifty rows, sent by a role that row-level
security does not bind (the scopes are written into the statement), a plain loop of template tags over those rows, and
the product's own page template around them with everything else handed over ready. It has no session, no person, no
transaction, no permissions, no count, no choices to look up: what is left is what a Django page that looks like this
one costs on this machine. The floor of the case page is made the same way, of five such statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections
from django.http import QueryDict
from django.template import Context, Engine, Template
from django.template.loader import get_template
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import instrumented_test_render

from grievances.forms.docket import understand
from grievances.models import Grievance
from grievances.queries.docket import every_row
from grievances.queries.filters import Reader
from grievances.queries.offered import offered_to
from grievances.queries.sorting import Place
from laborrel.access.permissions import Level
from laborrel.access.reach import reach_of
from laborrel.access.wall import reading_as
from laborrel.people.second_factor import SEEN
from tests.bench.crowd import Crowd
from tests.bench.measuring import Drawn, Floor, in_turns, said

_LIST = """
SELECT g.next_due_on, g.next_due_on - CURRENT_DATE, u.full_name, g.number,
    ARRAY(SELECT full_name FROM grievances_grievant n WHERE n.grievance_id = g.id ORDER BY 1),
    b.name, d.name, i.name, g.step_name, g.state, g.received_on
FROM grievances_grievance g
LEFT JOIN people_user u ON u.id = g.holder_id JOIN organization_bargainingunit b ON b.id = g.unit_id
LEFT JOIN organization_department d ON d.id = g.department_id LEFT JOIN grievances_issuecode i ON i.id = g.issue_id
WHERE g.scope_id IN ({scopes}) AND {where} ORDER BY {order} LIMIT 51"""
_BY_DUE = "coalesce(g.next_due_on, '9999-12-31'::date), g.id"
_BY_RECEIPT = "g.received_on DESC, g.id DESC"
_OF_A_CASE = [
    "SELECT * FROM grievances_grievance WHERE id = {pk}",
    "SELECT * FROM grievances_grievant WHERE grievance_id = {pk}",
    "SELECT * FROM grievances_stepvisit WHERE grievance_id = {pk} ORDER BY filed_on",
    "SELECT * FROM grievances_duedate WHERE grievance_id = {pk} ORDER BY due_on",
    "SELECT verb, at, label FROM audit_event WHERE matter_type_id = {kind} AND matter_id = {pk} ORDER BY at",
]

_ROWS = Engine().from_string(
    """{% for row in rows %}<tr><td class="select"><label><input type="checkbox" name="number" value="{{ row.3 }}">"""
    """<span class="usa-sr-only">Choose {{ row.3 }}</span></label></td>{% for cell in row %}<td data-label="{{ head"""
    """|default:'Heading' }}" class="nowrap">{{ cell }}</td>{% endfor %}</tr>
{% endfor %}"""
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: what it is, its address, and the statements by which its floor fetches the same rows."""

    title: str
    url: str
    floor: list[str]


def compare(crowd: Crowd, *, rounds: int) -> None:
    """Print every page beside its floor."""
    browser = signed_in(crowd)
    with _unbound() as floor:
        for page in _pages(crowd):
            product = _asked(browser, page.url)
            ways = {"product": product, "floor": _drawn(floor, page.floor, product)}
            print(said(page.title, in_turns(ways, rounds=rounds, floor=floor)), flush=True)


def _pages(crowd: Crowd) -> Iterator[Measured]:
    with reading_as(crowd.reader):
        scopes = ", ".join(str(pk) for pk in sorted(reach_of(crowd.reader).scopes[Level.VIEW]))
        visible = Grievance.objects.visible_to(crowd.reader)
        share = visible.count()
        some = visible.order_by("-received_on")[share // 3]
        deep = _deep(crowd, "state=all&sort=-received", share // 2)
    print(f"The reader sees {share:,} of them ({share / crowd.rows:.1%}).\n")

    def floor(where: str, order: str) -> list[str]:
        return [_LIST.format(scopes=scopes, where=where, order=order)]

    yield Measured("Open cases, the next date first", "/grievances/", floor("g.closed_on IS NULL", _BY_DUE))
    yield Measured(
        "Every case, the latest receipt first", "/grievances/?state=all&sort=-received", floor("true", _BY_RECEIPT)
    )
    place = f"(g.received_on, g.id) < (date '{deep.values[0]}', {deep.values[1]})"
    yield Measured(
        f"The same, page {share // 2 // 50:,}",
        f"/grievances/?state=all&sort=-received&after={deep.word}",
        floor(place, _BY_RECEIPT),
    )
    coded = f"g.department_id = {some.department_id} AND g.closed_on IS NOT NULL"
    yield Measured(
        "Closed cases of one department, the latest receipt first",
        f"/grievances/?state=closed&department={some.department.code}&sort=-received",
        floor(coded, _BY_RECEIPT),
    )
    yield Measured(
        "One case number", f"/grievances/?state=all&words={some.number}", floor(f"g.number = '{some.number}'", _BY_DUE)
    )
    words = "(g.title ILIKE '%harbor%' OR g.number ILIKE '%harbor%')"
    yield Measured(
        "A common word, open cases", "/grievances/?words=harbor", floor(f"g.closed_on IS NULL AND {words}", _BY_DUE)
    )
    everything = [one.format(pk=some.pk, kind=crowd.kind) for one in _OF_A_CASE]
    yield Measured("The page of one case", f"/grievances/{some.number}/", everything)


def _deep(crowd: Crowd, query: str, position: int) -> Place:
    """The place of the row in the middle of what the reader sees."""
    asked = understand(QueryDict(query), offered_to(crowd.reader, today=crowd.today)).asked
    rows = every_row(asked, Reader(crowd.reader, crowd.today), at_most=position)
    return Place.of(rows[-1], asked.sort, position)


def signed_in(crowd: Crowd) -> Client:
    browser = Client()
    browser.force_login(crowd.reader)
    session = browser.session
    session[SEEN] = True
    session.save()
    return browser


def _asked(browser: Client, url: str) -> Drawn:
    def draw() -> int:
        answer = browser.get(url)
        if answer.status_code != 200:
            raise SystemExit(f"{url} answered {answer.status_code}")
        return len(answer.content)

    return draw


@contextmanager
def _unbound() -> Iterator[Floor]:
    """A connection of the role that makes backups, which no policy binds."""
    place = connections["default"].settings_dict
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"] or None, user="lr_backup", dbname=place["NAME"], autocommit=True
    ) as connection:
        yield Floor(connection)


def _drawn(floor: Floor, statements: list[str], page: Drawn) -> Drawn:
    """The same rows inside the same page template, everything but the rows of a list handed over ready."""
    name, ready = _ready_context(page)
    template = get_template(name).template

    def draw() -> int:
        rows = floor.rows(statements)[:50]
        body = _ROWS.render(Context({"rows": rows})) if "body" in ready else ""
        return len(template.render(Context({**ready, "body": body})).encode())

    return draw


def _ready_context(page: Drawn) -> tuple[str, dict[str, Any]]:
    """The page's template and what the product handed to it, with the frame's own questions already answered."""
    seen: list[tuple[str, dict[str, Any]]] = []

    def look(sender: Any, template: Any, context: Context, **_: Any) -> None:
        if "frame" in context and template.name.startswith("grievances/"):
            seen.append((template.name, {**context.flatten(), "frame": _answered(context["frame"])}))

    template_rendered.connect(look)
    drawn, Template._render = Template._render, instrumented_test_render
    try:
        page()
    finally:
        Template._render = drawn
        template_rendered.disconnect(look)
    return seen[0]


def _answered(frame: Any) -> dict[str, Any]:
    questions = [name for name, value in vars(type(frame)).items() if isinstance(value, property)]
    return {name: getattr(frame, name) for name in questions}
