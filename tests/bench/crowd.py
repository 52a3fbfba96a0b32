"""A large invented caseload made by bulk SQL: realistic spread, five events a case, a reader who sees a ninth of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.utils.timezone import localdate

from grievances.models import Grievance, IssueCode, OutcomeCode
from laborrel.access import roles
from laborrel.access.desks import open_team_beside, open_unit_desk, seat_specialist
from laborrel.access.wall import reading_as
from laborrel.organization.models import BargainingUnit, Department, Employer, Union
from laborrel.people.models import User
from tests.factories.contracts import small_agreement

UNITS, DEPARTMENTS, ISSUES, SPECIALISTS, TEAMS = 9, 24, 30, 27, 12
YEARS = 20
TABLES = ("grievance", "grievant", "stepvisit", "citedclause", "duedate")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who reads in the benchmark, and the day everything is seen on."""

    reader: User
    rows: int
    today: date
    kind: int  # how audit events name a grievance


def office_of(rows: int) -> Crowd:
    """The office with so many cases: made now, or found in a database kept from the last run."""
    today = localdate()
    if not User.objects.filter(email="specialist00@bench.test").exists():
        _people_the_office(rows, today)
    reader = User.objects.get(email="specialist00@bench.test")
    return Crowd(reader, rows, today, kind=ContentType.objects.get_for_model(Grievance).pk)


def _people_the_office(rows: int, today: date) -> None:
    """Units, desks, case teams and staff by the real verbs; then the cases by SQL."""
    at = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=18)
    Employer.objects.create(name="Bench City", office_name="Labor Relations", case_number_pattern="{year}-{number:06d}")
    senior = _person("senior", roles.SENIOR_SPECIALISTS)
    staff = [_person(f"specialist{n:02d}", roles.SPECIALISTS) for n in range(SPECIALISTS)]
    union = Union.objects.create(code="U1", name="Local 1")
    units = [BargainingUnit.objects.create(code=f"U{n}", name=f"Unit {n}", union=union) for n in range(UNITS)]
    for kind, model, count in (("Department", Department, DEPARTMENTS), ("Issue", IssueCode, ISSUES)):
        model.objects.bulk_create(model(code=f"C{n}", name=f"{kind} {n:02d}") for n in range(count))
    for code, name in (
        ("DENIED", "Denied"),
        ("GRANTED", "Granted"),
        ("SETTLED", "Settled"),
        ("WITHDRAWN", "Withdrawn"),
    ):
        OutcomeCode.objects.get_or_create(code=code, defaults={"name": name})
    for unit in units:
        small_agreement(unit)
    with reading_as(senior):
        for number, unit in enumerate(units):
            desk = open_unit_desk(unit=unit, by=senior, at=at)
            for person in staff[number::UNITS]:
                seat_specialist(desk=desk, user=person, by=senior, at=at)
            for team in range(TEAMS // UNITS + 1):
                open_team_beside(desk=desk, title=f"Team {number}-{team}", is_sealed=False, by=senior, at=at)
    _fill_the_docket(rows, today, senior)


def _person(name: str, role: str) -> User:
    person = User.objects.create_user(f"{name}@bench.test", "a long enough pass phrase", full_name=name.title())
    person.groups.add(Group.objects.get(name=role))
    return person


def _fill_the_docket(rows: int, today: date, senior: User) -> None:
    owner = connections["owner"]
    inserts = list(_inserts(rows, today, senior))  # they ask of tables that are locked while they are filled
    with transaction.atomic(using="owner"), owner.cursor() as cursor, _quickly(cursor):
        cursor.execute("SELECT set_config('app.uid', %s, true), setseed(0.42)", [str(senior.pk)])
        cursor.execute(_LISTS)
        for table, columns, source in inserts:
            _insert(cursor, table, columns, source)
    with owner.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _insert(cursor: Any, table: str, columns: dict[str, str], source: str) -> None:
    """Insert every column named; the others get the empty value of their kind where they may not be null."""
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    filled = dict(columns)
    for field in model._meta.concrete_fields:
        if not (field.null or field.primary_key or field.column in filled):
            filled[field.column] = _EMPTY.get(field.get_internal_type(), "''")
    names = ", ".join(f'"{name}"' for name in filled)
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(filled.values())} {source}")


