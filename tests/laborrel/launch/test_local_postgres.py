"""The embedded cluster: three roles, private, quick to find again, gone with its last user."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from laborrel.launch import local_postgres

ROLES = (
    "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = %s"
)
MEMBERSHIPS = """
    SELECT m.rolname, r.rolname FROM pg_auth_members a
    JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
    WHERE m.rolname LIKE 'lr\\_%' ORDER BY 1, 2
"""
PROJECT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("role", "may_bypass_row_security", "may_create_databases"),
    [("lr_owner", False, True), ("lr_app", False, False), ("lr_backup", True, False)],
)
def test_roles_have_the_attributes_the_wall_relies_on(urls, role, may_bypass_row_security, may_create_databases):
    with psycopg.connect(urls.app) as connection:
        found = connection.execute(ROLES, [role]).fetchone()
        members = connection.execute(MEMBERSHIPS).fetchall()
    assert found == (role, True, False, may_bypass_row_security, may_create_databases, False)
    assert members == [("lr_backup", "pg_read_all_data")]


def test_owner_owns_the_database(urls):
    with psycopg.connect(urls.app) as connection:
        row = connection.execute(
            "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'laborrel'"
        ).fetchone()
    assert row == ("lr_owner", "UTF8")


def test_application_works_with_new_tables_but_cannot_empty_change_or_make_them(office, owner):
    owner.execute("CREATE TABLE paper (id bigint GENERATED ALWAYS AS IDENTITY, title text)")
    with psycopg.connect(office.app, autocommit=True) as app:
        app.execute("INSERT INTO paper (title) VALUES ('one'), ('two')")
        app.execute("UPDATE paper SET title = 'three' WHERE id = 2")
        app.execute("DELETE FROM paper WHERE id = 1")
        assert app.execute("SELECT id, title FROM paper").fetchall() == [(2, "three")]
        for forbidden in (
            "TRUNCATE paper",
            "ALTER TABLE paper DISABLE ROW LEVEL SECURITY",
            "CREATE TABLE mine (id int)",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                app.execute(forbidden)


def test_backup_reads_behind_row_security_and_writes_nothing(office, owner):
    owner.execute("CREATE TABLE sealed (id int); INSERT INTO sealed VALUES (1), (2)")
    owner.execute("ALTER TABLE sealed ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    seen = {}
    for role in ("app", "owner", "backup"):
        with psycopg.connect(getattr(office, role)) as connection:
            seen[role] = connection.execute("SELECT count(*) FROM sealed").fetchone()
    assert seen == {"app": (0,), "owner": (0,), "backup": (2,)}
    with psycopg.connect(office.backup) as connection, pytest.raises(errors.ReadOnlySqlTransaction):
        connection.execute("INSERT INTO sealed VALUES (3)")


def test_a_database_made_by_the_owner_has_extensions_and_grants(owner):
    owner.execute("CREATE TABLE paper (id int)")
    names = owner.execute("SELECT extname FROM pg_extension ORDER BY 1").fetchall()
    may = owner.execute(
        "SELECT has_table_privilege('lr_app', 'paper', 'SELECT, INSERT, UPDATE, DELETE'),"
        " has_table_privilege('lr_app', 'paper', 'TRUNCATE, REFERENCES, TRIGGER')"
    ).fetchone()
    assert names == [("btree_gist",), ("citext",), ("pg_trgm",), ("plpgsql",), ("unaccent",)]
    assert may == (True, False)


def test_names_sort_and_fold_the_same_everywhere(urls):
    with psycopg.connect(urls.app) as connection:
        assert connection.execute("SELECT lower('ÉLODIE NÚÑEZ'), upper('élodie')").fetchone() == (
            "élodie núñez",
            "ÉLODIE",
        )
        config = connection.execute("SHOW default_text_search_config").fetchone()
    assert config == ("pg_catalog.english",)


def test_ensure_again_finds_the_running_server_within_a_second(project_dir, urls):
    with psycopg.connect(urls.app) as connection:
        started = connection.execute("SELECT pg_postmaster_start_time()").fetchone()
        began = time.monotonic()
        assert local_postgres.ensure(project_dir, throwaway=True) == urls
        assert time.monotonic() - began < 1
        assert connection.execute("SELECT pg_postmaster_start_time()").fetchone() == started


def test_directories_are_private_and_no_port_is_open(project_dir, urls):
    home = project_dir / ".local" / "postgres" / "test"
    modes = {path.name.split("-")[0]: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir() if path.is_dir()}
    assert (stat.S_IMODE(home.stat().st_mode), modes["data"], modes["socket"]) == (0o700, 0o700, 0o700)
    with psycopg.connect(urls.app) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_data_outlives_a_stop(project_dir, urls):
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)")
    local_postgres.stop(project_dir, throwaway=True)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(urls.app)
    local_postgres.ensure(project_dir, throwaway=True)
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        assert connection.execute("SELECT id FROM kept").fetchall() == [(7,)]
        connection.execute("DROP TABLE kept")


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_server_that_was_killed_comes_back(project_dir, urls):
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS survivor (id int)")
        connection.execute("SET synchronous_commit = on; INSERT INTO survivor VALUES (1)")
    [note] = (project_dir / ".local" / "postgres" / "test").glob("data-*/postmaster.pid")
    os.kill(int(note.read_text().split()[0]), 9)
    while answers(urls.app):
        time.sleep(0.01)
    local_postgres.ensure(project_dir, throwaway=True)
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        assert connection.execute("SELECT id FROM survivor").fetchall() == [(1,)]
        connection.execute("DROP TABLE survivor")


HOLD = """
import sys
from pathlib import Path
from laborrel.launch import local_postgres
print(local_postgres.ensure(Path(sys.argv[1])).app, flush=True)
local_postgres.ensure(Path(sys.argv[1]))  # twice in one process is still one user
sys.stdin.read()
"""


def _holder(project_dir: Path) -> "tuple[subprocess.Popen[str], str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project_dir)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    return process, process.stdout.readline().strip()


def _leave(process: "subprocess.Popen[str]") -> None:
    process.communicate(timeout=30)


def test_the_last_user_stops_the_server_and_only_the_last(project_dir):
    first, url = _holder(project_dir)
    second, same = _holder(project_dir)
    assert url == same
    _leave(first)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("lr_app",)
    _leave(second)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_a_strangers_directory_is_refused(tmp_path):
    account = local_postgres.server_account()
    place = tmp_path / "socket-18"
    place.symlink_to(tmp_path)
    with pytest.raises(local_postgres.PostgresDidNotStart, match="belongs to somebody else"):
        local_postgres._private_directory(place, account)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://lr_app@/laborrel?host=%2Fsrv%2Foffice%2F.local%2Fpostgres%2Fdemonstration%2Fsocket-18", True),
        ("postgresql://lr_app@/laborrel?host=%2Ftmp%2Flaborrel-0123456789ab", True),
        ("postgresql://lr_app@/laborrel?host=%2Fvar%2Frun%2Fpostgresql", False),
        ("postgresql://lr_app:x@database/laborrel", False),
        ("", False),
    ],
)
def test_embedded_addresses_are_told_from_real_ones(url, expected):
    assert local_postgres.is_embedded(url) is expected
