"""What the helpers for migrations build, tried on two tables of their own: a folder with pages, both with history."""

from collections.abc import Iterator

import pytest
from django.db import Error, connections, transaction

from laborrel.access.models import Scope
from laborrel.access.scopes import open_scope
from laborrel.access.wall import append_only, keep_scope_of, protect, protect_own

TABLES = """
CREATE TABLE walltest_folder (id bigserial PRIMARY KEY, scope_id bigint NOT NULL, title text NOT NULL);
CREATE TABLE walltest_folderevent (pgh_id bigserial PRIMARY KEY, pgh_obj_id bigint, scope_id bigint, title text);
CREATE TABLE walltest_page (
    id bigserial PRIMARY KEY, scope_id bigint NOT NULL, folder_id bigint NOT NULL, title text NOT NULL);
CREATE TABLE walltest_pageevent (pgh_id bigserial PRIMARY KEY, pgh_obj_id bigint, scope_id bigint, title text);
CREATE TABLE walltest_view (id bigserial PRIMARY KEY, owner_id bigint NOT NULL, is_shared bool NOT NULL);
"""
OPERATIONS = [
    protect("walltest_folder", history="walltest_folderevent"),
    protect("walltest_page", history="walltest_pageevent"),
    keep_scope_of("walltest_page", parent="walltest_folder", column="folder_id"),
    protect_own("walltest_view", column="owner_id", or_shared="is_shared"),
    append_only("walltest_page"),
]
GONE = """
DROP TABLE IF EXISTS walltest_page, walltest_pageevent, walltest_folder, walltest_folderevent, walltest_view CASCADE;
DROP FUNCTION IF EXISTS app.walltest_folder_history_follows, app.walltest_page_history_follows;
"""


@pytest.fixture(scope="module")
def owner(django_db_setup, django_db_blocker) -> Iterator:
    """The owner's own connection, outside every test's transaction."""
    with django_db_blocker.unblock(), connections["owner"].cursor() as cursor:
        yield cursor


@pytest.fixture(scope="module")
def built(owner) -> Iterator[None]:
    owner.execute(GONE)
    owner.execute(TABLES)
    for operation in OPERATIONS:
        owner.execute(operation.sql)
    yield
    owner.execute(GONE)


@pytest.fixture
def folder(built, office, reader, ask) -> int:
    """A folder with a page on the clerical desk, with one history row each."""
    reader("holder")
    desk = office.desk.pk
    (folder,) = ask("INSERT INTO walltest_folder (scope_id, title) VALUES (%s, 'folder') RETURNING id", desk)[0]
    (page,) = ask(
        "INSERT INTO walltest_page (scope_id, folder_id, title) VALUES (%s, %s, 'page') RETURNING id", desk, folder
    )[0]
    for table, row in (("folder", folder), ("page", page)):
        ask(f"INSERT INTO walltest_{table}event (pgh_obj_id, scope_id, title) VALUES (%s, %s, 'was')", row, desk)
    return folder


EVERYWHERE = " UNION ALL ".join(
    f"SELECT '{table}', scope_id FROM walltest_{table}" for table in ("folder", "page", "folderevent", "pageevent")
)


def denied(ask, sql: str, *parameters) -> bool:
    try:
        with transaction.atomic():
            ask(sql, *parameters)
    except Error:
        return True
    return False


def test_rows_and_history_are_seen_within_reach_only(folder, reader, ask) -> None:
    seen = {}
    for name in ("holder", "same_unit", "senior", "clerk", "other_unit", "walled", "administrator", None):
        reader(name)
        seen[name] = len(ask(EVERYWHERE))
    assert seen == {
        "holder": 4,
        "same_unit": 4,
        "senior": 4,
        "clerk": 4,
        "other_unit": 0,
        "walled": 0,
        "administrator": 0,
        None: 0,
    }