_EMPTY = {"BooleanField": "false", "PositiveIntegerField": "1", "JSONField": "'{}'", "DateTimeField": "now()"}

# Short lists the rows draw from: scopes with the unit they lie at (the desk nine times in ten), codes, people.
_LISTS = """
CREATE TEMP TABLE places ON COMMIT DROP AS
    SELECT s.id AS scope_id, s.unit_id, p.id AS procedure_id, a.id AS agreement_id, s.kind
    FROM access_scope s JOIN contracts_agreement a ON a.unit_id = s.unit_id
    JOIN contracts_grievanceprocedure p ON p.agreement_id = a.id
    WHERE s.kind IN ('unit_desk', 'case_team');
CREATE TEMP TABLE lists ON COMMIT DROP AS SELECT
    (SELECT array_agg(scope_id ORDER BY scope_id) FROM places WHERE kind = 'unit_desk') AS desks,
    (SELECT array_agg(scope_id ORDER BY scope_id) FROM places WHERE kind = 'case_team') AS teams,
    (SELECT array_agg(id ORDER BY id) FROM organization_department) AS departments,
    (SELECT array_agg(id ORDER BY id) FROM grievances_issuecode) AS issues,
    (SELECT array_agg(id ORDER BY id) FROM grievances_outcomecode) AS outcomes,
    (SELECT array_agg(user_id ORDER BY user_id) FROM people_user_groups) AS staff;
"""

_CASES = """FROM (
    SELECT n, r.received_on, r.ended, r.spread, r.luck, d.scope_id, d.unit_id, d.procedure_id, d.agreement_id,
        l.departments[1 + n % cardinality(l.departments)] AS department_id,
        l.issues[1 + (r.luck * 1e6)::int % cardinality(l.issues)] AS issue_id,
        l.outcomes[1 + n % cardinality(l.outcomes)] AS outcome_id,
        l.staff[1 + (r.luck * 1e7)::int % cardinality(l.staff)] AS holder_id
    FROM generate_series(1, {rows}) AS n, lists l,
    LATERAL (SELECT random() AS luck, random() AS spread,
             date '{today}' - (({rows} - n)::bigint * {days} / {rows})::int AS received_on,
             n < {rows} * 0.92 OR random() < 0.5 AS ended) r,
    LATERAL (SELECT CASE WHEN r.spread < 0.995 THEN l.desks[1 + (r.luck * 1e5)::int % cardinality(l.desks)]
             ELSE l.teams[1 + (r.luck * 1e5)::int % cardinality(l.teams)] END AS place) at
    JOIN places d ON d.scope_id = at.place
) made"""

_FIRST = "(ARRAY['Ada','Ben','Cora','Dev','Elsa','Femi','Gita','Hugo','Ines','Jon','Kaya','Luis','Mina','Noor','Olga'])"
_LAST = (
    "(ARRAY['Abara','Brandt','Castellanos','Diaz','Egan','Fuchs','Garza','Hale','Ito','Jansen','Khan','Lund','Moss'])"
)
_NAME = f"{_FIRST}[1 + g.id % 15] || ' ' || {_LAST}[1 + (g.id / 15) % 13] || ' ' || (g.id / 195)::text"
_ALL = "FROM grievances_grievance g"


