"""The drill: a restored database has the same rows, the same walls and the same grants."""

import json
import uuid
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg import errors

from laborrel.launch import backup, restore

AT = datetime(2026, 3, 9, 17, 30, tzinfo=UTC)
WALLS = """
    SELECT relname, pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity,
           array_agg(acl::text ORDER BY acl::text)
    FROM pg_class, unnest(relacl) AS acl WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    GROUP BY 1, 2, 3, 4 ORDER BY 1
"""
POLICIES = "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2"
DATABASES = "SELECT datname FROM pg_database WHERE datname LIKE 'laborrel\\_drill\\_%'"


@pytest.fixture
def dump(office, owner, tmp_path):
    owner.execute("CREATE TABLE scope (id int PRIMARY KEY); INSERT INTO scope VALUES (1), (2)")
    owner.execute("CREATE TABLE event (id int PRIMARY KEY, scope_id int NOT NULL REFERENCES scope)")
    owner.execute("INSERT INTO event SELECT n, 1 + n % 2 FROM generate_series(1, 500) AS n")
    owner.execute("REVOKE UPDATE, DELETE ON event FROM lr_app; COMMENT ON TABLE event IS 'append-only'")
    owner.execute("ALTER TABLE event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    owner.execute("CREATE POLICY event_see ON event FOR SELECT USING (scope_id = 1)")
    return backup.take(office.backup, tmp_path, at=AT)


@pytest.fixture
def restored(urls):
    name = f"restored_{uuid.uuid4().hex[:12]}"
    yield name
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_a_drill_proves_every_row_and_leaves_nothing_behind(office, owner, dump):
    expected = {"public.event": 500, "public.scope": 2}
    assert restore.drill(dump, owner_url=office.owner, backup_url=office.backup) == expected
    assert owner.execute(DATABASES).fetchall() == []


def test_walls_policies_and_grants_come_back_as_they_were(office, owner, dump, restored):
    restore.into_new_database(dump, owner_url=office.owner, backup_url=office.backup, database=restored)
    with psycopg.connect(restore.at(office.owner, restored)) as copy:
        for question in (WALLS, POLICIES):
            assert copy.execute(question).fetchall() == owner.execute(question).fetchall()
    with psycopg.connect(restore.at(office.app, restored)) as app:
        assert app.execute("SELECT count(*) FROM event").fetchone() == (250,)
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("DELETE FROM event")


def test_a_database_that_exists_is_never_written_over(office, owner, dump):
    [(name,)] = owner.execute("SELECT current_database()").fetchall()
    with pytest.raises(errors.DuplicateDatabase):
        restore.into_new_database(dump, owner_url=office.owner, backup_url=office.backup, database=name)
    assert owner.execute("SELECT count(*) FROM scope").fetchone() == (2,)


def test_a_restored_database_that_lacks_rows_is_refused(office, dump, restored, monkeypatch):
    proof = json.loads(dump.with_suffix(".json").read_text())
    proof["rows"]["public.event"] = 501
    monkeypatch.setattr(backup, "check", lambda _: backup.Proof(**proof))
    with pytest.raises(restore.RestoreNotProven, match=r"public\.event: 501 expected, 500 found"):
        restore.into_new_database(dump, owner_url=office.owner, backup_url=office.backup, database=restored)


def test_a_restore_that_the_database_refuses_says_why_and_leaves_nothing(office, owner, tmp_path):
    owner.execute(
        "CREATE TABLE long (body text); INSERT INTO long SELECT repeat('x', 1000) FROM generate_series(1, 5000)"
    )
    dump = backup.take(office.backup, tmp_path, at=AT)
    owner.execute("DROP TABLE long")
    with pytest.raises(restore.RestoreNotProven, match="The restore failed: ERROR"):
        restore._restore(dump, office.app)
    assert owner.execute("SELECT count(*) FROM pg_class WHERE relname = 'long'").fetchone() == (0,)
