"""Count the rows of every table, in the database and in a dump file: the proof that a backup holds what it should."""

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL

from laborrel.launch.postgres_binaries import client

TABLES = """
    SELECT format('%I.%I', n.nspname, c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
      AND c.relpersistence <> 't'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1
"""
SEES_EVERY_ROW = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
COPY_BEGINS = re.compile(rb"COPY (.+?) \(.*\) FROM stdin;\n")
COPY_ENDS = b"\\.\n"
CLIENT_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


class SeesTooLittle(Exception):
    """This role is under row security: what it counts or dumps would be empty. Connect as lr_backup."""


def in_database(connection: "psycopg.Connection[tuple[object, ...]]") -> dict[str, int]:
    """Rows per table as this connection's transaction sees them; refuses a role that row security would blind."""
    if connection.execute(SEES_EVERY_ROW).fetchone() != (True,):
        raise SeesTooLittle(SeesTooLittle.__doc__)
    names = [str(name) for (name,) in connection.execute(TABLES).fetchall()]
    counts = {}
    for name in names:
        row = connection.execute(SQL("SELECT count(*) FROM {}").format(SQL(name))).fetchone()  # type: ignore[arg-type]
        counts[name] = int(str(row[0])) if row else 0
    return counts


def in_dump(dump: Path) -> dict[str, int]:
    """Rows per table as the dump file would restore them, read from the file itself."""
    command = [client("pg_restore"), "--data-only", "--file=-", str(dump)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        counts = _count_lines(reading.stdout or ())
        complaint = reading.stderr.read().decode(errors="replace") if reading.stderr else ""
    if reading.returncode:
        raise OSError(f"{dump.name} cannot be read: {complaint.strip()}")
    return counts


def differences(expected: dict[str, int], found: dict[str, int]) -> list[str]:
    """One sentence per table whose counts differ; empty when all agree."""
    return [
        f"{table}: {expected.get(table, 'no table')} expected, {found.get(table, 'no table')} found"
        for table in sorted(expected.keys() | found.keys())
        if expected.get(table) != found.get(table)
    ]


def client_environment(url: str) -> dict[str, str]:
    """The address as PG* variables: as an argument, the password would stand in the process list."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    given = conninfo_to_dict(url)
    return kept | {CLIENT_VARIABLES[name]: str(value) for name, value in given.items() if name in CLIENT_VARIABLES}


def _count_lines(lines: Iterable[bytes]) -> dict[str, int]:
    counts: dict[str, int] = {}
    table = ""
    for line in lines:
        if not table:
            if begins := COPY_BEGINS.fullmatch(line):
                table = begins[1].decode()
                counts[table] = 0
        elif line == COPY_ENDS:
            table = ""
        else:
            counts[table] += 1
    return counts