def test_rows_are_added_changed_and_removed_with_work_only(folder, office, reader, ask) -> None:
    reader("other_unit")
    assert denied(ask, "INSERT INTO walltest_folder (scope_id, title) VALUES (%s, 'x')", office.desk.pk)
    assert ask("UPDATE walltest_folder SET title = 'x'") == 0
    assert ask("DELETE FROM walltest_folder") == 0
    reader("clerk")
    assert ask("UPDATE walltest_folder SET title = 'new'") == 1


def test_a_row_is_not_pushed_into_a_scope_out_of_reach(folder, office, reader, ask) -> None:
    reader("holder")
    assert denied(ask, "UPDATE walltest_folder SET scope_id = %s", office.trades_desk.pk)


def test_moving_a_folder_moves_its_pages_and_both_histories(folder, office, reader, ask) -> None:
    holder = reader("holder")
    team = open_scope(kind=Scope.Kind.CASE_TEAM, title="Team", unit=office.clerical, by=holder)
    assert ask("UPDATE walltest_folder SET scope_id = %s WHERE id = %s", team.pk, folder) == 1
    assert sorted(ask(EVERYWHERE)) == [(each, team.pk) for each in ("folder", "folderevent", "page", "pageevent")]
    reader("senior")
    assert ask(EVERYWHERE) == []


def test_a_page_has_the_scope_of_its_folder_and_no_other(folder, office, reader, ask) -> None:
    holder = reader("holder")
    team = open_scope(kind=Scope.Kind.CASE_TEAM, title="Team", unit=office.clerical, by=holder)
    assert denied(ask, "INSERT INTO walltest_page (scope_id, folder_id, title) VALUES (%s, %s, 'x')", team.pk, folder)
    assert denied(ask, "UPDATE walltest_page SET scope_id = %s", team.pk)


def test_history_is_added_and_never_changed(folder, reader, ask) -> None:
    reader("holder")
    for table in ("walltest_folderevent", "walltest_pageevent"):
        assert denied(ask, f"UPDATE {table} SET title = 'x'")
        assert denied(ask, f"DELETE FROM {table}")
        assert denied(ask, f"TRUNCATE {table}")


def test_an_append_only_table_takes_rows_and_keeps_them(folder, office, reader, ask) -> None:
    reader("holder")
    assert denied(ask, "UPDATE walltest_page SET title = 'x'")
    assert denied(ask, "DELETE FROM walltest_page")
    ask("INSERT INTO walltest_page (scope_id, folder_id, title) VALUES (%s, %s, 'second')", office.desk.pk, folder)
    assert ask("SELECT count(*) FROM walltest_page") == [(2,)]


def test_own_rows_are_seen_by_their_owner_shared_ones_by_every_reader(built, office, reader, ask) -> None:
    holder = reader("holder")
    for is_shared in (False, True):
        ask("INSERT INTO walltest_view (owner_id, is_shared) VALUES (%s, %s)", holder.pk, is_shared)
    seen = {}
    for name in ("holder", "nobody", "deactivated", None):
        reader(name)
        seen[name] = [is_shared for (is_shared,) in ask("SELECT is_shared FROM walltest_view ORDER BY id")]
    assert seen == {"holder": [False, True], "nobody": [True], "deactivated": [], None: []}
    reader("nobody")
    assert ask("UPDATE walltest_view SET is_shared = false") == 0
    assert ask("DELETE FROM walltest_view") == 0
    assert denied(ask, "INSERT INTO walltest_view (owner_id, is_shared) VALUES (%s, false)", holder.pk)


def test_what_was_built_is_taken_down_again(built, owner) -> None:
    with transaction.atomic(using="owner"):
        for operation in reversed(OPERATIONS):
            owner.execute(operation.reverse_sql)
        owner.execute("SELECT count(*) FROM pg_policy JOIN pg_class c ON c.oid = polrelid WHERE relname ~ '^walltest'")
        assert owner.fetchone() == (0,)
        owner.execute("SELECT count(*) FROM pg_class WHERE relname ~ '^walltest' AND relrowsecurity")
        assert owner.fetchone() == (0,)
        transaction.set_rollback(True, using="owner")
