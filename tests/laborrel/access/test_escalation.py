"""What the application role cannot do to the keys, whatever code runs in it."""

import pytest
from django.db import Error, connection, transaction

from laborrel.access.models import BrokenGlass, Scope
from laborrel.access.scopes import break_glass
from tests.factories.office import NOW

REASON = "the holder is ill and the answer is due today"
GRANT = """
INSERT INTO access_scopeuserpermission (user_id, content_object_id, permission_id)
SELECT %s, %s, id FROM auth_permission WHERE codename = 'view_scope'
"""


def refused(sql: str, *parameters) -> bool:
    """Whether the database refuses the statement, or finds nothing to do it to."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.rowcount == 0
    except Error:
        return True


def test_nobody_grants_himself_a_scope_out_of_reach(office, reader) -> None:
    for name in ("other_unit", "walled", "revoked", "administrator", "counsel", "deactivated"):
        person = reader(name)
        assert refused(GRANT, person.pk, office.desk.pk), name
    senior = reader("senior")
    assert not refused(GRANT, office.counsel.pk, office.desk.pk)
    assert senior.pk != office.counsel.pk


def test_view_is_not_enough_to_let_others_in(office, reader) -> None:
    break_glass(reference=office.desk.reference, reason=REASON, minutes=5, by=reader("administrator"), at=NOW)
    assert refused(GRANT, office.administrator.pk, office.desk.pk)
    reader("clerk")
    assert refused(GRANT, office.clerk.pk, office.desk.pk)


def test_a_grant_is_never_changed_into_another(office, reader) -> None:
    reader("senior")
    assert refused("UPDATE access_scopeuserpermission SET user_id = %s", office.counsel.pk)
    assert refused("UPDATE access_scopegrouppermission SET content_object_id = %s", office.desk.pk)
    assert refused("UPDATE auth_permission SET codename = 'view_scope' WHERE codename = 'grant_scope'")
    assert refused("UPDATE django_content_type SET model = 'scope'")


def test_nobody_gives_himself_a_role(office, reader) -> None:
    join = "INSERT INTO people_user_groups (user_id, group_id) SELECT %s, id FROM auth_group WHERE name = %s"
    administrator = reader("administrator")
    assert refused(join, administrator.pk, "Senior specialists")
    assert refused("UPDATE people_user_groups SET user_id = %s", administrator.pk)
    with pytest.raises(Error), transaction.atomic():
        administrator.groups.add(*administrator.groups.model.objects.all())
    assert not refused(join, office.nobody.pk, "Readers")


def test_the_glass_is_broken_by_administrators_through_the_one_door(office, reader) -> None:
    for name in ("senior", "nobody", "deactivated", "holder"):
        reader(name)
        assert refused("SELECT app.break_glass(%s, %s, 5)", office.desk.reference, REASON), name
    administrator = reader("administrator")
    assert refused("SELECT app.break_glass(%s, %s, 241)", office.desk.reference, REASON)
    assert refused(
        "INSERT INTO access_brokenglass (scope_id, user_id, reason, broken_at, until)"
        " VALUES (%s, %s, 'x', now(), now() + interval '1 hour')",
        office.desk.pk,
        administrator.pk,
    )


def test_a_broken_glass_is_not_turned_to_another_scope_or_made_to_last(office, reader) -> None:
    administrator = reader("administrator")
    glass = break_glass(reference=office.desk.reference, reason=REASON, minutes=5, by=administrator, at=NOW)
    for change in ("scope_id = scope_id + 1", "until = until + interval '1 year'", "reason = 'x'", "user_id = 1"):
        assert refused(f"UPDATE access_brokenglass SET {change}"), change
    assert refused("DELETE FROM access_brokenglass")
    assert not refused("UPDATE access_brokenglass SET closed_at = now() WHERE id = %s", glass.pk)
    assert refused("UPDATE access_brokenglass SET closed_at = NULL")


def test_nobody_closes_another_s_glass(office, reader) -> None:
    break_glass(reference=office.desk.reference, reason=REASON, minutes=5, by=reader("administrator"), at=NOW)
    reader("senior")
    assert BrokenGlass.objects.count() == 1
    assert refused("UPDATE access_brokenglass SET closed_at = now()")


def test_a_scope_keeps_its_kind_unit_companion_and_reference(office, reader) -> None:
    reader("senior")
    for column in ("kind = 'office'", "unit_id = NULL", "accompanies_id = NULL", "reference = 'X'", "opened_by_id = 1"):
        assert refused(f"UPDATE access_scope SET {column}"), column
    assert refused("DELETE FROM access_scope")
    assert refused("INSERT INTO access_scope (kind, title, reference, opened_at) VALUES ('office', 'x', 'x', now())")
    assert not refused("UPDATE access_scope SET title = 'Clerical and library desk' WHERE id = %s", office.desk.pk)


def test_a_denial_is_lifted_by_another_and_never_changed_or_removed(office, reader) -> None:
    reader("walled")
    assert refused("UPDATE access_denial SET lifted_at = now(), lifted_by_id = user_id")
    assert refused("DELETE FROM access_denial")
    reader("senior")
    for column in ("user_id = 1", f"scope_id = {office.trades_desk.pk}", "note = 'x'", "denied_at = now()"):
        assert refused(f"UPDATE access_denial SET {column}"), column
    assert refused("DELETE FROM access_denial")


def test_the_functions_open_nothing_out_of_reach(office, reader) -> None:
    reader("holder")
    assert refused("SELECT app.open_scope('office', 'x', NULL, NULL)")
    assert refused("SELECT app.open_scope('unit_desk', 'x', %s, NULL)", office.trades.pk)
    assert refused("SELECT app.open_scope('privileged', 'x', NULL, %s)", office.trades_desk.pk)
    assert refused("SELECT app.denied_to(%s)", office.walled.pk)
    reader(None)
    assert refused("SELECT app.open_scope('case_team', 'x', NULL, NULL)")
    assert Scope.objects.count() == 0


def test_the_functions_hold_against_a_planted_search_path(office, reader, ask) -> None:
    """A temporary table named like a key table is not read in its place."""
    reader("nobody")
    assert refused("CREATE TABLE public.mine (id int)")
    ask("CREATE TEMPORARY TABLE access_scopeuserpermission AS SELECT 1 AS user_id, 1 AS content_object_id")
    ask("SET LOCAL search_path = pg_temp, public")
    assert ask("SELECT app.my_scopes('view')") == [([],)]


@pytest.mark.parametrize("role", ["lr_owner", "lr_backup", "postgres"])
def test_the_application_becomes_no_other_role(office, reader, role) -> None:
    assert refused(f"SET LOCAL ROLE {role}")
    assert refused(f"SET LOCAL SESSION AUTHORIZATION {role}")


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE audit_event",
        "ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY",
        "DROP POLICY audit_event_see ON audit_event",
        "CREATE POLICY mine ON audit_event USING (true)",
        "CREATE TRIGGER mine BEFORE INSERT ON audit_event EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "ALTER FUNCTION app.my_scopes(text) RENAME TO mine",
        "CREATE FUNCTION app.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE VIEW public.mine AS SELECT * FROM audit_event",
        "CREATE MATERIALIZED VIEW public.mine AS SELECT * FROM audit_event",
        "COPY audit_event FROM PROGRAM 'echo'",
        "COPY audit_event TO '/tmp/events'",
        "LOCK TABLE access_denial IN ACCESS EXCLUSIVE MODE",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
    ],
)
def test_the_wall_is_not_the_application_s_to_change(office, reader, statement) -> None:
    reader("senior")
    assert refused(statement)


def test_switching_row_security_off_is_an_error_not_a_way_through(office, reader, ask) -> None:
    reader("nobody")
    ask("SET LOCAL row_security = off")
    assert refused("SELECT * FROM audit_event")


def test_copy_out_stays_within_reach(office, reader) -> None:
    reader("nobody")
    with connection.cursor() as cursor, cursor.copy("COPY (SELECT * FROM audit_event) TO STDOUT") as copied:
        assert list(copied) == []