def _inserts(rows: int, today: date, senior: User) -> Iterator[tuple[str, dict[str, str], str]]:
    cases = _CASES.format(rows=rows, today=today.isoformat(), days=int(YEARS * 365.25))
    columns = {name: value.replace("{today}", today.isoformat()) for name, value in _CASE_COLUMNS.items()}
    yield "grievances_grievance", columns | {"created_by_id": str(senior.pk)}, cases
    of_case = {"scope_id": "g.scope_id", "grievance_id": "g.id"}
    named = of_case | {"full_name": _NAME}
    yield "grievances_grievant", named, f"{_ALL}, generate_series(1, CASE WHEN g.id % 12 = 0 THEN 3 ELSE 1 END)"
    visit = of_case | {
        "sequence": "s",
        "name": "'Step ' || s",
        "came_by": "CASE s WHEN 1 THEN 'filed' ELSE 'appealed' END",
    }
    visit |= {"filed_on": "g.received_on + (s - 1) * 30", "left_on": "CASE WHEN s < 2 OR g.closed_on IS NOT NULL"
              " THEN g.received_on + s * 30 END"}  # fmt: skip
    yield "grievances_stepvisit", visit, f"{_ALL}, generate_series(1, 2) AS s"
    cited = {"scope_id": "v.scope_id", "visit_id": "v.id", "article": "'12.' || v.id % 9", "cited_by": "'union'"}
    yield "grievances_citedclause", cited | {"cited_on": "v.filed_on"}, "FROM grievances_stepvisit v WHERE sequence = 1"
    due = of_case | {"step": "s", "clock": "'answer'", "side": "'ours'", "act": "'answer in writing'"}
    due |= {
        "due_on": "g.received_on + s * 20",
        "state": "CASE WHEN s = 2 AND g.closed_on IS NULL THEN 'running' ELSE 'met' END",
    }
    yield "grievances_duedate", due, f"{_ALL}, generate_series(1, 2) AS s"
    kind = ContentType.objects.get_for_model(Grievance).pk
    event = {"scope_id": "g.scope_id", "matter_type_id": str(kind), "matter_id": "g.id", "by_id": "g.holder_id"}
    event |= {"verb": "'grievances.' || (ARRAY['receive','file','screen','answer','appeal'])[e]", "label": "g.number"}
    event |= {"at": "g.received_on + e * interval '9 days'", "data": '\'{"step": "Step 1"}\'', "submission": "NULL"}
    yield "audit_event", event, f"{_ALL}, generate_series(1, 5) AS e"


_CASE_COLUMNS = {
    "scope_id": "scope_id",
    "number": "to_char(received_on, 'YYYY') || '-' || lpad(n::text, 7, '0')",
    "received_on": "received_on",
    "received_by_method": "'email'",
    "unit_id": "unit_id",
    "agreement_id": "agreement_id",
    "procedure_id": "procedure_id",
    "kind": "'individual'",
    "title": "(ARRAY['Overtime not offered','Denied leave','Suspension without cause','Wrong pay rate'])[1 + n % 4]"
    " || ', ' || (ARRAY['night shift','depot','library','harbor','clinic'])[1 + n % 5]",
    "department_id": "department_id",
    "issue_id": "issue_id",
    "occurred_on": "received_on - 5",
    "statement": "repeat('The employee was not called in the order of the seniority list. ', 4)",
    "remedy_asked": "'Made whole.'",
    "holder_id": "holder_id",
    "state": "CASE WHEN ended THEN 'closed' WHEN n % 3 = 0 THEN 'answered' WHEN n % 11 = 0 THEN 'at_arbitration'"
    " ELSE 'filed' END",
    "step": "1 + n % 2",
    "step_name": "'Step ' || (1 + n % 2)",
    "next_due_on": "CASE WHEN NOT ended AND n % 11 <> 0 THEN date '{today}' - 20 + (spread * 1000)::int % 60 END",
    "next_due_side": "CASE WHEN NOT ended AND n % 11 <> 0 THEN CASE WHEN n % 3 = 0 THEN 'theirs' ELSE 'ours' END"
    " ELSE '' END",
    "next_due_act": "CASE WHEN ended THEN '' ELSE 'answer in writing' END",
    "outcome_id": "CASE WHEN ended THEN outcome_id END",
    "closed_on": "CASE WHEN ended THEN received_on + 60 END",
    "created_at": "received_on + interval '17 hours'",
}


@contextmanager
def _quickly(cursor: Any) -> Iterator[None]:
    """Rows come in without triggers, foreign keys and secondary indexes; all stand again before anything is timed."""
    tables = [*(f"grievances_{name}" for name in TABLES), "audit_event"]
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid = ANY (%s::regclass[])",
        [tables],
    )
    keys = cursor.fetchall()
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = ANY (%s::regclass[]) AND NOT indisunique",
        [tables],
    )
    indexes = cursor.fetchall()
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for table, name, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition} NOT VALID')
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
