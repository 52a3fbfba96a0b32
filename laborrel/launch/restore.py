"""Restore a proven dump into a new database and prove the result; the running database is never written over.

The new database is made from template0: made from our own template it would hand lr_app the default privileges before
the dump's own ones arrive, and append-only tables would come back changeable.
"""

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from laborrel.launch import backup, row_counts
from laborrel.launch.postgres_binaries import client

NEW_IN_17 = b"SET transaction_timeout = 0;\n"


class RestoreNotProven(Exception):
    """The restored database does not hold the rows of the backup. Do not switch to it."""


def into_new_database(dump: Path, *, owner_url: str, backup_url: str, database: str) -> dict[str, int]:
    """Restore as the owner into a database that must not exist yet; return the proven rows per table."""
    proof = backup.check(dump)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        name = Identifier(database)
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
        connection.execute(SQL("REVOKE CONNECT, TEMPORARY ON DATABASE {} FROM PUBLIC").format(name))
        connection.execute(SQL("GRANT CONNECT ON DATABASE {} TO lr_app, lr_backup").format(name))
    _restore(dump, at(owner_url, database))
    with psycopg.connect(at(backup_url, database)) as connection:
        found = row_counts.in_database(connection)
    if faults := row_counts.differences(proof.rows, found):
        raise RestoreNotProven(f"{RestoreNotProven.__doc__} {'; '.join(faults)}")
    return found


def drill(dump: Path, *, owner_url: str, backup_url: str) -> dict[str, int]:
    """Restore into a database made for the purpose, prove it, and remove that database again."""
    database = f"laborrel_drill_{backup.taken_at(dump):%Y%m%d%H%M%S}"
    remove = SQL("DROP DATABASE IF EXISTS {}").format(Identifier(database))
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(remove)  # left over from a drill that was cut off
    try:
        return into_new_database(dump, owner_url=owner_url, backup_url=backup_url, database=database)
    finally:
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute(remove)


def at(url: str, database: str) -> str:
    """The same address, another database."""
    return make_conninfo("", **(conninfo_to_dict(url) | {"dbname": database}))


def _restore(dump: Path, conninfo: str) -> None:
    """Through psql in one transaction: pg_restore by itself stops at a setting that servers before 17 do not know."""
    command = [client("psql"), "-X", "-q", "-w", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
    environment = row_counts.client_environment(conninfo)
    with tempfile.TemporaryFile() as complaints:
        with (
            contextlib.suppress(BrokenPipeError),  # psql has stopped; it says why
            subprocess.Popen(command, stdin=subprocess.PIPE, stderr=complaints, env=environment) as target,
        ):
            _write_script(dump, target.stdin)
        complaints.seek(0)
        if target.returncode:
            raise RestoreNotProven(f"The restore failed: {complaints.read().decode(errors='replace').strip()}")


def _write_script(dump: Path, target: IO[bytes] | None) -> None:
    """The dump as SQL, without the one setting that older servers refuse (it stands before the first data)."""
    if target is None:
        raise RestoreNotProven("psql could not be given the dump.")
    in_front = True
    with subprocess.Popen([client("pg_restore"), "--file=-", str(dump)], stdout=subprocess.PIPE) as source:
        for line in source.stdout or ():
            in_front = in_front and not line.startswith(b"COPY ")
            if not (in_front and line == NEW_IN_17):
                target.write(line)
    if source.returncode:
        raise RestoreNotProven(f"{dump.name} cannot be read to its end.")
